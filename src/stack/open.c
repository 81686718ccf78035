// SPDX-License-Identifier: BSD-3-Clause
/*
 * open.c - the handshake: LISTEN and SYN-SENT as segments arrive (RFC 9293 3.10.7.2, 3.10.7.3), and
 * what both sides have agreed on when it is over.
 */
#include "stack/tcb.h"

enum {
    DEFAULT_MSS_4 = 536, /* 9293 3.7.1, if the peer says nothing */
    DEFAULT_MSS_6 = 1220,
    TIMESTAMPS_LEN = 12,
    SCALE_MAX = 14,
};

uint8_t open_scale(const struct tcb *t)
{
    uint8_t scale = 0;

    while (scale < SCALE_MAX && t->settings.receive_buffer >> scale > UINT16_MAX)
        scale++;
    return scale;
}

/* The peer's SYN: its numbers, and its options as far as we want them too. */
static void take_syn(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    const struct tcp_options *const o = &in->options;
    const uint16_t told = t->local.n == 4 ? DEFAULT_MSS_4 : DEFAULT_MSS_6;
    uint32_t mss = (o->present & TCPLENS_OPT_MSS) != 0 && o->mss > 0 ? o->mss : told;

    t->irs = in->seq;
    t->rcv_nxt = t->rcv_adv = t->rcv_up = t->last_ack_sent = seq_add(in->seq, 1);
    t->sack = t->settings.sack && (o->present & TCPLENS_OPT_SACK_PERMITTED) != 0;
    t->timestamps = t->settings.timestamps && (o->present & TCPLENS_OPT_TIMESTAMPS) != 0;
    t->scaling = t->settings.scaling && (o->present & TCPLENS_OPT_WSCALE) != 0;
    if (t->timestamps) {
        t->ts_recent = o->ts_val;
        t->ts_recent_ns = now_ns;
    }
    if (t->scaling) {
        t->snd_scale = o->wscale < SCALE_MAX ? o->wscale : SCALE_MAX;
        t->rcv_scale = open_scale(t);
    }
    mss = mss < t->settings.mss ? mss : t->settings.mss;
    if (t->timestamps)
        mss = mss > 2 * TIMESTAMPS_LEN ? mss - TIMESTAMPS_LEN : TIMESTAMPS_LEN;
    t->send_mss = mss;
    congestion_init(&t->congestion, (enum stack_congestion)t->settings.congestion, mss,
                    t->settings.initial_window);
}

static void take_window(struct tcb *t, const struct arrival *in)
{
    t->snd_wnd = t->snd_wnd_max = in->wnd; /* a SYN's is never scaled (RFC 7323 2.2) */
    t->snd_wl1 = in->seq;
    t->snd_wl2 = in->ack;
}

/* Our SYN, as the first record of all. */
static void send_syn(struct tcb *t, int64_t now_ns)
{
    const struct sent syn = {
        .left = t->iss, .right = seq_add(t->iss, 1), .sent_ns = now_ns, .flags = SENT_SYN};

    flight_push(&t->flight, &syn);
    t->snd_nxt = syn.right;
    depart_syn(t, now_ns);
    timer_watch(t, now_ns);
}

void open_active(struct tcb *t, int64_t now_ns)
{
    tcb_choose_iss(t, now_ns);
    tcb_event(t, TCP_SEND_SYN);
    send_syn(t, now_ns);
}

void open_listen_input(struct tcb *listener, const struct arrival *in, int64_t now_ns)
{
    struct stack *const s = listener->stack;
    struct tcb *t;

    if ((in->flags & TCPLENS_RST) != 0) /* first */
        return;
    if ((in->flags & TCPLENS_ACK) != 0) { /* second */
        depart_refusal(s, in);
        return;
    }
    if ((in->flags & TCPLENS_SYN) == 0 || listener->embryos >= listener->settings.backlog)
        return;
    t = tcb_new(s, &in->dst, &in->src, &listener->settings, false);
    if (t == NULL)
        return;
    t->passive = true;
    t->listener = listener;
    t->user = listener->user;
    listener->embryos++;
    tcb_choose_iss(t, now_ns);
    tcb_event(t, TCP_PASSIVE_OPEN);
    take_syn(t, in, now_ns);
    take_window(t, in);
    /* RFC 3168 6.1.1: both bits ask for ECN; neither CWR alone nor ECE alone does. */
    t->ecn = t->settings.ecn &&
             (in->flags & (TCPLENS_ECE | TCPLENS_CWR | TCPLENS_AE)) == (TCPLENS_ECE | TCPLENS_CWR);
    tcb_event(t, TCP_RECV_SYN);
    timer_heard(t, now_ns);
    send_syn(t, now_ns);
    tcb_settle(t);
}

bool open_is_new_incarnation(const struct tcb *t, const struct arrival *in)
{
    if (t->state != TCPLENS_TIME_WAIT || (in->flags & (TCPLENS_RST | TCPLENS_ACK)) != 0 ||
        (in->flags & TCPLENS_SYN) == 0)
        return false;
    if (t->timestamps && (in->options.present & TCPLENS_OPT_TIMESTAMPS) != 0)
        return (int32_t)(in->options.ts_val - t->ts_recent) > 0;
    return seq_lt(t->rcv_nxt, in->seq);
}

bool open_established(struct tcb *t, int64_t now_ns)
{
    if (!t->passive) {
        tcb_tell(t, STACK_CONNECTED);
    } else if (t->listener != NULL) {
        t->listener->embryos--;
        t->listener = NULL;
        t->handed = true;
        tcb_tell(t, STACK_ACCEPTED);
    } else { /* its listener has gone meanwhile */
        depart_reset(t, now_ns);
        tcb_end(t, STACK_ABORTED);
    }
    return t->reason == STACK_OPEN;
}

/* The SYN-ACK that answers our SYN. */
static void finish_active(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    /* 3168 6.1.1: the answer has ECE alone; an echo of both bits is from who does not know them. */
    t->ecn = t->settings.ecn && (in->flags & (TCPLENS_ECE | TCPLENS_CWR)) == TCPLENS_ECE;
    tcb_event(t, TCP_RECV_SYN_ACK);
    acknowledge(t, in, now_ns);
    take_window(t, in);
    (void)open_established(t, now_ns);
    t->ack_now = true;
}

void open_syn_sent_input(struct tcb *t, const struct arrival *in, int64_t now_ns)
{
    const bool ack = (in->flags & TCPLENS_ACK) != 0;

    if (ack && (seq_leq(in->ack, t->iss) || seq_lt(t->snd_nxt, in->ack))) { /* first */
        depart_refusal(t->stack, in);
        return;
    }
    if ((in->flags & TCPLENS_RST) != 0) { /* second; RFC 5961 3.2 accepts it with our ACK only */
        if (ack)
            tcb_end(t, STACK_REFUSED);
        return;
    }
    if ((in->flags & TCPLENS_SYN) == 0) /* fourth, fifth */
        return;
    take_syn(t, in, now_ns);
    timer_heard(t, now_ns);
    if (ack) {
        finish_active(t, in, now_ns);
        text_input(t, in, now_ns);
        output(t, now_ns);
        return;
    }
    take_window(t, in);
    tcb_event(t, TCP_RECV_SYN); /* simultaneous open (3.5, figure 8) */
    depart_syn(t, now_ns);
}
