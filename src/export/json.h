// SPDX-License-Identifier: BSD-3-Clause
/*
 * json.h - frames as tshark's `-T json` and `-T jsonraw` with --no-duplicate-keys: an array of
 * documents whose keys are the fields' names, nested as the tree is. A key that comes again makes
 * an array of its values.
 *
 * A value that has children stands under its name, the children under its name and "_tree"; raw
 * values, with place, mask and type, under its name and "_raw".
 */
#ifndef TL_EXPORT_JSON_H
#define TL_EXPORT_JSON_H

#include "base/text.h"
#include "export/memo.h"
#include "export/outline.h"
#include "export/rows.h"

/**
 * struct json_options
 * @values: shown values
 * @raw:    raw values
 * @opened: *borrowed*: by field: of protocols, whether they are shown; NULL for all
 * @columns: *borrowed*: only these fields, in a flat document; NULL for the tree
 */
struct json_options {
    bool values, raw;
    const bool *opened;
    const struct columns *columns;
};

void tl_json_begin(struct text *out);

/* A document; `first` unless one came before. `memo` is of such documents only; `scratch` needs no
 * initialisation. */
void tl_json_write(struct text *out, const struct json_options *options, struct memo *memo,
                   const struct items *items, struct outline *scratch, bool first);

void tl_json_end(struct text *out, bool empty);

#endif
