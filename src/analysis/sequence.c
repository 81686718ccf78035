// SPDX-License-Identifier: BSD-3-Clause
/*
 * sequence.c - the verdicts of section 6, in its order. Every test stands under its number, since
 * it is the order that decides where several fit.
 */
#include "analysis/engine.h"
#include "tcp/seq.h"

enum { CONTROL = TCPLENS_SYN | TCPLENS_FIN | TCPLENS_RST };

/* 6.10 leaves it in `dup`, where 6.11.4 takes it for very many. */
static const uint32_t dup_all = UINT32_MAX;

static const uint64_t fast_limit_ns = 20000000;   /* 6.11.4 */
static const uint64_t reorder_limit_ns = 3000000; /* 6.11.5, without an iRTT */

static inline bool is_none(struct tcplens_seq number)
{
    return number.v == 0;
}

/* The window of the last segment; before the first, one that no segment can have. */
static inline uint32_t window_of(const struct half *h)
{
    return half_is(h, H_WINDOW) ? h->window : UINT32_MAX;
}

/* Whether the segment takes numbers. */
static inline bool takes_numbers(const struct turn *u)
{
    return u->len > 0 || turn_has(u, TCPLENS_SYN | TCPLENS_FIN);
}

static inline struct tcplens_seq end_of(const struct turn *u)
{
    return seq_add(u->seg->seq, u->len);
}

void tl_analysis_know_bases(struct turn *u)
{
    if (!half_is(u->f, H_BASE)) {
        u->f->base = turn_has(u, TCPLENS_SYN) ? u->seg->seq : seq_add(u->seg->seq, UINT32_MAX);
        half_set(u->f, H_BASE, true);
    }
    if (!turn_has(u, TCPLENS_ACK))
        return;
    if (!half_is(u->r, H_BASE)) {
        u->r->base = seq_add(u->seg->ack, UINT32_MAX);
        half_set(u->r, H_BASE, true);
    }
    half_set(u->r, H_FLIGHT, true);
}

/* 6.7 */
static bool fills_window(const struct turn *u)
{
    const struct half *const r = u->r;
    const int shift = half_is(r, H_SYN_WINDOW) || r->shift == SHIFT_UNUSED ? 0 : r->shift;

    return u->len > 0 && r->shift != SHIFT_UNKNOWN && !turn_has(u, CONTROL) &&
           seq_eq(end_of(u), seq_add(r->last_ack, window_of(r) << shift));
}

/* 6.8 */
static void judge_repeated_ack(struct turn *u)
{
    struct half *const f = u->f;
    const struct half *const r = u->r;
    const struct conversation *const c = u->c;

    if (u->seg->wnd != 0 && half_is(r, H_KEEP_ALIVE)) {
        turn_verdict(u, A_KEEP_ALIVE_ACK);
    } else if (u->seg->wnd == 0) {
        if (half_is(r, H_WINDOW_PROBE))
            turn_verdict(u, A_ZERO_WINDOW_PROBE_ACK);
    } else if (c->mptcp_kinds == c->mptcp_seen[f - c->halves]) {
        turn_verdict(u, A_DUPLICATE_ACK);
        f->dup = f->dup == dup_all ? 1 : f->dup + 1;
        u->row->duplicate = f->dup;
        u->row->duplicate_frame = frame_of(f->dup_frame, u->seg->number);
    }
}

