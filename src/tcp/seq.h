// SPDX-License-Identifier: BSD-3-Clause
/*
 * seq.h - TCP sequence numbers: 32-bit values compared modulo 2^32 (RFC 9293 3.4).
 *
 * A sequence number is a struct, so that `a < b` does not compile: every hand-written comparison
 * or subtraction is a wrap-around bug waiting for a 4 GiB transfer. The order is defined for values
 * less than 2^31 apart, which is all that TCP's window allows.
 */
#ifndef TL_TCP_SEQ_H
#define TL_TCP_SEQ_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/segment.h>

static inline struct tcplens_seq seq_of(uint32_t v)
{
    return (struct tcplens_seq){v};
}

/* The sequence number `n` octets after `a`. */
static inline struct tcplens_seq seq_add(struct tcplens_seq a, uint32_t n)
{
    return (struct tcplens_seq){a.v + n};
}

/* Octets from `b` to `a`: positive if `a` is later, negative if it is earlier. */
static inline int32_t seq_diff(struct tcplens_seq a, struct tcplens_seq b)
{
    return (int32_t)(a.v - b.v);
}

static inline bool seq_eq(struct tcplens_seq a, struct tcplens_seq b)
{
    return a.v == b.v;
}

static inline bool seq_lt(struct tcplens_seq a, struct tcplens_seq b)
{
    return seq_diff(a, b) < 0;
}

static inline bool seq_leq(struct tcplens_seq a, struct tcplens_seq b)
{
    return seq_diff(a, b) <= 0;
}

static inline struct tcplens_seq seq_max(struct tcplens_seq a, struct tcplens_seq b)
{
    return seq_lt(a, b) ? b : a;
}

/* RFC 9293 3.4's acceptability test in one place: lo <= s < lo + len, modulo 2^32. */
static inline bool seq_in_window(struct tcplens_seq s, struct tcplens_seq lo, uint32_t len)
{
    return s.v - lo.v < len;
}

#endif
