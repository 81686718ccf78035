// SPDX-License-Identifier: BSD-3-Clause
/* Axes: ticks are round and few, labels are exact, places are in order; and counters of values. */
#include "plot/axis.h"

#include <string.h>

#include "plot/spread.h"
#include "tap.h"

static char buf[512];

/* All labels of an axis, with blanks between, and its unit. */
static const char *labels(const struct axis *a)
{
    struct text t;

    text_init(&t, buf, sizeof buf - 1, NULL, NULL);
    for (int64_t tick = tl_axis_first(a); tick <= a->hi; tick = tl_axis_next(a, tick)) {
        tl_axis_label(&t, a, tick);
        text_char(&t, ' ');
    }
    text_str(&t, a->unit);
    buf[t.len] = '\0';
    return buf;
}

static bool shows(enum quantity quantity, int64_t lo, int64_t hi, unsigned ticks,
                  const char *wanted)
{
    const struct axis a = tl_axis(quantity, lo, hi, ticks);
    const bool same = strcmp(labels(&a), wanted) == 0;

    if (!same)
        printf("# \"%s\", not \"%s\"\n", buf, wanted);
    return same;
}

static void test_labels(void)
{
    T_CHECK(shows(QUANTITY_TIME, 0, 4140000, 9, "0 0.5 1 1.5 2 2.5 3 3.5 4 ms"));
    T_CHECK(shows(QUANTITY_TIME, -100, 250, 9, "-100 -50 0 50 100 150 200 250 ns"));
    T_CHECK(shows(QUANTITY_TIME, 0, INT64_C(7200000000000), 7, "0 20 40 60 80 100 120 min"));
    T_CHECK(shows(QUANTITY_OCTETS, 0, 12345678, 4, "0 5 10 MB"));
    T_CHECK(shows(QUANTITY_OCTETS, 1990, 2010, 5, "1.99 1.995 2 2.005 2.01 kB"));
    T_CHECK(shows(QUANTITY_RATE, 0, INT64_C(9400000000), 5, "0 2 4 6 8 Gbit/s"));
    T_CHECK(shows(QUANTITY_OCTETS, 0, 0, 8, "0 1 B"));
}

static void test_places(void)
{
    const struct axis a = tl_axis(QUANTITY_TIME, -10, INT64_MAX / 4, 8);
    int64_t before = -1;
    bool in_order = true;

    for (int64_t v = 1; v > 0 && v < a.hi; v *= 2) {
        const int64_t place = tl_axis_place(&a, v, 90000);

        in_order &= place >= before && place >= 0 && place <= 90000;
        before = place;
    }
    T_CHECK(in_order && before > 40000);
    T_CHECK(tl_axis_place(&a, -11, 90000) == 0 && tl_axis_place(&a, INT64_MAX, 90000) == 90000);
}

static void test_logarithmic(void)
{
    const struct axis a = tl_axis_logarithmic(QUANTITY_TIME, 35000, 41000000);
    unsigned ticks = 0;

    T_CHECK(a.lo == 10000 && a.hi == 100000000);
    for (int64_t tick = tl_axis_first(&a); tick <= a.hi; tick = tl_axis_next(&a, tick))
        ticks++;
    T_CHECK(ticks == 13);
    T_CHECK(tl_axis_place(&a, a.lo, 1000) == 0 && tl_axis_place(&a, a.hi, 1000) == 1000);
    T_CHECK(tl_axis_place(&a, 1000000, 1000) > 480 && tl_axis_place(&a, 1000000, 1000) < 520);
}

static void test_spread(void)
{
    static struct spread s;

    for (int64_t v = 1; v <= 10000; v++)
        tl_spread_add(&s, v * 1000);
    T_CHECK(s.n == 10000 && s.lo == 1000 && s.hi == 10000000);
    T_CHECK(tl_spread_percentile(&s, 50) > 4850000 && tl_spread_percentile(&s, 50) < 5150000);
    T_CHECK(tl_spread_percentile(&s, 95) > 9200000 && tl_spread_percentile(&s, 95) < 9800000);
    T_CHECK(tl_spread_percentile(&s, 100) <= s.hi);
    tl_spread_add(&s, INT64_MAX);
    T_CHECK(tl_spread_cell(INT64_MAX) < SPREAD_CELLS && s.hi == INT64_MAX);
    T_CHECK(tl_spread_middle(tl_spread_cell(31)) == 31);
}

int main(void)
{
    test_labels();
    test_places();
    test_logarithmic();
    test_spread();
    return t_done();
}
