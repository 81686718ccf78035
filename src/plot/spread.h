// SPDX-License-Identifier: BSD-3-Clause
/*
 * spread.h - how values are distributed: counters whose width grows with the value, so that every
 * value from 0 to 2^63 is known to 3 % in a fixed room.
 */
#ifndef TL_PLOT_SPREAD_H
#define TL_PLOT_SPREAD_H

#include <stdint.h>

/* SPREAD_FINE counters for each doubling. */
enum { SPREAD_SHIFT = 5, SPREAD_FINE = 1 << SPREAD_SHIFT, SPREAD_CELLS = 60 * SPREAD_FINE };

struct spread {
    uint64_t n, sum;
    int64_t lo, hi;
    uint64_t cells[SPREAD_CELLS];
};

/* `value` is not negative. */
void tl_spread_add(struct spread *s, int64_t value);

/* The value that `percent` of all do not exceed, 0 if there is none. */
int64_t tl_spread_percentile(const struct spread *s, unsigned percent);

/* A logarithm in straight pieces, SPREAD_FINE for each doubling: which counter a value has. */
unsigned tl_spread_cell(int64_t value);

/* The value in the middle of a counter. */
int64_t tl_spread_middle(unsigned cell);

#endif
