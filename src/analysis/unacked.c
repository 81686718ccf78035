// SPDX-License-Identifier: BSD-3-Clause
#include "analysis/unacked.h"

#include <assert.h>
#include <stddef.h>

#include "base/memory.h"
#include "tcp/seq.h"

static_assert(sizeof(struct chunk) == 64, "one cache line");
static_assert(sizeof(struct unacked_list) == 6, "what the record of a direction has room for");

/* As masks, they tell the compiler that a value fits its bit-field. */
enum { CHUNKS_MAX = (1 << 28) - 1, LIST_N_MASK = (1 << 14) - 1 };

/* An ordered list is no longer than this, so that all its numbers compare alike with any number
 * that is no further away. */
static const uint32_t near = UINT32_C(1) << 30;

bool tl_analysis_unacked_pool_init(struct unacked_pool *p, uint32_t entries, bool grows)
{
    const uint32_t cap = (entries + CHUNK_ENTRIES - 1) / CHUNK_ENTRIES;

    *p = (struct unacked_pool){.cap = cap < CHUNKS_MAX ? cap : CHUNKS_MAX, .born = 1};
    p->grows = grows;
    p->chunks = tl_memory_new((size_t)p->cap + 1, sizeof *p->chunks);
    return p->chunks != NULL;
}

void tl_analysis_unacked_pool_fini(struct unacked_pool *p)
{
    tl_memory_free(p->chunks, (size_t)p->cap + 1, sizeof *p->chunks);
}

static bool grow(struct unacked_pool *p)
{
    const uint32_t cap = p->cap < CHUNKS_MAX / 2 ? p->cap * 2 : CHUNKS_MAX;
    struct chunk *chunks;

    if (!p->grows || cap == p->cap)
        return false;
    chunks = tl_memory_grow(p->chunks, (size_t)p->cap + 1, (size_t)cap + 1, sizeof *chunks);
    if (chunks == NULL)
        return false;
    p->chunks = chunks;
    p->cap = cap;
    return true;
}

/* The one given back last is given out next: its line is still in the cache. */
static uint32_t get(struct unacked_pool *p)
{
    uint32_t i = p->free;

    if (i != 0)
        p->free = p->chunks[i].link.next;
    else if (p->born <= p->cap || grow(p))
        i = p->born++;
    else
        return 0;
    p->used++;
    p->chunks[i].link = (struct chunk_link){0};
    return i;
}

static void put(struct unacked_pool *p, uint32_t i)
{
    p->chunks[i].link = (struct chunk_link){.next = p->free & CHUNKS_MAX};
    p->free = i;
    p->used--;
}

static uint32_t head_of(const struct unacked_pool *p, const struct unacked_list *l)
{
    return p->chunks[l->tail].link.next;
}

static void set_range(struct chunk *c, unsigned first, unsigned n)
{
    struct chunk_link link = c->link;

    link.first = first & 3;
    link.n = n & 3;
    c->link = link;
}

static void set_next(struct chunk *c, uint32_t next)
{
    struct chunk_link link = c->link;

    link.next = next & CHUNKS_MAX;
    c->link = link;
}

static struct unacked entry_at(const struct chunk *c, unsigned i)
{
    return (struct unacked){c->start[i], c->end[i], c->frame[i], c->ns[i]};
}

static void set_entry(struct chunk *c, unsigned i, const struct unacked *entry)
{
    c->start[i] = entry->start;
    c->end[i] = entry->end;
    c->frame[i] = entry->frame;
    c->ns[i] = entry->ns;
}

/* `first` is the list's first start, `last` its last end before this entry. */
static bool keeps_order(struct tcplens_seq first, struct tcplens_seq last, struct tcplens_seq start,
                        struct tcplens_seq end)
{
    return start.v - last.v < near && end.v - first.v < near;
}

static struct tcplens_seq first_start(const struct unacked_pool *p, const struct unacked_list *l)
{
    const struct chunk *const c = &p->chunks[head_of(p, l)];

    return c->start[c->link.first];
}

static struct tcplens_seq last_end(const struct unacked_pool *p, const struct unacked_list *l)
{
    const struct chunk *const c = &p->chunks[l->tail];

