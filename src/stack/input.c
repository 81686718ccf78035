// SPDX-License-Identifier: BSD-3-Clause
/*
 * input.c - a segment for a synchronised connection: RFC 9293 3.10.7.4, in its order, with what RFC
 * 5961 makes stricter and what RFC 7323 tests before.
 *
 * Each step is a function that says whether the segment goes on to the next one.
 */
#include "stack/tcb.h"

enum { CHALLENGES_MAX = 10 };
static const int64_t challenge_span_ns = 5000000000;           /* RFC 5961 7: 10 in 5 seconds */
static const int64_t paws_idle_ns = INT64_C(2073600000000000); /* RFC 7323 5.5: 24 days */

void input_challenge(struct tcb *t, int64_t now_ns)
{
    if (now_ns - t->challenges_ns >= challenge_span_ns) {
        t->challenges = 0;
        t->challenges_ns = now_ns;
    }
    if (t->challenges == CHALLENGES_MAX)
        return;
    t->challenges++;
    t->stack->counters.challenge_acks++;
    depart_ack(t, t->snd_nxt, now_ns);
}

/* RFC 7323 5.3, R1: older than what came last in order, so from the past. */
static bool is_from_the_past(const struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    return t->timestamps && (in->options.present & TCPLENS_OPT_TIMESTAMPS) != 0 &&
           (in->flags & TCPLENS_RST) == 0 && (int32_t)(in->options.ts_val - t->ts_recent) < 0 &&
           now_ns - t->ts_recent_ns < paws_idle_ns;
}

/* 3.4's table of four cases. */
static bool is_acceptable(const struct tcb *t, const struct arrival *in)
{
    const uint32_t window = rcv_wnd(t), len = arrival_len(in);

    if (len == 0)
        return window == 0 ? seq_eq(in->seq, t->rcv_nxt)
                           : seq_in_window(in->seq, t->rcv_nxt, window);
    return window > 0 && (seq_in_window(in->seq, t->rcv_nxt, window) ||
                          seq_in_window(seq_add(in->seq, len - 1), t->rcv_nxt, window));
}

/* What came twice is worth a D-SACK (RFC 2883 4). */
static void note_duplicate(struct tcb *t, const struct arrival *in)
{
    if (in->data.n == 0 || !seq_lt(in->seq, t->rcv_nxt))
        return;
    t->stack->counters.dup_octets += in->data.n;
    t->gaps.duplicate = (struct seq_range){in->seq, seq_add(in->seq, (uint32_t)in->data.n)};
    if (seq_lt(t->rcv_nxt, t->gaps.duplicate.right))
        t->gaps.duplicate.right = t->rcv_nxt;
}

/* In simultaneous open the peer's SYN-ACK repeats a SYN that we have: only its ACK is news, though
 * its number lies before the window (3.5, figure 8). */
static bool is_crossing_syn_ack(const struct tcb *t, const struct arrival *in)
{
    return t->state == TCPLENS_SYN_RECEIVED && seq_eq(in->seq, t->irs) &&
           (in->flags & (TCPLENS_SYN | TCPLENS_ACK)) == (TCPLENS_SYN | TCPLENS_ACK) &&
           in->ack.v == t->snd_nxt.v;
}

/* First: the sequence number. */
static bool check_sequence(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    if (is_from_the_past(t, in, now_ns)) {
        input_challenge(t, now_ns);
        return false;
    }
    if (is_acceptable(t, in))
        return true;
    if ((in->flags & TCPLENS_RST) != 0)
        return false;
    note_duplicate(t, in);
    if (t->state == TCPLENS_SYN_RECEIVED && (in->flags & TCPLENS_SYN) != 0) {
        depart_syn(t, now_ns); /* our SYN-ACK was lost */
        return false;
    }
    if (t->state == TCPLENS_TIME_WAIT && (in->flags & TCPLENS_FIN) != 0)
        timer_set(t, TIMER_LINGER, now_ns + 2 * t->settings.msl_ns); /* eighth: restart */
    /* Text wants an answer; an ACK alone gets one now and then, so that two sides who disagree do
     * not answer each other for ever (RFC 5961 7). */
    if (arrival_len(in) > 0)
        t->ack_now = true;
    else
        input_challenge(t, now_ns);
    /* A window that is closed takes no text, but the ACK of whoever probes it counts (3.10.7.4,
     * "special allowance"). */
    return rcv_wnd(t) == 0 && seq_eq(in->seq, t->rcv_nxt);
}

/* RFC 7323 4.3: a time stamp counts if its segment reaches what we have acknowledged. */
static void note_timestamp(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    if (!t->timestamps || (in->options.present & TCPLENS_OPT_TIMESTAMPS) == 0)
        return;
    if ((int32_t)(in->options.ts_val - t->ts_recent) >= 0 && seq_leq(in->seq, t->last_ack_sent)) {
        t->ts_recent = in->options.ts_val;
        t->ts_recent_ns = now_ns;
    }
}

