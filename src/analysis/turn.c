// SPDX-License-Identifier: BSD-3-Clause
/*
 * turn.c - one segment from its conversation to its row: how far it takes part (2), and everything
 * in the order of work that section 2 gives.
 */
#include "analysis/engine.h"
#include "base/octets.h"
#include "tcp/header.h"

enum { COMPLETE_SYN = 1, COMPLETE_SYN_ACK = 2, COMPLETE_ACK = 4 };
enum { IP6_HEADER = 40 };
enum { COMPLETE_DATA = 8, COMPLETE_FIN = 16, COMPLETE_RST = 32 };

/* What the innermost IP header says, from l4_off on. */
static size_t announced(const struct tcplens_segment *seg)
{
    const uint8_t *const ip = seg->frame + seg->l3_off;
    const size_t headers = (size_t)seg->l4_off - seg->l3_off;
    const size_t packet = ip[0] >> 4 == 4 ? be16(ip + 2) : be16(ip + 4) + IP6_HEADER;

    if ((seg->notes & TCPLENS_LEN_FROM_FRAME) != 0)
        return ip[0] >> 4 == 4 ? SIZE_MAX : 0;
    return packet > headers ? packet - headers : 0;
}

size_t tl_analysis_packet_len(const struct tcplens_segment *seg)
{
    enum { HEADER_READ = TCPLENS_MALFORMED | TCPLENS_TRUNCATED };
    const size_t frame = seg->len > seg->l4_off ? seg->len - seg->l4_off : 0;
    size_t packet = (size_t)seg->header_len + seg->payload_len;

    if ((seg->notes & HEADER_READ) != 0 || (seg->notes & TCPLENS_LEN_FROM_FRAME) != 0)
        packet = announced(seg);
    return packet < frame ? packet : frame;
}

/* 2.3, 2.4, 2.5: whether the segment has a length, and which. */
static void measure(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    size_t packet;

    if (u->quoted || (seg->notes & TCPLENS_FIRST_FRAGMENT) != 0)
        return;
    if (segment_is_odd(seg)) {
        packet = tl_analysis_packet_len(seg);
        if (seg->header_len > packet) /* a short segment */
            return;
        u->len = (uint32_t)(packet - seg->header_len);
        u->bogus = seg->header_len < TCP_HEADER_MIN;
    } else {
        u->len = seg->payload_len;
    }
    turn_show(u, A_HAS_LENGTH);
}

/* 10.1 */
static void tell_times(struct turn *u)
{
    struct conversation *const c = u->c;
    const uint64_t now = (uint64_t)u->seg->ts_ns;

    u->row->since_first_ns = (int64_t)(now - (uint64_t)c->first_ns);
    u->row->since_previous_ns = (int64_t)(now - (uint64_t)c->prev_ns);
    c->prev_ns = u->seg->ts_ns;
    if (u->captured >= TCP_HEADER_MIN && !u->bogus)
        turn_show(u, A_HAS_TIMES);
}

/* 4.4 */
static void show_numbers(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct analysis_row *const row = u->row;

    row->seq = seg->seq.v;
    row->ack = seg->ack.v;
    row->reverse_base = u->r->base.v;
    if (!turn_shows(u, A_HAS_LENGTH))
        return;
    row->seq -= u->f->base.v;
    if (turn_has(u, TCPLENS_ACK))
        row->ack -= row->reverse_base;
    row->len = u->len;
    row->next_seq = row->seq + u->len + (turn_has(u, TCPLENS_SYN | TCPLENS_FIN) ? 1 : 0);
}

/* 8.4 */
static void show_window(struct turn *u)
{
    const int8_t shift = u->f->shift;

    turn_show(u, A_HAS_WINDOW | (turn_has(u, TCPLENS_SYN) ? 0 : A_HAS_SCALE));
    u->row->shift = shift;
    u->row->window = u->seg->wnd;
    if (shift > 0 && !turn_has(u, TCPLENS_SYN) && turn_shows(u, A_HAS_LENGTH))
        u->row->window <<= shift;
}

/* 9.2 and 9.3 */
static void complete(struct turn *u)
{
    struct conversation *const c = u->c;
    unsigned bits = c->completeness;

    if (u->began) {
        if (turn_is_syn(u))
            bits = COMPLETE_SYN | (u->len > 0 ? COMPLETE_DATA : 0);
    } else if (turn_has(u, TCPLENS_SYN)) {
        bits |= turn_has(u, TCPLENS_ACK) ? COMPLETE_SYN_ACK : 0;
    } else if (turn_has(u, TCPLENS_ACK)) {
        bits |= u->len > 0 ? COMPLETE_DATA : COMPLETE_ACK;
    }
    if (!u->began) {
        if (turn_has(u, TCPLENS_FIN) && turn_has(u, TCPLENS_ACK))
            bits |= COMPLETE_FIN;
        if (turn_has(u, TCPLENS_RST))
            bits |= COMPLETE_RST;
    }
    c->completeness = bits & 63;
}

