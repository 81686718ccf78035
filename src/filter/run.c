// SPDX-License-Identifier: BSD-3-Clause
/* run.c - a compiled filter at work. */
#include <assert.h>
#include <stdlib.h>

#include "filter/condition.h"
#include "filter/program.h"
#include "filter/tree.h"

/**
 * struct run - a filter looking at a row
 * @room:    for texts that are made; empty again for each test
 * @n_aside: truths put aside
 */
struct run {
    struct condition *f;
    const struct schema *s;
    const void *row;
    struct room room;
    unsigned n_aside;
};

static bool is_in_layers(const struct run *r, const struct instruction *at, uint32_t cursor)
{
    const int64_t layer = r->s->layer(r->s, r->row, at->field, cursor);

    for (size_t i = 0; i < at->n; i++) {
        const struct range *const range = &r->f->ranges[at->range + i];
        int64_t last = range->last;

        if (range->kind == RANGE_REST)
            last = INT64_MAX;
        else if (range->kind == RANGE_LENGTH)
            last = (int64_t)range->first + range->last - 1;
        if (layer >= range->first && layer <= last)
            return true;
    }
    return false;
}

static void load(struct run *r, const struct instruction *at)
{
    struct datum *const out = register_room(r->f, at->a);
    uint32_t cursor = 0;
    size_t n = 0;

    while (n < LIST_MAX && r->s->next(r->s, r->row, at->field, &cursor, &out[n], &r->room)) {
        if (at->n > 0 && !is_in_layers(r, at, cursor))
            continue;
        if (at->place)
            out[n].octets = r->s->place(r->s, r->row, at->field, cursor);
        n += !at->place || out[n].octets.n > 0;
    }
    r->f->held[at->a] = (struct list){out, n};
}

static void make_signed(struct run *r, const struct instruction *at)
{
    struct datum *const out = register_room(r->f, at->a);
    const struct list list = r->f->held[at->a];

    for (size_t i = 0; i < list.n; i++)
        out[i].i = list.of[i].u > INT64_MAX ? INT64_MAX : (int64_t)list.of[i].u;
    r->f->held[at->a].of = out;
}

static void append(struct run *r, const struct instruction *at)
{
    struct datum *const out = register_room(r->f, at->a);
    struct list *const a = &r->f->held[at->a];
    const struct list b = r->f->held[at->b];

    if (a->n > 0)
        out[0] = a->of[0]; /* an operand moves into the register's own place */
    for (size_t i = 0; i < b.n && a->n < LIST_MAX; i++)
        out[a->n++] = b.of[i];
    a->of = out;
}

static bool is_match(struct run *r, const struct instruction *at, const struct datum *value)
{
    const enum pattern_verdict verdict =
        tl_pattern_match(r->f->patterns[at->operand.u], value->octets);

    r->f->given_up += verdict == PATTERN_GIVEN_UP;
    return verdict == PATTERN_MATCHES;
}

static bool compare(struct run *r, const struct instruction *at, const struct datum *left,
                    const struct datum *right, const struct datum *high)
{
    if (at->detail == COMPARE_MATCHES)
        return is_match(r, at, left);
    if (at->detail == COMPARE_EQUAL && at->form == DATUM_UNSIGNED && at->bits >= IP4_BITS)
        return left->u == right->u; /* most comparisons, without a call */
    return tl_compare(at, left, right, high);
}

/* Whether it holds of any value, or of every one; of none, if there is none. */
static bool test_field(struct run *r, const struct instruction *at)
{
    struct datum value;
    uint32_t cursor = 0;
    bool any = false;

    while (r->s->next(r->s, r->row, at->field, &cursor, &value, &r->room)) {
        any = true;
        if (compare(r, at, &value, &at->operand, NULL) != at->every)
            return !at->every;
    }
    return any && at->every;
}

