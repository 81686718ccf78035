// SPDX-License-Identifier: BSD-3-Clause
/*
 * states.c - the states of both ends, from what the capture point sees.
 *
 * A segment changes its sender's state at once, and its receiver's as if it had arrived, in order.
 * What a sender does afterwards may prove that it had not: then its state is put right, and
 * V_STATE_INFERRED says so. It also marks what no segment says at all: that somebody listens, what
 * a connection was before the capture began, and what a silent end must have done.
 *
 * One exception to "as if arrived": LISTEN is left when the SYN-ACK comes, not when the SYN goes
 * by. Figure 5 draws both on one arrow, and a SYN that nobody answers proves nothing.
 */
#include "track/holes.h"
#include "track/tracker.h"

static void happens(struct endpoint *ep, enum tcp_event event)
{
    ep->state = (uint8_t)tl_tcp_transition((enum tcplens_state)ep->state, event);
}

static void infer(struct turn *u, struct endpoint *ep, enum tcp_event event)
{
    const uint8_t before = ep->state;

    happens(ep, event);
    if (ep->state != before)
        turn_is(u, V_STATE_INFERRED);
}

/* A later segment disproves what was believed: so it was before it, too. */
static void put_right(struct turn *u, enum tcplens_state state)
{
    u->me->state = (uint8_t)state;
    u->v->before[u->side] = (uint8_t)state;
    turn_is(u, V_STATE_INFERRED);
}

static bool past_handshake(const struct endpoint *ep)
{
    return ep->state >= TCPLENS_ESTABLISHED;
}

/* Its SYN is acknowledged, or the side that would do so was never captured. */
static bool syn_acked(const struct endpoint *ep, const struct endpoint *peer)
{
    return !knows(ep, EP_ISS) || seq_lt(ep->iss, ep->snd_una) || peer->segs == 0;
}

/* A SYN without ACK. */
static void asks(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;

    if (peer->state == TCPLENS_SYN_SENT && me->state == TCPLENS_LISTEN) {
        /* It had not the other's SYN when it sent its own, and now it has (figure 8). */
        turn_is(u, V_SIMULTANEOUS);
        u->c->bits |= CONN_SYN_CROSSED;
        happens(me, TCP_SEND_SYN);
        happens(me, TCP_RECV_SYN);
        happens(peer, TCP_RECV_SYN);
        return;
    }
    if (me->state <= TCPLENS_LISTEN)
        happens(me, TCP_SEND_SYN);
    if (peer->state == TCPLENS_LISTEN)
        turn_is(u, V_STATE_INFERRED);
    if ((u->v->bits & V_RETRANS) != 0 && me->state == TCPLENS_ESTABLISHED &&
        !knows(me, EP_OPEN_SHOWN)) {
        /* It asks again: the SYN-ACK was lost behind the capture point. */
        put_right(u, TCPLENS_SYN_SENT);
    }
}

/* A SYN with ACK. */
static void answers_syn(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;

    u->c->bits = (uint16_t)(u->c->bits | (unsigned)CONN_SYN_ACK_BY_INITIATOR << u->side);
    if (me->state == TCPLENS_LISTEN || me->state == TCPLENS_SYN_SENT) {
        happens(me, TCP_RECV_SYN);
    } else if (me->state == TCPLENS_ESTABLISHED && !knows(me, EP_OPEN_SHOWN) &&
               (u->c->bits & CONN_SYN_CROSSED) == 0) {
        /* It repeats its SYN-ACK: the ACK was lost behind the capture point, or is not taken yet
         * (deferred accept, full accept queue). */
        put_right(u, TCPLENS_SYN_RECEIVED);
    }
    happens(peer, TCP_RECV_SYN_ACK);
}

/* Fast Open: data in the SYN were taken, so that it may send and close before the third ACK. */
static bool may_send_early(const struct turn *u)
{
    return (u->c->bits & CONN_SYN_DATA_TAKEN) != 0 && !syn_acked(u->me, u->peer);
}

/* No SYN: the sender has the other's SYN, and so has its own acknowledged. */
static void goes_on(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;

    if (ack_covers(u->seg, peer->base)) {
        /* Either side may be the first to send after a SYN-ACK that was not captured. */
        if (me->state == TCPLENS_SYN_SENT) {
            infer(u, me, TCP_RECV_SYN_ACK);
            infer(u, peer, TCP_RECV_SYN);
        } else if (me->state == TCPLENS_LISTEN) {
            infer(u, me, TCP_RECV_SYN);
            infer(u, peer, TCP_RECV_SYN_ACK);
        }
    }
    if (me->state == TCPLENS_SYN_RECEIVED && !may_send_early(u)) {
        if (syn_acked(me, peer) && peer->segs > 0)
            happens(me, TCP_RECV_ACK_OF_SYN);
        else
            infer(u, me, TCP_RECV_ACK_OF_SYN);
    }
    if (peer->state == TCPLENS_SYN_RECEIVED && syn_acked(peer, me) && turn_has(u, TCPLENS_ACK))
        happens(peer, TCP_RECV_ACK_OF_SYN);
    if (past_handshake(me))
        learn(me, EP_OPEN_SHOWN);
}

