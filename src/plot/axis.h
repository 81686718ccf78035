// SPDX-License-Identifier: BSD-3-Clause
/*
 * axis.h - an axis: from where to where, in which unit, and ticks at round numbers of it.
 *
 * Values are integers of what is measured (ns, octets, bit/s); the unit only says how they are
 * written.
 */
#ifndef TL_PLOT_AXIS_H
#define TL_PLOT_AXIS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum quantity { QUANTITY_TIME, QUANTITY_OCTETS, QUANTITY_RATE };

/**
 * struct axis - lo < hi
 * @step: between ticks, of which the first is at or above @lo; of a logarithmic axis not used
 * @unit: its name, "ms"; @per_unit: how much it is of what is measured
 * @logarithmic: ticks are at 1, 2, 5, 10, …; @lo is above 0
 */
struct axis {
    int64_t lo, hi, step, per_unit;
    const char *unit;
    bool logarithmic;
};

/* An axis from `lo` to `hi`, or a little further if they are the same; with about `ticks` ticks. */
struct axis tl_axis(enum quantity quantity, int64_t lo, int64_t hi, unsigned ticks);

/* The same, logarithmic; from 1 on at least. */
struct axis tl_axis_logarithmic(enum quantity quantity, int64_t lo, int64_t hi);

/* The first tick, and the one after `tick`, which is beyond `hi` after the last. */
int64_t tl_axis_first(const struct axis *a);
int64_t tl_axis_next(const struct axis *a, int64_t tick);

/* A value as it is written at a tick: in the unit, without it. */
void tl_axis_label(struct text *t, const struct axis *a, int64_t value);

/* Where a value is on an axis that is `length` long; within [0, length]. */
int64_t tl_axis_place(const struct axis *a, int64_t value, int64_t length);

#endif
