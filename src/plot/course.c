// SPDX-License-Identifier: BSD-3-Clause
/*
 * course.c - numbers of 32 bits are lifted to 64 by what is nearest to where their side has got to
 * (RFC 9293 3.4: less than 2^31 apart); what a receiver ignores moves nothing.
 */
#include "plot/course.h"

#include "decode/decode.h"
#include "tcp/options.h"

/* A RST takes its number from what it answers, or has 0: further off it says nothing. */
enum { FAR = 1 << 30 };

/* 36 years: a longer time is damage, and sums of four such times are still times. */
#define LONGEST_NS (INT64_C(1) << 60)

/* What tracker and story both say of a segment. */
struct heard {
    int64_t ts_ns, rtt_ns;
    uint64_t frame;
    struct tcplens_seq seq, ack;
    uint32_t rel_seq, rel_ack, len, window;
    uint16_t flags, marks;
    uint8_t side;
};

/* From one time to another, as damaged captures have them, too. */
static int64_t between(int64_t from, int64_t to)
{
    int64_t ns;

    if (__builtin_sub_overflow(to, from, &ns))
        return to > from ? LONGEST_NS : -LONGEST_NS;
    return ns > LONGEST_NS ? LONGEST_NS : ns < -LONGEST_NS ? -LONGEST_NS : ns;
}

static void know_base(struct course *c, unsigned side, struct tcplens_seq number, uint32_t relative)
{
    if (c->based[side])
        return;
    c->based[side] = true;
    c->base[side] = number.v - relative;
    c->sent[side] = c->acked[side] = relative;
}

/* A number of `side`, as near as can be to where it has got to. */
static int64_t lift(const struct course *c, unsigned side, struct tcplens_seq number)
{
    const uint32_t relative = number.v - c->base[side];

    return c->sent[side] + (int32_t)(relative - (uint32_t)c->sent[side]);
}

static void take_range(struct course *c, const struct heard *h, struct plot_sample *s)
{
    const unsigned side = h->side;
    const uint32_t takes =
        h->len + ((h->flags & TCPLENS_SYN) != 0) + ((h->flags & TCPLENS_FIN) != 0);
    int64_t at;

    /* The number of a RST is nobody's base. */
    if ((h->flags & TCPLENS_RST) == 0)
        know_base(c, side, h->seq, h->rel_seq);
    at = lift(c, side, h->seq);
    if ((h->marks & PLOT_IGNORED) != 0 ||
        ((h->flags & TCPLENS_RST) != 0 && (at - c->sent[side] > FAR || c->sent[side] - at > FAR))) {
        s->range = (struct plot_range){c->sent[side], c->sent[side]};
        return;
    }
    s->range = (struct plot_range){at, at + takes};
    if (s->range.hi > c->sent[side] && (h->flags & TCPLENS_RST) == 0)
        c->sent[side] = s->range.hi;
}

static void take_ack(struct course *c, const struct heard *h, struct plot_sample *s)
{
    const unsigned other = h->side ^ 1U;

    if ((h->flags & TCPLENS_ACK) == 0 || (h->flags & TCPLENS_RST) != 0 ||
        (h->marks & (PLOT_IGNORED | PLOT_COPY)) != 0)
        return;
    know_base(c, other, h->ack, h->rel_ack);
    s->acks = true;
    s->ack = lift(c, other, h->ack);
    s->edge = s->ack + h->window;
    s->rtt_ns = between(0, h->rtt_ns);
    if (s->ack > c->acked[other]) {
        s->acked = s->ack - c->acked[other];
        c->acked[other] = s->ack;
    }
    if (s->ack > c->sent[other])
        c->sent[other] = s->ack;
}

static void take(struct course *c, const struct heard *h, struct plot_sample *ret)
{
    if (!c->began) {
        c->began = true;
        c->begin_ns = h->ts_ns;
    }
    *ret = (struct plot_sample){.at_ns = between(c->begin_ns, h->ts_ns),
                                .frame = h->frame,
                                .rtt_ns = -1,
                                .len = h->len,
                                .window = h->window,
                                .flags = h->flags,
                                .marks = h->marks,
                                .side = h->side};
    take_range(c, h, ret);
    take_ack(c, h, ret);
    for (unsigned side = 0; side < 2; side++)
        ret->flight[side] = c->sent[side] - c->acked[side];
}

/* ---- from the tracker ---- */

