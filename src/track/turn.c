// SPDX-License-Identifier: BSD-3-Clause
/*
 * turn.c - one segment's turn at its connection, step by step; each step has a file of its own.
 */
#include "base/octets.h"
#include "decode/decode.h"
#include "tcp/options.h"
#include "track/tracker.h"

enum { IP4_TTL = 8, IP6_HOPS = 7 };

static void note_first_of_side(struct turn *u)
{
    const uint8_t *const l3 = u->seg->frame + u->seg->l3_off;

    u->me->first_frame = u->seg->number;
    u->me->ttl = l3[0] >> 4 == 4 ? l3[IP4_TTL] : l3[IP6_HOPS];
    if (u->peer->segs > 0)
        u->c->bits = (uint16_t)(u->c->bits & ~(unsigned)CONN_ONE_DIRECTION);
}

static void count(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct endpoint *const me = u->me;
    struct conn *const c = u->c;

    if (me->segs == 0)
        note_first_of_side(u);
    else
        u->v->since_ns = seg->ts_ns - me->last_ns;
    u->previous = me->last_frame;
    if (seg->ts_ns < c->last_ns)
        c->bits |= CONN_TIME_BACKWARDS;
    me->segs++;
    if (!turn_has(u, TCPLENS_RST)) /* its payload is an explanation (RFC 9293 3.5.2) */
        me->octets += seg->payload_len;
    me->last_ns = c->last_ns = seg->ts_ns;
    me->last_frame = c->last_frame = seg->number;
}

/* Relative number 0 of both sides, from the first segment that tells. */
static void fix_bases(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct endpoint *const me = u->me, *const peer = u->peer;
    const bool refusal = turn_has(u, TCPLENS_RST) && peer->state == TCPLENS_SYN_SENT;

    if (knows(me, EP_BASE | EP_SND_NXT) && knows(peer, EP_BASE))
        return;
    if (!knows(me, EP_BASE)) {
        learn(me, EP_BASE);
        me->base = turn_has(u, TCPLENS_SYN) || refusal ? seg->seq : seq_add(seg->seq, UINT32_MAX);
    } else if (!knows(me, EP_SND_NXT) && !knows(me, EP_ISS) && seq_leq(seg->seq, me->base) &&
               !turn_has(u, TCPLENS_RST)) {
        /* The peer's ACK had fixed it, and now older numbers turn up. */
        me->base = turn_has(u, TCPLENS_SYN) ? seg->seq : seq_add(seg->seq, UINT32_MAX);
    }
    if (!knows(peer, EP_BASE) && turn_has(u, TCPLENS_ACK)) {
        learn(peer, EP_BASE);
        peer->base = seq_add(seg->ack, UINT32_MAX);
    }
}

/* One SYN without the option means that neither side scales (RFC 7323 2.2). */
static void agree_on_scaling(struct endpoint *me, struct endpoint *peer)
{
    if (me->wscale == SHIFT_UNKNOWN || peer->wscale == SHIFT_UNKNOWN)
        return;
    if (!knows(me, EP_WSCALE)) {
        me->shift = peer->shift = 0;
    } else if (knows(peer, EP_ISS)) {
        me->shift = knows(peer, EP_WSCALE) ? me->wscale : 0;
        peer->shift = knows(peer, EP_WSCALE) ? peer->wscale : 0;
    }
}

/* What a SYN announces. */
static void read_syn(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct endpoint *const me = u->me;
    struct conn *const c = u->c;
    struct tcp_options o;
    unsigned bits = EP_ISS | EP_BASE;

    me->iss = seg->seq;
    tl_tcp_options_read(tl_decode_options(seg), &o);
    if ((o.present & TCPLENS_OPT_MSS) != 0) {
        bits |= EP_MSS;
        me->mss = o.mss;
    }
    if ((o.present & TCPLENS_OPT_WSCALE) != 0) {
        bits |= EP_WSCALE;
        me->wscale = o.wscale > 14 ? 14 : o.wscale;
    } else if ((seg->notes & TCPLENS_OPTIONS_CUT) != 0)
        me->wscale = SHIFT_UNKNOWN;
    bits |= (o.present & TCPLENS_OPT_SACK_PERMITTED) != 0 ? EP_SACK_PERMITTED : 0U;
    bits |= (o.present & TCPLENS_OPT_TIMESTAMPS) != 0 ? EP_TIMESTAMPS : 0U;
    bits |= (o.present & TCPLENS_OPT_FAST_OPEN) != 0 ? EP_FAST_OPEN : 0U;
    bits |= turn_has(u, TCPLENS_ECE) ? EP_ECN_SYN : 0U;
    bits |= seg->payload_len > 0 ? EP_SYN_DATA : 0U;
    learn(me, bits);
    agree_on_scaling(me, u->peer);
    if (!turn_has(u, TCPLENS_ACK) && u->side == SIDE_INITIATOR) {
        c->syn_ns = seg->ts_ns;
        c->syn_frame = seg->number;
    } else if (turn_has(u, TCPLENS_ACK)) {
        if (c->syn_ack_frame == 0 && c->syn_ns != 0 && u->peer->retrans_segs == 0)
            c->est_rtt_responder_ns = seg->ts_ns - c->syn_ns;
        c->syn_ack_ns = seg->ts_ns;
        c->syn_ack_frame = seg->number;
    }
}

