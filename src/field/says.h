// SPDX-License-Identifier: BSD-3-Clause
/*
 * says.h - fields of which a tree says more than title and value: "Header Length: 20 bytes (5)".
 *
 * What is said follows from the value alone, so that equal values have equal lines. Where it takes
 * more than that, a dissector says it (ITEMS_SAY()), and that counts.
 */
#ifndef TL_FIELD_SAYS_H
#define TL_FIELD_SAYS_H

#include "base/text.h"
#include "field/items.h"

/* Append the line, without brackets and bits. */
typedef void line_writer(struct text *out, const struct item *it);

/* By field: who writes its line; NULL where title and value are enough. */
extern line_writer *const tl_line_writers[FIELDS];

#endif
