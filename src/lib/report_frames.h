// SPDX-License-Identifier: BSD-3-Clause
/*
 * report_frames.h - frames to the list and the trees of a report: analysis, dissection and colours
 * of those that find a place there.
 *
 * Every frame of the capture passes, for the analysis counts them all; only those chosen are
 * dissected.
 */
#ifndef TL_LIB_REPORT_FRAMES_H
#define TL_LIB_REPORT_FRAMES_H

#include "report/frames.h"
#include "source/source.h"

/* What becomes of a frame; nothing if neither. */
struct frame_choice {
    uint64_t connection;
    bool listed, tree;
};

struct framer;

/**
 * struct framer_options
 * @payload:  what segments carry is looked at and shown
 * @nameless: interfaces have no names and frames no comments
 */
struct framer_options {
    bool payload, nameless;
};

/* What it makes goes to `frames`, *borrowed*. On success `*ret` is *owned* by the caller. */
enum tcplens_status tl_framer_new(struct framer **ret, const struct framer_options *options,
                                  struct frames *frames, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Add the chosen frames of a batch, decoded as `segs`. `source` is where it came from. */
void tl_framer_take(struct framer *f, const struct source *source, const struct frame_batch *batch,
                    const struct tcplens_segment *segs, const struct frame_choice *choices);

/* NULL is allowed. */
void tl_framer_free(struct framer *f);

#endif
