// SPDX-License-Identifier: BSD-3-Clause
/*
 * steady.c - the straight line for what most segments are: the next numbers of an established
 * connection, with an acknowledgment of what is on its way, and nothing special on either side.
 *
 * It concludes exactly what the general way (turn.c) concludes, and never more: whatever is not
 * plainly of this kind is left untouched for the general way. soup_test.c plays both against each
 * other. Worth it: a third of the instructions.
 */
#include "decode/decode.h"
#include "tcp/options.h"
#include "track/copy.h"
#include "track/tracker.h"
#include "track/unacked.h"

/* Both ends are ESTABLISHED and nothing is pending on them: no hole, no answer, no close. */
static bool ends_are_steady(const struct conn *c, const struct endpoint *me,
                            const struct endpoint *peer)
{
    enum { BOTH = EP_BASE | EP_SND_NXT | EP_ACK };

    return me->state == TCPLENS_ESTABLISHED && peer->state == TCPLENS_ESTABLISHED &&
           (me->known & peer->known & BOTH) == BOTH &&
           ((me->known | peer->known) & EP_FIN_SENT) == 0 && (c->bits & CONN_CLOSED) == 0 &&
           c->open_form != OPEN_UNFINISHED && c->shadow == TRACK_NO_CONN &&
           (me->aside_kind | peer->aside_kind) == ASIDE_NONE && peer->holes == 0 &&
           me->shift != SHIFT_UNKNOWN && peer->shift != SHIFT_UNKNOWN && peer->wnd != 0;
}

/* The next numbers of `me`, more than a bare repetition of its ACK, for what `peer` has on its way.
 * A base not acknowledged yet is a SYN's, which counts for no octet. */
static bool is_next(const struct tcplens_segment *seg, const struct endpoint *me,
                    const struct endpoint *peer)
{
    return (seg->flags & ~(unsigned)TCPLENS_PSH) == TCPLENS_ACK && seg->wnd != 0 &&
           seq_eq(seg->seq, me->snd_nxt) && seq_leq(me->snd_una, me->snd_nxt) &&
           seq_leq(peer->snd_una, seg->ack) && seq_leq(seg->ack, peer->snd_nxt) &&
           seq_leq(peer->snd_una, peer->snd_nxt) && !seq_eq(me->snd_una, me->base) &&
           !seq_eq(peer->snd_una, peer->base) &&
           (seg->payload_len > 0 || !seq_eq(seg->ack, me->rcv_nxt));
}

/* Its TSval in the usual place; false if it has one elsewhere. */
static bool read_ts_val(const struct tcplens_segment *seg, uint32_t *ts_val)
{
    enum { NOP_NOP_TIMESTAMPS = 0x0101080a };
    const uint8_t *const options = seg->frame + seg->l4_off + 20;

    *ts_val = 0;
    if ((seg->options & TCPLENS_OPT_TIMESTAMPS) == 0)
        return true;
    if (be32(options) != NOP_NOP_TIMESTAMPS)
        return false;
    *ts_val = be32(options + 4);
    return true;
}

/* Where its numbers come from; and if it has payload, the numbers are taken. */
static void send_next(struct tracker *t, const struct tcplens_segment *seg, struct endpoint *me,
                      struct verdict *v)
{
    const struct sent s = {
        .start = seg->seq,
        .len = seg->payload_len & ((1U << 29) - 1),
        .frame = seg->number,
        .ns = seg->ts_ns,
    };

    if (me->nxt_frame != 0) {
        const unsigned flags = me->nxt_flags;

        v->seq_frame = me->nxt_frame;
        v->seq_base = me->nxt_seq.v - me->base.v;
        v->seq_flags = (uint16_t)flags;
        v->seq_len = me->snd_nxt.v - me->nxt_seq.v - ((flags & TCPLENS_SYN) != 0);
    }
    if (seg->payload_len == 0)
        return;
    me->octets += seg->payload_len;
    me->octets_unique += seg->payload_len;
    if (!unacked_put(&t->pool, me, &s))
        t->stats.unacked_dropped++;
    me->nxt_seq = seg->seq;
    me->nxt_flags = 0;
    me->nxt_frame = seg->number;
    me->snd_nxt = seq_add(seg->seq, seg->payload_len);
}

