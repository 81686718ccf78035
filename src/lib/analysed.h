// SPDX-License-Identifier: BSD-3-Clause
/*
 * analysed.h - the stages joined for whoever shows what Wireshark shows: source → decode → datagram
 * → analysis, by one thread or by several, a batch at a time.
 *
 * Invariant: segs[i] and rows[i] of a batch belong to its frame i, and everything borrowed stays
 * valid until the next batch is asked for. Where frame i completed an IP datagram, whole[i] is that
 * datagram (NULL elsewhere), and segs[i] is about it: offsets are into whole[i]->frame, no longer
 * into the frame. A fragment that waits for others is
 * of kind FRAGMENT, even if it begins with a TCP header. What is said does not depend on the number
 * of threads.
 */
#ifndef TL_LIB_ANALYSED_H
#define TL_LIB_ANALYSED_H

#include <tcplens/error.h>

#include "analysis/analysis.h"
#include "reassembly/datagram.h"
#include "source/source.h"

_Static_assert((int)FRAME_BATCH == (int)ANALYSIS_BATCH, "one batch passes through every stage");

struct analysed;

/* Frames, and what is known of each. */
struct analysed_batch {
    struct frame_batch read;
    const struct datagram_whole *whole[FRAME_BATCH];
    struct tcplens_segment segs[FRAME_BATCH];
    struct analysis_row rows[FRAME_BATCH];
};

/**
 * struct analysed_options
 * @analysis: its caps
 * @threads:  1 if 0. With more than one the source is read ahead: as many as are free, for files
 * @unjudged: no conversations are looked for: of the rows only A_HAS_STREAM of `shown` is valid
 */
struct analysed_options {
    struct analysis_options analysis;
    unsigned threads;
    bool unjudged;
};

/* `source` may be NULL, for tl_analysed_take() only; else it is *borrowed* and read by nobody else
 * until tl_analysed_free(); on success `*ret` is *owned* by the caller. */
enum tcplens_status tl_analysed_new(struct analysed **ret, struct source *source,
                                    const struct analysed_options *options,
                                    struct tcplens_error *err) __attribute__((warn_unused_result));

/* The next batch, as tl_source_read() has it: *borrowed* until the next call. */
enum tcplens_status tl_analysed_read(struct analysed *a, const struct analysed_batch **ret,
                                     struct tcplens_error *err) __attribute__((warn_unused_result));

/* Without a source: take a batch that somebody else has read. *Borrowed* until the next call. */
const struct analysed_batch *tl_analysed_take(struct analysed *a, const struct frame_batch *batch);

/* Octets at the end of an interface's frames that are their check sequence, as the file has it. */
uint32_t tl_analysed_fcs_octets(const struct source_interface *interface);

/* What source and analysis had counted a little after the latest batch; either may be NULL. */
void tl_analysed_stats(const struct analysed *a, struct source_stats *source,
                       struct analysis_stats *analysis);

/* NULL is allowed. The source stays open. */
void tl_analysed_free(struct analysed *a);

#endif
