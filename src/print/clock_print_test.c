// SPDX-License-Identifier: BSD-3-Clause
/*
 * clock_print_test.c - times in all their forms, against what tcpdump 4.99.3 prints with TZ=UTC.
 */
#include "print/clock.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

#define AT(s, ns)                                                                                  \
    {                                                                                              \
        .ts_ns = INT64_C(s) * 1000000000 + INT64_C(ns)                                             \
    }
#define BAD(s, ns, carried)                                                                        \
    {                                                                                              \
        .ts_ns = INT64_C(s) * 1000000000 + INT64_C(ns), .carry_s = (carried)                       \
    }

/* A time, and its text behind that of the frames before it. */
struct step {
    struct tcplens_frame frame;
    const char *text;
};

static void check(uint8_t form, uint8_t decimals, const struct step *steps, size_t n)
{
    const struct tcplens_print_options options = {.time = form, .time_decimals = decimals};
    struct clock_memory memory = {0};

    for (size_t i = 0; i < n; i++) {
        char buf[CLOCK_MAX];
        const size_t n_text = (size_t)(clock_put(buf, &memory, &options, &steps[i].frame) - buf);
        const bool same =
            n_text == strlen(steps[i].text) && memcmp(buf, steps[i].text, n_text) == 0;

        if (!same)
            printf("# step %zu: \"%.*s\", not \"%s\"\n", i, (int)n_text, buf, steps[i].text);
        T_CHECK(same);
    }
}

#define CHECK(form, decimals, ...)                                                                 \
    check(form, decimals, (const struct step[]){__VA_ARGS__},                                      \
          sizeof((const struct step[]){__VA_ARGS__}) / sizeof(struct step))

static void test_forms(void)
{
    CHECK(TCPLENS_TIME_NONE, 6, {AT(1700000000, 1), ""});
    CHECK(TCPLENS_TIME_OF_DAY, 6, {AT(1700000000, 123456789), "22:13:20.123456 "},
          {AT(1700000000, 999999999), "22:13:20.999999 "}, {AT(1700006400, 0), "00:00:00.000000 "});
    CHECK(TCPLENS_TIME_OF_DAY, 9, {AT(1700000000, 123456789), "22:13:20.123456789 "});
    CHECK(TCPLENS_TIME_EPOCH, 9, {AT(0, 7), "0.000000007 "});
    CHECK(TCPLENS_TIME_DATE, 6, {AT(951782400, 0), "2000-02-29 00:00:00.000000 "},
          {AT(4102444799, 0), "2099-12-31 23:59:59.000000 "});
}

/* Whole days are left out, and what is not printed does not count. */
static void test_spans(void)
{
    CHECK(TCPLENS_TIME_SINCE_PREVIOUS, 6, {AT(100, 5999), " 00:00:00.000000 "},
          {AT(101, 4000), " 00:00:00.999999 "}, {AT(86501, 4000), " 00:00:00.000000 "},
          {AT(86500, 4000), "-00:00:01.000000 "}, {AT(86499, 1004000), "-00:00:00.999000 "});
    CHECK(TCPLENS_TIME_SINCE_FIRST, 9, {AT(100, 5), " 00:00:00.000000000 "},
          {AT(3761, 4), " 01:01:00.999999999 "}, {AT(99, 5), "-00:00:01.000000000 "});
}

static void test_before_1970(void)
{
    CHECK(TCPLENS_TIME_OF_DAY, 6, {AT(-1, 0), "[Error converting time] "});
    CHECK(TCPLENS_TIME_EPOCH, 6, {AT(-1, 0), "[Error converting time] "});
    CHECK(TCPLENS_TIME_SINCE_PREVIOUS, 6, {AT(-2, 0), " 00:00:00.000000 "},
          {AT(1, 0), " 00:00:03.000000 "});
}

/* A savefile whose microseconds are a million or more: they are shown as they stand there. */
static void test_fraction_that_is_none(void)
{
    CHECK(TCPLENS_TIME_OF_DAY, 6, {BAD(1700000001, 0, 1), "22:13:20.1000000 "},
          {BAD(1700004294, 967295000, 4294), "22:13:20.4294967295 "});
    CHECK(TCPLENS_TIME_EPOCH, 9, {BAD(1700000001, 7, 1), "1700000000.1000000007 "},
          {BAD(1700004294, 967295000, 4294), "1700000000.4294966296 "},
          {BAD(1700000004, 294972296, 4), "1700000000.000005000 "});
    CHECK(TCPLENS_TIME_SINCE_PREVIOUS, 6, {BAD(614, 999999000, 1), " 00:00:00.000000 "},
          {BAD(4908, 967295000, 4294), " 00:00:00.4293967296 "},
          {BAD(2762, 483648000, 2147), " 00:00:00.2148483649 "});
}

int main(void)
{
    (void)setenv("TZ", "UTC", 1);
    test_forms();
    test_spans();
    test_before_1970();
    test_fraction_that_is_none();
    return t_done();
}
