// SPDX-License-Identifier: BSD-3-Clause
/*
 * table.h - from a flow's hash to its slot: linear probing over (tag, slot) pairs of eight octets.
 *
 * The table knows no keys: it yields the slots whose tag fits, and the caller compares. Deletion
 * shifts the run back, so that there are no tombstones and a miss never costs more than the run it
 * walks. Power of two, load at most 1/2 with the connections it was born for.
 */
#ifndef TL_BASE_TABLE_H
#define TL_BASE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

/* Empty when slot_plus_1 is 0. The tag is the upper half of the hash, the place the lower. */
struct table_cell {
    uint32_t tag, slot_plus_1;
};

/* Invariant: from a cell's home place (tag & mask) to the cell itself no cell is empty. */
struct table {
    struct table_cell *cells; /* owned */
    uint32_t mask, n;
};

/* For up to `cap` entries. False if there is no memory. */
bool tl_table_init(struct table *t, uint32_t cap);
void tl_table_fini(struct table *t);

static inline uint32_t table_tag(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

static inline void table_prefetch(const struct table *t, uint32_t tag)
{
    __builtin_prefetch(&t->cells[tag & t->mask]);
}

/* Make room for twice as many; false, with the table as it was, if there is no memory. */
bool tl_table_grow(struct table *t);

/* The entry is not there yet, and there is room: the caller keeps to the cap. */
void tl_table_put(struct table *t, uint32_t tag, uint32_t slot);

/* The entry (tag, slot) is there. */
void tl_table_remove(struct table *t, uint32_t tag, uint32_t slot);

/* The entry (tag, from) is there, and leads to `to` from now on. */
void tl_table_replace(struct table *t, uint32_t tag, uint32_t from, uint32_t to);

#endif