/* Second: RST; the exact number, or a challenge (RFC 5961 3.2). */
static bool check_reset(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    if ((in->flags & TCPLENS_RST) == 0)
        return true;
    if (!seq_eq(in->seq, t->rcv_nxt))
        input_challenge(t, now_ns);
    else if (t->state == TCPLENS_SYN_RECEIVED && !t->passive)
        tcb_end(t, STACK_REFUSED);
    else if (t->state == TCPLENS_TIME_WAIT)
        tcb_end(t, STACK_CLOSED); /* all was said */
    else
        tcb_end(t, STACK_RESET);
    return false;
}

/* Fourth: SYN; never in place here (RFC 5961 4.2). */
static bool check_syn(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    if ((in->flags & TCPLENS_SYN) == 0)
        return true;
    input_challenge(t, now_ns);
    return false;
}

/* SYN-RECEIVED, and SEG.ACK is that of our SYN. */
static bool finish_passive(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    if (seq_leq(in->ack, t->snd_una) || seq_lt(t->snd_nxt, in->ack)) {
        depart_refusal(t->stack, in);
        return false;
    }
    t->snd_wnd = t->snd_wnd_max = (uint32_t)in->wnd << t->snd_scale;
    t->snd_wl1 = in->seq;
    t->snd_wl2 = in->ack;
    tcb_event(t, TCP_RECV_ACK_OF_SYN);
    return open_established(t, now_ns);
}

/* Our FIN was acknowledged: the states that wait for it. */
static void fin_acknowledged(struct tcb *t, int64_t now_ns)
{
    tcb_event(t, TCP_RECV_ACK_OF_FIN);
    if (t->state == TCPLENS_TIME_WAIT) {
        timer_set(t, TIMER_LINGER, now_ns + 2 * t->settings.msl_ns);
        timer_stop(t, TIMER_KEEP_ALIVE);
    } else if (t->state == TCPLENS_FIN_WAIT_2 && t->released) {
        timer_set(t, TIMER_LINGER, now_ns + 2 * t->settings.msl_ns);
    }
    if (t->state == TCPLENS_CLOSED) {
        t->state = TCPLENS_LAST_ACK; /* the end is told in one place */
        tcb_end(t, STACK_CLOSED);
    }
}

/* Fifth: ACK. */
static bool check_ack(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    if ((in->flags & TCPLENS_ACK) == 0)
        return false;
    if (t->state == TCPLENS_SYN_RECEIVED && !finish_passive(t, in, now_ns))
        return false;
    /* RFC 5961 5.2: neither beyond what was sent, nor older than any window was. */
    if (seq_lt(t->snd_nxt, in->ack)) {
        input_challenge(t, now_ns);
        return false;
    }
    if (seq_diff(t->snd_una, in->ack) > (int64_t)t->snd_wnd_max) {
        input_challenge(t, now_ns);
        return false;
    }
    acknowledge(t, in, now_ns);
    if (t->fin_sent && seq_eq(t->snd_una, t->snd_nxt))
        fin_acknowledged(t, now_ns);
    return t->reason == STACK_OPEN;
}

/* Sixth: URG. The pointer is of the octet after the urgent ones (RFC 6093 3). */
static void check_urgent(struct tcb *t, const struct arrival *in)
{
    const struct tcplens_seq up = seq_add(in->seq, in->urgent);

    if ((in->flags & TCPLENS_URG) == 0 || !may_receive(t) || !seq_lt(t->rcv_up, up))
        return;
    t->rcv_up = up;
    tcb_tell(t, STACK_URGENT);
}

static void note_congestion(struct tcb *t, const struct arrival *in)
{
    if (!t->ecn || in->data.n == 0)
        return;
    if ((in->flags & TCPLENS_CWR) != 0)
        t->ecn_echo = false;
    if (in->ecn == ECN_CE)
        t->ecn_echo = t->ack_now = true;
}

void input_synchronised(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    struct arrival bare;
    bool goes_on;

    if (t->reason != STACK_OPEN)
        return;
    timer_heard(t, now_ns);
    if (is_crossing_syn_ack(t, in)) {
        bare = *in;
        bare.flags &= (uint16_t)~TCPLENS_SYN;
        bare.seq = t->rcv_nxt;
        in = &bare;
        t->ack_now = true;
    }
    goes_on = check_sequence(t, in, now_ns);
    if (goes_on) {
        note_timestamp(t, in, now_ns);
        goes_on =
            check_reset(t, in, now_ns) && check_syn(t, in, now_ns) && check_ack(t, in, now_ns);
    }
    if (goes_on) {
        check_urgent(t, in);
        note_congestion(t, in);
        text_input(t, in, now_ns);
    }
    if (t->reason == STACK_OPEN)
        output(t, now_ns);
}