/* Both ends are known to be in ESTABLISHED, and this segment leaves them there: most do. */
static bool is_plain(const struct turn *u)
{
    return u->me->state == TCPLENS_ESTABLISHED && u->peer->state == TCPLENS_ESTABLISHED &&
           !turn_has(u, TCPLENS_SYN | TCPLENS_FIN) && knows(u->me, EP_OPEN_SHOWN) &&
           !knows(u->peer, EP_FIN_SENT) && u->c->open_form != OPEN_UNFINISHED;
}

/* What an acceptable segment other than a RST changes. */
static void take_effect(struct turn *u)
{
    struct endpoint *const me = u->me;

    if (turn_has(u, TCPLENS_SYN))
        read_syn(u);
    tl_track_pure_ack(u);
    tl_track_sequence(u);
    tl_track_acks(u);
    me->wnd = u->v->window;
    if (u->has_ts && (!knows(me, EP_TS_VAL) || (int32_t)(u->ts_val - me->ts_val) > 0)) {
        learn(me, EP_TS_VAL);
        me->ts_val = u->ts_val;
    }
    if (u->seg->payload_len > 0 &&
        (u->peer->state == TCPLENS_CLOSED || u->peer->state == TCPLENS_TIME_WAIT))
        turn_is(u, V_DATA_AFTER_CLOSE);
    if (!is_plain(u))
        tl_track_states(u);
    tl_track_flight(u);
}

static bool is_over(const struct endpoint *ep)
{
    return ep->state == TCPLENS_CLOSED || ep->state == TCPLENS_TIME_WAIT ||
           ep->state == TCPLENS_LISTEN;
}

/* When of_frame was, if any of the few times that are remembered is its. */
static void date_of_frame(struct turn *u)
{
    const struct conn *const c = u->c;
    const struct endpoint *const peer = u->peer;
    const struct fin *const fin = fin_of(u);
    struct verdict *const v = u->v;
    const int64_t now = u->seg->ts_ns;

    if (v->of_frame == 0 || v->of_ns >= 0)
        return;
    if (v->of_frame == peer->last_frame)
        v->of_ns = now - peer->last_ns;
    else if (v->of_frame == u->previous)
        v->of_ns = v->since_ns;
    else if (fin != NULL && v->of_frame == fin->frame)
        v->of_ns = now - fin->ns;
    else if (v->of_frame == c->syn_frame)
        v->of_ns = now - c->syn_ns;
    else if (v->of_frame == c->syn_ack_frame)
        v->of_ns = now - c->syn_ack_ns;
}

/* The connection's end, and the states in the verdict. */
static void settle(struct turn *u)
{
    struct conn *const c = u->c;

    if ((c->bits & CONN_CLOSED) == 0 && is_over(&c->ends[0]) && is_over(&c->ends[1])) {
        c->bits |= CONN_CLOSED;
        tl_track_closed(u->t, u->slot);
    }
    u->v->after[0] = c->ends[0].state;
    u->v->after[1] = c->ends[1].state;
}

static void read_timestamp(struct turn *u)
{
    enum { NOP_NOP_TIMESTAMPS = 0x0101080a, SACK_OK_TIMESTAMPS = 0x0402080a, MSS = 0x0204 };
    enum { HEADER_WITH_ONE = 40 }; /* in 20 octets, another one has no room beside them */
    const uint8_t *const options = u->seg->frame + u->seg->l4_off + 20;
    struct tcp_options o;

    u->has_ts = (u->seg->options & TCPLENS_OPT_TIMESTAMPS) != 0;
    if (!u->has_ts)
        return;
    if (be32(options) == NOP_NOP_TIMESTAMPS) {
        u->ts_val = be32(options + 4);
        return;
    }
    if (turn_has(u, TCPLENS_SYN) && u->seg->header_len <= HEADER_WITH_ONE && be16(options) == MSS &&
        be32(options + 4) == SACK_OK_TIMESTAMPS) {
        u->ts_val = be32(options + 8);
        return;
    }
    tl_tcp_options_read(tl_decode_options(u->seg), &o);
    u->ts_val = o.ts_val;
}

void tl_track_turn_begin(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;

    u->len = seg->payload_len + turn_has(u, TCPLENS_SYN) + turn_has(u, TCPLENS_FIN);
    u->end = seq_add(seg->seq, u->len);
    read_timestamp(u);
    tl_track_digest(u);
    u->v->rtt_ns = u->v->since_ns = u->v->of_ns = -1;
}

void tl_track_turn(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct verdict *const v = u->v;
    struct conn *const c = u->c;

    v->slot = u->slot;
    v->side = u->side;
    v->before[0] = c->ends[0].state;
    v->before[1] = c->ends[1].state;
    tl_track_window(u);
    if ((v->bits & V_DUP_CAPTURE) == 0) {
        count(u);
        fix_bases(u);
        if (turn_has(u, TCPLENS_RST)) {
            tl_track_reset(u);
        } else if (tl_track_acceptable(u)) {
            take_effect(u);
        } else {
            turn_is(u, V_UNACCEPTABLE);
            tl_track_set_aside(u, ASIDE_UNACCEPTABLE);
        }
        tl_track_remember(u);
    }
    v->rel_seq = seg->seq.v - u->me->base.v;
    if (turn_has(u, TCPLENS_ACK))
        v->rel_ack = seg->ack.v - u->peer->base.v;
    if ((c->bits & CONN_MID_CAPTURE) != 0 && c->ends[0].segs + c->ends[1].segs == 1)
        turn_is(u, V_STATE_INFERRED);
    date_of_frame(u);
    settle(u);
}
