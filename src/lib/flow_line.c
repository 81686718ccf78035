// SPDX-License-Identifier: BSD-3-Clause
#include "lib/flow_line.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/crew.h"
#include "base/error.h"
#include "decode/decode.h"
#include "decode/flow.h"

enum { BLOCK_OCTETS = 512 * 1024 };

/* The hash must be the same each time: what is evicted when a shard is full depends on it. */
#define SHARD_SEED UINT64_C(0x2545f4914f6cdd1d)

/**
 * struct flow_line
 * @read:     frames read so far; only of the batch at hand: they are decoded at once
 * @matched:  frames so far
 * @stopping: no more blocks are wanted
 * @blocks:   *owned*, @n_blocks of them
 */
struct flow_line {
    struct flow_line_options options;
    struct crew *crew;
    struct frame_batch read;
    uint64_t matched;
    int64_t newest_ns;
    atomic_bool stopping;
    struct flow_block *blocks;
    size_t n_blocks;
};

/* Nothing of what it held is wanted any more. */
static void empty(struct flow_block *b)
{
    for (size_t i = 0; i < b->n_windows; i++)
        tl_window_release(b->windows[i]);
    for (unsigned i = 0; i < FLOW_SHARDS; i++)
        b->rows[i].n = 0;
    b->n = b->n_windows = 0;
}

static uint8_t shard_of(const struct flow_line *line, const struct tcplens_segment *seg)
{
    struct tcplens_segment quoted;
    struct flow_key key;

    if (seg->kind == TCPLENS_KIND_ICMP && tl_decode_icmp_quote(seg, &quoted))
        seg = &quoted;
    if (seg->kind != TCPLENS_KIND_TCP)
        return FLOW_NO_SHARD;
    if (line->options.n_shards == 1)
        return 0;
    flow_key_of(seg, &key);
    return (uint8_t)((flow_hash(&key, SHARD_SEED) >> 32) % line->options.n_shards);
}

/* The batch just read becomes part of the block. */
static void add_batch(struct flow_line *line, struct flow_block *b)
{
    const struct frame_batch *const read = &line->read;
    struct tcplens_segment *const segs = &b->segs[b->n];

    tl_decode_batch(read->frames, read->n, segs);
    if (line->options.sieve != NULL)
        tl_sieve_batch(line->options.sieve, line->options.source, read, &b->matches[b->n]);
    for (size_t i = 0; i < read->n; i++) {
        tl_census_add(line->options.census, &read->frames[i], &segs[i]);
        if (segs[i].ts_ns > line->newest_ns)
            line->newest_ns = segs[i].ts_ns;
        b->shards[b->n + i] = shard_of(line, &segs[i]);
        b->begun[b->n + i] = TRACK_NO_CONN;
    }
    b->n += read->n;
    line->matched += read->n;
}

static enum tcplens_status read_batch(struct flow_line *line, struct tcplens_error *err)
{
    const uint64_t left = line->options.max_frames - line->matched;
    enum tcplens_status status;

    line->read.n = 0;
    if (left == 0 || atomic_load_explicit(&line->stopping, memory_order_relaxed))
        return TCPLENS_END;
    status = tl_source_read(line->options.source, &line->read, err);
    if (status != TCPLENS_OK)
        line->read.n = 0;
    else if (line->read.n > left)
        line->read.n = (size_t)left;
    return status;
}

static bool fill(void *ctx, void *block)
{
    struct flow_line *const line = ctx;
    struct flow_block *const b = block;
    const size_t batches = line->options.live ? 1 : FLOW_BATCHES;
    size_t octets = 0;

    empty(b);
    do {
        b->status = read_batch(line, &b->err);
        if (b->status != TCPLENS_OK)
            break;
        for (size_t i = 0; i < line->read.n; i++)
            octets += line->read.frames[i].caplen;
        add_batch(line, b);
        b->windows[b->n_windows++] = tl_source_hold(line->options.source);
    } while (b->n_windows < batches && octets < BLOCK_OCTETS);
    b->newest_ns = line->newest_ns;
    tl_source_stats(line->options.source, &b->source);
    return b->status == TCPLENS_OK;
}

static void analyse(void *ctx, void *block, unsigned part)
{
    const struct flow_line *const line = ctx;
    struct flow_block *const b = block;
    struct analysis_row rows[ANALYSIS_BATCH];

    (void)part;
    for (size_t done = 0; done < b->n; done += ANALYSIS_BATCH) {
        const size_t n = b->n - done < ANALYSIS_BATCH ? b->n - done : ANALYSIS_BATCH;

        tl_analysis_batch(line->options.analysis, &b->segs[done], n, rows);
        for (size_t i = 0; i < n; i++)
            b->streams[done + i] =
                (struct flow_stream){.number = rows[i].stream,
                                     .completeness = rows[i].completeness_after,
                                     .known = (rows[i].shown & A_HAS_STREAM) != 0};
    }
}

static void take(void *ctx, void *block, unsigned part)
{
    const struct flow_line *const line = ctx;

    tl_flow_shard_take(&line->options.shards[part], block, part);
}

static enum tcplens_status make_crew(struct flow_line *line, struct tcplens_error *err)
{
    const unsigned threads = line->options.threads;
    struct crew_line steps = {.fill = fill, .ctx = line};
    void *blocks[2 * CREW_THREADS_MAX + 1];

    if (line->options.analysis != NULL)
        steps.stages[steps.n_stages++] =
            (struct crew_stage){.parts = 1, .in_order = true, .run = analyse};
    steps.stages[steps.n_stages++] =
        (struct crew_stage){.parts = line->options.n_shards, .in_order = true, .run = take};
    line->n_blocks = tl_crew_blocks(threads);
    line->blocks = calloc(line->n_blocks, sizeof *line->blocks);
    for (size_t i = 0; line->blocks != NULL && i < line->n_blocks; i++) {
        blocks[i] = &line->blocks[i];
        if (line->options.analysis == NULL)
            continue;
        line->blocks[i].streams = calloc(FLOW_BLOCK, sizeof *line->blocks[i].streams);
        if (line->blocks[i].streams == NULL)
            return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    if (line->blocks == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return tl_crew_new(&line->crew, &steps, threads, blocks, err);
}

enum tcplens_status tl_flow_line_new(struct flow_line **ret,
                                     const struct flow_line_options *options,
                                     struct tcplens_error *err)
{
    struct flow_line *const line = calloc(1, sizeof *line);
    enum tcplens_status status;

    if (line == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    line->options = *options;
    line->newest_ns = options->now_ns;
    status = make_crew(line, err);
    if (status != TCPLENS_OK) {
        tl_flow_line_free(line);
        return status;
    }
    *ret = line;
    return TCPLENS_OK;
}

struct flow_block *tl_flow_line_next(struct flow_line *line)
{
    return tl_crew_next(line->crew);
}

void tl_flow_line_stop(struct flow_line *line)
{
    atomic_store_explicit(&line->stopping, true, memory_order_relaxed);
}

void tl_flow_line_free(struct flow_line *line)
{
    if (line == NULL)
        return;
    tl_crew_free(line->crew);
    for (size_t i = 0; line->blocks != NULL && i < line->n_blocks; i++) {
        empty(&line->blocks[i]);
        for (unsigned k = 0; k < FLOW_SHARDS; k++)
            tl_made_rows_fini(&line->blocks[i].rows[k]);
        free(line->blocks[i].streams);
    }
    free(line->blocks);
    free(line);
}
