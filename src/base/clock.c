// SPDX-License-Identifier: BSD-3-Clause
/*
 * clock.c - calendars by arithmetic (the proleptic Gregorian one, in eras of 400 years that begin
 * on the 1st of March, so that the leap day is a year's last): no tables, no localtime.
 */
#include "base/clock.h"

#include <time.h>

enum {
    SECONDS_PER_DAY = 86400,
    DAYS_PER_ERA = 146097,
    DAYS_TO_1970 = 719468, /* from 0000-03-01 */
    DECIMALS_MAX = 9,
};

#define US INT64_C(1000)
#define MS INT64_C(1000000)
#define S  INT64_C(1000000000)

int64_t clock_monotonic(void)
{
    struct timespec ts;

    (void)clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * S + ts.tv_nsec;
}

struct date {
    uint64_t year;
    unsigned month, day;
};

/* `days` since 1970-01-01; int64_t nanoseconds reach from 1677 to 2262, so years are positive. */
static struct date date_of(int64_t days)
{
    const uint64_t shifted = (uint64_t)(days + DAYS_TO_1970);
    const uint64_t era = shifted / DAYS_PER_ERA;
    const uint64_t day_of_era = shifted % DAYS_PER_ERA;
    const uint64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_PER_ERA - 1)) /
        365;
    const uint64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const uint64_t month_from_march = (5 * day_of_year + 2) / 153;
    const uint64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    return (struct date){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = (unsigned)month,
        .day = (unsigned)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}

/* The first `decimals` digits of a fraction of a second, with its point. */
static void put_fraction(struct text *t, uint64_t ns, unsigned decimals)
{
    if (decimals > DECIMALS_MAX)
        decimals = DECIMALS_MAX;
    if (decimals == 0)
        return;
    for (unsigned i = decimals; i < DECIMALS_MAX; i++)
        ns /= 10;
    text_char(t, '.');
    text_u64_padded(t, ns, decimals, '0');
}

static void put_zone(struct text *t, int32_t offset_s)
{
    const uint32_t minutes = (uint32_t)(offset_s < 0 ? -offset_s : offset_s) / 60;

    if (offset_s == 0) {
        text_char(t, 'Z');
        return;
    }
    text_char(t, offset_s < 0 ? '-' : '+');
    text_u64_padded(t, minutes / 60, 2, '0');
    text_char(t, ':');
    text_u64_padded(t, minutes % 60, 2, '0');
}

void clock_iso(struct text *t, int64_t ns, unsigned decimals, int32_t utc_offset_s)
{
    const int64_t fraction = (ns % S + S) % S;
    const int64_t seconds = ns / S - (ns % S < 0) + utc_offset_s;
    const int64_t in_day = (seconds % SECONDS_PER_DAY + SECONDS_PER_DAY) % SECONDS_PER_DAY;
    const struct date date = date_of((seconds - in_day) / SECONDS_PER_DAY);

    text_u64_padded(t, date.year, 4, '0');
    text_char(t, '-');
    text_u64_padded(t, date.month, 2, '0');
    text_char(t, '-');
    text_u64_padded(t, date.day, 2, '0');
    text_char(t, 'T');
    text_u64_padded(t, (uint64_t)in_day / 3600, 2, '0');
    text_char(t, ':');
    text_u64_padded(t, (uint64_t)in_day / 60 % 60, 2, '0');
    text_char(t, ':');
    text_u64_padded(t, (uint64_t)in_day % 60, 2, '0');
    put_fraction(t, (uint64_t)fraction, decimals);
    put_zone(t, utc_offset_s);
}

/* Its magnitude, after a minus sign if it is negative; right for INT64_MIN too. */
static uint64_t put_sign(struct text *t, int64_t ns)
{
    if (ns >= 0)
        return (uint64_t)ns;
    text_char(t, '-');
    return 0 - (uint64_t)ns;
}

void clock_seconds(struct text *t, int64_t ns, unsigned decimals)
{
    const uint64_t size = put_sign(t, ns);

    text_u64(t, size / CLOCK_NS_PER_S);
    put_fraction(t, size % CLOCK_NS_PER_S, decimals);
}

/* One unit below two minutes: used for spans that round to less than `below`. */
struct unit {
    uint64_t below, ns;
    unsigned decimals;
    const char *name;
};

static const struct unit units[] = {
    {US, 1, 0, " ns"}, {MS, US, 0, " µs"},   {100 * MS, MS, 1, " ms"},
    {S, MS, 0, " ms"}, {10 * S, S, 2, " s"}, {120 * S, S, 1, " s"},
};

/* `ns` in a unit, rounded to its decimals; false if that makes it too large for the unit. */
static bool put_in_unit(struct text *t, uint64_t ns, const struct unit *unit)
{
    const uint64_t scale = unit->decimals == 2 ? 100 : unit->decimals == 1 ? 10 : 1;
    const uint64_t step = unit->ns / scale;
    const uint64_t steps = step == 0 ? ns : (ns + step / 2) / step;

    if (ns >= unit->below || steps * step >= unit->below)
        return false;
    text_u64(t, steps / scale);
    if (scale > 1) {
        text_char(t, '.');
        text_u64_padded(t, steps % scale, unit->decimals, '0');
    }
    text_str(t, unit->name);
    return true;
}

static void put_pair(struct text *t, uint64_t large, const char *name, uint64_t small,
                     const char *small_name)
{
    text_u64(t, large);
    text_str(t, name);
    if (small == 0)
        return;
    text_char(t, ' ');
    text_u64(t, small);
    text_str(t, small_name);
}

void clock_span(struct text *t, int64_t ns)
{
    const uint64_t size = put_sign(t, ns);
    const uint64_t seconds = size / CLOCK_NS_PER_S;

    if (size == 0) {
        text_str(t, "0 µs");
        return;
    }
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (put_in_unit(t, size, &units[i]))
            return;
    if (seconds < 3600)
        put_pair(t, seconds / 60, " min", seconds % 60, " s");
    else if (seconds < SECONDS_PER_DAY)
        put_pair(t, seconds / 3600, " h", seconds / 60 % 60, " min");
    else
        put_pair(t, seconds / SECONDS_PER_DAY, " d", seconds / 3600 % 24, " h");
}