    return c->end[c->link.first + c->link.n - 1];
}

/* Chunk `i` becomes the last of the list. */
static void link_last(struct unacked_pool *p, struct unacked_list *l, uint32_t i)
{
    set_next(&p->chunks[i], l->tail == 0 ? i : head_of(p, l));
    if (l->tail != 0)
        set_next(&p->chunks[l->tail], i);
    l->tail = i;
}

/* Another chunk for a list, unless it has more than its share. */
static bool extend(struct unacked_pool *p, struct unacked_list *l)
{
    uint32_t i;

    if (!p->grows && l->n / CHUNK_ENTRIES > p->cap - p->used)
        return false;
    i = get(p);
    if (i == 0)
        return false;
    link_last(p, l, i);
    return true;
}

bool tl_analysis_unacked_add(struct unacked_pool *p, struct unacked_list *l,
                             const struct unacked *entry)
{
    struct chunk *c = &p->chunks[l->tail];
    bool ordered = false;

    assert(l->n < UNACKED_MAX);
    if (l->n == 0)
        ordered = entry->end.v - entry->start.v < near;
    else if (!l->unordered)
        ordered = keeps_order(first_start(p, l), last_end(p, l), entry->start, entry->end);
    if (l->tail == 0 || c->link.first + c->link.n == CHUNK_ENTRIES) {
        if (!extend(p, l)) {
            l->refused = 1;
            return false;
        }
        c = &p->chunks[l->tail];
    }
    set_entry(c, c->link.first + c->link.n, entry);
    set_range(c, c->link.first, c->link.n + 1U);
    l->n = (l->n + 1U) & LIST_N_MASK;
    l->unordered = !ordered;
    return true;
}

bool tl_analysis_unacked_oldest(const struct unacked_pool *p, const struct unacked_list *l,
                                struct unacked *out)
{
    const struct chunk *c;

    if (l->n == 0)
        return false;
    c = &p->chunks[head_of(p, l)];
    *out = entry_at(c, c->link.first);
    return true;
}

void tl_analysis_unacked_clear(struct unacked_pool *p, struct unacked_list *l)
{
    while (l->tail != 0) {
        const uint32_t head = head_of(p, l);

        if (head == l->tail)
            l->tail = 0;
        else
            set_next(&p->chunks[l->tail], p->chunks[head].link.next);
        put(p, head);
    }
    l->n = 0;
    l->unordered = 0;
}

/* Take the first entry off a list that has one. */
static void pop(struct unacked_pool *p, struct unacked_list *l)
{
    const uint32_t head = head_of(p, l);
    struct chunk *const c = &p->chunks[head];

    l->n = (l->n - 1U) & LIST_N_MASK;
    if (c->link.n > 1) {
        set_range(c, c->link.first + 1U, c->link.n - 1U);
        return;
    }
    if (head == l->tail)
        l->tail = 0;
    else
        set_next(&p->chunks[l->tail], c->link.next);
    put(p, head);
}

/* 6.15 of an ordered list and an `ack` within it. */
static bool ack_prefix(struct unacked_pool *p, struct unacked_list *l, struct tcplens_seq ack,
                       struct unacked *out)
{
    bool found = false;

    while (l->n > 0) {
        struct chunk *const c = &p->chunks[head_of(p, l)];
        const unsigned i = c->link.first;

        if (seq_lt(ack, c->end[i])) {
            if (seq_lt(c->start[i], ack))
                c->start[i] = ack;
            break;
        }
        if (seq_eq(ack, c->end[i])) {
            *out = entry_at(c, i);
            found = true;
        }
        pop(p, l);
    }
    return found;
}

/* What 6.15 does to one entry. */
enum fate { FATE_KEPT, FATE_GONE, FATE_NAMED };

static enum fate fate_of(struct unacked *e, struct tcplens_seq ack)
{
    if (seq_eq(ack, e->end))
        return FATE_NAMED;
    if (seq_lt(e->start, ack) && seq_leq(ack, e->end)) {
        e->start = ack;
        return FATE_KEPT;
    }
    return seq_lt(ack, e->end) ? FATE_KEPT : FATE_GONE;
}

