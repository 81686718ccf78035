// SPDX-License-Identifier: BSD-3-Clause
/*
 * outline.h - a frame's items as formats with keys want them: children by their parent, and those
 * of one key gathered, since a key of a JSON object stands there once.
 *
 * Invariant: every item but the roots has its parent before it; items with the same parent and the
 * same key are linked from the first to the last.
 */
#ifndef TL_EXPORT_OUTLINE_H
#define TL_EXPORT_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "field/items.h"

/**
 * struct outline - by the index of an item
 * @items: *borrowed*
 * @end:   index behind its last descendant
 * @same:  index of the next item of its parent and key; 0 if there is none
 * @again: it is linked from an earlier one
 * @owner: its parent, or its protocol; UINT16_MAX if it has none
 * @table: scratch: of keys by hash, index plus one
 */
struct outline {
    const struct items *items;
    uint16_t end[ITEMS_TREE], same[ITEMS_TREE], owner[ITEMS_TREE];
    bool again[ITEMS_TREE];
    uint16_t table[2 * ITEMS_TREE];
};

/* Look at the items of a frame; `o` needs no initialisation. With `flat`, an item's owner is the
 * protocol that it is in, whatever its parents, and keys are gathered over all of that. */
void tl_outline_make(struct outline *o, const struct items *items, bool flat);

/* Whether the item has children. */
static inline bool outline_has_children(const struct outline *o, uint32_t i)
{
    return o->end[i] > i + 1;
}

/* Whether the item is a place in the tree only, without a value to write. */
bool outline_is_bare(const struct item *it);

/* What a tree says of an item without a field of its own: its key. */
struct span outline_line(const struct items *items, const struct item *it);

#endif