static void ack_next(struct tracker *t, const struct tcplens_segment *seg, struct endpoint *me,
                     struct endpoint *peer, struct verdict *v)
{
    struct acked acked;

    if (!seq_eq(seg->ack, peer->snd_una)) {
        unacked_take(&t->pool, peer, seg->ack, &acked);
        v->bits = V_ACKS_NEW;
        v->acked = (uint32_t)seq_diff(seg->ack, peer->snd_una);
        v->ack_first_frame = acked.first;
        peer->snd_una = seg->ack;
        peer->una_frame = acked.last.frame;
        if (acked.last.frame != 0) {
            const int64_t rtt = seg->ts_ns - acked.last.ns;

            peer->una_seq = acked.last.start;
            peer->una_flags = acked.last.syn ? TCPLENS_SYN : 0;
            v->rtt_ns = acked.last.resent || rtt < 0 ? -1 : rtt;
        }
    }
    if (peer->una_frame != 0) {
        v->ack_frame = peer->una_frame;
        v->ack_base = peer->una_seq.v - peer->base.v;
        v->ack_flags = peer->una_flags;
        v->ack_len = peer->snd_una.v - peer->una_seq.v - ((peer->una_flags & TCPLENS_SYN) != 0);
    }
    if (seq_lt(me->rcv_nxt, seg->ack)) {
        me->rcv_nxt = seg->ack;
        me->ack_frame = seg->number;
        me->dup_row = 0;
    } else if (seq_eq(me->rcv_nxt, seg->ack)) {
        v->ack_same_frame = me->ack_frame;
    }
}

bool tl_track_steady(struct tracker *t, const struct tcplens_segment *seg, uint32_t slot,
                     unsigned side, struct verdict *v)
{
    struct conn *const c = &t->conns[slot];
    struct endpoint *const me = &c->ends[side], *const peer = &c->ends[side ^ 1];
    const uint32_t wnd = (uint32_t)seg->wnd << (me->shift & 31);
    const uint16_t ip_id = segment_ip_id(seg);
    uint32_t ts_val, digest;

    if (!ends_are_steady(c, me, peer) || !is_next(seg, me, peer) || !read_ts_val(seg, &ts_val))
        return false;
    digest = segment_digest(seg, ip_id, ts_val);
    if (digest == me->recent[0] || digest == me->recent[1])
        return false;
    v->slot = slot;
    v->side = (uint8_t)side;
    v->window_scaled = 1;
    v->before[0] = v->before[1] = v->after[0] = v->after[1] = TCPLENS_ESTABLISHED;
    v->rel_seq = seg->seq.v - me->base.v;
    v->rel_ack = seg->ack.v - peer->base.v;
    v->window = wnd;
    v->since_ns = seg->ts_ns - me->last_ns;
    v->rtt_ns = v->of_ns = -1;
    if (seg->ts_ns < c->last_ns)
        c->bits |= CONN_TIME_BACKWARDS;
    me->segs++;
    me->last_ns = c->last_ns = seg->ts_ns;
    me->last_frame = c->last_frame = seg->number;
    send_next(t, seg, me, v);
    ack_next(t, seg, me, peer, v);
    me->wnd = wnd;
    if ((seg->options & TCPLENS_OPT_TIMESTAMPS) != 0 &&
        (!knows(me, EP_TS_VAL) || (int32_t)(ts_val - me->ts_val) > 0)) {
        learn(me, EP_TS_VAL);
        me->ts_val = ts_val;
    }
    learn(me, EP_OPEN_SHOWN);
    v->in_flight = me->snd_nxt.v - me->snd_una.v;
    if (seg->payload_len > 0 && seq_leq(seq_add(peer->rcv_nxt, peer->wnd), me->snd_nxt))
        v->bits |= V_WINDOW_FULL;
    me->ip_id = ip_id;
    me->recent[1] = me->recent[0];
    me->recent[0] = digest;
    me->place = segment_place(seg);
    return true;
}
