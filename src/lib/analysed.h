// SPDX-License-Identifier: BSD-3-Clause
/*
 * analysed.h - the stages joined for whoever shows what Wireshark shows: source → decode → datagram
 * → analysis, one batch at a time.
 *
 * Invariant: after tl_analysed_read() segs[i] and rows[i] belong to batch.frames[i] for every
 * i < batch.n, and everything borrowed stays valid until the next read. Where frame i completed an
 * IP datagram, whole[i] is that datagram as a frame of link type RAW (its `octets` are NULL
 * elsewhere), and segs[i] is about it: offsets are into whole[i].octets, no longer into the frame.
 * Frames are numbered as Wireshark does, and where the file says that frames end with a check
 * sequence, segs[i] ends before it; batch.frames[i] keeps it.
 * A fragment that waits for others is of kind FRAGMENT, even if it begins with a TCP header.
 */
#ifndef TL_LIB_ANALYSED_H
#define TL_LIB_ANALYSED_H

#include <tcplens/error.h>

#include "analysis/analysis.h"
#include "reassembly/datagram.h"
#include "source/source.h"

_Static_assert((int)FRAME_BATCH == (int)ANALYSIS_BATCH, "one batch passes through every stage");

/**
 * struct analysed - one capture on its way
 * @source: *borrowed*
 * @datagrams, @analysis: *owned*
 * @fcs_octets: of the frame check sequence that the file says to be at the end of each frame
 */
struct analysed {
    struct source *source;
    struct datagrams *datagrams;
    struct analysis *analysis;
    uint32_t fcs_octets;
    struct frame_batch batch;
    struct tcplens_frame whole[FRAME_BATCH];
    struct tcplens_segment segs[FRAME_BATCH];
    struct analysis_row rows[FRAME_BATCH];
};

/* With the caps of `options`; on success `*ret` is *owned* by the caller. */
enum tcplens_status tl_analysed_new(struct analysed **ret, struct source *source,
                                    const struct analysis_options *options,
                                    struct tcplens_error *err) __attribute__((warn_unused_result));

/* The next batch, as tl_source_read() does; on a failure it is empty. */
enum tcplens_status tl_analysed_read(struct analysed *a, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* NULL is allowed. The source stays open. */
void tl_analysed_free(struct analysed *a);

#endif