static uint16_t marks_of(uint32_t bits)
{
    static const struct {
        uint32_t bits;
        uint16_t mark;
    } marks[] = {
        {V_RETRANS | V_PARTIAL, PLOT_AGAIN}, {V_SPURIOUS, PLOT_AGAIN | PLOT_NEEDLESS},
        {V_OUT_OF_ORDER, PLOT_LATE},         {V_DUP_ACK, PLOT_DUP_ACK},
        {V_ZERO_WINDOW, PLOT_ZERO_WINDOW},   {V_ZERO_WINDOW_PROBE, PLOT_PROBE},
        {V_KEEP_ALIVE, PLOT_KEEP_ALIVE},     {V_UNACCEPTABLE, PLOT_IGNORED},
        {V_DUP_CAPTURE, PLOT_COPY},          {V_GAP, PLOT_GAP},
    };
    unsigned all = 0;

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if ((bits & marks[i].bits) != 0)
            all |= marks[i].mark;
    }
    return (uint16_t)all;
}

static void take_sacks(const struct course *c, const struct tcplens_segment *seg,
                       struct plot_sample *s)
{
    const unsigned other = s->side ^ 1U;
    struct tcp_options options;

    tl_tcp_options_read(tl_decode_options(seg), &options);
    for (unsigned i = 0; i < options.sacks; i++) {
        const struct plot_range range = {lift(c, other, options.sack[i].left),
                                         lift(c, other, options.sack[i].right)};

        /* An honest block is above the ACK or, as a D-SACK, below (RFC 2883), but never far. */
        if (range.lo < range.hi && range.hi <= c->sent[other])
            s->sacks[s->n_sacks++] = range;
    }
}

bool tl_course_segment(struct course *c, const struct tcplens_segment *seg,
                       const struct verdict *verdict, struct plot_sample *ret)
{
    const struct heard h = {.ts_ns = seg->ts_ns,
                            .rtt_ns = (verdict->bits & V_ACKS_NEW) != 0 ? verdict->rtt_ns : -1,
                            .frame = seg->number,
                            .seq = seg->seq,
                            .ack = seg->ack,
                            .rel_seq = verdict->rel_seq,
                            .rel_ack = verdict->rel_ack,
                            .len = seg->payload_len,
                            .window = verdict->window,
                            .flags = seg->flags,
                            .marks = marks_of(verdict->bits),
                            .side = verdict->side};

    if ((verdict->bits & V_ICMP_QUOTE) != 0)
        return false;
    take(c, &h, ret);
    ret->dup_acks = (verdict->bits & V_DUP_ACK) != 0 ? verdict->dup_acks : 0;
    if (ret->acks && (seg->options & TCPLENS_OPT_SACK) != 0)
        take_sacks(c, seg, ret);
    return true;
}

/* ---- from a story ---- */

static unsigned mark_of_tell(unsigned code)
{
    switch (code) {
    case TELL_RETRANSMITS:
    case TELL_FAST_RETRANSMITS:
    case TELL_FILLS_PARTLY_NEW:
    case TELL_ASKS_AGAIN:
    case TELL_AGREES_AGAIN:
    case TELL_CLOSES_AGAIN:
        return PLOT_AGAIN;
    case TELL_SPURIOUS:
        return PLOT_AGAIN | PLOT_NEEDLESS;
    case TELL_OUT_OF_ORDER:
        return PLOT_LATE;
    case TELL_DUP_ACK:
        return PLOT_DUP_ACK;
    case TELL_ZERO_WINDOW:
        return PLOT_ZERO_WINDOW;
    case TELL_ZERO_WINDOW_PROBE:
        return PLOT_PROBE;
    case TELL_KEEP_ALIVE:
        return PLOT_KEEP_ALIVE;
    case TELL_UNACCEPTABLE:
        return PLOT_IGNORED;
    case TELL_DUP_CAPTURE:
        return PLOT_COPY;
    case TELL_AFTER_GAP:
        return PLOT_GAP;
    default:
        return 0;
    }
}

/* Whether a tell's time is that of a round trip: from what the segment acknowledges to it. */
static bool is_round_trip(unsigned code)
{
    return code == TELL_ACKS || code == TELL_AGREES || code == TELL_COMPLETES_HANDSHAKE;
}

bool tl_course_row(struct course *c, const struct row *row, struct plot_sample *ret)
{
    struct heard h = {.ts_ns = row->ts_ns,
                      .rtt_ns = -1,
                      .frame = row->number,
                      .seq = row->seq,
                      .ack = row->ack,
                      .rel_seq = row->rel_seq,
                      .rel_ack = row->rel_ack,
                      .len = row->payload_len,
                      .window = row->window,
                      .flags = row->flags,
                      .side = row->side};

    if (row->icmp)
        return false;
    for (unsigned i = 0; i < row->n_tells; i++) {
        h.marks |= (uint16_t)mark_of_tell(row->tells[i].code);
        if (is_round_trip(row->tells[i].code))
            h.rtt_ns = row->tells[i].ns;
    }
    take(c, &h, ret);
    return true;
}
