// SPDX-License-Identifier: BSD-3-Clause
/*
 * depart.c - a segment on its way out: every one acknowledges all there is, tells the window, and
 * carries what was agreed on.
 */
#include "stack/tcb.h"

enum { MS_NS = 1000000, WINDOW_MAX = 65535 };

static void send_packet(struct stack *s, struct departure *d)
{
    size_t n;

    d->id = s->ids++;
    n = packet_write(s->packet, d);
    s->counters.segs_out++;
    s->options.output(s->options.ctx, s->packet, n);
}

static void put_timestamps(const struct tcb *t, struct tcp_options *o, int64_t now_ns)
{
    o->present |= TCPLENS_OPT_TIMESTAMPS;
    o->ts_val = (uint32_t)(now_ns / MS_NS) + t->ts_offset;
    o->ts_ecr = t->ts_recent;
}

/*
 * SEG.WND: the right edge never moves back, and moves on only as far as is worth telling (9293
 * 3.8.6.2.2: half the buffer or a segment). A scaled window is rounded up as long as there is room,
 * so that rounding does not take back what was promised either.
 */
static uint16_t choose_window(struct tcb *t)
{
    const uint32_t room = ring_room(&t->receiving);
    const uint32_t half = t->receiving.size / 2;
    const uint32_t worth = half < t->settings.mss ? half : t->settings.mss;
    const uint32_t unit = 1U << t->rcv_scale;
    uint32_t window = rcv_wnd(t), scaled;

    if (room >= window + worth)
        window = room;
    scaled = (window + unit - 1) >> t->rcv_scale;
    if (scaled << t->rcv_scale > room)
        scaled = window >> t->rcv_scale;
    if (scaled > WINDOW_MAX)
        scaled = WINDOW_MAX;
    t->rcv_adv = seq_max(t->rcv_adv, seq_add(t->rcv_nxt, scaled << t->rcv_scale));
    return (uint16_t)scaled;
}

/* All that is acknowledged with this segment needs no ACK of its own. */
static void acknowledge_all(struct tcb *t, struct tcp_outgoing *h)
{
    h->flags |= TCPLENS_ACK;
    h->ack = t->rcv_nxt;
    h->wnd = choose_window(t);
    if (t->ecn && t->ecn_echo)
        h->flags |= TCPLENS_ECE;
    if (t->sack)
        gaps_tell(&t->gaps, &h->options);
    t->last_ack_sent = t->rcv_nxt;
    t->ack_now = t->ack_later = false;
    t->unacked = 0;
    timer_stop(t, TIMER_DELAYED_ACK);
}

static void point_at_urgent(const struct tcb *t, struct tcp_outgoing *h)
{
    const uint32_t ahead = t->snd_up.v - h->seq.v;

    if (!t->urgent || seq_leq(t->snd_up, h->seq))
        return;
    h->flags |= TCPLENS_URG;
    h->urgent = (uint16_t)(ahead < WINDOW_MAX ? ahead : WINDOW_MAX);
}

static struct departure departure_of(const struct tcb *t)
{
    return (struct departure){.src = &t->local, .dst = &t->remote};
}

/* What a SYN offers, and what a SYN-ACK takes up of the peer's offer. */
static void put_syn_options(struct tcb *t, struct tcp_outgoing *h, int64_t now_ns)
{
    const bool first = t->state == TCPLENS_SYN_SENT;
    const struct stack_settings *const s = &t->settings;
    const bool sack = first ? s->sack : t->sack;

    h->options.present = TCPLENS_OPT_MSS;
    h->options.mss = s->mss;
    if (sack)
        h->options.present |= TCPLENS_OPT_SACK_PERMITTED;
    if (first ? s->scaling : t->scaling) {
        h->options.present |= TCPLENS_OPT_WSCALE;
        h->options.wscale = open_scale(t);
    }
    if (first ? s->timestamps : t->timestamps)
        put_timestamps(t, &h->options, now_ns);
    if (first && s->ecn) /* RFC 3168 6.1.1 */
        h->flags |= TCPLENS_ECE | TCPLENS_CWR;
    else if (!first && t->ecn)
        h->flags |= TCPLENS_ECE;
}

void depart_syn(struct tcb *t, int64_t now_ns)
{
    struct departure d = departure_of(t);
    struct tcp_outgoing *const h = &d.header;
    const uint32_t room = ring_room(&t->receiving);

    h->seq = t->iss;
    h->flags = TCPLENS_SYN;
    h->wnd = (uint16_t)(room < WINDOW_MAX ? room : WINDOW_MAX); /* never scaled (7323 2.2) */
    put_syn_options(t, h, now_ns);
    if (t->state != TCPLENS_SYN_SENT) {
        h->flags |= TCPLENS_ACK;
        h->ack = t->last_ack_sent = t->rcv_nxt;
        t->rcv_adv = seq_max(t->rcv_adv, seq_add(t->rcv_nxt, h->wnd));
        t->ack_now = t->ack_later = false;
    }
    t->sent_ns = now_ns;
    send_packet(t->stack, &d);
}

void depart_segment(struct tcb *t, const struct sent *s, bool push, int64_t now_ns)
{
    const bool fin = (s->flags & SENT_FIN) != 0, again = (s->flags & SENT_AGAIN) != 0;
    struct departure d = departure_of(t);
    struct tcp_outgoing *const h = &d.header;

    h->seq = s->left;
    h->flags = (uint16_t)((fin ? TCPLENS_FIN : 0) | (push ? TCPLENS_PSH : 0));
    if (t->timestamps)
        put_timestamps(t, &h->options, now_ns);
    acknowledge_all(t, h);
    point_at_urgent(t, h);
    if (sent_len(s) > fin)
        ring_peek(&t->sending, position_of(t, s->left), sent_len(s) - fin, d.data);
    if (t->ecn && !again && sent_len(s) > fin) { /* RFC 3168 6.1.4, 6.1.5 */
        d.ecn = ECN_ECT_0;
        h->flags |= t->cwr_due ? TCPLENS_CWR : 0;
        t->cwr_due = false;
    }
    t->sent_ns = now_ns;
    send_packet(t->stack, &d);
}

void depart_ack(struct tcb *t, struct tcplens_seq seq, int64_t now_ns)
{
    struct departure d = departure_of(t);

    d.header.seq = seq;
    if (t->timestamps)
        put_timestamps(t, &d.header.options, now_ns);
    acknowledge_all(t, &d.header);
    point_at_urgent(t, &d.header);
    send_packet(t->stack, &d);
}

void depart_reset(struct tcb *t, int64_t now_ns)
{
    struct departure d = departure_of(t);

    d.header.seq = t->snd_nxt;
    d.header.ack = t->rcv_nxt;
    d.header.flags = TCPLENS_RST | TCPLENS_ACK;
    if (t->timestamps)
        put_timestamps(t, &d.header.options, now_ns);
    t->stack->counters.resets_out++;
    send_packet(t->stack, &d);
}

void depart_refusal(struct stack *s, const struct arrival *in)
{
    struct departure d = {.src = &in->dst, .dst = &in->src};

    if ((in->flags & TCPLENS_RST) != 0)
        return;
    d.header.flags = TCPLENS_RST;
    if ((in->flags & TCPLENS_ACK) != 0) {
        d.header.seq = in->ack;
    } else {
        d.header.flags |= TCPLENS_ACK;
        d.header.ack = seq_add(in->seq, arrival_len(in));
    }
    s->counters.resets_out++;
    send_packet(s, &d);
}
