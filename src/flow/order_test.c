// SPDX-License-Identifier: BSD-3-Clause
#include "flow/order.h"

#include "filter/toy.h"

#include "tap.h"

/* The counts of the rows in order, as one number: 3, 1, 2 is 312. */
static uint64_t sorted(const struct toy *rows, size_t n, const char *keys, size_t cap)
{
    struct tcplens_error err;
    struct order o;
    uint64_t digits = 0;

    if (tl_order_init(&o, &toys, keys, cap, &err) != TCPLENS_OK)
        return 0;
    for (size_t i = 0; i < n; i++)
        (void)tl_order_add(&o, &rows[i], &err);
    tl_order_sort(&o);
    for (size_t i = 0; i < o.n; i++)
        digits = digits * 10 + ((const struct toy *)tl_order_row(&o, i))->count;
    tl_order_fini(&o);
    return digits;
}

static void test_keys(void)
{
    static const struct toy rows[] = {
        {.count = 1, .octets = 5, .delay_ns = -1, .name = "b"},
        {.count = 2, .octets = 9, .delay_ns = 7, .name = "a"},
        {.count = 3, .octets = 5, .delay_ns = 8, .name = "c"},
        {.count = 4, .octets = 7, .delay_ns = 7},
    };

    T_CHECK(sorted(rows, 4, "octets", 10) == 2413); /* equal ones as they came */
    T_CHECK(sorted(rows, 4, "-octets", 10) == 1342);
    T_CHECK(sorted(rows, 4, "octets,-count", 10) == 2413);
    T_CHECK(sorted(rows, 4, "octets,count", 10) == 2431);
    T_CHECK(sorted(rows, 4, "delay", 10) == 3241);  /* the absent one last, */
    T_CHECK(sorted(rows, 4, "-delay", 10) == 2431); /* either way */
    T_CHECK(sorted(rows, 4, "name", 10) == 2134 && sorted(rows, 4, "-toy.name", 10) == 3124);
    T_CHECK(sorted(rows, 4, "octets", 2) == 24 && sorted(rows, 4, "name", 1) == 2);
    T_CHECK(sorted(rows, 4, "nosuch", 2) == 0 && sorted(rows, 4, "octets,", 2) == 0);
}

/* Rows come as they are numbered in a shuffled order; the first `cap` must be those of all. */
static void test_first(void)
{
    enum { N = 5000, CAP = 100, STEP = 1777 }; /* no common divisor: each number comes once */
    struct tcplens_error err;
    struct order o;
    bool right = tl_order_init(&o, &toys, "-octets", CAP, &err) == TCPLENS_OK;

    for (uint64_t i = 0; i < N; i++)
        right &= tl_order_add(&o, &(struct toy){.octets = i * STEP % N}, &err) == TCPLENS_OK;
    tl_order_sort(&o);
    for (size_t i = 0; i < CAP; i++)
        right &= ((const struct toy *)tl_order_row(&o, i))->octets == i;
    T_CHECK(right && o.n == CAP && o.room == CAP && o.came == N);
    tl_order_fini(&o);
}

int main(void)
{
    test_keys();
    test_first();
    return t_done();
}
