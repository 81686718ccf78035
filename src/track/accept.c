// SPDX-License-Identifier: BSD-3-Clause
/*
 * accept.c - would the receiver take this segment (RFC 9293 3.10.7.4, RFC 5961)? What it must drop
 * changes nothing and is set aside.
 *
 * An observer does not know RCV.NXT and SND.NXT, it has captured some of what they rest on. So it
 * judges by the edge that the receiver has advertised, and takes a second witness for proof that
 * the capture, not the segment, is at fault: a segment that goes on where the one set aside ended,
 * or an ACK from the other side that covers it.
 */
#include "decode/decode.h"
#include "track/tracker.h"

enum { SCALE_MAX = 14, FAR = 1 << 30, REACH_BACK = 1 << 20 };

void tl_track_set_aside(struct turn *u, enum aside kind)
{
    const bool plain = !turn_has(u, TCPLENS_SYN | TCPLENS_FIN | TCPLENS_RST);
    const uint32_t octets = plain ? u->seg->payload_len : 0;

    u->me->aside_kind = (uint8_t)kind;
    u->me->aside_seq = u->seg->seq;
    u->me->aside_len = (uint16_t)(octets < UINT16_MAX ? octets : UINT16_MAX);
    u->me->aside_frame = u->seg->number;
}

/* How far beyond its latest ACK `ep` may take octets. */
static uint32_t room(const struct endpoint *ep)
{
    const uint64_t wnd = (uint64_t)ep->wnd << (ep->shift == SHIFT_UNKNOWN ? SCALE_MAX : 0);

    return wnd < FAR ? (uint32_t)wnd : FAR;
}

static bool second_witness(const struct turn *u)
{
    const struct endpoint *const me = u->me;

    return me->aside_kind == ASIDE_UNACCEPTABLE && me->aside_frame == u->previous &&
           (seq_eq(u->seg->seq, seq_add(me->aside_seq, me->aside_len)) ||
            seq_eq(u->seg->seq, me->aside_seq));
}

/* SEG.SEQ is beyond what the receiver has room for, or behind everything that was ever sent. */
static bool seq_is_far(const struct turn *u)
{
    const struct endpoint *const me = u->me;
    const int32_t ahead = seq_diff(u->seg->seq, me->snd_nxt);
    uint32_t sent;

    if (!knows(me, EP_SND_NXT) || ahead == 0)
        return false;
    if (ahead > 0) {
        if (!knows(u->peer, EP_ACK))
            return ahead > FAR;
        return seq_diff(u->seg->seq, u->peer->rcv_nxt) > (int32_t)room(u->peer);
    }
    if (me->octets_unique >= FAR)
        return ahead < -FAR;
    sent = me->snd_nxt.v - me->base.v;
    return 0 - (uint32_t)ahead > sent + (knows(me, EP_ISS) ? 0 : REACH_BACK);
}

/* SEG.ACK is for numbers that the peer cannot have sent, or older than any window. */
static bool ack_is_far(const struct turn *u)
{
    const struct endpoint *const peer = u->peer;
    const struct tcplens_seq ack = u->seg->ack;
    int32_t ahead;

    if (!turn_has(u, TCPLENS_ACK) || !knows(peer, EP_SND_NXT))
        return false;
    ahead = seq_diff(ack, peer->snd_nxt);
    if (ahead <= 0)
        return ahead < -FAR;
    if (peer->aside_kind != ASIDE_NONE &&
        seq_in_window(ack, seq_add(peer->aside_seq, 1), peer->aside_len))
        return false;
    if (!knows(u->me, EP_ACK))
        return ahead > FAR;
    return seq_diff(ack, u->me->rcv_nxt) > (int32_t)room(u->me) + 1;
}

static bool syn_fits(const struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;

    if (knows(u->me, EP_ISS) && !seq_eq(u->me->iss, seg->seq))
        return false;
    if (!turn_has(u, TCPLENS_ACK) || !knows(u->peer, EP_ISS))
        return true;
    return seq_lt(u->peer->iss, seg->ack) && seq_leq(seg->ack, u->peer->snd_nxt);
}

/*
 * A wrong checksum on what opens or ends a connection (the others are not summed: it would cost
 * more than all the rest). It counts only if the side's SYN had a right one: an interface that sums
 * late, or a tool that rewrote the addresses, spoils them all.
 */
static bool is_damaged(struct turn *u)
{
    const unsigned right = (unsigned)CONN_SUM_RIGHT_BY_INITIATOR << u->side;
    struct checksum_facts facts;

    if (!turn_has(u, TCPLENS_SYN | TCPLENS_FIN | TCPLENS_RST))
        return false;
    if (!turn_has(u, TCPLENS_SYN) && (u->c->bits & right) == 0)
        return false;
    tl_decode_checksum(u->seg, &facts);
    if (turn_has(u, TCPLENS_SYN) && facts.verdict == CHECKSUM_RIGHT)
        u->c->bits = (uint16_t)(u->c->bits | right);
    return facts.verdict == CHECKSUM_WRONG && (u->c->bits & right) != 0;
}

/* An end in SYN-SENT takes nothing that does not acknowledge its SYN (RFC 9293 3.10.7.3): late data
 * of an earlier connection on the same ports, which it answers with a RST. */
static bool is_from_the_past(const struct turn *u)
{
    return u->peer->state == TCPLENS_SYN_SENT && u->me->state == TCPLENS_LISTEN &&
           !(ack_covers(u->seg, u->peer->iss) && seq_leq(u->seg->ack, u->peer->snd_nxt));
}

bool tl_track_acceptable(struct turn *u)
{
    if (is_damaged(u))
        return false;
    if (turn_has(u, TCPLENS_SYN))
        return syn_fits(u);
    if (is_from_the_past(u))
        return false;
    /* Nearly always: the next numbers, and an ACK for what is on its way. */
    if (seq_eq(u->seg->seq, u->me->snd_nxt) &&
        seq_in_window(u->seg->ack, u->peer->snd_una, u->peer->snd_nxt.v - u->peer->snd_una.v + 1) &&
        knows(u->me, EP_SND_NXT) && knows(u->peer, EP_SND_NXT))
        return true;
    return (!seq_is_far(u) && !ack_is_far(u)) || second_witness(u);
}

/*
 * RFC 5961 3.2: only a RST that is exactly at RCV.NXT resets; in SYN-SENT it must acknowledge the
 * SYN (RFC 9293 3.10.7.3). What the receiver acknowledged last and what the sender sent last are
 * the two numbers that RCV.NXT can be.
 */
bool tl_track_rst_acceptable(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    const struct endpoint *const me = u->me, *const peer = u->peer;

    if (is_damaged(u))
        return false;
    if (peer->state == TCPLENS_SYN_SENT && me->state == TCPLENS_LISTEN)
        return ack_covers(seg, peer->iss) && seq_leq(seg->ack, peer->snd_nxt);
    if (!knows(peer, EP_ACK) && !knows(me, EP_SND_NXT))
        return true;
    return (knows(peer, EP_ACK) && seq_eq(seg->seq, peer->rcv_nxt)) ||
           (knows(me, EP_SND_NXT) && seq_eq(seg->seq, me->snd_nxt));
}
