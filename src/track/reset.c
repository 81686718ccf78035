// SPDX-License-Identifier: BSD-3-Clause
/*
 * reset.c - RST: what it ends, what drew it, and why it was sent, as far as that can be seen.
 */
#include "track/tracker.h"

static bool is_open(const struct conn *c)
{
    return c->ends[0].state >= TCPLENS_ESTABLISHED || c->ends[1].state >= TCPLENS_ESTABLISHED ||
           (c->bits & CONN_MID_CAPTURE) != 0;
}

/* RFC 9293 3.10.4 and 3.10.7.1: a RST without ACK copies the ACK number that it answers; one with
 * ACK answers a segment without, or comes of the sender's own will. */
static void find_cause(struct turn *u)
{
    const struct endpoint *const me = u->me, *const peer = u->peer;
    const bool answers =
        !turn_has(u, TCPLENS_ACK) && knows(peer, EP_ACK) && seq_eq(u->seg->seq, peer->rcv_nxt);
    const bool peer_spoke_last = peer->octets > 0 && peer->nxt_frame > me->nxt_frame;

    if (answers)
        u->v->of_frame = peer->last_frame;
    if (!peer_spoke_last)
        return;
    /* Data came, this side said nothing more, and now it will not hear of it. */
    if (!answers || knows(me, EP_FIN_SENT)) {
        turn_is(u, V_RST_UNREAD);
        u->v->of_frame = peer->nxt_frame;
    }
}

static void closes(struct turn *u)
{
    struct conn *const c = u->c;

    turn_is(u, V_CLOSE_DONE);
    if (c->close_form == CLOSE_NOT_SEEN)
        c->closer = u->side;
    c->close_form = CLOSE_RESET;
    c->close_frame = u->seg->number;
}

/*
 * What a RST shows of the state in which it was sent. A bare one that copies the ACK number it
 * answers says "no such connection" (RFC 9293 3.5.2, group 1): so its sender had not taken that
 * segment. One that does not cover the other side's FIN was sent before that FIN arrived.
 */
static void put_sender_right(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;
    const bool answers = !turn_has(u, TCPLENS_ACK) && knows(peer, EP_ACK) &&
                         seq_eq(u->seg->seq, peer->rcv_nxt) && peer->octets == 0;
    enum tcplens_state state;

    if (answers && me->state == TCPLENS_ESTABLISHED && !knows(me, EP_OPEN_SHOWN))
        state = u->side == SIDE_RESPONDER ? TCPLENS_SYN_RECEIVED : TCPLENS_SYN_SENT;
    else if (me->state == TCPLENS_TIME_WAIT && turn_has(u, TCPLENS_ACK) &&
             !ack_covers(u->seg, peer->fin))
        state = TCPLENS_FIN_WAIT_2;
    else
        return;
    me->state = (uint8_t)state;
    u->v->before[u->side] = (uint8_t)state;
    turn_is(u, V_STATE_INFERRED);
}

void tl_track_reset(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;
    struct conn *const c = u->c;
    const bool passive = (peer == &c->ends[SIDE_RESPONDER]) && (c->bits & CONN_SYN_CROSSED) == 0;
    const bool was_open = is_open(c);

    if ((c->bits & CONN_CLOSED) == 0 && !tl_track_rst_acceptable(u)) {
        turn_is(u, V_UNACCEPTABLE);
        tl_track_set_aside(u, ASIDE_UNACCEPTABLE);
        return;
    }
    put_sender_right(u);
    if (knows(me, EP_SND_NXT) && turn_has(u, TCPLENS_ACK))
        tl_track_continues(u);
    /* Its receiver does not look at the ACK number (3.10.7.4, second); for us it is news. */
    if (!turn_has(u, TCPLENS_ACK) || seq_leq(u->seg->ack, peer->snd_nxt))
        tl_track_acks(u);
    learn(me, EP_RST_SENT);
    if (peer->state == TCPLENS_SYN_SENT && me->state == TCPLENS_LISTEN) {
        turn_is(u, V_RST_ANSWERS_SYN);
        u->v->of_frame = c->syn_frame;
        c->open_form = OPEN_REFUSED;
        me->state = TCPLENS_CLOSED;
    } else if ((c->bits & CONN_CLOSED) == 0) {
        find_cause(u);
    }
    if (c->close_frame == 0 && was_open)
        closes(u);
    if (me->state == TCPLENS_LISTEN && u->side == SIDE_RESPONDER)
        me->state = TCPLENS_CLOSED;
    me->state = (uint8_t)tl_tcp_transition((enum tcplens_state)me->state, TCP_SEND_RST);
    peer->state = (uint8_t)tl_tcp_transition((enum tcplens_state)peer->state,
                                             passive ? TCP_RECV_RST_PASSIVE : TCP_RECV_RST);
}