static uint16_t fin_taken_bit(unsigned side)
{
    return (uint16_t)((unsigned)CONN_FIN_TAKEN_BY_INITIATOR << side);
}

static bool has_fin_to_take(const struct turn *u, unsigned side)
{
    return knows(&u->c->ends[side ^ 1], EP_FIN_SENT) && (u->c->bits & fin_taken_bit(side)) == 0;
}

/* The other side's FIN arrives at `side`. */
static void takes_fin(struct turn *u, unsigned side, enum tcp_event event)
{
    u->c->bits |= fin_taken_bit(side);
    happens(&u->c->ends[side], event);
}

static void first_fin(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;
    struct conn *const c = u->c;

    learn(me, EP_FIN_SENT);
    me->fin = seq_add(u->end, UINT32_MAX);
    u->t->fins[u->slot][u->side] = (struct fin){u->seg->number, u->seg->ts_ns};
    if (!knows(peer, EP_FIN_SENT)) {
        if (c->close_form == CLOSE_NOT_SEEN)
            c->closer = u->side;
        c->close_form = CLOSE_HALF;
    } else if (!ack_covers(u->seg, peer->fin)) {
        /* It had not the other's FIN when it closed, whatever the order of capture says. */
        turn_is(u, V_SIMULTANEOUS);
        c->bits |= CONN_FIN_CROSSED;
        c->close_form = CLOSE_SIMULTANEOUS;
        if (me->state == TCPLENS_CLOSE_WAIT) {
            put_right(u, TCPLENS_ESTABLISHED);
            happens(me, TCP_SEND_FIN);
            happens(me, TCP_RECV_FIN);
        }
    } else if (c->close_form == CLOSE_HALF) {
        c->close_form = (u->v->bits & V_ACKS_FIN) != 0 ? CLOSE_THREE_SEGMENTS : CLOSE_FOUR_SEGMENTS;
    }
    happens(me, TCP_SEND_FIN);
}

/* All numbers before the FIN were captured, or acknowledged all the same. */
static bool fin_in_order(const struct turn *u)
{
    const struct endpoint *const me = u->me;

    return seq_lt(me->fin, me->snd_una) ||
           tl_holes_within(&u->t->pool, me, me->snd_una, me->fin) == 0;
}

static void closing(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;
    const unsigned other = u->side ^ 1U;
    const bool acks_fin = (u->v->bits & V_ACKS_FIN) != 0;

    /* By its ACK, the sender has the peer's FIN. */
    if (has_fin_to_take(u, u->side) && ack_covers(u->seg, peer->fin))
        takes_fin(u, u->side, TCP_RECV_FIN);
    if (turn_has(u, TCPLENS_FIN) && !knows(me, EP_FIN_SENT))
        first_fin(u);
    if (has_fin_to_take(u, other) && fin_in_order(u))
        takes_fin(u, other, acks_fin ? TCP_RECV_FIN_ACK_OF_FIN : TCP_RECV_FIN);
    if (acks_fin)
        happens(peer, TCP_RECV_ACK_OF_FIN);
    if (acks_fin && knows(me, EP_FIN_ACKED)) {
        turn_is(u, V_CLOSE_DONE);
        u->c->close_frame = u->seg->number;
    }
}

/* One side was never captured: an ACK of exactly one number after the FIN is for the other FIN. */
static void silent_peer(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;
    const struct fin *const fin = fin_of(u);

    if (peer->segs > 0)
        return;
    if (me->state == TCPLENS_FIN_WAIT_1 && u->len == 0 && me->ack_frame == u->seg->number &&
        (fin == NULL || me->ack_frame != fin->frame)) {
        infer(u, me, TCP_RECV_FIN_ACK_OF_FIN);
        infer(u, peer, TCP_SEND_FIN);
        infer(u, peer, TCP_RECV_ACK_OF_FIN);
    }
}

static void handshake_done(struct turn *u)
{
    struct conn *const c = u->c;
    const struct endpoint *const initiator = &c->ends[SIDE_INITIATOR];
    const struct endpoint *const responder = &c->ends[SIDE_RESPONDER];

    if (c->open_form != OPEN_UNFINISHED || !past_handshake(initiator) ||
        !past_handshake(responder) || !syn_acked(initiator, responder) ||
        !syn_acked(responder, initiator))
        return;
    turn_is(u, V_HANDSHAKE_DONE);
    c->open_form = OPEN_THREE_WAY;
    if ((c->bits & CONN_SYN_CROSSED) != 0)
        c->open_form = OPEN_SIMULTANEOUS;
    else if ((c->bits & CONN_SYN_DATA_TAKEN) != 0)
        c->open_form = OPEN_FAST;
    c->open_frame = u->seg->number;
    c->open_ns = u->seg->ts_ns;
    if (c->syn_ack_ns != 0 && u->side == SIDE_INITIATOR && responder->retrans_segs == 0)
        c->est_rtt_initiator_ns = c->open_ns - c->syn_ack_ns;
}

void tl_track_states(struct turn *u)
{
    if (turn_has(u, TCPLENS_SYN) && !turn_has(u, TCPLENS_ACK))
        asks(u);
    else if (turn_has(u, TCPLENS_SYN))
        answers_syn(u);
    else
        goes_on(u);
    handshake_done(u);
    closing(u);
    silent_peer(u);
}