static bool test_lists(struct run *r, const struct instruction *at)
{
    const struct list *const left = &r->f->held[at->a], *const right = &r->f->held[at->b];
    const struct list *const high = &r->f->held[at->b + 1];
    const bool ranges = at->detail == COMPARE_BETWEEN;

    if (left->n == 0 || right->n == 0 || (ranges && high->n == 0))
        return false;
    for (size_t i = 0; i < left->n; i++) {
        for (size_t j = 0; j < right->n; j++) {
            if (compare(r, at, &left->of[i], &right->of[j], ranges ? &high->of[0] : NULL) !=
                at->every)
                return !at->every;
        }
    }
    return at->every;
}

static bool is_any_nonzero(const struct instruction *at, const struct list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct datum *const v = &list->of[i];

        if (at->form != DATUM_OCTETS && v->u != 0)
            return true;
        for (size_t k = 0; at->form == DATUM_OCTETS && k < v->octets.n; k++) {
            if (v->octets.p[k] != 0)
                return true;
        }
    }
    return false;
}

/* An empty part of something is not there. */
static bool is_any_there(const struct instruction *at, const struct list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (at->form != DATUM_OCTETS || list->of[i].octets.n > 0)
            return true;
    }
    return false;
}

static bool is_set(struct run *r, const struct instruction *at)
{
    struct datum value;
    uint32_t cursor = 0;

    return r->s->next(r->s, r->row, at->field, &cursor, &value, &r->room) && value.u != 0;
}

static bool exists(struct run *r, const struct instruction *at)
{
    struct datum value;
    uint32_t cursor = 0;

    return r->s->next(r->s, r->row, at->field, &cursor, &value, &r->room);
}

/* What leaves no truth. A register is written before it is read. */
static void work(struct run *r, const struct instruction *at)
{
    switch (at->op) {
    case OP_LOAD:
        load(r, at);
        return;
    case OP_OPERAND:
        r->f->held[at->a] = (struct list){&at->operand, 1};
        return;
    case OP_SIGNED:
        make_signed(r, at);
        return;
    case OP_APPEND:
        append(r, at);
        return;
    case OP_SLICE:
        tl_list_slice(r->f, at, &r->f->held[at->a], &r->room);
        return;
    case OP_CALL:
        tl_list_call(r->f, at, &r->f->held[at->a], &r->room);
        return;
    case OP_ARITHMETIC:
        tl_list_arithmetic(r->f, at, &r->f->held[at->a], &r->f->held[at->b], &r->room);
        return;
    default: /* the others leave a truth */
        assert(false);
        return;
    }
}

/* The new truth; `is` is the one before. */
static bool step(struct run *r, const struct instruction *at, bool is)
{
    switch (at->op) {
    case OP_EXISTS:
        return exists(r, at);
    case OP_SET:
        return is_set(r, at);
    case OP_FIELD:
        return test_field(r, at);
    case OP_TEST:
        return test_lists(r, at);
    case OP_HOLDS:
        return is_any_there(at, &r->f->held[at->a]);
    case OP_NONZERO:
        return is_any_nonzero(at, &r->f->held[at->a]);
    case OP_NOT:
        return !is;
    case OP_PUSH:
        assert(r->n_aside < ASIDE_MAX);
        r->f->aside[r->n_aside++] = is;
        return is;
    case OP_XOR:
        return r->f->aside[--r->n_aside] != is;
    default: /* the others leave none */
        work(r, at);
        return is;
    }
}

bool tl_condition_match(struct condition *f, const struct schema *s, const void *row)
{
    const struct room room = {f->room, f->room != NULL ? ROOM_OCTETS : 0};
    struct run r = {.f = f, .s = s, .row = row, .room = room};
    bool is = true;

    for (size_t i = 0; i < f->n; i++) {
        const struct instruction *const at = &f->code[i];

        if (at->op == OP_SKIP_IF_TRUE || at->op == OP_SKIP_IF_FALSE) {
            /* Nothing is in the registers between tests. */
            r.room = room;
            i = is == (at->op == OP_SKIP_IF_TRUE) ? at->target - 1U : i;
        } else {
            is = step(&r, at, is);
        }
    }
    return is;
}
