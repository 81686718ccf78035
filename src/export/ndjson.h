// SPDX-License-Identifier: BSD-3-Clause
/*
 * ndjson.h - frames as lines of JSON, tcplens' own form (docs/machine-output.md): a flat object a
 * frame, whose keys are the names of the columns. Numbers are numbers, flags true or false; a field
 * that a frame has several times has an array, one that it has not is left out.
 *
 * The form is versioned: "v" changes if what a key means does. New keys do not change it.
 */
#ifndef TL_EXPORT_NDJSON_H
#define TL_EXPORT_NDJSON_H

#include "base/text.h"
#include "export/rows.h"

enum { NDJSON_VERSION = 1 };

/* The columns where nobody names any; `*n` gets how many. */
const uint16_t *tl_ndjson_columns(unsigned *n);

/* `keys` is what tl_ndjson_keys() made of the columns. */
void tl_ndjson_write(struct text *out, const struct columns *c, const char *keys,
                     const struct items *items);

/* What stands before each column's values, one behind the other, each with its length in front:
 * made once, because it is half of what is written. *Owned*; NULL if there is no memory. */
char *tl_ndjson_keys(const struct columns *c);

#endif
