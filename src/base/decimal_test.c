// SPDX-License-Identifier: BSD-3-Clause
/* Digits against printf: around every power of ten and of two, and many numbers between. */
#include "base/decimal.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "tap.h"

static bool same_64(uint64_t v)
{
    char got[DECIMAL_MAX_64], want[DECIMAL_MAX_64 + 1];
    const int n = snprintf(want, sizeof want, "%" PRIu64, v);
    const char *const end = decimal_put_64(got, v);

    return end == got + n && memcmp(got, want, (size_t)n) == 0;
}

static bool same_32(uint32_t v)
{
    char got[DECIMAL_MAX_32], want[DECIMAL_MAX_32 + 1];
    const int n = snprintf(want, sizeof want, "%" PRIu32, v);
    const char *const end = decimal_put(got, v);

    return end == got + n && memcmp(got, want, (size_t)n) == 0;
}

static bool same(uint64_t v)
{
    return same_64(v) && same_32((uint32_t)v);
}

static void test_numbers(void)
{
    bool all = same(0) && same(UINT64_MAX);

    for (uint64_t power = 1; power <= UINT64_MAX / 10; power *= 10)
        all = all && same(power - 1) && same(power) && same(power + 1) && same(power * 10 - 1);
    for (unsigned bit = 0; bit < 64; bit++)
        all = all && same((UINT64_C(1) << bit) - 1) && same(UINT64_C(1) << bit);
    for (uint32_t v = 0; v < 200000; v++)
        all = all && same(v);
    for (uint64_t v = 1, i = 0; i < 200000; i++, v = v * UINT64_C(6364136223846793005) + 1)
        all = all && same(v >> (v >> 58));
    T_CHECK(all);
}

/* Leading zeros included. */
static void test_eight(void)
{
    bool all = true;

    for (uint32_t v = 0; v < 100000000; v += 997) {
        char got[8], want[9];

        (void)decimal_store(got, decimal_eight(v), 8);
        (void)snprintf(want, sizeof want, "%08" PRIu32, v);
        all = all && memcmp(got, want, sizeof got) == 0;
    }
    T_CHECK(all);
}

static void test_dotted(void)
{
    bool all = true;

    for (unsigned i = 0; i < 256; i++) {
        const uint8_t addr[4] = {(uint8_t)i, (uint8_t)(i * 7), (uint8_t)(255 - i), (uint8_t)i};
        char got[DECIMAL_DOTTED_MAX], want[DECIMAL_DOTTED_MAX + 1];
        const int n =
            snprintf(want, sizeof want, "%u.%u.%u.%u.", addr[0], addr[1], addr[2], addr[3]);

        all = all && decimal_put_dotted(got, addr) == got + n && memcmp(got, want, (size_t)n) == 0;
    }
    T_CHECK(all);
}

int main(void)
{
    test_numbers();
    test_eight();
    test_dotted();
    return t_done();
}
