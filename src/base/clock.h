// SPDX-License-Identifier: BSD-3-Clause
/*
 * clock.h - points in time and spans of time as text. A time is int64_t nanoseconds since the
 * epoch, UTC; only the printing knows of calendars.
 */
#ifndef TL_BASE_CLOCK_H
#define TL_BASE_CLOCK_H

#include <stdint.h>

#include "base/text.h"

enum { CLOCK_NS_PER_S = 1000000000 };

/* Nanoseconds since some point in the past, which nobody sets back: for spans. */
int64_t clock_monotonic(void);

/* ISO 8601 with `decimals` (0..9) of the second and zone: 2025-07-14T09:25:52.414604Z, or +08:00
 * for utc_offset_s = 28800. */
void clock_iso(struct text *t, int64_t ns, unsigned decimals, int32_t utc_offset_s);

/* Seconds with `decimals` (0..9), cut not rounded, a minus sign if negative: 0.000122. */
void clock_seconds(struct text *t, int64_t ns, unsigned decimals);

/*
 * A span as people write it, three significant digits at most below 100 s and the unit that fits:
 * 8 µs, 438 µs, 2.6 ms, 40.2 ms, 4.99 s, 61.0 s, 5 min 3 s, 2 h 4 min, 3 d 1 h. Negative spans have
 * a minus sign.
 */
void clock_span(struct text *t, int64_t ns);

#endif
