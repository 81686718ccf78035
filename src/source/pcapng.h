// SPDX-License-Identifier: BSD-3-Clause
/*
 * pcapng.h - the block format (draft-ietf-opsawg-pcapng): sections, each of its own byte order,
 * with interfaces, packets of three kinds, and blocks that say something else.
 *
 * A block is taken whole or not at all: its length is proved at both of its ends before anything in
 * it is read. Blocks without packets are skipped, known or not; of interface statistics the drops
 * are counted. Interfaces are numbered on through all sections, so that an index stays unambiguous.
 */
#ifndef TL_SOURCE_PCAPNG_H
#define TL_SOURCE_PCAPNG_H

#include "source/input.h"
#include "source/interfaces.h"
#include "source/timeunit.h"

/**
 * struct pcapng_interface - what packets and statistics need of an interface of the section
 * @unit:    of its timestamps
 * @snaplen: bound of a simple packet's length, 0 for none
 */
struct pcapng_interface {
    struct timeunit unit;
    uint32_t snaplen;
};

/* The options of a frame that has a comment or flags: *borrowed* as the frame is, in the section's
 * order. */
struct pcapng_note {
    uint64_t frame;
    struct span options;
    bool big_endian;
};

/**
 * struct pcapng - a file being read
 * @big_endian: byte order of the section
 * @sections:   begun so far
 * @first:      index in the capture of the section's first interface
 * @v:          *owned*, the section's @n interfaces, room for @cap
 * @blocks:     taken so far
 * @frames:     read so far
 * @received, @dropped_ring, @dropped_iface: as the file's interface statistics have them
 * @number_records: what is no packet but has a place in time takes a frame number, too
 * @notes:      @n_notes of them, of the latest batch, in the order of frames
 */
struct pcapng {
    bool big_endian;
    uint32_t sections;
    size_t first, n, cap;
    struct pcapng_interface *v;
    uint64_t blocks, frames;
    uint64_t received, dropped_ring, dropped_iface;
    struct pcapng_note notes[FRAME_BATCH];
    size_t n_notes;
    bool number_records;
};

/* Whether four octets are the type of a section header block, the same in both byte orders. */
bool tl_pcapng_recognise(const uint8_t type[4]);

/* Read the (recognised) first section header and on to the first interface, if it comes before any
 * packet. `p` must be all zero, and wants tl_pcapng_fini() in any case. */
enum tcplens_status tl_pcapng_begin(struct pcapng *p, struct input *in,
                                    struct interfaces *interfaces, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* As tl_source_read(), without a filter. */
enum tcplens_status tl_pcapng_read(struct pcapng *p, struct input *in,
                                   struct interfaces *interfaces, struct frame_batch *batch,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* As tl_source_comment(). */
bool tl_pcapng_comment(const struct pcapng *p, uint64_t frame, size_t i, struct span *ret);

/* Likewise its epb_flags. */
bool tl_pcapng_flags(const struct pcapng *p, uint64_t frame, uint32_t *ret);

void tl_pcapng_fini(struct pcapng *p);

#endif
