// SPDX-License-Identifier: BSD-3-Clause
#include "source/interfaces.h"

#include <assert.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/text.h"
#include "source/linktype.h"

static bool make_room(struct interfaces *list)
{
    const size_t cap = list->cap == 0 ? 4 : list->cap * 2;
    struct source_interface *v;

    if (list->n < list->cap)
        return true;
    v = realloc(list->v, cap * sizeof *v);
    if (v == NULL)
        return false;
    list->v = v;
    list->cap = cap;
    return true;
}

/* A copy of at most `max` octets; *owned*, NULL without memory. */
static char *harmless(struct span from, size_t max)
{
    const size_t n = from.n < max ? from.n : max;
    char *const copy = malloc(n + 1);
    struct text t;

    if (copy == NULL)
        return NULL;
    text_init(&t, copy, n, NULL, NULL);
    text_harmless(&t, from.p, n);
    copy[t.len] = '\0';
    return copy;
}

static enum tcplens_status no_memory(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for an interface");
}

enum tcplens_status tl_interfaces_add(struct interfaces *list, uint32_t link_field,
                                      uint32_t snaplen, struct span name, struct tcplens_error *err)
{
    char *const copy = harmless(name, INTERFACE_NAME_MAX);

    assert(list->n < INTERFACES_MAX);
    if (copy == NULL || !make_room(list)) {
        free(copy);
        return no_memory(err);
    }
    list->v[list->n++] =
        (struct source_interface){.name = copy,
                                  .description = "",
                                  .filter = "",
                                  .os = "",
                                  .link_type = tl_linktype_normalise((uint16_t)link_field),
                                  .link_field = link_field,
                                  .snaplen = snaplen};
    return TCPLENS_OK;
}

/* Make `*text` a copy of `from`, if there is any; false without memory. */
static bool describe(const char **text, struct span from)
{
    char *const copy = from.n > 0 ? harmless(from, INTERFACE_TEXT_MAX) : NULL;

    if (copy != NULL)
        *text = copy;
    return copy != NULL || from.n == 0;
}

enum tcplens_status tl_interfaces_describe(struct interfaces *list,
                                           const struct interface_texts *texts,
                                           struct tcplens_error *err)
{
    struct source_interface *const latest = &list->v[list->n - 1];

    if (describe(&latest->description, texts->description) &&
        describe(&latest->filter, texts->filter) && describe(&latest->os, texts->os))
        return TCPLENS_OK;
    return no_memory(err);
}

static void free_text(const char *text)
{
    if (*text != '\0')
        free((void *)(uintptr_t)text);
}

void tl_interfaces_fini(struct interfaces *list)
{
    for (size_t i = 0; i < list->n; i++) {
        free((void *)(uintptr_t)list->v[i].name);
        free_text(list->v[i].description);
        free_text(list->v[i].filter);
        free_text(list->v[i].os);
    }
    free(list->v);
}
