// SPDX-License-Identifier: BSD-3-Clause
/*
 * options.c - what a segment's options do to the state of its conversation (8.1, 11).
 *
 * The list is read as Wireshark reads it: what stands before a fault has its effect, and of the
 * faults some end the reading for this segment (2.6) and some only the list.
 */
#include "tcp/options.h"
#include "analysis/engine.h"
#include "tcp/header.h"
#include "tcp/seq.h"

enum {
    SHIFT_MAX = 14,
    SACK_BLOCK = 8,
    SACK_BLOCKS = 3,
    DAMAGE = TCPLENS_OPTIONS_CUT | TCPLENS_MALFORMED | TCPLENS_LEN_BEYOND_FRAME,
};

/* Whether the blocks read so far look like a D-SACK (11.5); edges that are missing are 0. */
static bool looks_duplicate(const struct turn *u)
{
    const struct sack_range *const first = &u->ranges[0], *const second = &u->ranges[1];

    return seq_leq(first->right, seq_of(u->row->ack)) ||
           (u->n_ranges > 1 && seq_lt(second->left, first->right) &&
            seq_leq(first->right, second->right));
}

/* 11.5: false if a D-SACK is to be shown from an option that holds no whole block. */
static bool take_sack(struct turn *u, struct span value)
{
    const bool holds_none = value.n < SACK_BLOCK;
    const uint32_t base = u->row->reverse_base;

    while (value.n >= SACK_BLOCK) {
        const uint8_t *const block = span_take(&value, SACK_BLOCK);
        const struct tcplens_seq left = seq_of(be32(block) - base);
        const struct tcplens_seq right = seq_of(be32(block + 4) - base);

        if (u->n_ranges < sizeof u->ranges / sizeof u->ranges[0])
            u->ranges[u->n_ranges] = (struct sack_range){left, right};
        if (u->n_ranges++ < SACK_BLOCKS)
            u->f->sacked += right.v - left.v;
    }
    return !(holds_none && looks_duplicate(u));
}

/* 11.8 */
static void take_cookie(struct turn *u, size_t cookie_len)
{
    if (cookie_len > 0 && turn_is_syn(u) && u->len > 0)
        u->c->tfo_data = 1;
}

/* 11.9 */
static void take_mptcp(struct turn *u, struct span value)
{
    enum { CAPABLE = 0, JOIN = 1, DSS = 2, RESET = 8, WITHOUT_KEY = 9, JOIN_OF_SYN = 10 };
    struct conversation *const c = u->c;
    const unsigned subtype = value.n == 0 ? RESET : value.p[0] >> 4;

    /* What is joined was agreed on elsewhere, and has had data. */
    if (subtype == JOIN && value.n == JOIN_OF_SYN)
        c->mptcp_kinds |= 1U << CAPABLE | 1U << DSS;
    if (subtype < RESET && (subtype != CAPABLE || value.n > WITHOUT_KEY))
        c->mptcp_kinds = (uint8_t)(c->mptcp_kinds | 1U << subtype);
}

/* One option, complete; false if it ends the reading. */
static bool take(struct turn *u, const struct tcp_option *option)
{
    const struct span value = option->value;

    if (option->kind == TCP_KIND_WSCALE && value.n == 1)
        u->f->shift = (int8_t)(value.p[0] < SHIFT_MAX ? value.p[0] : SHIFT_MAX);
    else if (option->kind == TCP_KIND_FAST_OPEN)
        take_cookie(u, value.n);
    else if ((option->kind == TCP_KIND_EXPERIMENT_1 || option->kind == TCP_KIND_EXPERIMENT_2) &&
             value.n >= 2 && be16(value.p) == TCP_EXPERIMENT_FAST_OPEN)
        take_cookie(u, value.n - 2);
    else if (option->kind == TCP_KIND_MPTCP)
        take_mptcp(u, value);
    else if (option->kind == TCP_KIND_SACK && !take_sack(u, value))
        return false;
    return tl_analysis_option_reads(option->kind, value, value.n) <= value.n;
}

/* Options that do nothing to the state and are whole. */
static bool are_harmless(const struct tcplens_segment *seg)
{
    enum { HARMLESS = TCPLENS_OPT_TIMESTAMPS | TCPLENS_OPT_MSS | TCPLENS_OPT_SACK_PERMITTED };

    return (seg->notes & DAMAGE) == 0 && (seg->options & ~HARMLESS) == 0;
}

/* The options of Linux's SYN: MSS, SACK permitted, time stamps, NOP, window scale; of which only
 * the last does anything to the state. */
static bool take_usual_syn(struct turn *u)
{
    enum { HEADER = 40, MSS = 0x0204, SACK_OK_TIMESTAMPS = 0x0402080a, NOP_WSCALE = 0x010303 };
    const struct tcplens_segment *const seg = u->seg;
    const uint8_t *const options = seg->frame + seg->l4_off + TCP_HEADER_MIN;

    if (seg->header_len != HEADER || u->captured < HEADER || (seg->notes & DAMAGE) != 0 ||
        be16(options) != MSS || be32(options + 4) != SACK_OK_TIMESTAMPS ||
        be32(options + 16) >> 8 != NOP_WSCALE)
        return false;
    u->f->shift = (int8_t)(options[19] < SHIFT_MAX ? options[19] : SHIFT_MAX);
    return true;
}

/* Whether the complaint about an option's length, which ends the list (11.3), can be made although
 * the list is cut: if the length goes past the end, it marks all of the list but two octets. */
static bool is_complaint_whole(struct span rest, size_t uncaptured)
{
    return rest.n < 2 || rest.p[1] < 2 || uncaptured <= 2;
}

/* The last option is cut, but nothing that is read of it. */
static bool take_cut(struct turn *u, struct span rest, size_t uncaptured)
{
    const uint8_t *const head = span_take(&rest, 2);

    if (head == NULL || head[1] != 2 + rest.n + uncaptured ||
        tl_analysis_option_reads(head[0], rest, rest.n + uncaptured) > rest.n)
        return false;
    if (head[0] == TCP_KIND_MPTCP)
        take_mptcp(u, rest);
    return head[0] != TCP_KIND_SACK || take_sack(u, rest);
}

bool tl_analysis_options(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    const size_t there = u->captured < seg->header_len ? u->captured : seg->header_len;
    const size_t uncaptured = seg->header_len - there;
    struct span list = {seg->frame + seg->l4_off + TCP_HEADER_MIN, there - TCP_HEADER_MIN};
    enum tcp_option_status status;
    struct tcp_option option;

    if (are_harmless(seg) || take_usual_syn(u))
        return true;
    u->ranges[0] = u->ranges[1] = (struct sack_range){{0}, {0}};
    while ((status = tl_tcp_option_next(&list, uncaptured, &option)) == TCP_OPTION_OK)
        if (!take(u, &option))
            return false;
    if (status == TCP_OPTION_CUT)
        return take_cut(u, list, uncaptured);
    return uncaptured == 0 || (status == TCP_OPTION_BAD && is_complaint_whole(list, uncaptured));
}
