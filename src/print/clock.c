// SPDX-License-Identifier: BSD-3-Clause
#include "print/clock.h"

#include <string.h>
#include <time.h>

#include "base/decimal.h"

enum { QUARTER_S = 900, DAY_S = 86400, NANO = 9, MICRO = 6 };

#define NS_PER_S INT64_C(1000000000)

static const char unknown[] = "[Error converting time]";

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

static char *put_day_time(char *at, unsigned in_day)
{
    at = decimal_put_two(at, in_day / 3600);
    *at++ = ':';
    at = decimal_put_two(at, in_day / 60 % 60);
    *at++ = ':';
    return decimal_put_two(at, in_day % 60);
}

static char *put_date(char *at, int64_t local)
{
    const time_t seconds = (time_t)local;
    struct tm tm;

    if (gmtime_r(&seconds, &tm) == NULL)
        return at;
    at = decimal_put_two(at, (unsigned)(tm.tm_year + 1900) / 100);
    at = decimal_put_two(at, (unsigned)(tm.tm_year + 1900));
    *at++ = '-';
    at = decimal_put_two(at, (unsigned)tm.tm_mon + 1);
    *at++ = '-';
    at = decimal_put_two(at, (unsigned)tm.tm_mday);
    *at++ = ' ';
    return at;
}

/* The text of second `s`, made anew if it is not the one before. */
static char *put_second(char *at, struct clock_memory *m, int64_t s, bool date)
{
    if (m->text_len == 0 || s != m->second) {
        const int64_t local = s + zone_offset(m, s);
        const unsigned in_day = (unsigned)((local % DAY_S + DAY_S) % DAY_S);
        char *end = m->text;

        if (date)
            end = put_date(end, local);
        end = put_day_time(end, in_day);
        m->text_len = (uint8_t)(end - m->text);
        m->second = s;
    }
    memcpy(at, m->text, sizeof m->text);
    return at + m->text_len;
}

/* What is no fraction of a second, as it is: in 32 bits, zeros before it to the usual width. */
static __attribute__((noinline)) char *put_no_fraction(char *at, uint32_t v, bool nano)
{
    char digits[24]; /* decimal_put() writes eight at a time */
    const size_t width = nano ? NANO : MICRO, n = (size_t)(decimal_put(digits, v) - digits);

    for (size_t i = n; i < width; i++)
        *at++ = '0';
    memcpy(at, digits, n);
    return at + n;
}

static char *put_fraction(char *at, int64_t ns, bool nano)
{
    *at++ = '.';
    if (__builtin_expect(ns < 0 || ns >= NS_PER_S, 0))
        return put_no_fraction(at, (uint32_t)(nano ? ns : ns / 1000), nano);
    /* Eight digits; those that are not wanted will be written over. */
    (void)decimal_store(at, decimal_eight((uint32_t)ns / 10), 8);
    if (!nano)
        return at + MICRO;
    at[NANO - 1] = (char)('0' + ns % 10);
    return at + NANO;
}

static bool earlier(struct instant a, struct instant b)
{
    return a.s != b.s ? a.s < b.s : a.ns < b.ns;
}

/* A span, without its whole days. */
static char *put_span(char *at, struct instant from, struct instant to, bool nano)
{
    const bool negative = earlier(to, from);
    struct instant span = negative ? (struct instant){from.s - to.s, from.ns - to.ns}
                                   : (struct instant){to.s - from.s, to.ns - from.ns};

    if (span.ns < 0) {
        span.s--;
        span.ns += NS_PER_S;
    }
    *at++ = negative ? '-' : ' ';
    at = put_day_time(at, (unsigned)(span.s % DAY_S));
    return put_fraction(at, span.ns, nano);
}

/* Put a field of fractions that is none together again. libpcap has it as a signed number. */
static int64_t raw_fraction(int64_t rest_ns, uint16_t carry_s)
{
    const int64_t ns = rest_ns + carry_s * NS_PER_S;

    return ns <= INT32_MAX * INT64_C(1000) ? ns : ns - (INT64_C(1000) << 32);
}

static struct instant instant_of(const struct tcplens_frame *f, bool nano)
{
    const int64_t ns = f->ts_ns, s = ns / NS_PER_S - (ns % NS_PER_S < 0);
    struct instant out = {s, ns - s * NS_PER_S};

    if (__builtin_expect(f->carry_s != 0, 0)) {
        out.s -= f->carry_s;
        out.ns = raw_fraction(out.ns, f->carry_s);
    }
    /* Spans are between times as printed, not between times as captured. */
    if (!nano)
        out.ns -= out.ns % 1000;
    return out;
}

char *clock_put(char *at, struct clock_memory *m, const struct tcplens_print_options *o,
                const struct tcplens_frame *f)
{
    const bool nano = o->time_decimals == NANO;
    const struct instant now = instant_of(f, nano);
    const bool first = m->reference.s == 0 && m->reference.ns == 0;

    switch ((enum tcplens_print_time)o->time) {
    case TCPLENS_TIME_NONE:
        return at;
    case TCPLENS_TIME_SINCE_PREVIOUS:
    case TCPLENS_TIME_SINCE_FIRST:
        at = put_span(at, first ? now : m->reference, now, nano);
        if (first || o->time == TCPLENS_TIME_SINCE_PREVIOUS)
            m->reference = now;
        break;
    case TCPLENS_TIME_OF_DAY:
    case TCPLENS_TIME_EPOCH:
    case TCPLENS_TIME_DATE:
    default:
        /* Of times since 1970 only. */
        if (now.s < 0) {
            at = mempcpy(at, unknown, sizeof unknown - 1);
            break;
        }
        if (o->time == TCPLENS_TIME_EPOCH)
            at = decimal_put_64(at, (uint64_t)now.s);
        else
            at = put_second(at, m, now.s, o->time == TCPLENS_TIME_DATE);
        at = put_fraction(at, now.ns, nano);
        break;
    }
    *at++ = ' ';
    return at;
}