/* 6.3 to 6.8. */
static void judge_numbers(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct half *const f = u->f;
    const bool control = turn_has(u, CONTROL);

    if (seg->wnd == 0 && !control) /* 6.3 */
        turn_verdict(u, A_ZERO_WINDOW);
    if (!is_none(f->next) && seq_lt(f->next, seg->seq) && !turn_has(u, TCPLENS_RST)) { /* 6.4 */
        turn_verdict(u, A_LOST_SEGMENT);
        half_set(f, H_FLIGHT, false);
    }
    if (u->len <= 1 && seq_eq(seq_add(seg->seq, 1), f->next) && !control) /* 6.5 */
        turn_verdict(u, A_KEEP_ALIVE);
    if (u->len == 0 && seq_eq(seg->seq, f->next) && seq_eq(seg->ack, f->last_ack) && !control) {
        if (seg->wnd == window_of(f))
            judge_repeated_ack(u);
        else if (seg->wnd != 0) /* 6.6 */
            turn_verdict(u, A_WINDOW_UPDATE);
    }
    if (fills_window(u))
        turn_verdict(u, A_WINDOW_FULL);
}

/* 6.9 and 6.10. */
static void judge_ack(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct half *const f = u->f, *const r = u->r;

    if (!seq_eq(seg->ack, f->last_ack)) {
        f->dup_frame = (uint32_t)seg->number;
        f->dup = 0;
    }
    if (is_none(r->ack_limit) || !seq_lt(r->ack_limit, seg->ack) || !turn_has(u, TCPLENS_ACK))
        return;
    turn_note(u);
    if (seq_lt(r->ack_limit, r->next)) {
        r->ack_limit = r->next;
        turn_verdict(u, A_ACK_LOST_SEGMENT);
    } else {
        if (r->dup == 0)
            turn_verdict(u, A_ACK_LOST_SEGMENT);
        r->dup = dup_all;
    }
}

/* 6.11.2 */
static bool is_old(const struct turn *u)
{
    const struct half *const f = u->f;

    return !is_none(f->next) && seq_lt(u->seg->seq, f->next) &&
           !(u->len > 1 && seq_eq(seq_add(u->seg->seq, 1), f->next));
}

static bool is_fast(const struct turn *u)
{
    const struct half *const r = u->r;

    return r->dup >= 2 && seq_eq(r->last_ack, u->seg->seq) &&
           (uint64_t)u->seg->ts_ns - (uint64_t)r->last_ns < fast_limit_ns;
}

static bool is_out_of_order(const struct turn *u)
{
    const struct conversation *const c = u->c;
    const struct half *const f = u->f;
    const uint64_t limit = c->has_irtt ? (uint64_t)c->opening_ns : reorder_limit_ns;
    const uint32_t flag = turn_has(u, TCPLENS_SYN | TCPLENS_FIN) ? 1 : 0;

    return (uint64_t)u->seg->ts_ns - (uint64_t)f->next_ns < limit &&
           !seq_eq(f->next, seq_add(end_of(u), flag));
}

/* 6.11.6: the RTO is counted from the segment captured first of those not acknowledged. */
static void note_rto(struct turn *u)
{
    struct unacked since = {.ns = u->f->next_ns, .frame = u->f->next_frame};
    int64_t rto;

    (void)tl_analysis_unacked_oldest(&u->a->pool, &u->f->unacked, &since);
    rto = (int64_t)((uint64_t)u->seg->ts_ns - (uint64_t)since.ns);
    if (rto == 0)
        return;
    turn_show(u, A_HAS_RTO);
    u->row->rto_ns = rto;
    u->row->rto_frame = frame_of(since.frame, u->seg->number);
}

/* 6.11 */
static void judge_repetition(struct turn *u)
{
    const struct half *const r = u->r;
    const bool old = is_old(u);

    if ((u->row->verdicts & A_KEEP_ALIVE) != 0)
        return;
    if (u->len > 0 && r->last_ack.v != 0 && seq_leq(end_of(u), r->last_ack)) {
        turn_verdict(u, A_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION);
    } else if (!old) {
        return;
    } else if (is_fast(u)) {
        turn_verdict(u, A_RETRANSMISSION | A_FAST_RETRANSMISSION);
    } else if (is_out_of_order(u)) {
        turn_verdict(u, A_OUT_OF_ORDER);
    } else {
        turn_verdict(u, A_RETRANSMISSION);
        note_rto(u);
    }
}

