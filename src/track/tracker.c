// SPDX-License-Identifier: BSD-3-Clause
/*
 * tracker.c - a batch of segments in plain loops: hash all and fetch their table cells, look all up
 * and fetch their records, then give each its turn, in order.
 *
 * The loops before the last only guess: a turn may begin or retire connections, so the last loop
 * looks up again whatever an earlier turn of the batch may have changed.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "decode/decode.h"
#include "track/tracker.h"

enum { CONNS_DEFAULT = 131072, CONNS_MAX = 1 << 26, TCP_UP_TO_WINDOW = 16, LINE = 64 };

/* What the first loops find out of one segment; `kind` FLOW_NONE: nothing to do. */
struct look {
    struct flow_key key;
    uint32_t tag, slot;
    uint8_t side;
    bool tracked;
};

enum tcplens_status tl_track_new(struct tracker **ret, const struct track_options *options,
                                 struct tcplens_error *err)
{
    const uint32_t cap = options->max_conns == 0 ? CONNS_DEFAULT : options->max_conns;
    struct tracker *t;

    if (cap > CONNS_MAX)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "at most %d connections can be tracked",
                        CONNS_MAX);
    t = calloc(1, sizeof *t);
    if (t == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "no memory to track connections");
    t->cap = cap;
    t->max_closed = options->max_closed != 0 ? options->max_closed : cap;
    t->general_only = options->general_only;
    t->seed = options->seed != 0 ? options->seed : hash_seed();
    t->closed_head = t->closed_tail = TRACK_NO_CONN;
    t->conns = tl_memory_new((size_t)cap + TRACK_SPARE, sizeof *t->conns);
    tl_memory_in_large_pages(t->conns, (size_t)cap + TRACK_SPARE, sizeof *t->conns);
    t->fins = tl_memory_new((size_t)cap + TRACK_SPARE, sizeof *t->fins);
    t->tags = tl_memory_new((size_t)cap + TRACK_SPARE, sizeof *t->tags);
    t->free = tl_memory_new((size_t)cap + TRACK_SPARE, sizeof *t->free);
    if (t->conns == NULL || t->fins == NULL || t->tags == NULL || t->free == NULL ||
        (options->max_closed != 0 && !tl_gone_init(&t->gone, cap)) ||
        !tl_table_init(&t->table, cap) || !tl_pool_init(&t->pool, cap < 2048 ? 2048 : cap)) {
        tl_track_free(t);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "no memory to track %u connections", cap);
    }
    *ret = t;
    return TCPLENS_OK;
}

void tl_track_free(struct tracker *t)
{
    if (t == NULL)
        return;
    tl_memory_free(t->conns, (size_t)t->cap + TRACK_SPARE, sizeof *t->conns);
    tl_memory_free(t->fins, (size_t)t->cap + TRACK_SPARE, sizeof *t->fins);
    tl_memory_free(t->tags, (size_t)t->cap + TRACK_SPARE, sizeof *t->tags);
    tl_memory_free(t->free, (size_t)t->cap + TRACK_SPARE, sizeof *t->free);
    tl_gone_fini(&t->gone);
    tl_table_fini(&t->table);
    tl_pool_fini(&t->pool);
    free(t);
}

/* Numbers, flags and window were captured, and the header is one. */
static bool is_tracked(const struct tcplens_segment *seg)
{
    return seg->kind == TCPLENS_KIND_TCP && (seg->notes & TCPLENS_MALFORMED) == 0 &&
           seg->caplen >= (uint32_t)seg->l4_off + TCP_UP_TO_WINDOW;
}

/* An ICMP error is tied to the connection of the segment that it quotes. `v` is zero. */
static void quote(struct tracker *t, const struct tcplens_segment *seg, struct verdict *v)
{
    struct tcplens_segment quoted;
    struct flow_key key;
    uint64_t hash;
    uint32_t slot;
    struct conn *c;

    v->slot = TRACK_NO_CONN;
    if (seg->kind != TCPLENS_KIND_ICMP || !tl_decode_icmp_quote(seg, &quoted))
        return;
    flow_key_of(&quoted, &key);
    hash = flow_hash(&key, t->seed);
    slot = tl_track_lookup(t, table_tag(hash), &key, &v->side);
    if (slot == TRACK_NO_CONN)
        return;
    c = &t->conns[slot];
    c->bits |= CONN_ICMP_ERROR;
    v->slot = slot;
    v->bits = V_ICMP_QUOTE;
    v->rel_seq = quoted.seq.v - c->ends[v->side].base.v;
    for (unsigned side = 0; side < 2; side++)
        v->before[side] = v->after[side] = c->ends[side].state;
    v->rtt_ns = v->since_ns = v->of_ns = -1;
}

static_assert(sizeof(struct conn) == 512, "49 MiB for 100,000 of them");

/* Of a record, the lines that every segment touches: key, and of each end 128 octets. */
static void prefetch_record(const struct conn *c)
{
    __builtin_prefetch(c, 1);
    for (unsigned side = 0; side < 2; side++) {
        const char *const end = (const char *)&c->ends[side];

        __builtin_prefetch(end, 1);
        __builtin_prefetch(end + LINE, 1);
        __builtin_prefetch(end + 2 * LINE - 1, 1);
    }
}

