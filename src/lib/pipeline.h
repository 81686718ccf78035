// SPDX-License-Identifier: BSD-3-Clause
/*
 * pipeline.h - the stages joined: source → decode → track, one batch at a time, with the teller and
 * the text writer at hand for whoever drives it (explain_file.c, explain_live.c).
 *
 * Invariant: after tl_pipeline_read() segs[i] and verdicts[i] belong to batch.frames[i] for every
 * i < batch.n, and everything borrowed stays valid until the next read. Memory is fixed when the
 * pipeline is born: nothing grows with the length of the capture.
 */
#ifndef TL_LIB_PIPELINE_H
#define TL_LIB_PIPELINE_H

#include <tcplens/explain.h>

#include "base/text.h"
#include "explain/explain.h"
#include "lib/census.h"
#include "lib/ending.h"
#include "lib/sieve.h"
#include "render/render.h"
#include "source/source.h"
#include "track/track.h"

_Static_assert((int)FRAME_BATCH == (int)TRACK_BATCH, "one batch passes through every stage");

enum { PIPELINE_OUTPUT = 65536 };

/**
 * struct pipeline - one capture on its way to stories
 * @options:  *borrowed* from the caller of the library
 * @source:   *owned*; opened by the driver, closed by tl_pipeline_free()
 * @tracker, @teller: *owned*
 * @sieve:    *owned*: which frames match the display filter, @matches of the batch; NULL without
 * one
 * @chosen:   *owned*: by slot: the number of the connection there once one of its frames has
 * matched;
 *            @n_slots of them
 * @endings:  closed connections, and which were told
 * @rows_shown: rows are shown as they arrive; only heads and findings are left to tell
 * @alter_frames: has its way with each batch before anything else sees it; NULL for none.
 *             @alter_ctx is theirs
 * @see_segment: is shown each segment of a connection that is to be told; NULL for none
 * @tell_story: takes each connection's story instead of text being made of it; NULL for text.
 *             @tell_ctx is theirs
 * @told_slot: the tracker's, of the connection that @tell_story is told
 * @view:     how to show; t0_ns is set before each use
 * @out:      writer over @output, flushed by the driver
 * @stats:    counted as frames pass; tl_pipeline_stats() adds what the stages count themselves
 * @census:   what the frames were
 * @now_ns:   time of the newest frame, 0 before the first
 */
struct pipeline {
    const struct tcplens_explain_options *options;
    struct source *source;
    struct tracker *tracker;
    struct teller *teller;
    struct sieve *sieve;
    bool matches[FRAME_BATCH];
    uint64_t *chosen;
    uint32_t n_slots;
    struct endings endings;
    bool rows_shown;
    void (*alter_frames)(void *ctx, struct frame_batch *batch);
    void *alter_ctx;
    void (*see_segment)(void *ctx, const struct tcplens_segment *seg);
    void (*tell_story)(void *ctx, const struct story *story);
    void *tell_ctx;
    uint32_t told_slot;
    struct view view;
    struct text out;
    struct tcplens_explain_stats stats;
    struct census census;
    int64_t now_ns;
    struct frame_batch batch;
    struct tcplens_segment segs[FRAME_BATCH];
    struct verdict verdicts[FRAME_BATCH];
    char output[PIPELINE_OUTPUT];
};

/* The view that the caller's options ask for. */
struct view tl_view(const struct tcplens_explain_options *options);

/* TCPLENS_ERR_USAGE for options that make no sense. */
enum tcplens_status tl_check_options(const struct tcplens_explain_options *options,
                                     struct tcplens_error *err);

/* Flush `t`. A refused write is TCPLENS_ERR_WRITE; otherwise `status` as it is, and the end of the
 * input is TCPLENS_OK. */
enum tcplens_status tl_finish_output(struct text *t, enum tcplens_status status,
                                     struct tcplens_error *err);

/* Make a pipeline without a source; on success `*ret` is *owned* by the caller. */
enum tcplens_status tl_pipeline_new(struct pipeline **ret,
                                    const struct tcplens_explain_options *options,
                                    tcplens_sink *sink, void *sink_ctx, struct tcplens_error *err);

/*
 * Read, decode and track the next batch (live: possibly an empty one). TCPLENS_END after the last
 * frame or after max_frames; a failure of the source leaves the batch empty.
 */
enum tcplens_status tl_pipeline_read(struct pipeline *p, struct tcplens_error *err);

/* Everything counted so far; `out` may be NULL. */
void tl_pipeline_stats(struct pipeline *p, struct tcplens_explain_stats *out);

/* Whether the caller's options->stop says so. */
bool tl_pipeline_stopped(const struct pipeline *p);

/* Read a file to its end and tell what it holds; what came before damage is told too. */
enum tcplens_status tl_pipeline_tell_file(struct pipeline *p, const char *path,
                                          struct tcplens_error *err);

/* Free everything; NULL is allowed. */
void tl_pipeline_free(struct pipeline *p);

#endif
