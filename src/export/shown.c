// SPDX-License-Identifier: BSD-3-Clause
#include "export/shown.h"

#include "export/outline.h"

#include "field/value.h"

static void write_octets(struct text *out, struct span s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (i > 0)
            text_char(out, ':');
        text_hex(out, s.p[i], 2);
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
