// SPDX-License-Identifier: BSD-3-Clause
#include "plot/axis.h"

#include <stddef.h>

#include "plot/spread.h"

enum { DECIMALS = 1000, EXACT_BITS = 40 };

/* A unit serves from `from` of the axis's greatest value on. */
struct unit {
    int64_t from, per_unit;
    const char *name;
};

static const struct unit times[] = {
    {INT64_C(172800000000000), INT64_C(86400000000000), "d"},
    {INT64_C(36000000000000), INT64_C(3600000000000), "h"},
    {INT64_C(600000000000), INT64_C(60000000000), "min"},
    {INT64_C(2000000000), 1000000000, "s"},
    {2000000, 1000000, "ms"},
    {2000, 1000, "µs"},
    {INT64_MIN, 1, "ns"},
};
static const struct unit octets[] = {
    {INT64_C(2000000000000), INT64_C(1000000000000), "TB"},
    {2000000000, 1000000000, "GB"},
    {2000000, 1000000, "MB"},
    {2000, 1000, "kB"},
    {INT64_MIN, 1, "B"},
};
static const struct unit rates[] = {
    {2000000000, 1000000000, "Gbit/s"},
    {2000000, 1000000, "Mbit/s"},
    {2000, 1000, "kbit/s"},
    {INT64_MIN, 1, "bit/s"},
};

static const struct unit *unit_for(enum quantity quantity, int64_t most)
{
    static const struct unit *const all[] = {
        [QUANTITY_TIME] = times, [QUANTITY_OCTETS] = octets, [QUANTITY_RATE] = rates};
    const struct unit *unit = all[quantity];

    while (most < unit->from)
        unit++;
    return unit;
}

/* The next of 1, 2, 5, 10, 20, … times a power of ten. */
static int64_t next_round(int64_t step)
{
    int64_t leading = step;

    while (leading >= 10)
        leading /= 10;
    return leading == 2 ? step / 2 * 5 : step * 2;
}

/* The least round step, in thousandths of the unit, of which `ticks` fill the range. */
static int64_t round_step(int64_t range, int64_t per_unit, unsigned ticks)
{
    const int64_t wanted = range / (int64_t)ticks + (range % (int64_t)ticks != 0);
    int64_t step = per_unit >= DECIMALS ? per_unit / DECIMALS : 1;
    int64_t digits = 1;

    for (const int64_t least = step; step < wanted && digits < INT64_MAX / 10 / least;
         step = least * digits)
        digits = next_round(digits);
    return step;
}

struct axis tl_axis(enum quantity quantity, int64_t lo, int64_t hi, unsigned ticks)
{
    const struct unit *const unit = unit_for(quantity, hi > -lo ? hi : -lo);
    struct axis a = {.lo = lo, .hi = hi > lo ? hi : lo + 1};

    a.per_unit = unit->per_unit;
    a.unit = unit->name;
    a.step = round_step(a.hi - a.lo, a.per_unit, ticks);
    return a;
}

struct axis tl_axis_logarithmic(enum quantity quantity, int64_t lo, int64_t hi)
{
    struct axis a = {.lo = 1, .logarithmic = true};
    const struct unit *unit;

    while (a.lo <= lo / 10)
        a.lo *= 10;
    for (a.hi = a.lo * 10; a.hi < hi && a.hi < INT64_MAX / 10;)
        a.hi *= 10;
    unit = unit_for(quantity, a.hi);
    a.per_unit = unit->per_unit;
    a.unit = unit->name;
    return a;
}

int64_t tl_axis_first(const struct axis *a)
{
    const int64_t rest = a->logarithmic ? 0 : a->lo % a->step;

    if (rest == 0)
        return a->lo;
    return rest > 0 ? a->lo + (a->step - rest) : a->lo - rest;
}

int64_t tl_axis_next(const struct axis *a, int64_t tick)
{
    const int64_t step = a->logarithmic ? next_round(tick) - tick : a->step;

    return tick > INT64_MAX - step ? INT64_MAX : tick + step;
}

void tl_axis_label(struct text *t, const struct axis *a, int64_t value)
{
    const int64_t size = value < 0 ? -value : value, rest = size % a->per_unit;
    uint64_t decimals = a->per_unit >= DECIMALS ? (uint64_t)(rest / (a->per_unit / DECIMALS)) : 0;
    unsigned width = 3;

    if (value < 0)
        text_char(t, '-');
    text_u64(t, (uint64_t)(size / a->per_unit));
    if (decimals == 0)
        return;
    for (; decimals % 10 == 0; decimals /= 10)
        width--;
    text_char(t, '.');
    text_u64_padded(t, decimals, width, '0');
}

int64_t tl_axis_place(const struct axis *a, int64_t value, int64_t length)
{
    int64_t range, at;

    if (value <= a->lo)
        return 0;
    if (value >= a->hi)
        return length;
    if (a->logarithmic) {
        const int64_t base = tl_spread_cell(a->lo);

        return ((int64_t)tl_spread_cell(value) - base) * length /
               ((int64_t)tl_spread_cell(a->hi) - base);
    }
    range = a->hi - a->lo;
    at = value - a->lo;
    /* So that the product has room. */
    for (; range >= INT64_C(1) << EXACT_BITS; range >>= 1)
        at >>= 1;
    return at * length / range;
}
