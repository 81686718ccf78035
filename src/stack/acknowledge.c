// SPDX-License-Identifier: BSD-3-Clause
/*
 * acknowledge.c - what SEG.ACK, SEG.WND, SACK blocks and ECN's echo say (RFC 9293 3.10.7.4, fifth;
 * RFC 5681; RFC 2018): octets leave the send buffer, the round trip is measured, the windows move.
 */
#include "stack/tcb.h"

enum { MS_NS = 1000000, DUP_THRESH = 3 };

/**
 * struct news - what one acknowledgment tells
 * @tcb:      *borrowed*
 * @now_ns:   when
 * @octets:   newly acknowledged, by SEG.ACK
 * @sacked:   newly marked, by SACK blocks
 * @oldest_ns: when the oldest segment newly delivered was sent, which went out once only; or never
 * @duplicate: a D-SACK says that something came twice (RFC 2883)
 */
struct news {
    struct tcb *tcb;
    int64_t now_ns;
    uint32_t octets, sacked;
    int64_t oldest_ns;
    bool duplicate;
};

/* The scoreboard's flight_delivered. */
static void delivered(void *ctx, const struct sent *s)
{
    struct news *const news = ctx;

    if ((s->flags & SENT_AGAIN) == 0 && s->sent_ns < news->oldest_ns)
        news->oldest_ns = s->sent_ns;
    recovery_delivered(news->tcb, s, news->now_ns);
}

/* RFC 2883 4.1: the first block is of what came twice if SEG.ACK, or the second block, covers it.
 */
static bool is_duplicate_block(const struct arrival *in)
{
    const struct tcp_options *const o = &in->options;

    if (o->sacks == 0)
        return false;
    if (seq_leq(o->sack[0].right, in->ack))
        return true;
    return o->sacks > 1 && seq_leq(o->sack[1].left, o->sack[0].left) &&
           seq_leq(o->sack[0].right, o->sack[1].right);
}

static void take_sack(struct tcb *t, const struct arrival *in, struct news *news)
{
    const struct tcp_options *const o = &in->options;

    if (!t->sack || (o->present & TCPLENS_OPT_SACK) == 0)
        return;
    news->duplicate = is_duplicate_block(in);
    for (unsigned i = news->duplicate; i < o->sacks; i++) {
        const struct tcplens_seq left = o->sack[i].left, right = o->sack[i].right;

        if (seq_lt(left, right) && seq_leq(t->snd_una, left) && seq_leq(right, t->snd_nxt))
            news->sacked += flight_sack(&t->flight, left, right, delivered, news);
    }
}

/* A round trip: by our own records, or, if only what was sent twice is acknowledged, by the peer's
 * echo of our clock (RFC 7323 4). */
static void measure(struct tcb *t, const struct arrival *in, const struct news *news)
{
    const struct stack_settings *const s = &t->settings;
    const uint32_t clock = (uint32_t)(news->now_ns / MS_NS) + t->ts_offset;

    if (news->oldest_ns != never) {
        rtt_sample(&t->rtt, news->now_ns - news->oldest_ns, s->min_rto_ns, s->max_rto_ns);
    } else if (t->timestamps && (in->options.present & TCPLENS_OPT_TIMESTAMPS) != 0 &&
               in->options.ts_ecr != 0 && clock - in->options.ts_ecr < INT32_MAX) {
        rtt_sample(&t->rtt, (int64_t)(clock - in->options.ts_ecr) * MS_NS, s->min_rto_ns,
                   s->max_rto_ns);
    }
}

/* SND.UNA moves on. */
static void take_progress(struct tcb *t, const struct arrival *in, struct news *news)
{
    const struct tcplens_seq first = seq_at(t, t->sending.first);
    uint32_t text;

    flight_acknowledge(&t->flight, in->ack, delivered, news);
    news->octets = in->ack.v - t->snd_una.v;
    t->snd_una = in->ack;
    text = seq_lt(first, in->ack) ? in->ack.v - first.v : 0;
    if (text > ring_used(&t->sending))
        text = ring_used(&t->sending); /* the FIN is no text */
    ring_take(&t->sending, NULL, text);
    measure(t, in, news);
    t->rtt.backoff = t->attempts = 0;
    t->stalled_ns = flight_count(&t->flight) > 0 ? news->now_ns : never;
    timer_stop(t, TIMER_RETRANSMIT);
    timer_stop(t, TIMER_TAIL_PROBE);
    if (t->urgent && seq_leq(t->snd_up, t->snd_una))
        t->urgent = false;
    if (t->wants_room && ring_room(&t->sending) >= t->sending.size / 2) {
        t->wants_room = false;
        tcb_tell(t, STACK_WRITABLE);
    }
}

