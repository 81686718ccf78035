// SPDX-License-Identifier: BSD-3-Clause
/*
 * copies.h - what sides sent lately, all connections together, to compare it with what they send
 * again.
 *
 * Two rings that never grow: octets, and pieces that say whose they are. The oldest gives way to
 * the newest. Pieces of a side are chained backwards; a link to one that gave way ends the chain.
 */
#ifndef TL_EXPLAIN_COPIES_H
#define TL_EXPLAIN_COPIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/octets.h"

enum { COPIES_OCTETS = 8 << 20, COPIES_PIECES = 1 << 15 };

/**
 * struct piece - payload as it was sent first
 * @frame:  its frame
 * @at:     where its octets are, counted from the first ever kept
 * @before: 1 + the number of the side's piece before it, 0 if there is none
 * @seq, @n: raw number of the first octet, and how many were captured
 */
struct piece {
    uint64_t frame, at, before;
    uint32_t seq, n;
};

/**
 * struct copies - an empty one is all zero, and keeps nothing
 * @octets, @pieces: *owned*
 * @kept, @n: how many of each were ever kept
 */
struct copies {
    uint8_t *octets;
    struct piece *pieces;
    uint64_t kept, n;
};

/* Where two copies differ: @frame had the first, @seq is the raw number of the octet. */
struct difference {
    uint64_t frame;
    uint32_t seq;
};

/* False if there is no memory. */
bool tl_copies_init(struct copies *c);
void tl_copies_fini(struct copies *c);

/* Keep what a side sent in `frame`; `*last` is its chain, 0 at first. */
void tl_copies_keep(struct copies *c, uint64_t *last, uint64_t frame, uint32_t seq,
                    struct span octets);

/* Whether octets that the side sends now differ from those it sent before with the same numbers, as
 * far as those are still kept: the first that does. */
bool tl_copies_differ(const struct copies *c, uint64_t last, uint32_t seq, struct span octets,
                      struct difference *out);

#endif
