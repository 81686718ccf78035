// SPDX-License-Identifier: BSD-3-Clause
#include "source/timeunit.h"
#include "tap.h"

enum { TWO = 0x80 };

static int64_t ns(uint8_t tsresol, int64_t offset_s, uint64_t value)
{
    const struct timeunit unit = tl_timeunit(tsresol, offset_s);

    return tl_timeunit_ns(&unit, value);
}

static void converts_powers_of_ten(void)
{
    T_CHECK(ns(0, 0, 7) == INT64_C(7000000000));
    T_CHECK(ns(3, 0, 7) == 7000000);
    T_CHECK(ns(6, 0, 1700000000000001) == INT64_C(1700000000000001000));
    T_CHECK(ns(9, 0, 1700000000000000001) == INT64_C(1700000000000000001));
    T_CHECK(ns(12, 0, 1999) == 1);
    T_CHECK(ns(28, 0, UINT64_MAX) == 1);
    T_CHECK(ns(29, 0, UINT64_MAX) == 0 && ns(127, 0, UINT64_MAX) == 0);
}

static void converts_powers_of_two(void)
{
    T_CHECK(ns(TWO | 0, 0, 3) == INT64_C(3000000000));
    T_CHECK(ns(TWO | 10, 0, 1025) == 1000976562);
    T_CHECK(ns(TWO | 20, 0, UINT64_C(1700000000) << 20) == INT64_C(1700000000000000000));
    T_CHECK(ns(TWO | 32, 0, UINT64_C(0x180000000)) == 1500000000);
    T_CHECK(ns(TWO | 64, 0, UINT64_C(1) << 63) == 500000000);
    T_CHECK(ns(TWO | 127, 0, UINT64_MAX) == 0);
}

static void adds_the_offset_and_saturates(void)
{
    T_CHECK(ns(6, -1, 0) == -1000000000);
    T_CHECK(ns(9, 1700000000, 5) == INT64_C(1700000000000000005));
    T_CHECK(ns(0, 0, UINT64_MAX) == INT64_MAX);
    T_CHECK(ns(0, INT64_MAX, UINT64_MAX) == INT64_MAX);
    T_CHECK(ns(6, INT64_MIN, 0) == INT64_MIN);
}

int main(void)
{
    converts_powers_of_ten();
    converts_powers_of_two();
    adds_the_offset_and_saturates();
    return t_done();
}
