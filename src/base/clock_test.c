// SPDX-License-Identifier: BSD-3-Clause
/* Dates are compared with gmtime_r over the whole range of int64_t nanoseconds. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "tap.h"

static struct text t;
static char buf[64];

static bool wrote(const char *want)
{
    const bool same = t.len == strlen(want) && memcmp(buf, want, t.len) == 0;

    if (!same)
        printf("# got \"%.*s\", want \"%s\"\n", (int)t.len, buf, want);
    text_init(&t, buf, sizeof(buf), NULL, NULL);
    return same;
}

static void test_iso(void)
{
    clock_iso(&t, INT64_C(1752485152414604000), 6, 0);
    T_CHECK(wrote("2025-07-14T09:25:52.414604Z"));
    clock_iso(&t, INT64_C(1752485152414604000), 3, 28800);
    T_CHECK(wrote("2025-07-14T17:25:52.414+08:00"));
    clock_iso(&t, INT64_C(1752485152414604000), 0, -12600);
    T_CHECK(wrote("2025-07-14T05:55:52-03:30"));
    clock_iso(&t, -1, 9, 0);
    T_CHECK(wrote("1969-12-31T23:59:59.999999999Z"));
    clock_iso(&t, INT64_C(951782400000000000), 0, 0);
    T_CHECK(wrote("2000-02-29T00:00:00Z"));
    clock_iso(&t, INT64_MIN, 9, 0);
    T_CHECK(wrote("1677-09-21T00:12:43.145224192Z"));
    clock_iso(&t, INT64_MAX, 9, 0);
    T_CHECK(wrote("2262-04-11T23:47:16.854775807Z"));
}

static bool agrees_with_gmtime(time_t seconds)
{
    char want[64];
    struct tm tm;

    gmtime_r(&seconds, &tm);
    strftime(want, sizeof(want), "%Y-%m-%dT%H:%M:%SZ", &tm);
    clock_iso(&t, seconds * CLOCK_NS_PER_S, 0, 0);
    return wrote(want);
}

static void test_calendar(void)
{
    bool all = true;

    for (time_t s = -INT64_C(9223372036); s <= INT64_C(9223372036); s += 999983)
        all &= agrees_with_gmtime(s);
    T_CHECK(all);
}

static void test_seconds(void)
{
    clock_seconds(&t, 122000, 6);
    T_CHECK(wrote("0.000122"));
    clock_seconds(&t, 1999999999, 2);
    T_CHECK(wrote("1.99"));
    clock_seconds(&t, -1500000000, 3);
    T_CHECK(wrote("-1.500"));
    clock_seconds(&t, INT64_MIN, 9);
    T_CHECK(wrote("-9223372036.854775808"));
    clock_seconds(&t, 7 * INT64_C(1000000000), 0);
    T_CHECK(wrote("7"));
}

static void test_span(void)
{
    static const struct {
        int64_t ns;
        const char *want;
    } cases[] = {
        {0, "0 µs"},
        {1, "1 ns"},
        {999, "999 ns"},
        {8000, "8 µs"},
        {8499, "8 µs"},
        {438000, "438 µs"},
        {999499, "999 µs"},
        {999500, "1.0 ms"},
        {2611000, "2.6 ms"},
        {40186000, "40.2 ms"},
        {99960000, "100 ms"},
        {316400000, "316 ms"},
        {999600000, "1.00 s"},
        {4993699000, "4.99 s"},
        {9996000000, "10.0 s"},
        {61000000000, "61.0 s"},
        {119960000000, "1 min 59 s"},
        {120000000000, "2 min"},
        {303000000000, "5 min 3 s"},
        {7440000000000, "2 h 4 min"},
        {262800000000000, "3 d 1 h"},
        {-2611000, "-2.6 ms"},
        {INT64_MIN, "-106751 d 23 h"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        clock_span(&t, cases[i].ns);
        T_CHECK(wrote(cases[i].want));
    }
}

int main(void)
{
    text_init(&t, buf, sizeof(buf), NULL, NULL);
    test_iso();
    test_calendar();
    test_seconds();
    test_span();
    return t_done();
}
