// SPDX-License-Identifier: BSD-3-Clause
/* parse_range.c - which octets of a value, which layers of a packet: 0:4, 1-3, -2:, 0,2,4-5. */
#include <stdlib.h>

#include "filter/tree.h"

static bool read_offset(const char **s, const char *end, int32_t *out)
{
    char digits[16];
    const bool negative = *s < end && **s == '-';
    const char *p = *s + negative;
    size_t n = 0;

    while (p < end && *p >= '0' && *p <= '9' && n < 9)
        digits[n++] = *p++;
    digits[n] = '\0';
    *s = p;
    *out = (int32_t)strtol(digits, NULL, 10);
    *out = negative ? -*out : *out;
    return n > 0;
}

static const char *skip_blanks(const char *s, const char *end)
{
    while (s < end && *s == ' ')
        s++;
    return s;
}

/* i:j, i-j, i, :j or i: */
static bool read_range(const char **at, const char *end, struct range *out)
{
    const char *s = skip_blanks(*at, end);
    const bool begins = read_offset(&s, end, &out->first);

    s = skip_blanks(s, end);
    out->kind = RANGE_LENGTH;
    out->last = 1;
    if (s < end && (*s == ':' || (*s == '-' && begins))) {
        const char sign = *s++;

        s = skip_blanks(s, end);
        out->kind = sign == '-' ? RANGE_TO : RANGE_LENGTH;
        if (!read_offset(&s, end, &out->last)) {
            if (sign == '-' || !begins)
                return false;
            out->kind = RANGE_REST;
        }
    } else if (!begins) {
        return false;
    }
    *at = skip_blanks(s, end);
    if (out->kind == RANGE_LENGTH)
        return out->last > 0;
    return out->kind == RANGE_REST ||
           ((out->first < 0) == (out->last < 0) && out->first <= out->last);
}

void tl_tree_ranges(struct tree *t, uint16_t node)
{
    const char *at = t->token.text, *const end = at + t->token.n;
    struct condition *const f = t->filter;

    t->nodes[node].range = (uint16_t)f->n_ranges;
    for (;;) {
        if (f->n_ranges == RANGES_MAX) {
            tl_tree_refuse(t, &t->token, "the filter has too many ranges");
            return;
        }
        if (!read_range(&at, end, &f->ranges[f->n_ranges]) || (at < end && *at != ',')) {
            tl_tree_refuse(t, &t->token, "this is no range: [0:4], [0-3], [-2:] or [0,2,4-5]");
            return;
        }
        f->n_ranges++;
        t->nodes[node].n++;
        if (at == end)
            return;
        at++;
    }
}
