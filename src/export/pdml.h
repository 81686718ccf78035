// SPDX-License-Identifier: BSD-3-Clause
/*
 * pdml.h - frames as tshark's `-T pdml`: XML, an element an item, with its line, place and octets.
 */
#ifndef TL_EXPORT_PDML_H
#define TL_EXPORT_PDML_H

#include "base/text.h"
#include "field/items.h"

/* `file` is what the capture is called; `now` when it is shown, in the local zone. */
void tl_pdml_begin(struct text *out, const char *file, const char *now);

void tl_pdml_write(struct text *out, const struct items *items);

void tl_pdml_end(struct text *out);

#endif
