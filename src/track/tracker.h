// SPDX-License-Identifier: BSD-3-Clause
/*
 * tracker.h - inside the tracker: its memory, and one segment's turn.
 *
 * A segment's turn goes through these steps, one file each: find its connection or begin one
 * (find.c, begin.c), tell copies apart (copy.c), is it acceptable (accept.c), its numbers
 * (sequence.c), its acknowledgment (acks.c), what a pure ACK is for (pure.c), both ends' states
 * (states.c), opening and closing forms (forms.c).
 */
#ifndef TL_TRACK_TRACKER_H
#define TL_TRACK_TRACKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "base/table.h"
#include "tcp/seq.h"
#include "tcp/state.h"
#include "track/conn.h"
#include "track/gone.h"
#include "track/key.h"
#include "track/pool.h"
#include "track/track.h"

/* Where a connection's record is. */
enum conn_place {
    PLACE_FREE,
    PLACE_LISTED, /* in the table */
    PLACE_SHADOW, /* reached through the newer one on the same ports, shadow */
    PLACE_RETIRED /* until the next batch begins */
};

/* A FIN: its frame and time. */
struct fin {
    uint64_t frame;
    int64_t ns;
};

/**
 * struct tracker - all there is
 * @conns:   records; [0, born) were used at some time, @cap + TRACK_SPARE at most
 * @fins:    by slot and side, where EP_FIN_SENT is known: apart from the records, so that a
 *           connection which is not closing takes no memory for them
 * @tags:    of the flow, by slot: for deletion
 * @free:    stack of free slots below born
 * @held:    connections listed or shadowed: at most cap
 * @hand:    where eviction looks next
 * @closed_head, @closed_tail: queue of closed connections, the one closed longest first; @n_closed
 *           of them, @max_closed at most when a batch begins
 * @gone:    closed connections of which there were too many
 * @general_only: as in struct track_options
 * @changes: of the table, so that a look-up made earlier in the batch is known to be stale
 */
struct tracker {
    struct conn *conns;
    struct fin (*fins)[2];
    uint32_t *tags;
    uint32_t *free;
    uint32_t n_free, born, cap, held, hand;
    uint32_t closed_head, closed_tail, n_closed, max_closed;
    uint32_t changes;
    uint64_t seed;
    bool general_only;
    struct table table;
    struct pool pool;
    struct gone gone;
    struct track_stats stats;
    uint32_t retired[TRACK_SPARE];
    size_t n_retired;
};

/**
 * struct turn - one segment's turn
 * @c, @slot, @side: connection, its slot, the sender's side
 * @me, @peer: sender and receiver
 * @len:       SEG.LEN: payload, SYN and FIN
 * @end:       one past its last number
 * @ts_val:    with @has_ts: its TSval
 * @ip_id:     IPv4 identification, 0 if none
 * @digest:    of all that a copy has in common with it
 * @previous:  frame of the sender's segment before
 * @una:       the peer's snd_una before this segment
 */
struct turn {
    struct tracker *t;
    const struct tcplens_segment *seg;
    struct verdict *v;
    struct conn *c;
    struct endpoint *me, *peer;
    uint32_t slot;
    uint8_t side;
    bool has_ts;
    uint32_t len, ts_val, digest;
    uint16_t ip_id;
    struct tcplens_seq end, una;
    uint64_t previous;
};

static inline bool turn_has(const struct turn *u, unsigned flags)
{
    return (u->seg->flags & flags) != 0;
}

static inline void turn_is(struct turn *u, uint32_t bits)
{
    u->v->bits |= bits;
}

static inline bool knows(const struct endpoint *ep, unsigned bits)
{
    return (ep->known & bits) == bits;
}

static inline void learn(struct endpoint *ep, unsigned bits)
{
    ep->known = (uint16_t)(ep->known | bits);
}

/* The sender's FIN, NULL if none was captured. */
static inline const struct fin *fin_of(const struct turn *u)
{
    return knows(u->me, EP_FIN_SENT) ? &u->t->fins[u->slot][u->side] : NULL;
}

static inline bool ack_covers(const struct tcplens_segment *seg, struct tcplens_seq number)
{
    return (seg->flags & TCPLENS_ACK) != 0 && seq_lt(number, seg->ack);
}

/* evict.c: slots. */
void tl_track_closed(struct tracker *t, uint32_t slot); /* the connection is over */
void tl_track_retire(struct tracker *t, uint32_t slot);
uint32_t tl_track_take_slot(struct tracker *t); /* evicts if need be */
void tl_track_recycle(struct tracker *t);

/* find.c: the connection that a segment belongs to; TRACK_NO_CONN if it has none. */
uint32_t tl_track_guess(const struct tracker *t, uint32_t tag); /* by the tag alone */
uint32_t tl_track_lookup(const struct tracker *t, uint32_t tag, const struct flow_key *key,
                         uint8_t *side);
void tl_track_find(struct turn *u, const struct flow_key *key, uint32_t tag);

/* begin.c: a new connection; `old` is the one it replaces, or TRACK_NO_CONN. */
void tl_track_begin(struct turn *u, const struct flow_key *key, uint32_t tag, uint32_t old);

void tl_track_turn_begin(struct turn *u); /* what the segment alone says; t, seg, v are set */
/* The turn proper, once u->t, seg, v, c, slot and side are set. */
void tl_track_turn(struct turn *u);

/* steady.c: the whole turn of an ordinary segment; false, with nothing touched, of any other. `v`
 * is zero. */
bool tl_track_steady(struct tracker *t, const struct tcplens_segment *seg, uint32_t slot,
                     unsigned side, struct verdict *v);

bool tl_track_is_copy(struct turn *u);
void tl_track_digest(struct turn *u);   /* u->ip_id and u->digest */
void tl_track_remember(struct turn *u); /* for is_copy of later ones */
bool tl_track_acceptable(struct turn *u);
bool tl_track_rst_acceptable(struct turn *u);
void tl_track_set_aside(struct turn *u, enum aside kind);
void tl_track_continues(struct turn *u); /* v->seq_frame: the one that ends where this begins */
void tl_track_sequence(struct turn *u);
void tl_track_taken_after_all(struct tracker *t, struct endpoint *ep, int64_t ns);
void tl_track_acks(struct turn *u);
void tl_track_window(struct turn *u);
void tl_track_pure_ack(struct turn *u);
void tl_track_flight(struct turn *u);
void tl_track_states(struct turn *u);
void tl_track_reset(struct turn *u);

#endif
