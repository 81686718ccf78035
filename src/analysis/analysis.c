// SPDX-License-Identifier: BSD-3-Clause
/*
 * analysis.c - a batch of segments in plain loops: hash all and fetch their table cells, look all
 * up and fetch their records, then give each its turn, in order.
 *
 * The loops before the last only guess: a turn may begin or forget conversations, so the last loop
 * looks up again whatever an earlier turn of the batch may have changed.
 */
#include "analysis/analysis.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/engine.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "decode/decode.h"

enum {
    CONVERSATIONS_DEFAULT = 131072,
    UNACKED_DEFAULT = 262144,
    CAP_MAX = 1 << 26,
};

enum tcplens_status tl_analysis_new(struct analysis **ret, const struct analysis_options *options,
                                    struct tcplens_error *err)
{
    const uint32_t cap =
        options->max_conversations != 0 ? options->max_conversations : CONVERSATIONS_DEFAULT;
    const uint32_t unacked = options->max_unacked != 0 ? options->max_unacked : UNACKED_DEFAULT;
    struct analysis *a;

    if (cap > CAP_MAX || unacked > CAP_MAX)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "at most %d conversations, and as many unacknowledged segments", CAP_MAX);
    a = calloc(1, sizeof *a);
    if (a == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "no memory to analyse connections");
    a->cap = cap;
    a->exact = options->exact;
    a->streams_only = options->streams_only;
    a->seed = options->seed != 0 ? options->seed : hash_seed();
    a->conversations = tl_memory_new(cap, sizeof *a->conversations);
    tl_memory_in_large_pages(a->conversations, cap, sizeof *a->conversations);
    if (a->conversations == NULL || !tl_table_init(&a->table, cap) ||
        !tl_analysis_unacked_pool_init(&a->pool, unacked, a->exact)) {
        tl_analysis_free(a);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "no memory to analyse %u connections", cap);
    }
    *ret = a;
    return TCPLENS_OK;
}

void tl_analysis_free(struct analysis *a)
{
    if (a == NULL)
        return;
    tl_memory_free(a->conversations, a->cap, sizeof *a->conversations);
    tl_table_fini(&a->table);
    tl_analysis_unacked_pool_fini(&a->pool);
    free(a);
}

/* An IPv6 packet may have v4-mapped addresses, which are no IPv4 addresses to Wireshark. */
static void tell_versions_apart(struct look *l)
{
    if (l->seg->frame[l->seg->l3_off] >> 4 == 4)
        l->key.src.addr[0] = l->key.dst.addr[0] = UINT64_MAX;
}

static void prefetch_conversation(const struct conversation *c)
{
    __builtin_prefetch(c, 1);
    __builtin_prefetch(&c->halves[0], 1);
    __builtin_prefetch(&c->halves[1], 1);
}

static void look_up(struct analysis *a, const struct tcplens_segment *segs, size_t n)
{
    struct look *const looks = a->looks;

    for (size_t i = 0; i < n; i++) {
        struct look *const l = &looks[i];

        l->seg = tl_analysis_taking_part(&segs[i], &l->quoted);
        l->slot = NO_SLOT;
        if (l->seg == NULL)
            continue;
        flow_key_of(l->seg, &l->key);
        tell_versions_apart(l);
        l->forward = forward_half(&l->key);
        l->tag = table_tag(flow_hash(&l->key, a->seed));
        table_prefetch(&a->table, l->tag);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t guess = looks[i].seg ? tl_analysis_guess(a, looks[i].tag) : NO_SLOT;

        if (guess != NO_SLOT)
            prefetch_conversation(&a->conversations[guess]);
    }
    for (size_t i = 0; i < n; i++) {
        if (looks[i].seg)
            looks[i].slot = tl_analysis_lookup(a, &looks[i]);
        if (looks[i].slot != NO_SLOT)
            for (unsigned k = 0; k < 2; k++)
                unacked_prefetch(&a->pool, &a->conversations[looks[i].slot].halves[k].unacked);
    }
}

/* All but what the turn finds out itself; field by field, since clearing all of it takes longer. */
static inline void begin_turn(struct turn *u, const struct look *l, struct analysis_row *row)
{
    u->seg = l->seg;
    u->row = row;
    u->flags = l->seg->flags;
    u->len = 0;
    u->quoted = l->seg == &l->quoted;
    u->bogus = false;
    u->n_ranges = 0;
    u->captured = segment_captured(l->seg, u->quoted);
}

/* A segment of FTP's control connection, unless its octets were there before. */
static void hear_ftp(struct analysis *a, const struct turn *u, const struct look *l)
{
    if (!u->quoted && (u->row->verdicts & (A_RETRANSMISSION | A_OUT_OF_ORDER)) == 0)
        tl_analysis_hear_ftp(&a->announced, &l->key, tl_decode_payload(l->seg));
}

void tl_analysis_batch(struct analysis *a, const struct tcplens_segment *segs, size_t n,
                       struct analysis_row *rows)
{
    struct turn u = {.a = a};
    uint32_t changes;

    assert(n <= ANALYSIS_BATCH);
    look_up(a, segs, n);
    changes = a->changes;
    memset(rows, 0, n * sizeof *rows); /* at once: one by one it costs 3 ns each */
    for (size_t i = 0; i < n; i++) {
        struct look *const l = &a->looks[i];

        if (l->seg == NULL)
            continue;
        if (a->changes != changes)
            l->slot = tl_analysis_lookup(a, l);
        begin_turn(&u, l, &rows[i]);
        tl_analysis_find(&u, l);
        if (a->streams_only)
            tl_analysis_turn_stream(&u);
        else
            tl_analysis_turn(&u);
        if (l->key.dst.port == FTP_CONTROL || l->key.src.port == FTP_CONTROL)
            hear_ftp(a, &u, l);
    }
}

void tl_analysis_stats(const struct analysis *a, struct analysis_stats *out)
{
    *out = a->stats;
    out->conversations = a->streams;
}
