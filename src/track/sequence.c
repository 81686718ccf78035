// SPDX-License-Identifier: BSD-3-Clause
/*
 * sequence.c - what a segment's own numbers say: new, a gap before it, sent again, or captured
 * late; and where its sequence number comes from.
 *
 * Everything between base and SND.NXT was captured except the holes. Numbers outside the holes are
 * sent again; numbers in a hole were either lost before the capture point and sent again, or
 * overtaken on the way: the sender's own counters (TSval, IPv4 identification) tell which.
 */
#include "base/octets.h"
#include "track/holes.h"
#include "track/tracker.h"
#include "track/unacked.h"

enum { LATE_NS = 3000000, ID_NEAR = 1024 };

static uint32_t rel(const struct endpoint *ep, struct tcplens_seq seq)
{
    return seq.v - ep->base.v;
}

static void from_frame(struct turn *u, uint64_t frame, struct tcplens_seq start, uint32_t len,
                       unsigned flags)
{
    u->v->seq_frame = frame;
    u->v->seq_base = rel(u->me, start);
    u->v->seq_flags = (uint16_t)flags;
    u->v->seq_len = len - ((flags & TCPLENS_SYN) != 0) - ((flags & TCPLENS_FIN) != 0);
}

static unsigned flags_of(const struct sent *s)
{
    return (s->syn ? TCPLENS_SYN : 0U) | (s->fin ? TCPLENS_FIN : 0U);
}

/* The frame that ends where this segment begins, if it is remembered. */
void tl_track_continues(struct turn *u)
{
    const struct endpoint *const me = u->me;
    const struct tcplens_seq seq = u->seg->seq;
    const struct sent *s;

    if (seq_eq(seq, me->snd_nxt)) {
        if (me->nxt_frame != 0)
            from_frame(u, me->nxt_frame, me->nxt_seq, me->snd_nxt.v - me->nxt_seq.v, me->nxt_flags);
    } else if (seq_eq(seq, me->snd_una) && me->una_frame != 0) {
        from_frame(u, me->una_frame, me->una_seq, me->snd_una.v - me->una_seq.v, me->una_flags);
    } else if ((s = tl_unacked_ending(&u->t->pool, me, seq)) != NULL) {
        from_frame(u, s->frame, s->start, s->len, flags_of(s));
    }
}

/* The frame that had these numbers first, if it is remembered. */
static void repeats(struct turn *u)
{
    const struct endpoint *const me = u->me;
    const struct sent *const s = tl_unacked_at(&u->t->pool, me, u->seg->seq);

    if (s != NULL) {
        from_frame(u, s->frame, s->start, s->len, flags_of(s));
        u->v->of_ns = u->seg->ts_ns - s->ns;
    } else if (me->una_frame != 0 && seq_eq(u->seg->seq, me->una_seq)) {
        from_frame(u, me->una_frame, me->una_seq, me->snd_una.v - me->una_seq.v, me->una_flags);
    }
    u->v->of_frame = u->v->seq_frame;
}

/* The numbers from `start` on are new: the segment is the first with them. */
static void count_new(struct turn *u, struct tcplens_seq start, struct tcplens_seq end)
{
    struct endpoint *const me = u->me;
    const uint32_t n = (uint32_t)seq_diff(end, start);
    const bool syn = turn_has(u, TCPLENS_SYN) && seq_eq(start, u->seg->seq);
    const bool fin = turn_has(u, TCPLENS_FIN) && seq_eq(end, u->end);
    const struct sent s = {
        .start = start,
        .len = n & ((1U << 29) - 1),
        .syn = syn,
        .fin = fin,
        .resent = (u->v->bits & V_RETRANS) != 0,
        .frame = u->seg->number,
        .ns = u->seg->ts_ns,
    };

    me->octets_unique += n - syn - fin;
    if (!unacked_put(&u->t->pool, me, &s))
        u->t->stats.unacked_dropped++;
}

/* SND.NXT moves to the segment's end. */
static void extend(struct turn *u)
{
    struct endpoint *const me = u->me;

    count_new(u, me->snd_nxt, u->end);
    me->nxt_seq = me->snd_nxt;
    me->nxt_flags = (uint8_t)(u->seg->flags & (TCPLENS_FIN | TCPLENS_SYN));
    if (!seq_eq(me->snd_nxt, u->seg->seq))
        me->nxt_flags &= TCPLENS_FIN;
    me->nxt_frame = u->seg->number;
    me->snd_nxt = u->end;
}

static void first_of_side(struct turn *u)
{
    struct endpoint *const me = u->me;

    learn(me, EP_SND_NXT);
    me->snd_nxt = u->seg->seq;
    if (!knows(u->peer, EP_ACK))
        me->snd_una = u->seg->seq;
    me->nxt_seq = u->seg->seq;
    if (u->len > 0)
        extend(u);
}

static void gap(struct turn *u)
{
    struct endpoint *const me = u->me;

    turn_is(u, V_GAP);
    u->v->gap = (uint32_t)seq_diff(u->seg->seq, me->snd_nxt);
    if (!tl_holes_add(&u->t->pool, me, me->snd_nxt, u->seg->seq))
        u->t->stats.holes_forgotten++;
    me->snd_nxt = u->seg->seq;
    me->nxt_frame = 0;
}

enum order { ORDER_UNKNOWN, ORDER_EARLIER, ORDER_LATER };

/* Was it sent before the latest segment captured of this side, or after it? */
static enum order sent_order(const struct turn *u)
{
    const struct endpoint *const me = u->me;
    const uint8_t *const l3 = u->seg->frame + u->seg->l3_off;
    int32_t d;

