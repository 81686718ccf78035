// SPDX-License-Identifier: BSD-3-Clause
#include "base/table.h"

#include <assert.h>
#include <stddef.h>

#include "base/memory.h"

bool tl_table_init(struct table *t, uint32_t cap)
{
    uint32_t size = 16;

    while (size / 2 < cap && size < UINT32_C(1) << 31)
        size *= 2;
    t->cells = tl_memory_new(size, sizeof *t->cells);
    tl_memory_in_large_pages(t->cells, size, sizeof *t->cells);
    t->mask = size - 1;
    t->n = 0;
    return t->cells != NULL;
}

void tl_table_fini(struct table *t)
{
    tl_memory_free(t->cells, (size_t)t->mask + 1, sizeof *t->cells);
}

void tl_table_put(struct table *t, uint32_t tag, uint32_t slot)
{
    uint32_t i = tag & t->mask;

    assert(t->n < t->mask);
    while (t->cells[i].slot_plus_1 != 0)
        i = (i + 1) & t->mask;
    t->cells[i] = (struct table_cell){tag, slot + 1};
    t->n++;
}

bool tl_table_grow(struct table *t)
{
    struct table grown;

    if (!tl_table_init(&grown, t->mask + 1))
        return false;
    for (uint32_t i = 0; i <= t->mask; i++)
        if (t->cells[i].slot_plus_1 != 0)
            tl_table_put(&grown, t->cells[i].tag, t->cells[i].slot_plus_1 - 1);
    tl_table_fini(t);
    *t = grown;
    return true;
}

static uint32_t place_of(const struct table *t, uint32_t tag, uint32_t slot)
{
    uint32_t i = tag & t->mask;

    while (t->cells[i].slot_plus_1 != slot + 1) {
        assert(t->cells[i].slot_plus_1 != 0);
        i = (i + 1) & t->mask;
    }
    return i;
}

void tl_table_remove(struct table *t, uint32_t tag, uint32_t slot)
{
    uint32_t gap = place_of(t, tag, slot);

    for (uint32_t i = (gap + 1) & t->mask; t->cells[i].slot_plus_1 != 0; i = (i + 1) & t->mask) {
        const uint32_t home = t->cells[i].tag & t->mask;

        /* A cell may move to the gap unless its home lies behind the gap, on the way to i. */
        if (((i - home) & t->mask) < ((i - gap) & t->mask))
            continue;
        t->cells[gap] = t->cells[i];
        gap = i;
    }
    t->cells[gap] = (struct table_cell){0, 0};
    t->n--;
}

void tl_table_replace(struct table *t, uint32_t tag, uint32_t from, uint32_t to)
{
    t->cells[place_of(t, tag, from)].slot_plus_1 = to + 1;
}