/* 6.15 of the entries of one chunk, which move together; those named so far are `*named`. */
static void ack_chunk(struct chunk *c, struct tcplens_seq ack, unsigned *named, struct unacked *out)
{
    unsigned kept = 0;

    for (unsigned i = c->link.first; i < (unsigned)c->link.first + c->link.n; i++) {
        struct unacked e = entry_at(c, i);
        const enum fate fate = fate_of(&e, ack);

        if (fate == FATE_KEPT)
            set_entry(c, kept++, &e);
        if (fate == FATE_NAMED && (*named)++ == 0)
            *out = e;
    }
    set_range(c, 0, kept);
}

/* Whether the entries of `c` follow in order on `*last`, which moves on to the end of `c`. */
static bool chunk_keeps_order(const struct chunk *c, struct tcplens_seq first,
                              struct tcplens_seq *last)
{
    bool ordered = true;

    for (unsigned i = c->link.first; i < (unsigned)c->link.first + c->link.n; i++) {
        ordered = ordered && keeps_order(first, *last, c->start[i], c->end[i]);
        *last = c->end[i];
    }
    return ordered;
}

/* 6.15 of any list. Chunks that become empty leave it; it may be in order afterwards. */
static __attribute__((noinline)) bool ack_any(struct unacked_pool *p, struct unacked_list *l,
                                              struct tcplens_seq ack, struct unacked *out)
{
    const uint32_t old_tail = l->tail;
    uint32_t at = head_of(p, l);
    struct unacked_list kept = {.refused = l->refused};
    struct tcplens_seq first = {0}, last = {0};
    unsigned named = 0;
    bool ordered = true;

    for (bool more = true; more;) {
        struct chunk *const c = &p->chunks[at];
        const uint32_t next = c->link.next;

        more = at != old_tail;
        ack_chunk(c, ack, &named, out);
        if (c->link.n == 0) {
            put(p, at);
        } else {
            if (kept.n == 0)
                first = last = c->start[0];
            ordered = chunk_keeps_order(c, first, &last) && ordered;
            link_last(p, &kept, at);
            kept.n = ((unsigned)kept.n + c->link.n) & LIST_N_MASK;
        }
        at = next;
    }
    *l = kept;
    l->unordered = !ordered;
    return named > 0;
}

bool tl_analysis_unacked_ack(struct unacked_pool *p, struct unacked_list *l, struct tcplens_seq ack,
                             struct unacked *out)
{
    if (l->n == 0)
        return false;
    if (!l->unordered) {
        const struct tcplens_seq first = first_start(p, l);
        const struct tcplens_seq last = last_end(p, l);

        if (first.v - ack.v < near) /* not beyond the first number */
            return false;
        if (ack.v - first.v <= last.v - first.v)
            return ack_prefix(p, l, ack, out);
        if (ack.v - last.v < near) {
            tl_analysis_unacked_clear(p, l);
            return false;
        }
    }
    return ack_any(p, l, ack, out);
}

static __attribute__((noinline)) uint32_t
span_of_any(const struct unacked_pool *p, const struct unacked_list *l, struct tcplens_seq base)
{
    uint32_t low = UINT32_MAX, high = 0;
    uint32_t at = l->tail;

    do {
        const struct chunk *const c = &p->chunks[at];

        for (unsigned i = c->link.first; i < (unsigned)c->link.first + c->link.n; i++) {
            const uint32_t start = c->start[i].v - base.v, end = c->end[i].v - base.v;

            low = start < low ? start : low;
            high = end > high ? end : high;
        }
        at = c->link.next;
    } while (at != l->tail);
    return high - low;
}

uint32_t tl_analysis_unacked_span(const struct unacked_pool *p, const struct unacked_list *l,
                                  struct tcplens_seq base)
{
    if (!l->unordered) {
        const uint32_t low = first_start(p, l).v - base.v, high = last_end(p, l).v - base.v;

        if (low <= high) /* else `base` lies within the list */
            return high - low;
    }
    return span_of_any(p, l, base);
}
