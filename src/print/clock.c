// SPDX-License-Identifier: BSD-3-Clause
#include "print/clock.h"

#include <time.h>

enum { QUARTER_S = 900, DAY_S = 86400, NANO = 9, MICRO = 6 };

#define NS_PER_S INT64_C(1000000000)

/* Seconds to add to UTC at `s` for local time. */
static int32_t zone_offset(struct clock_memory *m, int64_t s)
{
    const int64_t quarter = s / QUARTER_S;
    const time_t at = (time_t)s;
    struct tm tm;

    if (!m->zoned || quarter != m->quarter) {
        m->offset_s = localtime_r(&at, &tm) != NULL ? (int32_t)tm.tm_gmtoff : 0;
        m->quarter = quarter;
        m->zoned = true;
    }
    return m->offset_s;
}

static char *put_two(char *at, unsigned v)
{
    at[0] = (char)('0' + v / 10);
    at[1] = (char)('0' + v % 10);
    return at + 2;
}

static char *put_day_time(char *at, unsigned in_day)
{
    at = put_two(at, in_day / 3600);
    *at++ = ':';
    at = put_two(at, in_day / 60 % 60);
    *at++ = ':';
    return put_two(at, in_day % 60);
}

static char *put_date(char *at, int64_t local)
{
    const time_t seconds = (time_t)local;
    struct tm tm;

    if (gmtime_r(&seconds, &tm) == NULL)
        return at;
    at = put_two(at, (unsigned)(tm.tm_year + 1900) / 100 % 100);
    at = put_two(at, (unsigned)(tm.tm_year + 1900) % 100);
    *at++ = '-';
    at = put_two(at, (unsigned)tm.tm_mon + 1);
    *at++ = '-';
    at = put_two(at, (unsigned)tm.tm_mday);
    *at++ = ' ';
    return at;
}

/* The text of second `s`, made anew if it is not the one before. */
static void put_second(struct line *l, struct clock_memory *m, int64_t s)
{
    if (m->text_len == 0 || s != m->second) {
        const int64_t local = s + zone_offset(m, s);
        const unsigned in_day = (unsigned)((local % DAY_S + DAY_S) % DAY_S);
        char *at = m->text;

        if (l->options->time == TCPLENS_TIME_DATE)
            at = put_date(at, local);
        at = put_day_time(at, in_day);
        m->text_len = (uint8_t)(at - m->text);
        m->second = s;
    }
    line_octets(l, m->text, m->text_len);
}

static void put_fraction(struct line *l, uint64_t ns)
{
    const bool nano = l->options->time_decimals == NANO;
    const unsigned decimals = nano ? NANO : MICRO;
    char digits[1 + NANO];
    uint32_t v = (uint32_t)(nano ? ns : ns / 1000);

    for (unsigned i = decimals; i > 0; i--) {
        digits[i] = (char)('0' + v % 10);
        v /= 10;
    }
    digits[0] = '.';
    line_octets(l, digits, 1 + decimals);
}

/* A span, without its whole days. */
static void put_span(struct line *l, int64_t ns)
{
    const uint64_t size = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
    char text[16];
    const char *const end = put_day_time(text, (unsigned)(size / (uint64_t)NS_PER_S % DAY_S));

    line_char(l, ns < 0 ? '-' : ' ');
    line_octets(l, text, (size_t)(end - text));
    put_fraction(l, size % (uint64_t)NS_PER_S);
}

void clock_print(struct line *l, struct clock_memory *m, int64_t ns)
{
    const int64_t s = ns / NS_PER_S - (ns % NS_PER_S < 0);
    const uint64_t fraction = (uint64_t)(ns - s * NS_PER_S);

    /* Spans are between times as printed, not between times as captured. */
    if (l->options->time_decimals != NANO)
        ns -= (int64_t)(fraction % 1000);
    switch ((enum tcplens_print_time)l->options->time) {
    case TCPLENS_TIME_NONE:
        return;
    case TCPLENS_TIME_EPOCH:
        line_i64(l, s);
        put_fraction(l, fraction);
        break;
    case TCPLENS_TIME_SINCE_PREVIOUS:
    case TCPLENS_TIME_SINCE_FIRST:
        put_span(l, m->reference == 0 ? 0 : ns - m->reference);
        if (m->reference == 0 || l->options->time == TCPLENS_TIME_SINCE_PREVIOUS)
            m->reference = ns;
        break;
    case TCPLENS_TIME_OF_DAY:
    case TCPLENS_TIME_DATE:
    default:
        put_second(l, m, s);
        put_fraction(l, fraction);
        break;
    }
    line_char(l, ' ');
}
