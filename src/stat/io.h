// SPDX-License-Identifier: BSD-3-Clause
/*
 * io.h - `-z io,stat`: what went by in each interval of time, in columns: frames and octets, or a
 * calculation over a field. Counting is io.c's, the table io_table.c's.
 */
#ifndef TL_STAT_IO_H
#define TL_STAT_IO_H

#include "stat/kind.h"

enum { IO_COLUMNS_MAX = 64, IO_INTERVALS_MAX = 1 << 20 };

enum io_calculation {
    IO_FRAMES_AND_OCTETS,
    IO_COUNT,
    IO_SUM,
    IO_MIN,
    IO_MAX,
    IO_AVG,
    IO_LOAD,
    IO_FRAMES,
    IO_OCTETS,
};

/**
 * struct io_column
 * @title:  *owned*: as it was asked for
 * @filter: *borrowed*, within @title: what frames it counts; "" for all
 * @field:  of a calculation, or FIELDS
 * @calculation: enum io_calculation
 * @seconds: values are times, in nanoseconds
 */
struct io_column {
    char *title;
    const char *filter;
    uint16_t field;
    uint8_t calculation;
    bool seconds;
};

/* What a column holds of one interval: frames and octets that passed its filter; of a calculation,
 * how many values, and what became of them. */
struct io_cell {
    uint64_t frames, octets, values;
    int64_t result;
};

/**
 * struct io_state
 * @interval_ns: 0 for one interval that takes all
 * @decimals:    of seconds in the table
 * @columns:     @n_columns of them
 * @cells:       *owned*: @n intervals of @n_columns each, with room for @room
 * @duration_ns: from the first frame to the last
 * @left:        frames beyond IO_INTERVALS_MAX
 */
struct io_state {
    int64_t interval_ns, zero_ns, duration_ns;
    unsigned decimals, n_columns;
    struct io_column columns[IO_COLUMNS_MAX];
    struct io_cell *cells;
    uint32_t n, room;
    uint64_t left;
    bool begun;
};

void io_table_print(const struct io_state *s, struct text *out);

#endif
