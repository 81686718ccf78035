// SPDX-License-Identifier: BSD-3-Clause
/*
 * recovery.c - which segments are lost, by the time at which others were delivered (RACK), and a
 * probe where nothing follows that could tell (TLP): RFC 8985.
 */
#include "stack/tcb.h"

enum { DUP_THRESH = 3, WINDOW_PERSISTS = 16 };

/* Steps 1 to 3. */
void recovery_delivered(struct tcb *t, const struct sent *s, int64_t now_ns)
{
    struct rack *const rack = &t->rack;
    const bool again = (s->flags & SENT_AGAIN) != 0;

    if (seq_lt(rack->furthest, s->right))
        rack->furthest = s->right;
    else if (!again && seq_lt(s->right, rack->furthest))
        rack->reordering = true;
    if (again && now_ns - s->sent_ns < t->rtt.min)
        return; /* too soon: this acknowledges what was sent before */
    if (s->sent_ns > rack->sent_ns) {
        rack->sent_ns = s->sent_ns;
        rack->rtt_ns = now_ns - s->sent_ns;
    }
}

/* Step 4: how long to wait for what may only be late. */
static int64_t reordering_window(const struct tcb *t)
{
    int64_t window;

    if (!t->rack.reordering && (t->recovery != RECOVERY_NONE || t->flight.sacked >= DUP_THRESH))
        return 0;
    if (t->rtt.min == never)
        return 0;
    window = t->rack.window_steps * t->rtt.min / 4;
    return window < t->rtt.srtt ? window : t->rtt.srtt;
}

void recovery_widen(struct tcb *t)
{
    struct rack *const rack = &t->rack;

    if (rack->waiting && seq_lt(t->snd_una, rack->wait_round))
        return;
    rack->waiting = true;
    rack->wait_round = t->snd_nxt;
    rack->window_steps++;
    rack->persist = WINDOW_PERSISTS;
}

/* Step 5. */
void recovery_detect(struct tcb *t, int64_t now_ns)
{
    const struct rack *const rack = &t->rack;
    struct flight *const f = &t->flight;
    const int64_t window = reordering_window(t);
    const uint32_t lost = f->lost;
    int64_t wait = 0;

    timer_stop(t, TIMER_REORDER);
    for (uint32_t i = f->first; i != f->end; i++) {
        struct sent *const s = flight_at(f, i);
        int64_t remaining;

        if ((s->flags & (SENT_SACKED | SENT_LOST)) != 0 || rack->sent_ns <= s->sent_ns)
            continue;
        remaining = s->sent_ns + rack->rtt_ns + window - now_ns;
        if (remaining <= 0)
            flight_lose(f, s);
        else if (remaining > wait)
            wait = remaining;
    }
    if (wait > 0)
        timer_set(t, TIMER_REORDER, now_ns + wait);
    if (f->lost > lost && t->recovery == RECOVERY_NONE)
        recovery_enter(t);
}

void recovery_reduce(struct tcb *t)
{
    t->congestion.ops->reduce(&t->congestion, t->snd_nxt.v - t->snd_una.v);
    t->cwr_due = t->ecn;
}

void recovery_enter(struct tcb *t)
{
    t->recovery = RECOVERY_FAST;
    t->recover = t->snd_nxt;
    t->must_resend = true; /* RFC 6675 5, step 4.2 */
    t->stack->counters.fast_retran++;
    recovery_reduce(t);
}

void recovery_leave(struct tcb *t)
{
    struct rack *const rack = &t->rack;

    t->recovery = RECOVERY_NONE;
    t->dup_acks = 0;
    if (rack->persist > 0 && --rack->persist == 0)
        rack->window_steps = 1;
}

/* 8985 7.4.2: a probe that repeated what was lost has hidden the loss from congestion control. It
 * was lost unless a D-SACK, or a duplicate ACK without any SACK, tells that the original came too.
 */
void recovery_probe_answered(struct tcb *t, const struct arrival *in, bool duplicate)
{
    const bool beyond = seq_lt(t->probe_end, in->ack);
    const bool told = duplicate || (in->options.present & TCPLENS_OPT_SACK) == 0;

    if (!t->probing || seq_lt(in->ack, t->probe_end))
        return;
    if (t->probe_is_old && !duplicate && !beyond && !(told && t->probe_acked)) {
        t->probe_acked = true; /* the first ACK that reaches its end may be the original's */
        return;
    }
    t->probing = false;
    if (t->probe_is_old && !duplicate && beyond && t->recovery == RECOVERY_NONE)
        recovery_reduce(t);
}
