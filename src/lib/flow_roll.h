// SPDX-License-Identifier: BSD-3-Clause
/*
 * flow_roll.h - all shards of `flows` together: the one place that knows which number a connection
 * has among all, and in which order rows are listed.
 *
 * Connections are numbered by their first segments. Rows are listed as connections end, those that
 * end in the same block by number.
 */
#ifndef TL_LIB_FLOW_ROLL_H
#define TL_LIB_FLOW_ROLL_H

#include "flow/output.h"
#include "lib/flow_line.h"

/**
 * struct flow_roll
 * @shards:   *owned*, @n of them
 * @numbered: connections so far: the next one has the number after it
 * @closed:   by shard: rows of connections that have closed, on their way to the output
 * @output:   *borrowed*: where rows go
 */
struct flow_roll {
    struct flow_shard shards[FLOW_SHARDS];
    unsigned n;
    uint64_t numbered;
    struct made_rows closed[FLOW_SHARDS];
    struct flow_output *output;
};

/* For `conns` connections at the same time; `told` as in tl_flow_shard_init(). tl_flow_roll_fini()
 * is due in any case. */
enum tcplens_status tl_flow_roll_init(struct flow_roll *r, uint32_t conns, bool told,
                                      struct flow_output *output, struct tcplens_error *err);
void tl_flow_roll_fini(struct flow_roll *r);

/* A block that all shards have taken: number what begins in it, and list what ended.
 * TCPLENS_ERR_MEMORY if rows were lost. */
enum tcplens_status tl_flow_roll_take(struct flow_roll *r, struct flow_block *block,
                                      struct tcplens_error *err);

/* List what closed a while before `now_ns`; only while no thread works on the shards. */
enum tcplens_status tl_flow_roll_closed(struct flow_roll *r, int64_t now_ns,
                                        struct tcplens_error *err);

/* List all that is left, in the order of numbers. */
enum tcplens_status tl_flow_roll_rest(struct flow_roll *r, struct tcplens_error *err);

/* The sums of all shards. */
void tl_flow_roll_stats(const struct flow_roll *r, struct track_stats *out);

#endif
