// SPDX-License-Identifier: BSD-3-Clause
/*
 * order.h - rows sorted by some of their fields: the first so many of all that come, in memory for
 * these alone.
 *
 * Amounts (numbers, octets, spans of time) are in order from the greatest, all else from the least,
 * and the other way round if asked for. An absent value comes last either way, and rows that differ
 * in no key stay in the order in which they came.
 *
 * Invariant: rows are kept as they come until there is room for no more; from then on they are a
 * heap with the last one in order on top, which the next better row replaces.
 */
#ifndef TL_FLOW_ORDER_H
#define TL_FLOW_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "filter/relation.h"

enum { ORDER_KEYS = 8 };

/**
 * struct order
 * @relation: *borrowed*
 * @fields:   @n_keys of them; @from_greatest: likewise
 * @rows:     *owned*: @n rows, each behind the number by which it came; room for @room, and for
 *            @cap at most
 * @came:     rows so far
 */
struct order {
    const struct relation *relation;
    unsigned fields[ORDER_KEYS];
    bool from_greatest[ORDER_KEYS];
    unsigned n_keys;
    unsigned char *rows;
    size_t n, room, cap, slot;
    uint64_t came;
};

/* Sort by `keys`, names with commas between, '-' before those to be turned round; keep the first
 * `cap` rows, at least one. */
enum tcplens_status tl_order_init(struct order *o, const struct relation *r, const char *keys,
                                  size_t cap, struct tcplens_error *err);

/* Take a row; TCPLENS_ERR_MEMORY if there is none. */
enum tcplens_status tl_order_add(struct order *o, const void *row, struct tcplens_error *err);

/* Put them in order; tl_order_row() gives the i-th then, i < o->n. */
void tl_order_sort(struct order *o);
const void *tl_order_row(const struct order *o, size_t i);

void tl_order_fini(struct order *o);

#endif
