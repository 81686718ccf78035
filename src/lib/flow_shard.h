// SPDX-License-Identifier: BSD-3-Clause
/*
 * flow_shard.h - a part of all connections, with all that is known of them: tracker, teller and
 * tallies, one of each.
 *
 * Which shard a segment belongs to is decided by the hash of its flow, so shards share nothing, and
 * each may be fed by another thread. There are always as many of them, whatever the number of
 * threads: what is said does not depend on it.
 *
 * A shard numbers its own connections. What number one has among all is known only where all shards
 * come together: to whoever reads the rows, in the order of the capture (flows.c).
 */
#ifndef TL_LIB_FLOW_SHARD_H
#define TL_LIB_FLOW_SHARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/segment.h>

#include "analysis/analysis.h"
#include "explain/explain.h"
#include "flow/row.h"
#include "lib/ending.h"
#include "track/track.h"

/**
 * struct made_row - the row of a connection that is over
 * @slot: that it had in its shard
 * @at:   index, in the block, of the segment after which it was made: whatever the slot holds from
 *        a later one on is another connection
 */
struct made_row {
    struct flow_row row;
    uint32_t slot, at;
};

/* Rows as they are made; *owned*. @failed: one was lost, because there was no memory. */
struct made_rows {
    struct made_row *rows;
    size_t n, room;
    bool failed;
};

/**
 * struct flow_shard
 * @tracker:  *owned*
 * @teller:   *owned*; NULL if nobody wants what it knows
 * @tallies:  *owned*, by slot, @n_slots of them
 * @numbers:  *owned*, by slot: of the connection among all; for the reader of the rows alone
 * @endings:  closed connections, and which were listed
 * @segs, @at: segments on their way to the tracker, and which of the block they are; @n of them
 */
struct flow_shard {
    struct tracker *tracker;
    struct teller *teller;
    struct tally *tallies;
    uint64_t *numbers;
    uint32_t n_slots;
    struct endings endings;
    struct tcplens_segment segs[TRACK_BATCH];
    struct verdict verdicts[TRACK_BATCH];
    uint32_t at[TRACK_BATCH];
    size_t n;
};

/* For so many connections at the same time, `max_closed` of them closed; `told`: with a teller.
 * tl_flow_shard_fini() is due in any case. */
enum tcplens_status tl_flow_shard_init(struct flow_shard *s, uint32_t conns, uint32_t max_closed,
                                       bool told, struct tcplens_error *err);
void tl_flow_shard_fini(struct flow_shard *s);

struct flow_block;

/* Take from `block` the segments of shard `id`, which this is: to its rows go the connections that
 * ended for good, to its `begun` those that began. */
void tl_flow_shard_take(struct flow_shard *s, struct flow_block *block, unsigned id);

/* Rows of those that closed a while before `now_ns`. */
void tl_flow_shard_closed(struct flow_shard *s, int64_t now_ns, struct made_rows *rows);

/* The row of the connection in `slot`, which is forgotten; false if it was listed before. */
bool tl_flow_shard_row(struct flow_shard *s, uint32_t slot, struct flow_row *row);

void tl_made_rows_fini(struct made_rows *rows);

#endif