/* What the flags say and change: 12 (who closes first), 8.3, 10.2. */
static void take_flags(struct turn *u)
{
    struct conversation *const c = u->c;
    int64_t irtt;

    if (c->tfo_data)
        turn_show(u, A_TFO_DATA);
    if (turn_has(u, TCPLENS_FIN) && !half_is(u->r, H_CLOSED_FIRST)) {
        half_set(u->f, H_CLOSED_FIRST, true);
        turn_show(u, A_FIN_ACTIVE);
    }
    if (turn_has(u, TCPLENS_SYN))
        half_set(u->f, H_SYN_WINDOW, true);
    else if (turn_has(u, TCPLENS_ACK))
        half_set(u->f, H_SYN_WINDOW, false);
    if (c->has_irtt)
        return;
    if (turn_is_syn(u)) {
        c->opening_ns = u->seg->ts_ns;
    } else if (turn_has(u, TCPLENS_ACK) && !turn_has(u, TCPLENS_SYN) && c->opening_ns != 0) {
        irtt = (int64_t)((uint64_t)u->seg->ts_ns - (uint64_t)c->opening_ns);
        c->has_irtt = irtt != 0;
        c->opening_ns = c->has_irtt ? irtt : c->opening_ns;
    }
}

/* 8.2 */
static void settle_scale(struct turn *u)
{
    struct half *const f = u->f, *const r = u->r;

    if (!turn_has(u, TCPLENS_SYN))
        return;
    if (f->shift == SHIFT_UNKNOWN)
        f->shift = r->shift = SHIFT_UNUSED;
    else if (turn_has(u, TCPLENS_ACK) && r->shift == SHIFT_UNUSED)
        f->shift = SHIFT_UNUSED;
}

/* 2.6: nothing of the analysis is shown, though the state has moved. */
static void hide_analysis(struct turn *u)
{
    struct analysis_row *const row = u->row;

    row->verdicts = 0;
    row->shown &= (uint16_t) ~(A_HAS_RECORD | A_HAS_FLIGHT | A_HAS_ACKED | A_HAS_RTO);
}

/* After a cap was reached, a stream index may be too high, and a list too short. */
static bool may_differ(const struct turn *u)
{
    return u->f->unacked.refused || u->r->unacked.refused ||
           (u->a->stats.forgotten > 0 && u->c->stream >= u->a->sure_streams);
}

/* The part of a segment that 2.5 keeps everything else from. */
static void take_the_rest(struct turn *u)
{
    show_window(u);
    complete(u);
    take_flags(u);
    if (u->captured < TCP_HEADER_MIN) {
        hide_analysis(u);
        return;
    }
    turn_show(u, A_HAS_OPTIONS);
    if (!tl_analysis_options(u)) {
        hide_analysis(u);
        return;
    }
    turn_show(u, A_WHOLE);
    settle_scale(u);
    u->row->initial_rtt_ns = u->c->has_irtt ? u->c->opening_ns : 0;
}

void tl_analysis_turn(struct turn *u)
{
    u->row->completeness = u->c->completeness;
    turn_show(u, A_HAS_STREAM | (u->quoted ? A_QUOTED : 0));
    measure(u);
    u->f->sacked = 0;
    tell_times(u);
    if (turn_shows(u, A_HAS_LENGTH))
        tl_analysis_sequence(u);
    show_numbers(u);
    if (u->bogus)
        hide_analysis(u);
    else
        take_the_rest(u);
    u->row->completeness_after = u->c->completeness;
    if (may_differ(u))
        turn_show(u, A_FORGOTTEN);
}

/* Whole options of which nothing can end the reading (11). */
static bool are_plain(const struct tcplens_segment *seg)
{
    enum {
        PLAIN = TCPLENS_OPT_TIMESTAMPS | TCPLENS_OPT_MSS | TCPLENS_OPT_SACK_PERMITTED |
                TCPLENS_OPT_WSCALE,
        DAMAGE = TCPLENS_OPTIONS_CUT | TCPLENS_MALFORMED | TCPLENS_LEN_BEYOND_FRAME,
    };

    return (seg->notes & DAMAGE) == 0 && (seg->options & ~PLAIN) == 0;
}

static bool reads_options(struct turn *u)
{
    if (u->captured < TCP_HEADER_MIN)
        return false;
    if (are_plain(u->seg))
        return true;
    show_numbers(u); /* SACK edges are seen beside them */
    return tl_analysis_options(u);
}

/* What a stream is and how complete rests on lengths, bases and flags, and on SYNs (find.c). That
 * options are read is for A_WHOLE alone. */
void tl_analysis_turn_stream(struct turn *u)
{
    u->row->completeness = u->c->completeness;
    turn_show(u, A_HAS_STREAM | (u->quoted ? A_QUOTED : 0));
    measure(u);
    u->c->prev_ns = u->seg->ts_ns;
    if (turn_shows(u, A_HAS_LENGTH))
        tl_analysis_know_bases(u);
    if (!u->bogus) {
        complete(u);
        if (reads_options(u))
            turn_show(u, A_WHOLE);
    }
    u->row->completeness_after = u->c->completeness;
    if (may_differ(u))
        turn_show(u, A_FORGOTTEN);
}
