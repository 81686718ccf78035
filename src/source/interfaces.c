// SPDX-License-Identifier: BSD-3-Clause
#include "source/interfaces.h"

#include <assert.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/text.h"

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

static char *harmless(struct span name)
{
    char *const copy = malloc(INTERFACE_NAME_MAX + 1);
    struct text t;

    if (copy == NULL)
        return NULL;
    text_init(&t, copy, INTERFACE_NAME_MAX, NULL, NULL);
    text_harmless(&t, name.p, name.n < INTERFACE_NAME_MAX ? name.n : INTERFACE_NAME_MAX);
    copy[t.len] = '\0';
    return copy;
}

enum tcplens_status tl_interfaces_add(struct interfaces *list, uint16_t link_type, uint32_t snaplen,
                                      struct span name, struct tcplens_error *err)
{
    char *const copy = harmless(name);

    assert(list->n < INTERFACES_MAX);
    if (copy == NULL || !make_room(list)) {
        free(copy);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for an interface");
    }
    list->v[list->n++] = (struct source_interface){copy, link_type, snaplen, 0};
    return TCPLENS_OK;
}

void tl_interfaces_fini(struct interfaces *list)
{
    for (size_t i = 0; i < list->n; i++)
        free((void *)(uintptr_t)list->v[i].name);
    free(list->v);
}
