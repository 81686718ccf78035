// SPDX-License-Identifier: BSD-3-Clause
#include "export/tree.h"

#include "export/dump.h"
#include "field/line.h"

enum { INDENT = 4 };

static void write_line(struct text *out, const struct items *items, const struct item *it)
{
    text_fill(out, ' ', (size_t)INDENT * it->depth);
    tl_line_write(out, items, it);
    text_char(out, '\n');
}

/* The same, where the line is what title and value say. */
static void write_titled(struct text *out, struct memo *memo, const struct items *items,
                         const struct item *it)
{
    const uint32_t form = (uint32_t)it->depth << 8 | it->flags;

    switch (tl_memo_begin(memo, out, it, form)) {
    case MEMO_ALL:
        return;
    case MEMO_NOTHING:
        text_fill(out, ' ', (size_t)INDENT * it->depth);
        tl_line_begin(out, it);
        if (tl_line_begins_alike(it))
            tl_memo_value(memo, out);
        break;
    case MEMO_PREFIX:
    default:
        break;
    }
    tl_line_end(out, items, it);
    text_char(out, '\n');
    tl_memo_end(memo, out);
}

void tl_tree_write(struct text *out, const struct tree_options *options, struct memo *memo,
                   const struct items *items)
{
    bool open = true;

    for (size_t i = 0; i < items->n; i++) {
        const struct item *const it = &items->of[i];

        if (it->depth == 0)
            open = options->opened == NULL || options->opened[it->field];
        else if (!open)
            continue;
        /* What is below a hidden item is hidden, too: dissectors hide leaves only. */
        if ((it->flags & ITEM_HIDDEN) != 0)
            continue;
        if (it->line_len == 0)
            write_titled(out, memo, items, it);
        else
            write_line(out, items, it);
        if (it->field == F_DATA && it->octets.n > 0) {
            text_char(out, '\n');
            tl_dump_write(out, it->octets);
        }
    }
    text_char(out, '\n');
}