/* RFC 9293 3.10.7.4: only a segment that is not older than the last one tells the window. */
static void take_window(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    const uint32_t before = t->snd_wnd;

    if (!seq_lt(t->snd_wl1, in->seq) &&
        (!seq_eq(t->snd_wl1, in->seq) || !seq_leq(t->snd_wl2, in->ack)))
        return;
    t->snd_wnd = (uint32_t)in->wnd << t->snd_scale;
    t->snd_wl1 = in->seq;
    t->snd_wl2 = in->ack;
    if (t->snd_wnd > t->snd_wnd_max)
        t->snd_wnd_max = t->snd_wnd;
    if (t->snd_wnd == 0 && t->stalled_ns != never)
        t->stalled_ns = now_ns; /* who keeps a window closed is alive (3.8.6.1) */
    if (before == 0 && t->snd_wnd > 0)
        flight_lose_all(&t->flight, false); /* a closed window has taken none of it */
}

/* RFC 5681 2: nothing new, and nothing else either. */
static bool is_dup_ack(const struct tcb *t, const struct arrival *in)
{
    return seq_eq(in->ack, t->snd_una) && in->data.n == 0 &&
           (in->flags & (TCPLENS_SYN | TCPLENS_FIN)) == 0 && flight_count(&t->flight) > 0 &&
           (uint32_t)in->wnd << t->snd_scale == t->snd_wnd;
}

/* Without SACK the first segment is all that can be known as lost; it goes out at once, whatever
 * the window (RFC 5681 3.2, step 3; RFC 6582 3.2, step 3). */
static void lose_first(struct tcb *t)
{
    flight_lose(&t->flight, flight_at(&t->flight, t->flight.first));
    t->must_resend = true;
}

/* What recovery acknowledges in part shows the next loss; and as many duplicates as it covers
 * segments told of what is acknowledged by now. */
static void take_partial(struct tcb *t, uint32_t octets)
{
    const uint32_t segments = octets / t->send_mss;

    t->dup_acks -= segments < t->dup_acks ? segments : t->dup_acks;
    if (flight_count(&t->flight) > 0)
        lose_first(t);
}

/* The third duplicate ACK, or a partial one in recovery. */
static void guess_losses(struct tcb *t, const struct news *news, bool dup)
{
    if (news->octets > 0 && t->recovery == RECOVERY_FAST) {
        take_partial(t, news->octets);
    } else if (news->octets > 0) {
        t->dup_acks = 0;
    } else if (dup && ++t->dup_acks == DUP_THRESH && t->recovery == RECOVERY_NONE &&
               seq_leq(t->recover, t->snd_una)) {
        lose_first(t);
        recovery_enter(t);
    }
}

/* RFC 3168 6.1.2: once a round trip, as if a segment had been lost. */
static void take_echo(struct tcb *t, const struct arrival *in)
{
    if (!t->ecn || (in->flags & (TCPLENS_ECE | TCPLENS_SYN)) != TCPLENS_ECE ||
        t->recovery != RECOVERY_NONE || (t->ecn_waiting && seq_lt(t->snd_una, t->ecn_recover)))
        return;
    t->ecn_waiting = true;
    t->ecn_recover = t->snd_nxt;
    recovery_reduce(t);
}

static void grow(struct tcb *t, const struct news *news, uint32_t pipe)
{
    const struct congestion *const c = &t->congestion;
    const bool slow_start = c->cwnd < c->ssthresh;
    /* RFC 7661 3: a window that was not filled proves nothing. */
    const bool limited = slow_start ? pipe >= c->cwnd / 2 : pipe + t->send_mss > c->cwnd;

    if (news->octets > 0 && limited && t->recovery != RECOVERY_FAST)
        c->ops->acked(&t->congestion, news->octets, news->now_ns, t->rtt.srtt);
}

void acknowledge(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    struct news news = {.tcb = t, .now_ns = now_ns, .oldest_ns = never};
    const bool dup = is_dup_ack(t, in);
    const uint32_t pipe = t->flight.pipe;

    if (seq_lt(in->ack, t->snd_una)) /* old: says nothing but that the peer is there */
        return;
    take_sack(t, in, &news);
    if (seq_lt(t->snd_una, in->ack))
        take_progress(t, in, &news);
    take_window(t, in, now_ns);
    if (news.duplicate)
        recovery_widen(t);
    recovery_probe_answered(t, in, news.duplicate);
    take_echo(t, in);
    if (t->recovery != RECOVERY_NONE && seq_leq(t->recover, t->snd_una))
        recovery_leave(t);
    grow(t, &news, pipe);
    if (t->sack)
        recovery_detect(t, now_ns);
    else
        guess_losses(t, &news, dup);
}
