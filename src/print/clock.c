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

/* A fraction of a second; one that is none is printed as it is, in 32 bits. */
static void put_fraction(struct line *l, int64_t ns)
{
    const bool nano = l->options->time_decimals == NANO;
    const unsigned decimals = nano ? NANO : MICRO;
    const uint32_t fraction = (uint32_t)(nano ? ns : ns / 1000);
    char digits[1 + NANO];
    uint32_t v = fraction;

    for (unsigned i = decimals; i > 0; i--) {
        digits[i] = (char)('0' + v % 10);
        v /= 10;
    }
    if (v == 0) {
        digits[0] = '.';
        line_octets(l, digits, 1 + decimals);
    } else {
        line_char(l, '.');
        line_u64(l, fraction);
    }
}

static bool earlier(struct instant a, struct instant b)
{
    return a.s != b.s ? a.s < b.s : a.ns < b.ns;
}

/* A span, without its whole days. */
static void put_span(struct line *l, struct instant from, struct instant to)
{
    const bool negative = earlier(to, from);
    struct instant span = negative ? (struct instant){from.s - to.s, from.ns - to.ns}
                                   : (struct instant){to.s - from.s, to.ns - from.ns};
    char text[16];
    const char *end;

    if (span.ns < 0) {
        span.s--;
        span.ns += NS_PER_S;
    }
    end = put_day_time(text, (unsigned)(span.s % DAY_S));
    line_char(l, negative ? '-' : ' ');
    line_octets(l, text, (size_t)(end - text));
    put_fraction(l, span.ns);
}

/* Put a field of fractions that is none together again. libpcap has it as a signed number. */
static int64_t raw_fraction(int64_t rest_ns, uint16_t carry_s)
{
    const int64_t ns = rest_ns + carry_s * NS_PER_S;

    return ns <= INT32_MAX * INT64_C(1000) ? ns : ns - (INT64_C(1000) << 32);
}

static struct instant instant_of(const struct line *l)
{
    const int64_t ns = l->frame->ts_ns, s = ns / NS_PER_S - (ns % NS_PER_S < 0);
    struct instant out = {s, ns - s * NS_PER_S};

    if (__builtin_expect(l->frame->carry_s != 0, 0)) {
        out.s -= l->frame->carry_s;
        out.ns = raw_fraction(out.ns, l->frame->carry_s);
    }
    /* Spans are between times as printed, not between times as captured. */
    if (l->options->time_decimals != NANO)
        out.ns -= out.ns % 1000;
    return out;
}

/* A time of day, a date with it, or seconds since 1970: of times since then only. */
static void put_instant(struct line *l, struct clock_memory *m, struct instant at)
{
    if (at.s < 0) {
        line_str(l, "[Error converting time]");
        return;
    }
    if (l->options->time == TCPLENS_TIME_EPOCH)
        line_i64(l, at.s);
    else
        put_second(l, m, at.s);
    put_fraction(l, at.ns);
}

void clock_print(struct line *l, struct clock_memory *m)
{
    const struct instant at = instant_of(l);
    const bool first = m->reference.s == 0 && m->reference.ns == 0;

    switch ((enum tcplens_print_time)l->options->time) {
    case TCPLENS_TIME_NONE:
        return;
    case TCPLENS_TIME_SINCE_PREVIOUS:
    case TCPLENS_TIME_SINCE_FIRST:
        put_span(l, first ? at : m->reference, at);
        if (first || l->options->time == TCPLENS_TIME_SINCE_PREVIOUS)
            m->reference = at;
        break;
    case TCPLENS_TIME_OF_DAY:
    case TCPLENS_TIME_EPOCH:
    case TCPLENS_TIME_DATE:
    default:
        put_instant(l, m, at);
        break;
    }
    line_char(l, ' ');
}
