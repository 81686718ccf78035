// SPDX-License-Identifier: BSD-3-Clause
/*
 * timeunit.h - a pcapng interface's timestamps to nanoseconds: if_tsresol and if_tsoffset
 * (draft-ietf-opsawg-pcapng 4.2).
 *
 * ns = value * multiplier >> shift / divisor + offset, computed in 128 bits and saturated to what
 * int64_t holds (years 1677 to 2262).
 */
#ifndef TL_SOURCE_TIMEUNIT_H
#define TL_SOURCE_TIMEUNIT_H

#include <stdint.h>

/**
 * struct timeunit - of one interface
 * @multiplier, @divisor, @shift: as above; a divisor of 0 makes every value 0
 * @offset_s: seconds to add
 */
struct timeunit {
    uint64_t multiplier, divisor;
    uint8_t shift;
    int64_t offset_s;
};

/* Of if_tsresol: the exponent of 10, or of 2 if the highest bit is set; microseconds are 6. */
struct timeunit tl_timeunit(uint8_t tsresol, int64_t offset_s);

/* How many decimals of a second such stamps have: at most 9. */
uint8_t tl_timeunit_decimals(uint8_t tsresol);

int64_t tl_timeunit_ns(const struct timeunit *unit, uint64_t value);

#endif
