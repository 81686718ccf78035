// SPDX-License-Identifier: BSD-3-Clause
/*
 * holes.h - the numbers below an endpoint's SND.NXT that were never captured, as a small sorted
 * array of ranges; everything else between base and SND.NXT was captured.
 *
 * Holes outlive their acknowledgment, so that a segment captured late is told from one sent again.
 * Invariant: ranges are in order, not empty, and do not touch. When the array is full the oldest
 * range is forgotten, and counted as if it had been captured.
 */
#ifndef TL_TRACK_HOLES_H
#define TL_TRACK_HOLES_H

#include <stdbool.h>

#include "track/conn.h"
#include "track/pool.h"

/* [start, end) lies behind every hole known. False if one had to be forgotten for it. */
bool tl_holes_add(struct pool *pool, struct endpoint *ep, struct tcplens_seq start,
                  struct tcplens_seq end);

/* [start, end) was captured now: how many of its numbers lay in holes. */
uint32_t tl_holes_fill(struct pool *pool, struct endpoint *ep, struct tcplens_seq start,
                       struct tcplens_seq end);

/* How many numbers of [start, end) lie in holes. */
uint32_t tl_holes_within(const struct pool *pool, const struct endpoint *ep,
                         struct tcplens_seq start, struct tcplens_seq end);

void tl_holes_clear(struct pool *pool, struct endpoint *ep);

#endif
