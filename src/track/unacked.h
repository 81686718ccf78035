// SPDX-License-Identifier: BSD-3-Clause
/*
 * unacked.h - the segments that one endpoint has on their way: a queue in order of sequence
 * numbers, one entry a segment, first copies only.
 *
 * In ordinary traffic a segment goes to the end and an ACK takes a prefix away: both O(1). A late
 * segment is put where it belongs, O(n). Invariant: entries are in order and do not overlap; each
 * chunk in the queue holds at least one.
 */
#ifndef TL_TRACK_UNACKED_H
#define TL_TRACK_UNACKED_H

#include <stdbool.h>

#include "tcp/seq.h"
#include "track/conn.h"
#include "track/pool.h"

/* 4096 segments: 6 MB of 1460 octets. */
enum { UNACKED_CHUNKS_MAX = 2048 };

static inline struct tcplens_seq sent_end(const struct sent *s)
{
    return (struct tcplens_seq){s->start.v + s->len};
}

static inline struct sent *unacked_last_of(struct chunk *c)
{
    return &c->of.sent[c->first + c->n - 1];
}

/* The same as unacked_put(), for any segment and any queue. */
bool tl_unacked_insert(struct pool *pool, struct endpoint *ep, const struct sent *s);

/* Put a segment where it belongs. False if it is not remembered, because a cap is reached. */
static inline bool unacked_put(struct pool *pool, struct endpoint *ep, const struct sent *s)
{
    uint32_t i = ep->unacked_tail;
    struct chunk *c = &pool->chunks[i];

    if (i == 0) {
        i = pool_get(pool);
        if (i == 0)
            return false;
        c = &pool->chunks[i];
        ep->unacked_head = ep->unacked_tail = i;
        ep->unacked_chunks = 1;
    } else if (c->first + c->n == CHUNK_SENT || seq_lt(s->start, sent_end(unacked_last_of(c)))) {
        return tl_unacked_insert(pool, ep, s);
    }
    c->of.sent[c->first + c->n++] = *s;
    return true;
}

/**
 * struct acked - what an ACK takes away
 * @first: lowest of their frame numbers, 0 if there was none
 * @last:  the segment that ends exactly at the ACK; frame 0 if none does
 */
struct acked {
    uint64_t first;
    struct sent last;
};

/* Drop the first chunk. */
static inline void unacked_drop_head(struct pool *pool, struct endpoint *ep)
{
    const uint32_t head = ep->unacked_head;

    ep->unacked_head = pool->chunks[head].next;
    if (ep->unacked_head == 0)
        ep->unacked_tail = 0;
    ep->unacked_chunks--;
    pool_put(pool, head);
}

/* Take away every segment that ends at or before `ack`. */
static inline void unacked_take(struct pool *pool, struct endpoint *ep, struct tcplens_seq ack,
                                struct acked *out)
{
    out->first = 0;
    out->last.frame = 0;
    while (ep->unacked_head != 0) {
        struct chunk *const c = &pool->chunks[ep->unacked_head];

        while (c->n > 0 && seq_leq(sent_end(&c->of.sent[c->first]), ack)) {
            out->last = c->of.sent[c->first];
            if (out->first == 0 || out->last.frame < out->first)
                out->first = out->last.frame;
            c->first++;
            c->n--;
        }
        if (c->n > 0)
            break;
        unacked_drop_head(pool, ep);
    }
    if (out->first != 0 && !seq_eq(sent_end(&out->last), ack))
        out->last.frame = 0;
}

/* The segment with the number `seq`, for reading and marking; NULL if none. *Borrowed*. */
struct sent *tl_unacked_at(struct pool *pool, const struct endpoint *ep, struct tcplens_seq seq);

/* The segment that ends exactly at `seq`; NULL if none is remembered. *Borrowed*. */
const struct sent *tl_unacked_ending(struct pool *pool, const struct endpoint *ep,
                                     struct tcplens_seq seq);

/* Mark what lies in [start, end) as sent again. */
void tl_unacked_resent(struct pool *pool, const struct endpoint *ep, struct tcplens_seq start,
                       struct tcplens_seq end);

void tl_unacked_clear(struct pool *pool, struct endpoint *ep);

#endif
