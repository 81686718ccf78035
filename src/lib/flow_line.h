// SPDX-License-Identifier: BSD-3-Clause
/*
 * flow_line.h - a crew's line from a source to the shards of `flows`: blocks of segments are read
 * and decoded, analysed if anybody wants that, and taken by all shards.
 *
 * Invariant: what stands in a block, and what the shards make of it, depends on the capture alone,
 * never on the number of threads.
 */
#ifndef TL_LIB_FLOW_LINE_H
#define TL_LIB_FLOW_LINE_H

#include "lib/census.h"
#include "lib/flow_shard.h"
#include "lib/sieve.h"
#include "source/source.h"

_Static_assert((int)FRAME_BATCH == (int)TRACK_BATCH && (int)FRAME_BATCH == (int)ANALYSIS_BATCH,
               "one batch passes through every stage");

enum { FLOW_SHARDS = 8, FLOW_BATCHES = 16, FLOW_BLOCK = FLOW_BATCHES * FRAME_BATCH };

/* In place of a shard's number, and of a slot: none. */
enum { FLOW_NO_SHARD = 0xff };

/* What the analysis says of a segment's connection. */
struct flow_stream {
    uint32_t number;
    uint8_t completeness;
    bool known;
};

/**
 * struct flow_block - segments on their way, @n of them
 * @segs:     *owned*; what they borrow is held
 * @shards:   which shard takes the segment, or FLOW_NO_SHARD
 * @streams:  *owned*, by segment; NULL if nobody wants them
 * @matches:  whether its frame matches the display filter; not set if there is none
 * @begun:    slot of the connection that begins with the segment, in its shard; or TRACK_NO_CONN
 * @rows:     by shard
 * @newest_ns: the latest time of any segment so far
 * @windows:  held, @n_windows of them
 * @source:   what had been counted when it was read
 * @status, @err: what came after the last segment; TCPLENS_OK if that was just the block's end
 */
struct flow_block {
    struct tcplens_segment segs[FLOW_BLOCK];
    uint8_t shards[FLOW_BLOCK];
    bool matches[FLOW_BLOCK];
    uint32_t begun[FLOW_BLOCK];
    struct flow_stream *streams;
    struct made_rows rows[FLOW_SHARDS];
    size_t n;
    int64_t newest_ns;
    struct window *windows[FLOW_BATCHES];
    size_t n_windows;
    struct source_stats source;
    enum tcplens_status status;
    struct tcplens_error err;
};

/**
 * struct flow_line_options
 * @source:     *borrowed*, and read by nobody else until tl_flow_line_free()
 * @shards:     *borrowed*, @n_shards of them
 * @analysis:   *borrowed*; NULL if nobody wants it
 * @sieve:      *borrowed*: the display filter; NULL if there is none
 * @census:     *borrowed*: counts all frames that are read
 * @now_ns:     the latest time before
 * @max_frames: at most so many, UINT64_MAX for all
 * @threads:    1 or more; 1 for live captures
 * @live:       do not wait until a block is full
 */
struct flow_line_options {
    struct source *source;
    struct flow_shard *shards;
    unsigned n_shards;
    struct analysis *analysis;
    struct sieve *sieve;
    struct census *census;
    int64_t now_ns;
    uint64_t max_frames;
    unsigned threads;
    bool live;
};

struct flow_line;

/* On success `*ret` is *owned* by the caller. */
enum tcplens_status tl_flow_line_new(struct flow_line **ret,
                                     const struct flow_line_options *options,
                                     struct tcplens_error *err) __attribute__((warn_unused_result));

/* The next block, taken by all shards: *borrowed* until the next call. NULL after the one whose
 * status was not TCPLENS_OK. */
struct flow_block *tl_flow_line_next(struct flow_line *line);

/* Read no further; what was read still comes. */
void tl_flow_line_stop(struct flow_line *line);

/* After the last block, or nobody will know of what the shards have taken. NULL is allowed. */
void tl_flow_line_free(struct flow_line *line);

#endif
