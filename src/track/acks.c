// SPDX-License-Identifier: BSD-3-Clause
/*
 * acks.c - what a segment's acknowledgment number says: which of the peer's frames it answers, how
 * long that took, and what it acknowledges that was never captured.
 *
 * A round trip is measured from a frame that was sent once only (Karn; RFC 6298 3).
 */
#include "track/holes.h"
#include "track/tracker.h"
#include "track/unacked.h"

static void from_frame(struct turn *u)
{
    const struct endpoint *const peer = u->peer;
    const uint32_t len = peer->snd_una.v - peer->una_seq.v;
    const unsigned flags = peer->una_flags;

    u->v->ack_frame = peer->una_frame;
    u->v->ack_base = peer->una_seq.v - peer->base.v;
    u->v->ack_flags = (uint16_t)flags;
    u->v->ack_len = len - ((flags & TCPLENS_SYN) != 0) - ((flags & TCPLENS_FIN) != 0);
}

/* Numbers acknowledged that the capture lacks: reported once, and held for sent from now on. */
static void unseen(struct turn *u, struct tcplens_seq ack)
{
    struct endpoint *const peer = u->peer;
    uint32_t n = tl_holes_within(&u->t->pool, peer, u->una, ack);

    if (seq_lt(peer->snd_nxt, ack)) {
        n += (uint32_t)seq_diff(ack, peer->snd_nxt);
        if (!tl_holes_add(&u->t->pool, peer, peer->snd_nxt, ack))
            u->t->stats.holes_forgotten++;
        peer->snd_nxt = ack;
        peer->nxt_frame = 0;
    }
    if (n == 0)
        return;
    turn_is(u, V_ACK_UNSEEN);
    if ((u->v->bits & V_GAP) == 0)
        u->v->gap = n;
}

static void acks_new(struct turn *u, struct tcplens_seq ack)
{
    struct endpoint *const peer = u->peer;
    struct verdict *const v = u->v;
    struct acked acked;

    unacked_take(&u->t->pool, peer, ack, &acked);
    peer->snd_una = ack;
    peer->una_frame = acked.last.frame;
    turn_is(u, V_ACKS_NEW);
    v->acked = (uint32_t)seq_diff(ack, u->una);
    v->ack_first_frame = acked.first;
    if (knows(peer, EP_ISS) && seq_eq(u->una, peer->iss)) {
        turn_is(u, V_ACKS_SYN);
        v->acked--;
        if (knows(peer, EP_SYN_DATA) && turn_has(u, TCPLENS_SYN) && v->acked > 0) {
            turn_is(u, V_SYN_DATA_ACKED);
            u->c->bits |= CONN_SYN_DATA_TAKEN;
        }
    }
    if (knows(peer, EP_FIN_SENT) && !knows(peer, EP_FIN_ACKED) && seq_lt(peer->fin, ack)) {
        turn_is(u, V_ACKS_FIN);
        learn(peer, EP_FIN_ACKED);
        v->acked--;
    }
    if (acked.last.frame != 0) {
        const int64_t rtt = u->seg->ts_ns - acked.last.ns;

        peer->una_seq = acked.last.start;
        peer->una_flags =
            (uint8_t)((acked.last.syn ? TCPLENS_SYN : 0) | (acked.last.fin ? TCPLENS_FIN : 0));
        v->rtt_ns = acked.last.resent || rtt < 0 ? -1 : rtt;
    }
}

/* The segment that the ACK speaks of was set aside, and was taken after all. */
static bool answers_aside(const struct endpoint *peer, struct tcplens_seq ack)
{
    return peer->aside_kind != ASIDE_NONE && peer->aside_len > 0 &&
           seq_leq(peer->snd_nxt, peer->aside_seq) &&
           seq_in_window(ack, seq_add(peer->aside_seq, 1), peer->aside_len);
}

