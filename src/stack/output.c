// SPDX-License-Identifier: BSD-3-Clause
/*
 * output.c - what may be sent now: first again what is lost, then what is new, as far as the
 * peer's window, the path's, and the rules against small segments allow; at last the ACK
 * that is due and went with none of it.
 */
#include "stack/tcb.h"

enum { SACK_OPTION = 4, SACK_BLOCK = 8 };

/* Octets thought to be in the network. Without SACK every duplicate ACK tells of one segment that
 * has left it (RFC 5681 3.2, steps 1 and 4; RFC 3042). */
static uint32_t in_network(const struct tcb *t)
{
    const uint64_t left = t->sack ? 0 : (uint64_t)t->dup_acks * t->send_mss;

    return left < t->flight.pipe ? t->flight.pipe - (uint32_t)left : 0;
}

static bool fits_congestion(const struct tcb *t, uint32_t n)
{
    const uint32_t pipe = in_network(t);

    return pipe == 0 || (uint64_t)pipe + n <= t->congestion.cwnd;
}

/* Octets that SACK blocks take away from a segment (9293 3.7.1). */
static uint32_t sack_room(const struct tcb *t)
{
    const bool duplicate = !seq_eq(t->gaps.duplicate.left, t->gaps.duplicate.right);
    const uint32_t blocks = t->gaps.n + duplicate, most = t->timestamps ? 3 : 4;

    if (!t->sack || blocks == 0)
        return 0;
    return SACK_OPTION + SACK_BLOCK * (blocks < most ? blocks : most);
}

/* What is left of the window beyond SND.NXT. */
static uint32_t usable_window(const struct tcb *t)
{
    const int32_t usable = seq_diff(seq_add(t->snd_una, t->snd_wnd), t->snd_nxt);

    return usable > 0 ? (uint32_t)usable : 0;
}

void output_again(struct tcb *t, struct sent *s, int64_t now_ns)
{
    flight_resend(&t->flight, s, now_ns);
    t->stack->counters.segs_retrans++;
    if ((s->flags & SENT_SYN) != 0)
        depart_syn(t, now_ns);
    else
        depart_segment(t, s, seq_eq(s->right, seq_at(t, t->sending.end)), now_ns);
}

static void send_lost(struct tcb *t, int64_t now_ns)
{
    struct flight *const f = &t->flight;

    if (t->snd_wnd == 0)
        return; /* the timer probes it */
    for (uint32_t i = f->first; i != f->end && f->lost > 0; i++) {
        struct sent *const s = flight_at(f, i);

        if ((s->flags & SENT_LOST) == 0)
            continue;
        if (!t->must_resend && !fits_congestion(t, sent_len(s)))
            return;
        t->must_resend = false;
        output_again(t, s, now_ns);
    }
}

/*
 * Octets of the next new segment, as far as it is worth sending: a full one; all there is, unless
 * Nagle holds it back (9293 3.7.4); or half of the largest window there ever was (3.8.6.2.1). 0 if
 * nothing is.
 */
static uint32_t next_length(const struct tcb *t)
{
    const uint32_t full = t->send_mss - sack_room(t), there = unsent(t);
    const uint32_t usable = usable_window(t);
    uint32_t n = there < full ? there : full;

    n = n < usable ? n : usable;
    if (n == 0 || n == full)
        return n;
    if (n == there)
        return !t->settings.nagle || t->fin_queued || t->urgent || seq_eq(t->snd_una, t->snd_nxt)
                   ? n
                   : 0;
    return n >= t->snd_wnd_max / 2 ? n : 0;
}

/* The FIN goes with the last octets, or alone. */
static bool takes_fin(const struct tcb *t, uint32_t n)
{
    return t->fin_queued && !t->fin_sent && n == unsent(t) && n < usable_window(t);
}

static void send_new(struct tcb *t, uint32_t n, bool fin, int64_t now_ns)
{
    const struct sent s = {.left = t->snd_nxt,
                           .right = seq_add(t->snd_nxt, n + fin),
                           .sent_ns = now_ns,
                           .flags = fin ? SENT_FIN : 0};
    const bool push = n > 0 && n == unsent(t);

    flight_push(&t->flight, &s);
    t->snd_nxt = s.right;
    if (fin) {
        t->fin_sent = true;
        tcb_event(t, TCP_SEND_FIN);
    }
    timer_stop(t, TIMER_TAIL_PROBE); /* 8985 7.2: it is set anew behind what follows */
    depart_segment(t, &s, push, now_ns);
}

/* RFC 5681 4.1. */
static void restart_if_idle(struct tcb *t, int64_t now_ns)
{
    if (flight_count(&t->flight) == 0 && now_ns - t->sent_ns > t->rtt.rto)
        congestion_restart(&t->congestion, t->settings.initial_window);
}

static void send_all_new(struct tcb *t, int64_t now_ns)
{
    restart_if_idle(t, now_ns);
    while (!flight_is_full(&t->flight)) {
        const uint32_t n = next_length(t);
        const bool fin = takes_fin(t, n);

        if ((n == 0 && !fin) || !fits_congestion(t, n + fin))
            return;
        send_new(t, n, fin, now_ns);
    }
}

void output_window_probe(struct tcb *t, int64_t now_ns)
{
    const uint32_t there = unsent(t), usable = usable_window(t);
    uint32_t n = t->send_mss - sack_room(t);

    if (flight_is_full(&t->flight))
        return;
    n = n < there ? n : there;
    n = n < usable ? n : usable;
    if (n == 0 && there > 0)
        n = 1;
    if (n > 0)
        send_new(t, n, false, now_ns);
    else if (t->fin_queued && !t->fin_sent)
        send_new(t, 0, true, now_ns);
}

void output_tail_probe(struct tcb *t, int64_t now_ns)
{
    const uint32_t n = next_length(t);

    t->probing = true;
    t->probe_acked = false;
    t->probe_is_old = n == 0 || flight_is_full(&t->flight);
    if (!t->probe_is_old)
        send_new(t, n, false, now_ns);
    else
        output_again(t, flight_at(&t->flight, t->flight.end - 1), now_ns);
    t->probe_end = t->snd_nxt;
}

bool output_window_is_news(const struct tcb *t)
{
    const uint32_t room = ring_room(&t->receiving), half = t->receiving.size / 2;
    const uint32_t known = rcv_wnd(t), mss = t->settings.mss;

    return may_receive(t) && room > known && known < 2 * mss &&
           room - known >= (half < mss ? half : mss);
}

void output(struct tcb *t, int64_t now_ns)
{
    if (t->reason != STACK_OPEN || !is_synchronised(t))
        return;
    if (may_send(t)) {
        send_lost(t, now_ns);
        send_all_new(t, now_ns);
    }
    if (t->ack_now)
        depart_ack(t, t->snd_nxt, now_ns);
    timer_watch(t, now_ns);
}
