// SPDX-License-Identifier: BSD-3-Clause
#include "print/clock.h"

#include <time.h>

enum { BLOCK_S = 900, DAY_S = 86400 };

#define NS_PER_S INT64_C(1000000000)

/* Seconds to add to UTC at `s` for local time. */
static int32_t zone_offset(struct clock_memory *m, int64_t s)
{
    const int64_t block = s / BLOCK_S;
    const time_t at = (time_t)s;
    struct tm tm;

    if (m->zoned && block == m->block)
        return m->offset_s;
    m->offset_s = localtime_r(&at, &tm) != NULL ? (int32_t)tm.tm_gmtoff : 0;
    m->block = block;
    m->zoned = true;
    return m->offset_s;
}

static void put_two(struct line *l, unsigned v)
{
    line_char(l, (char)('0' + v / 10 % 10));
    line_char(l, (char)('0' + v % 10));
}

static void put_fraction(struct line *l, uint64_t ns)
{
    const unsigned decimals = l->options->time_decimals == 9 ? 9 : 6;

    line_char(l, '.');
    text_u64_padded(l->out, decimals == 9 ? ns : ns / 1000, decimals, '0');
}

static void put_time_of_day(struct line *l, uint64_t in_day, uint64_t ns)
{
    put_two(l, (unsigned)(in_day / 3600));
    line_char(l, ':');
    put_two(l, (unsigned)(in_day / 60 % 60));
    line_char(l, ':');
    put_two(l, (unsigned)(in_day % 60));
    put_fraction(l, ns);
}

void clock_print(struct line *l, struct clock_memory *m, int64_t ns)
{
    const int64_t s = ns / NS_PER_S;
    const int64_t local = s + zone_offset(m, s);

    if (l->options->time == TCPLENS_TIME_NONE)
        return;
    put_time_of_day(l, (uint64_t)(local % DAY_S), (uint64_t)(ns % NS_PER_S));
    line_char(l, ' ');
}
