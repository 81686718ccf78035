// SPDX-License-Identifier: BSD-3-Clause
/*
 * gaps.h - what has come in beyond RCV.NXT: ranges of sequence numbers, and what to say of
 * them in SACK blocks (RFC 2018, RFC 2883).
 *
 * Invariants: ranges neither overlap nor touch, and all lie beyond RCV.NXT. They stand in the order
 * in which RFC 2018 4 wants them told: the one that grew last comes first.
 */
#ifndef TL_STACK_GAPS_H
#define TL_STACK_GAPS_H

#include <stdbool.h>
#include <stdint.h>

#include "tcp/options.h"
#include "tcp/seq.h"

enum { GAPS_MAX = 64 };

struct seq_range {
    struct tcplens_seq left, right; /* half-open */
};

/**
 * struct gaps
 * @ranges:    @n of them
 * @duplicate: what came in twice, to be told once as the first block (D-SACK); empty if nothing did
 */
struct gaps {
    struct seq_range ranges[GAPS_MAX];
    uint32_t n;
    struct seq_range duplicate;
};

/* Note that [left, right) is there; false, with nothing noted, if there are too many ranges. */
bool gaps_add(struct gaps *g, struct seq_range range);

/* How far the stream reaches that is complete up to `next`: `next` itself, or the end of the range
 * that it has met, which is forgotten. */
struct tcplens_seq gaps_close(struct gaps *g, struct tcplens_seq next);

/* Whether all of [left, right) has come in already beyond RCV.NXT. */
bool gaps_hold(const struct gaps *g, struct seq_range range);

/* Fill in the blocks of an acknowledgment; the duplicate is told, and forgotten. */
void gaps_tell(struct gaps *g, struct tcp_options *out);

#endif
