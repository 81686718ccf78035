// SPDX-License-Identifier: BSD-3-Clause
/*
 * value.h - an item's value as text, as it stands in a column: "0x0800", "10.0.0.1", "1".
 */
#ifndef TL_FIELD_VALUE_H
#define TL_FIELD_VALUE_H

#include "base/text.h"
#include "field/items.h"

/* Append the value. Text from the network comes out harmless. */
void tl_value_write(struct text *out, const struct items *items, const struct item *it);

#endif
