// SPDX-License-Identifier: BSD-3-Clause
/*
 * timer.c - what happens because nothing happens: retransmission (RFC 6298 5), the probe of a tail
 * (RFC 8985 7) and of a closed window, delayed ACKs, keep-alive, the end of TIME-WAIT.
 *
 * Invariant: as long as anything is under way, or could be but for a closed window, one of the
 * first, second and fourth timer runs: no connection ever waits for nothing.
 */
#include "stack/tcb.h"

static const int64_t second_ns = 1000000000;
static const int64_t worst_delayed_ack_ns = 200000000; /* RFC 8985 7.2 */

/* RFC 8985 7.2: PTO, where a probe makes sense. */
static bool wants_tail_probe(const struct tcb *t)
{
    return t->sack && is_synchronised(t) && t->state != TCPLENS_SYN_RECEIVED &&
           t->recovery == RECOVERY_NONE && !t->probing && t->flight.sacked == 0 &&
           t->rtt.backoff == 0 && t->snd_wnd > 0;
}

static int64_t probe_timeout(const struct tcb *t)
{
    int64_t timeout = t->rtt.srtt > 0 ? 2 * t->rtt.srtt : second_ns;

    if (flight_count(&t->flight) == 1)
        timeout += worst_delayed_ack_ns;
    return timeout;
}

void timer_watch(struct tcb *t, int64_t now_ns)
{
    const int64_t rto = rtt_timeout(&t->rtt, t->settings.max_rto_ns);

    if (t->reason != STACK_OPEN)
        return;
    if (flight_count(&t->flight) == 0) {
        const bool waits = may_send(t) && (unsent(t) > 0 || (t->fin_queued && !t->fin_sent));

        timer_stop(t, TIMER_RETRANSMIT);
        timer_stop(t, TIMER_TAIL_PROBE);
        timer_stop(t, TIMER_REORDER);
        t->stalled_ns = never;
        if (!waits)
            timer_stop(t, TIMER_PERSIST);
        else if (!timer_runs(t, TIMER_PERSIST))
            timer_set(t, TIMER_PERSIST, now_ns + rto);
        return;
    }
    timer_stop(t, TIMER_PERSIST);
    if (t->stalled_ns == never)
        t->stalled_ns = now_ns;
    if (timer_runs(t, TIMER_RETRANSMIT) || timer_runs(t, TIMER_TAIL_PROBE))
        return;
    if (wants_tail_probe(t) && probe_timeout(t) < rto)
        timer_set(t, TIMER_TAIL_PROBE, now_ns + probe_timeout(t));
    else
        timer_set(t, TIMER_RETRANSMIT, now_ns + rto);
}

void timer_heard(struct tcb *t, int64_t now_ns)
{
    t->heard_ns = now_ns;
    t->keep_sent = 0;
    if (t->settings.keep_alive && t->state != TCPLENS_TIME_WAIT)
        timer_set(t, TIMER_KEEP_ALIVE, now_ns + t->settings.keep_idle_ns);
}

/* RFC 6298 5.4 to 5.7: the earliest segment again, and the timeout doubled. */
static void retransmit(struct tcb *t, int64_t now_ns)
{
    struct flight *const f = &t->flight;
    const bool closed = t->snd_wnd == 0 && t->state != TCPLENS_SYN_SENT;

    if (flight_count(f) == 0)
        return;
    if (now_ns - t->stalled_ns >= t->settings.user_timeout_ns) {
        if (is_synchronised(t))
            depart_reset(t, now_ns);
        tcb_end(t, STACK_TIMED_OUT);
        return;
    }
    t->stack->counters.timeouts++;
    if (!closed && t->state != TCPLENS_SYN_SENT && t->state != TCPLENS_SYN_RECEIVED) {
        if (t->recovery != RECOVERY_LOSS) { /* 5681 3.1: a loss of the retransmission is no news */
            congestion_timeout(&t->congestion, t->snd_nxt.v - t->snd_una.v);
            t->cwr_due = t->ecn;
        }
        t->congestion.cwnd = t->congestion.mss;
        t->recovery = RECOVERY_LOSS;
        t->recover = t->snd_nxt;
        t->dup_acks = 0;
        t->probing = false;
        /* RFC 2018 8: what was SACKed counts no more once the first segment timed out twice. */
        flight_lose_all(f, t->attempts > 0);
    }
    t->attempts++;
    if (t->rtt.backoff < RTT_BACKOFF_MAX)
        t->rtt.backoff++;
    output_again(t, flight_at(f, f->first), now_ns);
}

static void keep_alive(struct tcb *t, int64_t now_ns)
{
    if (t->keep_sent >= t->settings.keep_probes) {
        depart_reset(t, now_ns);
        tcb_end(t, STACK_TIMED_OUT);
        return;
    }
    if (flight_count(&t->flight) == 0) { /* else the retransmission asks */
        t->keep_sent++;
        depart_ack(t, seq_add(t->snd_nxt, UINT32_MAX), now_ns); /* SND.NXT - 1 (3.8.4) */
    }
    timer_set(t, TIMER_KEEP_ALIVE, now_ns + t->settings.keep_interval_ns);
}

static void act(struct tcb *t, enum timer timer, int64_t now_ns)
{
    switch (timer) {
    case TIMER_RETRANSMIT:
        retransmit(t, now_ns);
        break;
    case TIMER_TAIL_PROBE:
        output_tail_probe(t, now_ns);
        timer_set(t, TIMER_RETRANSMIT, now_ns + rtt_timeout(&t->rtt, t->settings.max_rto_ns));
        break;
    case TIMER_REORDER:
        recovery_detect(t, now_ns);
        output(t, now_ns);
        break;
    case TIMER_PERSIST:
        if (t->rtt.backoff < RTT_BACKOFF_MAX)
            t->rtt.backoff++;
        output_window_probe(t, now_ns);
        break;
    case TIMER_DELAYED_ACK:
        depart_ack(t, t->snd_nxt, now_ns);
        break;
    case TIMER_KEEP_ALIVE:
        keep_alive(t, now_ns);
        break;
    case TIMER_LINGER:
        if (t->state == TCPLENS_TIME_WAIT)
            tcb_event(t, TCP_TIMEOUT_2MSL);
        tcb_end(t, STACK_CLOSED);
        break;
    case TIMERS:
        break;
    }
}

void timer_fire(struct tcb *t, int64_t now_ns)
{
    for (enum timer timer = 0; timer < TIMERS && t->reason == STACK_OPEN; timer++) {
        if (t->due_ns[timer] > now_ns)
            continue;
        timer_stop(t, timer);
        act(t, timer, now_ns);
        if (t->reason == STACK_OPEN)
            timer_watch(t, now_ns);
    }
}
