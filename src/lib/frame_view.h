// SPDX-License-Identifier: BSD-3-Clause
/* frame_view.h - what decoding, analysis and PDUs know of a frame, put together for its dissection.
 */
#ifndef TL_LIB_FRAME_VIEW_H
#define TL_LIB_FRAME_VIEW_H

#include "dissect/dissect.h"
#include "lib/analysed.h"
#include "pdu/pdu.h"
#include "source/source.h"

/* Parts of a dissection that a frame's own octets give; those for which it has to be decoded, or
 * its datagram put together, too; and those that have to know what segments carry. What is in
 * neither of the first two takes the conversations before. */
enum {
    PARTS_ALONE = PART_FRAME | PART_LINK | PART_ADDRESSES | PART_IP | PART_TRANSPORT,
    PARTS_DECODED = PARTS_ALONE | PART_DATAGRAM | PART_PORTS | PART_FLAGS,
    PARTS_OF_PDUS = PART_PROTOCOLS | PART_PDU | PART_EXPERT | PART_COLUMNS,
};

/* Fill in what is known of frame `i`'s segment; `pdu` NULL: nobody asks what it carries. `*quoted`
 * is the segment's place if an ICMP error quotes it. */
void tl_frame_view_segment(struct field_view *view, const struct analysed_batch *batch, size_t i,
                           struct pdu_engine *pdu, struct tcplens_segment *quoted);

/* Whether somebody wants numbers of conversations that only a look at every frame gives. */
bool tl_frame_needs_seen(const struct items *items);

/* Whether somebody wants what only the source knows of a frame, while it is at hand; and that. */
bool tl_frame_needs_origin(const struct items *items);
void tl_frame_origin(struct frame_origin *origin, const struct source *source,
                     const struct tcplens_frame *frame);

/* The same of every frame, if the source says nothing of single ones, as pcap does not; false if it
 * may. */
bool tl_frame_origin_of_all(struct frame_origin *origin, const struct source *source);

#endif
