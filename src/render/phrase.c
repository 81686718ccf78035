// SPDX-License-Identifier: BSD-3-Clause
/* phrase.c - templates with {names}: the order of the values is the translator's. */
#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "render/catalogue.h"

/* A span whose number and unit stay on one line: with no-break spaces, which a page shows as
 * blanks. */
static void put_span(struct text *t, int64_t ns)
{
    char buf[48];
    struct text span;

    text_init(&span, buf, sizeof(buf), NULL, NULL);
    clock_span(&span, ns);
    for (size_t i = 0; i < span.len; i++)
        text_str(t, buf[i] == ' ' ? "\u00a0" : (char[]){buf[i], '\0'});
}

static void put_value(struct text *t, const struct phrase_arg *arg)
{
    switch (arg->type) {
    case PHRASE_U64:
        text_u64(t, arg->u);
        break;
    case PHRASE_COUNT:
        text_count(t, arg->u);
        break;
    case PHRASE_STR:
        text_str(t, arg->str);
        break;
    case PHRASE_SPAN_NS:
        put_span(t, arg->ns);
        break;
    }
}

/* The value called name[0..n). That a template names a value nobody gave is a mistake of ours. */
static const struct phrase_arg *find_arg(const char *name, size_t n, const struct phrase_arg *args,
                                         size_t n_args)
{
    for (size_t i = 0; i < n_args; i++)
        if (strlen(args[i].name) == n && memcmp(args[i].name, name, n) == 0)
            return &args[i];
    assert(false && "a template names a value that was not given");
    return NULL;
}

void phrase(struct text *t, const char *template, const struct phrase_arg *args, size_t n)
{
    const char *open;

    while ((open = strchr(template, '{')) != NULL) {
        const char *const close = strchr(open, '}');
        const struct phrase_arg *arg;

        if (close == NULL)
            break;
        text_octets(t, template, (size_t)(open - template));
        arg = find_arg(open + 1, (size_t)(close - open) - 1, args, n);
        if (arg != NULL)
            put_value(t, arg);
        template = close + 1;
    }
    text_str(t, template);
}
