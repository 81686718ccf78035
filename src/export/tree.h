// SPDX-License-Identifier: BSD-3-Clause
/*
 * tree.h - a frame as tshark's `-V` prints it: a line an item, four blanks a level.
 */
#ifndef TL_EXPORT_TREE_H
#define TL_EXPORT_TREE_H

#include "base/text.h"
#include "export/memo.h"
#include "field/items.h"

/**
 * struct tree_options - which of it
 * @opened: *borrowed*: by field: of protocols, whether more than their own line is shown; NULL for
 *          all
 */
struct tree_options {
    const bool *opened;
};

/* All lines, and one that is empty. `memo` is of trees only. */
void tl_tree_write(struct text *out, const struct tree_options *options, struct memo *memo,
                   const struct items *items);

#endif
