// SPDX-License-Identifier: BSD-3-Clause
#include "flow/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { FIRST_ROOM = 256, ALIGNED = 16 };

static bool is_amount(const struct field *f)
{
    return f->type == VALUE_NUMBER || f->type == VALUE_AMOUNT || f->type == VALUE_SPAN;
}

enum tcplens_status tl_order_init(struct order *o, const struct relation *r, const char *keys,
                                  size_t cap, struct tcplens_error *err)
{
    assert(cap > 0);
    *o = (struct order){.relation = r, .cap = cap};
    o->slot = ALIGNED + (r->row_size + ALIGNED - 1) / ALIGNED * ALIGNED;
    for (;;) {
        const bool turned = *keys == '-';
        const size_t n = strcspn(keys += turned, ",");
        const int field = tl_relation_find(r, keys, n);

        if (field < 0)
            return tl_relation_unknown(r, keys, n, err);
        if (o->n_keys == ORDER_KEYS)
            return tl_error(err, TCPLENS_ERR_USAGE, 0, "more than %d columns to sort by",
                            ORDER_KEYS);
        o->from_greatest[o->n_keys] = is_amount(&r->fields[field]) != turned;
        o->fields[o->n_keys++] = (unsigned)field;
        if (keys[n] == '\0')
            return TCPLENS_OK;
        keys += n + 1;
    }
}

static uint64_t number_of(const void *slot)
{
    uint64_t number;

    memcpy(&number, slot, sizeof number);
    return number;
}

/* Less than 0 if `a` comes before `b`. Both are slots: a number, and the row behind it. */
static int compare(const void *a, const void *b, void *ctx)
{
    const struct order *const o = ctx;
    const struct relation *const r = o->relation;
    const unsigned char *const row_a = (const unsigned char *)a + ALIGNED;
    const unsigned char *const row_b = (const unsigned char *)b + ALIGNED;
    struct value va, vb;

    for (unsigned i = 0; i < o->n_keys; i++) {
        const bool in_a = r->get(r, row_a, o->fields[i], 0, &va);
        const bool in_b = r->get(r, row_b, o->fields[i], 0, &vb);
        const int order = in_a && in_b ? tl_value_compare(&va, &vb) : 0;

        if (in_a != in_b)
            return in_a ? -1 : 1;
        if (order != 0)
            return (order < 0) == o->from_greatest[i] ? 1 : -1;
    }
    return number_of(a) < number_of(b) ? -1 : 1;
}

static unsigned char *slot_at(const struct order *o, size_t i)
{
    return o->rows + i * o->slot;
}

static void swap(struct order *o, size_t a, size_t b)
{
    unsigned char *const p = slot_at(o, a), *const q = slot_at(o, b);

    for (size_t i = 0; i < o->slot; i++) {
        const unsigned char octet = p[i];

        p[i] = q[i];
        q[i] = octet;
    }
}

/* Let the row at `i` sink until none below it comes later in order. */
static void sink(struct order *o, size_t i)
{
    for (;;) {
        size_t last = i;

        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < o->n; child++) {
            if (compare(slot_at(o, child), slot_at(o, last), o) > 0)
                last = child;
        }
        if (last == i)
            return;
        swap(o, i, last);
        i = last;
    }
}

/* Room for one more row. */
static bool grow(struct order *o)
{
    size_t room = o->room == 0 ? FIRST_ROOM : o->room * 2;
    unsigned char *rows;

    if (room > o->cap)
        room = o->cap;
    rows = realloc(o->rows, room * o->slot);
    if (rows == NULL)
        return false;
    o->rows = rows;
    o->room = room;
    return true;
}

static void put(struct order *o, size_t i, const void *row)
{
    memcpy(slot_at(o, i), &o->came, sizeof o->came);
    memcpy(slot_at(o, i) + ALIGNED, row, o->relation->row_size);
}

/* Whether a row that comes now stands before the last one kept; `spare` is a slot for it. */
static bool is_better(struct order *o, const void *row, unsigned char *spare)
{
    memcpy(spare, &o->came, sizeof o->came);
    memcpy(spare + ALIGNED, row, o->relation->row_size);
    return compare(spare, slot_at(o, 0), o) < 0;
}

enum tcplens_status tl_order_add(struct order *o, const void *row, struct tcplens_error *err)
{
    _Alignas(ALIGNED) unsigned char spare[2048];

    assert(o->slot <= sizeof spare);
    o->came++;
    if (o->n < o->cap) {
        if (o->n == o->room && !grow(o))
            return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for sorting");
        put(o, o->n++, row);
        for (size_t i = o->n / 2; o->n == o->cap && i > 0; i--)
            sink(o, i - 1);
        return TCPLENS_OK;
    }
    if (is_better(o, row, spare)) {
        put(o, 0, row);
        sink(o, 0);
    }
    return TCPLENS_OK;
}

void tl_order_sort(struct order *o)
{
    if (o->n > 1)
        qsort_r(o->rows, o->n, o->slot, compare, o);
}

const void *tl_order_row(const struct order *o, size_t i)
{
    return slot_at(o, i) + ALIGNED;
}

void tl_order_fini(struct order *o)
{
    free(o->rows);
    o->rows = NULL;
}
