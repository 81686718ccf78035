// SPDX-License-Identifier: BSD-3-Clause
/*
 * text.c - the seventh and eighth step of RFC 9293 3.10.7.4: text and FIN into the stream.
 *
 * Text is put at its place in the ring at once, in order or not; what lies beyond RCV.NXT is
 * remembered as a range, a FIN as the end of one. RCV.NXT moves over whatever is complete.
 */
#include "stack/tcb.h"

/* Where the text begins in the stream, after what is left of it within the window. */
struct piece {
    struct tcplens_seq left;
    struct span data;
    bool fin;
};

/* SEG's text and FIN as far as they lie in the window. */
static struct piece within_window(const struct tcb *t, const struct arrival *in)
{
    struct piece p = {.left = seq_add(in->seq, (in->flags & TCPLENS_SYN) != 0),
                      .data = in->data,
                      .fin = (in->flags & TCPLENS_FIN) != 0};
    const struct tcplens_seq edge = seq_add(t->rcv_nxt, rcv_wnd(t));
    int32_t beyond;

    if (seq_lt(p.left, t->rcv_nxt)) {
        const uint32_t old = t->rcv_nxt.v - p.left.v;

        (void)span_take(&p.data, old < p.data.n ? old : p.data.n);
        p.left = t->rcv_nxt;
        p.fin = p.fin && old <= in->data.n;
    }
    beyond = seq_diff(seq_add(p.left, (uint32_t)p.data.n), edge);
    if (beyond > 0) {
        p.data.n -= (size_t)beyond < p.data.n ? (size_t)beyond : p.data.n;
        p.fin = false;
    }
    return p;
}

/* RCV.NXT moves: octets become readable, and the FIN, if it is reached, counts. */
static void advance(struct tcb *t, struct tcplens_seq next)
{
    const bool fin = t->fin_seen && seq_eq(next, seq_add(t->fin_seq, 1));
    const uint32_t octets = next.v - t->rcv_nxt.v - fin;

    t->rcv_nxt = next;
    t->receiving.end += octets;
    if (octets > 0)
        tcb_tell(t, STACK_READABLE);
    t->fin_received |= fin;
}

/* Acknowledge this text: at once where the peer should know, else with the next but one (3.8.6.3,
 * RFC 5681 4.2). */
static void choose_ack(struct tcb *t, size_t octets, int64_t now_ns)
{
    t->unacked += octets >= t->send_mss || octets >= t->settings.mss / 2U;
    if (t->gaps.n > 0 || t->unacked >= 2 || !t->settings.delayed_acks) {
        t->ack_now = true;
    } else if (!t->ack_later) {
        t->ack_later = true;
        timer_set(t, TIMER_DELAYED_ACK, now_ns + t->settings.delayed_ack_ns);
    }
}

static void take_piece(struct tcb *t, const struct piece *p, int64_t now_ns)
{
    const struct seq_range range = {p->left, seq_add(p->left, (uint32_t)p->data.n + p->fin)};
    const bool in_order = seq_eq(p->left, t->rcv_nxt), gap = t->gaps.n > 0;

    if (!in_order && gaps_hold(&t->gaps, range)) {
        t->gaps.duplicate = range;
        t->stack->counters.dup_octets += p->data.n;
    }
    if (!in_order && !gaps_add(&t->gaps, range)) {
        t->stack->counters.out_of_room++;
        t->ack_now = true;
        return;
    }
    ring_write(&t->receiving, t->receiving.end + (p->left.v - t->rcv_nxt.v), p->data);
    if (p->fin) {
        t->fin_seen = true;
        t->fin_seq = seq_add(p->left, (uint32_t)p->data.n);
    }
    if (!in_order) {
        t->ack_now = true; /* RFC 5681 4.2: a duplicate ACK, at once */
        return;
    }
    advance(t, gaps_close(&t->gaps, range.right));
    choose_ack(t, p->data.n, now_ns);
    t->ack_now |= gap; /* also where a gap was filled */
}

/* Eighth: the FIN is in order. */
static void finish(struct tcb *t, int64_t now_ns)
{
    tcb_event(t, TCP_RECV_FIN);
    tcb_tell(t, STACK_FINISHED);
    t->ack_now = true;
    if (t->state == TCPLENS_TIME_WAIT) {
        timer_set(t, TIMER_LINGER, now_ns + 2 * t->settings.msl_ns);
        timer_stop(t, TIMER_KEEP_ALIVE);
    }
}

void text_input(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    struct piece p;

    if (!may_receive(t))
        return;
    p = within_window(t, in);
    if (p.data.n == 0 && !p.fin) {
        if (in->data.n > 0)
            t->ack_now = true;
        return;
    }
    if (t->released && p.data.n > 0) { /* 3.6.1: nobody will ever read it */
        depart_refusal(t->stack, in);
        tcb_end(t, STACK_ABORTED);
        return;
    }
    take_piece(t, &p, now_ns);
    if (t->fin_received)
        finish(t, now_ns);
}
