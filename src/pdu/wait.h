// SPDX-License-Identifier: BSD-3-Clause
/*
 * wait.h - a PDU that began in one segment and ends in a later one: its octets as they come in.
 *
 * Invariant: `segments` are sorted by offset; octets [0, reach) are all there, and segments
 * [0, in_reach) are those that begin within them. What came first stays where segments overlap.
 */
#ifndef TL_PDU_WAIT_H
#define TL_PDU_WAIT_H

#include "pdu/pdu.h"

/**
 * struct wait - one PDU of one direction
 * @next:    *owned*: the one that was begun before it
 * @start:   sequence number of its first octet
 * @end:     and where it will be complete, as far as is known
 * @first_frame, @last_frame: with its first octets, with its latest
 * @octets:  *owned*
 * @segments: *owned*
 * @entire:  takes the whole of the segment that completes it
 * @shown:   each segment of it shows how it begins
 * @done:    it was complete: its octets are given up with the next frame
 * @rounds:  how often one more segment was asked for
 */
struct wait {
    struct wait *next;
    struct tcplens_seq start, end;
    uint64_t first_frame, last_frame;
    uint8_t *octets;
    struct pdu_segment *segments;
    uint32_t n_segments, cap_segments, cap_octets;
    uint32_t reach, in_reach, top, rounds;
    bool entire, shown, done;
};

/* NULL if there is no memory. */
struct wait *wait_new(struct tcplens_seq start, struct tcplens_seq end, uint64_t frame);
void wait_free(struct wait *w);

/* Give up octets and segments, but not where they were. */
void wait_empty(struct wait *w);

/* Memory held, in octets. */
static inline size_t wait_holds(const struct wait *w)
{
    return sizeof *w + w->cap_octets + w->cap_segments * sizeof *w->segments;
}

/* Add octets at an offset; false if there is no memory. */
bool wait_add(struct wait *w, uint64_t frame, uint32_t offset, struct span octets);

/* Tell which segments begin before those in front of them end. */
void wait_mark_overlaps(struct wait *w);

#endif
