// SPDX-License-Identifier: BSD-3-Clause
/*
 * shown.h - an item's value as JSON and PDML show it: as in a column, but octets have colons
 * between them, and text is not made harmless, which is the format's to do.
 */
#ifndef TL_EXPORT_SHOWN_H
#define TL_EXPORT_SHOWN_H

#include "base/text.h"
#include "field/items.h"

/* Append a value that is no text from the network; nothing for a label or a protocol. */
void tl_shown_write(struct text *out, const struct items *items, const struct item *it);

/* Append a JSON string with the value. */
void tl_shown_write_json(struct text *out, const struct items *items, const struct item *it);

/* Append the octets that the item was read from, in hexadecimal; of bits among them, their value.
 */
void tl_shown_write_raw(struct text *out, const struct item *it);

#endif
