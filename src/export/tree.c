// SPDX-License-Identifier: BSD-3-Clause
#include "export/tree.h"

#include "export/dump.h"
#include "field/line.h"

enum { INDENT = 4 };

void tl_tree_write(struct text *out, const struct tree_options *options, const struct items *items)
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
        text_fill(out, ' ', (size_t)INDENT * it->depth);
        tl_line_write(out, items, it);
        text_char(out, '\n');
        if (it->field == F_DATA && it->octets.n > 0) {
            text_char(out, '\n');
            tl_dump_write(out, it->octets);
        }
    }
    text_char(out, '\n');
}
