// SPDX-License-Identifier: BSD-3-Clause
#include "filter/value.h"

#include <assert.h>
#include <string.h>

/* For sorting and for equality: octet by octet, the shorter one first. */
static int compare_texts(const struct value *a, const struct value *b)
{
    const size_t n = a->n < b->n ? a->n : b->n;
    const int order = n > 0 ? memcmp(a->text, b->text, n) : 0;

    if (order != 0)
        return order;
    return (a->n > b->n) - (a->n < b->n);
}

int tl_value_compare(const struct value *a, const struct value *b)
{
    switch ((enum value_type)a->type) {
    case VALUE_SPAN:
    case VALUE_TIME:
        assert(a->type == b->type);
        return (a->ns > b->ns) - (a->ns < b->ns);
    case VALUE_TEXT:
        assert(a->type == b->type);
        return compare_texts(a, b);
    case VALUE_ADDRESS:
        assert(a->type == b->type);
        return memcmp(a->addr, b->addr, sizeof a->addr);
    case VALUE_NUMBER:
    case VALUE_AMOUNT:
    case VALUE_FLAG:
        break;
    }
    return (a->number > b->number) - (a->number < b->number);
}

void tl_value_text(struct value *v, const char *s)
{
    v->type = VALUE_TEXT;
    v->text = s;
    v->n = strlen(s);
}