    if (u->has_ts && knows(me, EP_TS_VAL) && u->ts_val != me->ts_val)
        return (int32_t)(u->ts_val - me->ts_val) < 0 ? ORDER_EARLIER : ORDER_LATER;
    if (l3[0] >> 4 != 4 || me->ip_id == 0 || be16(l3 + 4) == 0)
        return ORDER_UNKNOWN;
    d = (int16_t)(be16(l3 + 4) - me->ip_id);
    if (d == 0 || d > ID_NEAR || d < -ID_NEAR)
        return ORDER_UNKNOWN;
    return d < 0 ? ORDER_EARLIER : ORDER_LATER;
}

/* A hole is filled without a word from the sender's counters: time and duplicate ACKs must do. */
static bool looks_resent(const struct turn *u)
{
    const struct sent *const behind = tl_unacked_at(&u->t->pool, u->me, u->end);

    if (u->peer->dup_row >= 2)
        return true;
    return behind != NULL && u->seg->ts_ns - behind->ns > LATE_NS;
}

static void sent_again(struct turn *u)
{
    turn_is(u, V_RETRANS);
    u->me->retrans_segs++;
    tl_unacked_resent(&u->t->pool, u->me, u->seg->seq, u->end);
}

/* Begins below SND.NXT. */
static void old_numbers(struct turn *u)
{
    struct endpoint *const me = u->me;
    const bool beyond = seq_lt(me->snd_nxt, u->end);
    const struct tcplens_seq old_end = beyond ? me->snd_nxt : u->end;
    const uint32_t filled = tl_holes_fill(&u->t->pool, me, u->seg->seq, old_end);
    const enum order order = sent_order(u);
    const bool late = order == ORDER_EARLIER ||
                      (filled > 0 && order == ORDER_UNKNOWN && !beyond && !looks_resent(u));

    if (filled > 0)
        tl_track_continues(u);
    if (filled == 0 || u->v->seq_frame == 0)
        repeats(u);
    if (late)
        turn_is(u, V_OUT_OF_ORDER);
    else
        sent_again(u);
    if (!late && filled == 0 && !beyond && knows(u->peer, EP_ACK) && seq_leq(u->end, me->snd_una))
        turn_is(u, V_SPURIOUS);
    if (filled == (uint32_t)seq_diff(old_end, u->seg->seq))
        count_new(u, u->seg->seq, old_end);
    else
        me->octets_unique += filled;
    if (beyond) {
        turn_is(u, V_PARTIAL);
        extend(u);
    }
}

/* 0 or 1 octet that asks for an ACK and nothing else (RFC 9293 3.8.4, 3.8.6.1). */
static enum aside is_probe(const struct turn *u)
{
    const struct endpoint *const me = u->me;
    const bool closed = knows(u->peer, EP_ACK) && u->peer->wnd == 0;
    const struct tcplens_seq next = seq_add(u->seg->seq, 1);

    if (turn_has(u, TCPLENS_SYN | TCPLENS_FIN) || u->seg->payload_len > 1 ||
        !knows(u->peer, EP_ACK))
        return ASIDE_NONE;
    if (closed && u->len == 1 && seq_eq(u->seg->seq, me->snd_nxt))
        return ASIDE_PROBE;
    if (!seq_eq(next, me->snd_una))
        return ASIDE_NONE;
    if (closed)
        return ASIDE_PROBE;
    return seq_eq(me->snd_una, me->snd_nxt) ? ASIDE_KEEP_ALIVE : ASIDE_NONE;
}

/* The SYN-ACK of a simultaneous open has the SYN's number and is no copy of it (figure 8). */
static bool is_crossing_syn_ack(const struct turn *u)
{
    const unsigned sent_already = (unsigned)CONN_SYN_ACK_BY_INITIATOR << u->side;

    return turn_has(u, TCPLENS_SYN) && turn_has(u, TCPLENS_ACK) &&
           (u->c->bits & CONN_SYN_CROSSED) != 0 && (u->c->bits & sent_already) == 0;
}

void tl_track_sequence(struct turn *u)
{
    struct endpoint *const me = u->me;
    enum aside probe;
    int32_t ahead;

    if (!knows(me, EP_SND_NXT)) {
        first_of_side(u);
        return;
    }
    ahead = seq_diff(u->seg->seq, me->snd_nxt);
    probe = is_probe(u);
    if (probe != ASIDE_NONE) {
        tl_track_continues(u);
        turn_is(u, probe == ASIDE_PROBE ? V_ZERO_WINDOW_PROBE : V_KEEP_ALIVE);
        tl_track_set_aside(u, probe);
        return;
    }
    if (ahead > 0)
        gap(u);
    if (u->len > 0 && ahead < 0 && !is_crossing_syn_ack(u)) {
        old_numbers(u);
        return;
    }
    tl_track_continues(u);
    if (u->len > 0 && ahead >= 0)
        extend(u);
}

/* The octet of a probe, or a segment set aside, counts after all: the peer has acknowledged it. */
void tl_track_taken_after_all(struct tracker *t, struct endpoint *ep, int64_t ns)
{
    const struct sent s = {
        .start = ep->aside_seq,
        .len = ep->aside_len,
        .resent = 1,
        .frame = ep->aside_frame,
        .ns = ns,
    };

    if (seq_lt(ep->snd_nxt, s.start) && !tl_holes_add(&t->pool, ep, ep->snd_nxt, s.start))
        t->stats.holes_forgotten++;
    if (!unacked_put(&t->pool, ep, &s))
        t->stats.unacked_dropped++;
    ep->octets_unique += s.len;
    ep->nxt_seq = s.start;
    ep->nxt_flags = 0;
    ep->nxt_frame = s.frame;
    ep->snd_nxt = seq_add(s.start, s.len);
    ep->aside_kind = ASIDE_NONE;
}
