// SPDX-License-Identifier: BSD-3-Clause
#include "source/timeunit.h"

#include "base/clock.h"

__extension__ typedef __int128 wide;

enum {
    POWER_OF_TWO = 0x80,
    NANO = 9,            /* 10^-9 */
    FINEST_DECIMAL = 28, /* 10^19 is the largest divisor that 64 bits hold */
};

static uint64_t power_of_ten(unsigned exponent)
{
    uint64_t v = 1;

    while (exponent-- > 0)
        v *= 10;
    return v;
}

struct timeunit tl_timeunit(uint8_t tsresol, int64_t offset_s)
{
    const uint8_t exponent = tsresol & (POWER_OF_TWO - 1);
    struct timeunit unit = {.multiplier = 1, .divisor = 1, .offset_s = offset_s};

    if (tsresol & POWER_OF_TWO) {
        unit.multiplier = CLOCK_NS_PER_S;
        unit.shift = exponent;
    } else if (exponent <= NANO) {
        unit.multiplier = power_of_ten(NANO - exponent);
    } else {
        /* Finer units than that: 64 bits of them are less than two nanoseconds. */
        unit.divisor = exponent <= FINEST_DECIMAL ? power_of_ten(exponent - NANO) : 0;
    }
    return unit;
}

uint8_t tl_timeunit_decimals(uint8_t tsresol)
{
    const unsigned exponent = tsresol & (POWER_OF_TWO - 1U);
    /* 2^10 units a second are about as fine as 10^3. */
    const unsigned decimals = (tsresol & POWER_OF_TWO) != 0 ? (exponent * 3 + 9) / 10 : exponent;

    return (uint8_t)(decimals < NANO ? decimals : NANO);
}

int64_t tl_timeunit_ns(const struct timeunit *unit, uint64_t value)
{
    wide ns = ((wide)value * unit->multiplier) >> unit->shift;

    if (unit->divisor != 1)
        ns = unit->divisor == 0 ? 0 : ns / unit->divisor;
    ns += (wide)unit->offset_s * CLOCK_NS_PER_S;
    if (ns > INT64_MAX)
        return INT64_MAX;
    return ns < INT64_MIN ? INT64_MIN : (int64_t)ns;
}
