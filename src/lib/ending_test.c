// SPDX-License-Identifier: BSD-3-Clause
#include "lib/ending.h"

#include "tap.h"

static struct tcplens_error err;

static void closed_connections_come_due_in_order(void)
{
    struct endings e;
    struct ending due;

    T_CHECK(tl_endings_init(&e, 4, &err) == TCPLENS_OK);
    T_CHECK(!tl_endings_pop(&e, INT64_MAX, &due));
    tl_endings_push(&e, 2, 7, 1000);
    tl_endings_push(&e, 0, 8, 2000);
    T_CHECK(!tl_endings_pop(&e, 1000 + ENDING_GRACE_NS - 1, &due));
    T_CHECK(tl_endings_pop(&e, 1000 + ENDING_GRACE_NS, &due));
    T_CHECK(due.slot == 2 && due.number == 7);
    T_CHECK(!tl_endings_pop(&e, 1000 + ENDING_GRACE_NS, &due));
    T_CHECK(tl_endings_pop(&e, INT64_MAX, &due));
    T_CHECK(due.slot == 0 && due.number == 8);
    T_CHECK(!tl_endings_pop(&e, INT64_MAX, &due));
    tl_endings_fini(&e);
}

static void the_oldest_lose_their_place_when_full(void)
{
    struct endings e;
    struct ending due;

    T_CHECK(tl_endings_init(&e, 3, &err) == TCPLENS_OK);
    for (uint32_t i = 0; i < 5; i++)
        tl_endings_push(&e, i % 3, 1 + i, 0);
    for (uint64_t number = 3; number <= 5; number++)
        T_CHECK(tl_endings_pop(&e, ENDING_GRACE_NS, &due) && due.number == number);
    T_CHECK(!tl_endings_pop(&e, INT64_MAX, &due));
    tl_endings_fini(&e);
}

static void a_mark_is_for_one_connection(void)
{
    struct endings e;

    T_CHECK(tl_endings_init(&e, 2, &err) == TCPLENS_OK);
    T_CHECK(!tl_endings_told(&e, 1, 5));
    tl_endings_mark(&e, 1, 5);
    T_CHECK(tl_endings_told(&e, 1, 5));
    T_CHECK(!tl_endings_told(&e, 1, 6));
    T_CHECK(!tl_endings_told(&e, 0, 5));
    tl_endings_fini(&e);
}

int main(void)
{
    closed_connections_come_due_in_order();
    the_oldest_lose_their_place_when_full();
    a_mark_is_for_one_connection();
    return t_done();
}
