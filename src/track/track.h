// SPDX-License-Identifier: BSD-3-Clause
/*
 * track.h - segments to connections: who talks to whom, in which states both ends are, and what
 * each segment is to its connection. Facts only, never prose, never advice.
 *
 * The tracker takes batches of segment records and gives one verdict a record. Connections are
 * fixed-size records in one arena, addressed by slot; the table is born with a cap and evicts the
 * one idle longest when full, closed ones first, and counts that. A slot is used again only when
 * the next batch begins, so that verdicts and records of one batch always agree.
 */
#ifndef TL_TRACK_TRACK_H
#define TL_TRACK_TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/segment.h>

#include "track/conn.h"
#include "track/verdict.h"

/**
 * struct track_options - sizes and choices, fixed when the tracker is born
 * @max_conns:  connections held at the same time, 0 for 131072
 * @max_closed: of these, closed ones, which are held for their late segments and so that others on
 *              the same ports are known to follow them; 0 for no limit of their own. The one closed
 *              longest goes first, and counts as no eviction
 * @seed:       of the hash; 0 for a random one
 * @general_only: for tests: no short cut for ordinary segments; it must change nothing
 */
struct track_options {
    uint32_t max_conns, max_closed;
    uint64_t seed;
    bool general_only;
};

/**
 * struct track_stats - counted since birth
 * @conns:           connections ever begun
 * @evicted:         of those, forgotten because the table was full
 * @evicted_open:    of those evicted, not closed yet: their story is incomplete
 * @unacked_dropped: outstanding segments not remembered because a cap was reached
 * @holes_forgotten: ranges not captured that were forgotten for the same reason
 */
struct track_stats {
    uint64_t conns, evicted, evicted_open, unacked_dropped, holes_forgotten;
};

struct tracker;

/* On success `*ret` is *owned* by the caller; the one large allocation of the program. */
enum tcplens_status tl_track_new(struct tracker **ret, const struct track_options *options,
                                 struct tcplens_error *err) __attribute__((warn_unused_result));

/*
 * Track segs[0..n) in order and write their verdicts to out[0..n), n <= TRACK_BATCH. A record that
 * is no TCP segment (nor an ICMP error that quotes one) gets a verdict with conn == NULL's
 * meaning: slot TRACK_NO_CONN.
 */
enum { TRACK_BATCH = 64 };
void tl_track_batch(struct tracker *t, const struct tcplens_segment *segs, size_t n,
                    struct verdict *out);

/* Every slot is below max_conns + TRACK_SPARE: retired ones wait for the next batch. */
enum { TRACK_SPARE = 4 * TRACK_BATCH };

/* The connection of a slot; *borrowed* until the next batch begins. */
const struct conn *tl_track_conn(const struct tracker *t, uint32_t slot);

/*
 * Slots of connections that the last batch ended for good: evicted, or replaced by a new one on the
 * same ports. They are readable until the next batch begins, when they are recycled. `*n` of them,
 * *borrowed*, in the order of their first frame.
 */
const uint32_t *tl_track_retired(const struct tracker *t, size_t *n);

/* Slots of all connections still held, in the order of their first frame; *owned*, free() it. NULL
 * if there are none or memory is short. */
uint32_t *tl_track_live(const struct tracker *t, size_t *n);

void tl_track_stats(const struct tracker *t, struct track_stats *out);

void tl_track_free(struct tracker *t);

#endif