/* The first segment captured of a side was a keep-alive, one below its numbers. */
static bool shows_keep_alive(const struct turn *u, struct tcplens_seq ack)
{
    const struct endpoint *const peer = u->peer;

    return !knows(peer, EP_ISS) && peer->segs == 1 && peer->octets == 0 && u->len == 0 &&
           seq_eq(ack, seq_add(peer->snd_nxt, 1)) && !knows(peer, EP_FIN_SENT);
}

/* Nothing of the other side was ever captured: all that this ACK says is new, and unseen. */
static void acks_silent_side(struct turn *u, struct tcplens_seq ack)
{
    struct endpoint *const peer = u->peer;

    if (knows(u->me, EP_ACK)) {
        if (seq_leq(ack, u->me->rcv_nxt))
            return;
        turn_is(u, V_ACKS_NEW | V_ACK_UNSEEN);
        u->v->acked = u->v->gap = (uint32_t)seq_diff(ack, u->me->rcv_nxt);
    }
    peer->snd_una = ack;
}

/* The ACK covers the SYN alone, and the SYN with its data is all that the peer has sent. */
static bool is_refusal_of_syn_data(const struct turn *u)
{
    const struct endpoint *const peer = u->peer;

    return knows(peer, EP_SYN_DATA) && (u->v->bits & V_ACKS_SYN) != 0 && u->v->acked == 0 &&
           seq_eq(peer->nxt_seq, peer->iss) && peer->nxt_flags == TCPLENS_SYN &&
           peer->nxt_frame != 0 && seq_lt(peer->snd_una, peer->snd_nxt);
}

/* Fast Open refused (RFC 7413 4.2): the SYN-ACK covers the SYN alone, and its data are as if they
 * had not been sent. */
static void refuses_syn_data(struct turn *u)
{
    struct endpoint *const peer = u->peer;

    tl_unacked_clear(&u->t->pool, peer);
    peer->octets_unique -= (uint32_t)seq_diff(peer->snd_nxt, u->seg->ack);
    peer->snd_nxt = peer->snd_una;
    peer->una_frame = peer->nxt_frame;
    peer->nxt_seq = peer->una_seq = peer->iss;
    peer->nxt_flags = peer->una_flags = TCPLENS_SYN;
}

static void note_ack(struct turn *u, struct tcplens_seq ack)
{
    struct endpoint *const me = u->me;

    if (knows(me, EP_ACK) && seq_leq(ack, me->rcv_nxt)) {
        if (seq_eq(ack, me->rcv_nxt))
            u->v->ack_same_frame = me->ack_frame;
        return;
    }
    learn(me, EP_ACK);
    me->rcv_nxt = ack;
    me->ack_frame = u->seg->number;
    me->dup_row = 0;
}

void tl_track_acks(struct turn *u)
{
    struct endpoint *const peer = u->peer;
    const struct tcplens_seq ack = u->seg->ack;
    int32_t ahead;

    u->una = peer->snd_una;
    if (!turn_has(u, TCPLENS_ACK))
        return;
    if (!knows(peer, EP_SND_NXT)) {
        acks_silent_side(u, ack);
        note_ack(u, ack);
        return;
    }
    if (answers_aside(peer, ack))
        tl_track_taken_after_all(u->t, peer, u->seg->ts_ns);
    if (shows_keep_alive(u, ack)) {
        turn_is(u, V_KEEP_ALIVE_ACK);
        u->v->of_frame = peer->last_frame;
        peer->snd_nxt = peer->snd_una = u->una = ack;
    }
    ahead = seq_diff(ack, u->una);
    if (ahead > 0) {
        if (peer->holes != 0 || seq_lt(peer->snd_nxt, ack))
            unseen(u, ack);
        acks_new(u, ack);
    }
    if (turn_has(u, TCPLENS_SYN) && is_refusal_of_syn_data(u))
        refuses_syn_data(u);
    if (ahead >= 0 && peer->una_frame != 0)
        from_frame(u);
    note_ack(u, ack);
}
