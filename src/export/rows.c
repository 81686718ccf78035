// SPDX-License-Identifier: BSD-3-Clause
#include "export/rows.h"

#include "field/value.h"

static void write_column(struct text *out, const struct columns *c, enum field_id field,
                         const struct items *items)
{
    const struct item *it = items_first(items, field);

    if (it == NULL)
        return;
    if (c->occurrence == OCCURRENCE_LAST)
        it = &items->of[items->last[field] - 1];
    if (c->quote != 0)
        text_char(out, c->quote);
    for (; it != NULL; it = items_next(items, it)) {
        tl_value_write(out, items, it);
        if (c->occurrence == OCCURRENCE_FIRST)
            break;
        if (it->next != 0)
            text_char(out, c->aggregator);
    }
    if (c->quote != 0)
        text_char(out, c->quote);
}

void tl_rows_write_header(struct text *out, const struct columns *c)
{
    for (unsigned i = 0; i < c->n; i++) {
        if (i > 0)
            text_char(out, c->separator);
        text_str(out, tl_fields[c->fields[i]].name);
    }
    text_char(out, '\n');
}

void tl_rows_write_row(struct text *out, const struct columns *c, const struct items *items)
{
    for (unsigned i = 0; i < c->n; i++) {
        if (i > 0)
            text_char(out, c->separator);
        write_column(out, c, (enum field_id)c->fields[i], items);
    }
    text_char(out, '\n');
}
