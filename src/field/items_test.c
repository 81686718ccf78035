// SPDX-License-Identifier: BSD-3-Clause
/* items_test.c - values in their order, what finds no room, and a frame after another. */
#include "field/items.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

static unsigned count(const struct items *items, enum field_id field)
{
    unsigned n = 0;

    for (const struct item *it = items_first(items, field); it != NULL; it = items_next(items, it))
        n++;
    return n;
}

static void values_keep_their_order(struct items *items)
{
    const struct item *it;

    items_clear(items);
    items_u(items, F_TCP_PORT, 80);
    items_u(items, F_TCP_LEN, 5);
    items_u(items, F_TCP_PORT, 443);
    it = items_first(items, F_TCP_PORT);
    T_CHECK(count(items, F_TCP_PORT) == 2 && it != NULL);
    if (it != NULL)
        T_CHECK(it->u == 80 && it[2].u == 443 && items_next(items, it) == &it[2]);
    T_CHECK(count(items, F_TCP_LEN) == 1 && count(items, F_TCP_SEQ) == 0);
}

static void a_new_frame_has_nothing_of_the_last(struct items *items)
{
    items_clear(items);
    items_u(items, F_TCP_PORT, 80);
    (void)items_keep(items, "text", 4);
    items_clear(items);
    T_CHECK(items->n == 0 && items->text_len == 0 && count(items, F_TCP_PORT) == 0);
}

static void what_nobody_wants_is_not_kept(struct items *items)
{
    items_clear(items);
    items->wanted[F_TCP_PORT] = false;
    items_u(items, F_TCP_PORT, 80);
    items_u(items, F_TCP_LEN, 5);
    items->wanted[F_TCP_PORT] = true;
    T_CHECK(items->n == 1 && count(items, F_TCP_PORT) == 0 && count(items, F_TCP_LEN) == 1);
    T_CHECK(items->overflow == 0);
}

static void what_has_no_room_is_counted(struct items *items)
{
    static const char text[ITEMS_COLUMNS_TEXT] = {'x'};
    struct span kept;

    items_clear(items);
    for (unsigned i = 0; i < ITEMS_COLUMNS + 5; i++)
        items_u(items, F_TCP_PORT, i);
    T_CHECK(count(items, F_TCP_PORT) == ITEMS_COLUMNS - 1 && items->overflow == 6);
    items_clear(items);
    kept = items_keep(items, text, ITEMS_COLUMNS_TEXT);
    T_CHECK(kept.n == ITEMS_COLUMNS_TEXT && items->overflow == 0);
    kept = items_keep(items, text, 1);
    T_CHECK(kept.n == 0 && items->overflow == 1);
}

int main(void)
{
    struct items *const items = tl_items_new(false);

    if (items == NULL)
        return 1;
    memset(items->wanted, true, sizeof items->wanted);
    values_keep_their_order(items);
    a_new_frame_has_nothing_of_the_last(items);
    what_nobody_wants_is_not_kept(items);
    what_has_no_room_is_counted(items);
    tl_items_free(items);
    return t_done();
}
