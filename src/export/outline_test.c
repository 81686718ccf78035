// SPDX-License-Identifier: BSD-3-Clause
/* outline_test.c - parents, keys that come again, and layers laid flat. */
#include "export/outline.h"

#include <stdlib.h>

#include "tap.h"

/* 0 tcp { 1 port, 2 port, 3 options { 4 kind }, 5 options { 6 kind }, 7 port, 8 expert { 9 kind }
 * }, 10 tcp */
static void build(struct items *items)
{
    static const uint8_t h[20] = {0};

    items_clear(items);
    items_begin(items, F_TCP, h, 20);
    items_u(items, F_TCP_PORT, 1);
    items_u(items, F_TCP_PORT, 2);
    for (int i = 0; i < 2; i++) {
        items_octets(items, F_OPT_NOP, h, 1);
        items_in(items);
        items_u(items, F_OPTION_KIND, 1);
        items_out(items);
    }
    items_u(items, F_TCP_PORT, 3);
    items_begin(items, F_DATA, h, 1);
    items_u(items, F_OPTION_KIND, 1);
    items_out(items);
    items_out(items);
    items_begin(items, F_TCP, h, 20);
    items_out(items);
}

static void nested(struct outline *o, const struct items *items)
{
    tl_outline_make(o, items, false);
    T_CHECK(o->end[0] == 10 && o->end[3] == 5 && o->end[10] == 11);
    T_CHECK(o->same[0] == 10 && !o->again[0] && o->again[10]);
    T_CHECK(o->same[1] == 2 && o->same[2] == 7 && o->same[7] == 0 && !o->again[1] && o->again[7]);
    T_CHECK(o->same[3] == 5 && o->again[5]);
    T_CHECK(o->same[4] == 0 && !o->again[6]); /* of different parents */
    T_CHECK(outline_has_children(o, 3) && !outline_has_children(o, 1));
}

static void flat(struct outline *o, const struct items *items)
{
    tl_outline_make(o, items, true);
    T_CHECK(o->owner[4] == 0 && o->owner[9] == 8 && o->owner[0] == UINT16_MAX);
    T_CHECK(o->same[4] == 6 && o->again[6]);
    T_CHECK(o->same[6] == 0 && !o->again[9]); /* of a protocol within */
}

static void a_full_frame(struct outline *o, struct items *items)
{
    items_clear(items);
    for (unsigned i = 0; i < ITEMS_TREE; i++)
        items_u(items, F_TCP_PORT, i);
    tl_outline_make(o, items, false);
    T_CHECK(o->same[0] == 1 && o->again[ITEMS_TREE - 2] && o->same[ITEMS_TREE - 2] == 0);
}

int main(void)
{
    struct items *const items = tl_items_new(true);
    struct outline *const o = malloc(sizeof *o);

    if (items == NULL || o == NULL) {
        tl_items_free(items);
        free(o);
        return 1;
    }
    build(items);
    nested(o, items);
    flat(o, items);
    a_full_frame(o, items);
    tl_items_free(items);
    free(o);
    return t_done();
}
