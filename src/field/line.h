// SPDX-License-Identifier: BSD-3-Clause
/*
 * line.h - an item's line of a tree: ".... 0101 = Header Length: 20 bytes (5)".
 *
 * What the dissector said of the item (ITEMS_SAY()) stands behind the bits that its mask takes; of
 * an item of which nothing was said, title and value stand there.
 */
#ifndef TL_FIELD_LINE_H
#define TL_FIELD_LINE_H

#include "base/text.h"
#include "field/items.h"

/* Append the line, without indentation and newline; in brackets if the item was concluded. Text
 * from the network comes out harmless, and is cut where Wireshark cuts it. */
void tl_line_write(struct text *out, const struct items *items, const struct item *it);

/* The same in two steps: what stands before the value, and the rest. */
void tl_line_begin(struct text *out, const struct item *it);
void tl_line_end(struct text *out, const struct items *items, const struct item *it);

/* Whether lines of the item's field begin alike, whatever their values. */
bool tl_line_begins_alike(const struct item *it);

#endif