/* 6.12: its end, as 6.13 takes it. */
static struct tcplens_seq keep(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    struct half *const f = u->f;
    struct tcplens_seq end = end_of(u);

    if (takes_numbers(u) && f->unacked.n < UNACKED_MAX) {
        struct unacked entry = {
            .start = seg->seq, .frame = (uint32_t)seg->number, .ns = seg->ts_ns};

        if (turn_has(u, TCPLENS_SYN | TCPLENS_FIN))
            end = seq_add(end, 1);
        entry.end = end;
        if (!tl_analysis_unacked_add(&u->a->pool, &f->unacked, &entry))
            u->a->stats.unlisted++;
    }
    return end;
}

/* 6.13 and 6.14. */
static void remember(struct turn *u, struct tcplens_seq end)
{
    const struct tcplens_segment *const seg = u->seg;
    struct half *const f = u->f;
    struct conversation *const c = u->c;

    if ((u->row->verdicts & A_ZERO_WINDOW_PROBE) == 0) {
        if (is_none(f->next) || seq_lt(f->next, end)) {
            f->next = end;
            f->next_frame = (uint32_t)seg->number;
            f->next_ns = seg->ts_ns;
        }
        if (is_none(f->ack_limit) || seq_eq(seg->seq, f->ack_limit))
            f->ack_limit = f->next;
    }
    f->window = seg->wnd;
    f->last_ack = seg->ack;
    f->last_ns = seg->ts_ns;
    half_set(f, H_WINDOW, true);
    half_set(f, H_KEEP_ALIVE, (u->row->verdicts & A_KEEP_ALIVE) != 0);
    half_set(f, H_WINDOW_PROBE, (u->row->verdicts & A_ZERO_WINDOW_PROBE) != 0);
    c->mptcp_seen[f - c->halves] = c->mptcp_kinds;
}

/* 6.15 */
static void acknowledge(struct turn *u)
{
    struct unacked acked;

    if (!tl_analysis_unacked_ack(&u->a->pool, &u->r->unacked, u->seg->ack, &acked))
        return;
    turn_note(u);
    turn_show(u, A_HAS_ACKED);
    u->row->acks_frame = frame_of(acked.frame, u->seg->number);
    u->row->ack_rtt_ns = (int64_t)((uint64_t)u->seg->ts_ns - (uint64_t)acked.ns);
}

/* The push counter of 6.16. */
static void count_push(struct turn *u)
{
    struct half *const f = u->f;

    f->push_count = half_is(f, H_PUSHED) ? u->len : f->push_count + u->len;
    half_set(f, H_PUSHED, turn_has(u, TCPLENS_PSH));
    turn_note(u);
}

/* 6.16 */
static void measure_flight(struct turn *u)
{
    enum { FLIGHT_MAX = 2000000000 };
    const struct half *const f = u->f;
    uint32_t flight;

    if (u->len == 0 || f->unacked.n == 0 || !half_is(f, H_FLIGHT))
        return;
    flight = tl_analysis_unacked_span(&u->a->pool, &f->unacked, f->base) - u->r->sacked;
    count_push(u);
    if (flight == 0 || flight >= FLIGHT_MAX)
        return;
    flight -= turn_has(u, TCPLENS_SYN | TCPLENS_FIN) ? 1 : 0;
    if (flight == 0)
        return;
    turn_show(u, A_HAS_FLIGHT);
    u->row->flight = flight;
    u->row->push = f->push_count;
}

void tl_analysis_sequence(struct turn *u)
{
    tl_analysis_know_bases(u);
    if (u->len == 1 && seq_eq(u->seg->seq, u->f->next) && window_of(u->r) == 0) /* 6.2 */
        turn_verdict(u, A_ZERO_WINDOW_PROBE);
    else
        judge_numbers(u);
    judge_ack(u);
    if (takes_numbers(u))
        judge_repetition(u);
    remember(u, keep(u));
    acknowledge(u);
    measure_flight(u);
}
