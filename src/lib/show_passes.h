// SPDX-License-Identifier: BSD-3-Clause
/*
 * show_passes.h - what is kept of each stream while a capture is shown: how many of its segments
 * there were so far; and, from a first pass to the second (`-2`), what only its end tells.
 *
 * Bounded: of streams beyond STREAMS_KEPT nothing is kept. They are shown as in one pass, and
 * counted.
 */
#ifndef TL_LIB_SHOW_PASSES_H
#define TL_LIB_SHOW_PASSES_H

#include <tcplens/show.h>

#include "analysis/analysis.h"
#include "dissect/links.h"

enum { STREAMS_KEPT = 1 << 22 };

/**
 * struct stream_memory - of all streams
 * @of:     *owned*: by number of the stream, room for @cap
 * @beyond: segments of streams of which nothing is kept
 */
struct stream_memory {
    struct stream_record {
        int64_t initial_rtt_ns;
        uint32_t segments;
        uint8_t completeness;
    } * of;
    uint32_t cap;
    uint64_t beyond;
};

/* Read the file to its end, or as far as options->max_frames. Damage within it is the second pass's
 * to tell. `links` NULL: nobody asks what segments carry. TCPLENS_ERR_USAGE for standard input. */
enum tcplens_status tl_show_first_pass(struct stream_memory *m, struct links *links,
                                       const char *path, const struct tcplens_show_options *options,
                                       struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* In the second pass: set what the end of the row's stream tells. */
void tl_streams_foretell(const struct stream_memory *m, struct analysis_row *row);

/* The number of the row's segment in its stream, from 1; 0 if none is kept. */
uint32_t tl_streams_count(struct stream_memory *m, const struct analysis_row *row);

/* An empty one is all zero. */
void tl_streams_fini(struct stream_memory *m);

#endif
