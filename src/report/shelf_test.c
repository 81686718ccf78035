// SPDX-License-Identifier: BSD-3-Clause
#include "report/shelf.h"

#include "tap.h"

static void offer(struct shelf *s, uint64_t number, enum severity severity, uint64_t segments)
{
    struct shelved one = {.number = number, .severity = (uint8_t)severity, .segments = segments};

    if (tl_shelf_wants(s, &one))
        tl_shelf_put(s, &one);
}

static void keeps_the_most_interesting(void)
{
    struct shelf s;

    T_CHECK(tl_shelf_init(&s, 3));
    for (uint64_t i = 1; i <= 100; i++)
        offer(&s, i, SEVERITY_INFO, i);
    offer(&s, 101, SEVERITY_ERROR, 1);
    offer(&s, 102, SEVERITY_WARNING, 2);
    offer(&s, 103, SEVERITY_INFO, 1);
    tl_shelf_sort(&s, 1000, 1000);
    T_CHECK(s.n == 3);
    T_CHECK(tl_shelf_find(&s, 100) != NULL && tl_shelf_find(&s, 99) == NULL);
    T_CHECK(tl_shelf_find(&s, 101) != NULL && tl_shelf_find(&s, 102) != NULL);
    T_CHECK(s.of[0].number == 100 && s.of[1].number == 101 && s.of[2].number == 102);
    tl_shelf_fini(&s);
}

/* Of those that are alike, the first ones stay. */
static void prefers_who_came_first(void)
{
    struct shelf s;

    T_CHECK(tl_shelf_init(&s, 4));
    for (uint64_t i = 1; i <= 50; i++)
        offer(&s, i, SEVERITY_NOTICE, 10);
    tl_shelf_sort(&s, 0, 0);
    for (uint64_t i = 1; i <= 4; i++)
        T_CHECK(tl_shelf_find(&s, i) != NULL);
    T_CHECK(s.of[0].listed == 0 && s.of[0].trees == 0);
    tl_shelf_fini(&s);
}

static void shares_places_by_interest(void)
{
    struct shelf s;

    T_CHECK(tl_shelf_init(&s, 8));
    offer(&s, 1, SEVERITY_INFO, 40);
    offer(&s, 2, SEVERITY_ERROR, 30);
    offer(&s, 3, SEVERITY_WARNING, 50);
    tl_shelf_sort(&s, 100, 60);
    T_CHECK(s.of[1].listed == 30 && s.of[2].listed == 50 && s.of[0].listed == 20);
    T_CHECK(s.of[1].trees == 30 && s.of[2].trees == 30 && s.of[0].trees == 0);
    tl_shelf_fini(&s);
}

static void finds_nothing_in_an_empty_one(void)
{
    struct shelf s;

    T_CHECK(tl_shelf_init(&s, 1));
    tl_shelf_sort(&s, 1, 1);
    T_CHECK(tl_shelf_find(&s, 1) == NULL);
    tl_shelf_fini(&s);
}

int main(void)
{
    keeps_the_most_interesting();
    prefers_who_came_first();
    shares_places_by_interest();
    finds_nothing_in_an_empty_one();
    return t_done();
}
