// SPDX-License-Identifier: BSD-3-Clause
#include "export/shown.h"

#include "export/outline.h"

#include "field/value.h"

static void write_octets(struct text *out, struct span s)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < s.n; i++) {
        const size_t n = i > 0 ? 3 : 2;
        char *at = text_room(out, n);

        if (at == NULL)
            return;
        if (i > 0)
            *at++ = ':';
        at[0] = digits[s.p[i] >> 4];
        at[1] = digits[s.p[i] & 0xf];
        text_advance(out, n);
    }
}

void tl_shown_write(struct text *out, const struct items *items, const struct item *it)
{
    if (tl_fields[it->field].type == FIELD_OCTETS)
        write_octets(out, it->octets);
    else if (!outline_is_bare(it))
        tl_value_write(out, items, it);
}

void tl_shown_write_json(struct text *out, const struct items *items, const struct item *it)
{
    if (tl_fields[it->field].type == FIELD_TEXT) {
        text_json_string(out, (const char *)it->octets.p, it->octets.n);
        return;
    }
    text_char(out, '"');
    tl_shown_write(out, items, it);
    text_char(out, '"');
}

void tl_shown_write_raw(struct text *out, const struct item *it)
{
    unsigned digits = 1;

    if (tl_fields[it->field].mask != 0) {
        while (digits < 16 && it->u >> 4 * digits != 0)
            digits++;
        text_hex(out, it->u, digits);
        return;
    }
    for (uint32_t i = 0; i < it->size; i++)
        text_hex(out, it->p[i], 2);
}