static void prefetch_unacked(const struct tracker *t, const struct conn *c)
{
    for (unsigned side = 0; side < 2; side++)
        __builtin_prefetch(&t->pool.chunks[c->ends[side].unacked_head], 1);
}

static void look_up(const struct tracker *t, const struct tcplens_segment *segs, size_t n,
                    struct look *looks)
{
    for (size_t i = 0; i < n; i++) {
        struct look *const l = &looks[i];

        l->tracked = is_tracked(&segs[i]);
        if (!l->tracked)
            continue;
        flow_key_of(&segs[i], &l->key);
        l->tag = table_tag(flow_hash(&l->key, t->seed));
        table_prefetch(&t->table, l->tag);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t guess = looks[i].tracked ? tl_track_guess(t, looks[i].tag) : TRACK_NO_CONN;

        if (guess != TRACK_NO_CONN)
            prefetch_record(&t->conns[guess]);
    }
    for (size_t i = 0; i < n; i++)
        if (looks[i].tracked)
            looks[i].slot = tl_track_lookup(t, looks[i].tag, &looks[i].key, &looks[i].side);
    for (size_t i = 0; i < n; i++)
        if (looks[i].tracked && looks[i].slot != TRACK_NO_CONN)
            prefetch_unacked(t, &t->conns[looks[i].slot]);
}

/* A connection that was found and is still listed is still the one: a slot is given out again only
 * by a later batch, and no two in the table have one key. */
static bool is_fresh(const struct tracker *t, const struct look *l)
{
    return l->slot != TRACK_NO_CONN && t->conns[l->slot].place == PLACE_LISTED;
}

static void general_turn(struct tracker *t, const struct tcplens_segment *seg, const struct look *l,
                         struct verdict *v)
{
    struct turn u = {.t = t, .seg = seg, .v = v, .slot = l->slot, .side = l->side};

    v->slot = TRACK_NO_CONN;
    tl_track_turn_begin(&u);
    tl_track_find(&u, &l->key, l->tag);
    tl_track_turn(&u);
}

/* Retired ones in the order of their first frame: there are few, and mostly in order already. */
static void sort_retired(struct tracker *t)
{
    for (size_t i = 1; i < t->n_retired; i++) {
        const uint32_t slot = t->retired[i];
        size_t j = i;

        for (; j > 0 && t->conns[t->retired[j - 1]].number > t->conns[slot].number; j--)
            t->retired[j] = t->retired[j - 1];
        t->retired[j] = slot;
    }
}

void tl_track_batch(struct tracker *t, const struct tcplens_segment *segs, size_t n,
                    struct verdict *out)
{
    struct look looks[TRACK_BATCH];
    uint32_t changes;

    assert(n <= TRACK_BATCH);
    tl_track_recycle(t);
    look_up(t, segs, n, looks);
    changes = t->changes;
    memset(out, 0, n * sizeof *out); /* at once: one by one it costs more */
    for (size_t i = 0; i < n; i++) {
        struct look *const l = &looks[i];

        if (!l->tracked) {
            quote(t, &segs[i], &out[i]);
            continue;
        }
        if (t->changes != changes && !is_fresh(t, l))
            l->slot = tl_track_lookup(t, l->tag, &l->key, &l->side);
        if (l->slot == TRACK_NO_CONN || t->general_only ||
            !tl_track_steady(t, &segs[i], l->slot, l->side, &out[i]))
            general_turn(t, &segs[i], l, &out[i]);
    }
    sort_retired(t);
}

const struct conn *tl_track_conn(const struct tracker *t, uint32_t slot)
{
    assert(slot < t->born);
    return &t->conns[slot];
}

const uint32_t *tl_track_retired(const struct tracker *t, size_t *n)
{
    *n = t->n_retired;
    return t->retired;
}

static int by_number(const void *a, const void *b)
{
    const uint64_t *const x = a, *const y = b;

    return (*x > *y) - (*x < *y);
}

uint32_t *tl_track_live(const struct tracker *t, size_t *n)
{
    uint64_t *order;
    uint32_t *slots;

    *n = 0;
    if (t->held == 0)
        return NULL;
    order = malloc((size_t)t->held * 2 * sizeof *order);
    slots = malloc((size_t)t->held * sizeof *slots);
    if (order != NULL && slots != NULL) {
        for (uint32_t slot = 0; slot < t->born; slot++) {
            const struct conn *const c = &t->conns[slot];

            if (c->place != PLACE_LISTED && c->place != PLACE_SHADOW)
                continue;
            order[2 * *n] = c->number;
            order[2 * (*n)++ + 1] = slot;
        }
        qsort(order, *n, 2 * sizeof *order, by_number);
        for (size_t i = 0; i < *n; i++)
            slots[i] = (uint32_t)order[2 * i + 1];
    } else {
        free(slots);
        slots = NULL;
    }
    free(order);
    return slots;
}

void tl_track_stats(const struct tracker *t, struct track_stats *out)
{
    *out = t->stats;
}
