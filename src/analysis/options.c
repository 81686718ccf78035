// SPDX-License-Identifier: BSD-3-Clause
/*
 * options.c - what a segment's options do to the state of its conversation (8.1, 11).
 *
 * The list is read as Wireshark reads it: what stands before a fault has its effect, and of the
 * faults some end the reading for this segment (2.6) and some only the list.
 */
#include "tcp/options.h"
#include "analysis/engine.h"
#include "decode/decode.h"
#include "tcp/header.h"
#include "tcp/seq.h"

enum {
    SHIFT_MAX = 14,
    SACK_BLOCK = 8,
    SACK_BLOCKS = 3,
    EXID_FAST_OPEN = 0xf989,
    MPTCP_CAPABLE = 0,
    MPTCP_JOIN = 1,
    MPTCP_KINDS = 8,
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
static void take_mptcp(struct turn *u, unsigned subtype)
{
    struct conversation *const c = u->c;

    if (subtype < MPTCP_KINDS &&
        (c->mptcp_kinds != 0 || subtype == MPTCP_CAPABLE || subtype == MPTCP_JOIN))
        c->mptcp_kinds = (uint8_t)(c->mptcp_kinds | 1U << subtype);
}

/* One option, complete; false if it ends the reading. */
static bool take(struct turn *u, const struct tcp_option *option)
{
    const struct span value = option->value;

    switch (option->kind) {
    case TCP_KIND_WSCALE:
        if (value.n == 1)
            u->f->shift = (int8_t)(value.p[0] < SHIFT_MAX ? value.p[0] : SHIFT_MAX);
        return true;
    case TCP_KIND_SACK:
        return take_sack(u, value);
    case TCP_KIND_FAST_OPEN:
        take_cookie(u, value.n);
        return true;
    case TCP_KIND_EXPERIMENT_1:
    case TCP_KIND_EXPERIMENT_2:
        if (value.n >= 2 && be16(value.p) == EXID_FAST_OPEN)
            take_cookie(u, value.n - 2);
        return true;
    case TCP_KIND_MPTCP:
        if (value.n == 0)
            return false;
        take_mptcp(u, value.p[0] >> 4);
        return true;
    default:
        return true;
    }
}

/* 11.2: behind the end of the list are zeros only, and they are looked at as far as the first other
 * octet. False if they are not all captured. */
static bool skip_padding(struct span list, size_t uncaptured)
{
    while (list.n > 0)
        if (*span_take(&list, 1) != 0)
            return true;
    return uncaptured == 0;
}

/* Options that do nothing to the state and are whole. */
static bool are_harmless(const struct tcplens_segment *seg)
{
    enum {
        HARMLESS = TCPLENS_OPT_TIMESTAMPS | TCPLENS_OPT_MSS | TCPLENS_OPT_SACK_PERMITTED,
    };

    return (seg->notes & TCPLENS_OPTIONS_CUT) == 0 && (seg->options & ~HARMLESS) == 0;
}

bool tl_analysis_options(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    enum tcp_option_status status;
    struct tcp_option option;
    struct span list;
    size_t uncaptured;

    if (are_harmless(seg))
        return true;
    list = tl_decode_options(seg);
    uncaptured = (size_t)seg->header_len - TCP_HEADER_MIN - list.n;
    while ((status = tl_tcp_option_next(&list, uncaptured, &option)) == TCP_OPTION_OK)
        if (!take(u, &option))
            return false;
    if (status == TCP_OPTION_CUT)
        return false;
    return status == TCP_OPTION_BAD || skip_padding(list, uncaptured);
}
