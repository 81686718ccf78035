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

#include "track/conn.h"
#include "track/pool.h"

/* 4096 segments: 6 MB of 1460 octets. */
enum { UNACKED_CHUNKS_MAX = 2048 };

static inline struct tcplens_seq sent_end(const struct sent *s)
{
    return (struct tcplens_seq){s->start.v + s->len};
}

/* Put a segment where it belongs. False if it is not remembered, because a cap is reached. */
bool tl_unacked_put(struct pool *pool, struct endpoint *ep, const struct sent *s);

/**
 * struct acked - what an ACK takes away
 * @first: lowest of their frame numbers, 0 if there was none
 * @last:  the segment that ends exactly at the ACK; frame 0 if none does
 */
struct acked {
    uint64_t first;
    struct sent last;
};

/* Take away every segment that ends at or before `ack`. */
void tl_unacked_take(struct pool *pool, struct endpoint *ep, struct tcplens_seq ack,
                     struct acked *out);

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
