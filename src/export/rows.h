// SPDX-License-Identifier: BSD-3-Clause
/*
 * rows.h - frames as rows of columns: tshark's `-T fields`.
 */
#ifndef TL_EXPORT_ROWS_H
#define TL_EXPORT_ROWS_H

#include <stdbool.h>

#include "base/text.h"
#include "field/items.h"

/* Which of a field's values in a frame to write. */
enum field_occurrence { OCCURRENCE_ALL, OCCURRENCE_FIRST, OCCURRENCE_LAST };

/**
 * struct columns - the form of a row
 * @fields:     *borrowed*: enum field_id of each column, @n of them
 * @separator:  between columns
 * @aggregator: between the values of one column
 * @quote:      around each column that holds a value, 0 for none
 * @occurrence: enum field_occurrence
 */
struct columns {
    const uint16_t *fields;
    unsigned n;
    char separator, aggregator, quote;
    uint8_t occurrence;
};

/* The names of the columns, with a newline. */
void tl_rows_write_header(struct text *out, const struct columns *c);

/* A frame's row, with a newline. */
void tl_rows_write_row(struct text *out, const struct columns *c, const struct items *items);

#endif
