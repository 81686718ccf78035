// SPDX-License-Identifier: BSD-3-Clause
/*
 * pcap.h - the classic savefile: a file header of 24 octets, then records, each a header of 16 and
 * the frame (draft-ietf-opsawg-pcap).
 *
 * Both byte orders; seconds with micro- or nanoseconds; the "modified" form of 1990s Linux with 8
 * octets more a record, which say the direction; the versions before 2.4, some of whose writers
 * swapped the two lengths. Files that were joined with cat are read on, each as an interface of its
 * own.
 */
#ifndef TL_SOURCE_PCAP_H
#define TL_SOURCE_PCAP_H

#include "source/input.h"
#include "source/interfaces.h"

/* How the lengths of a record stand. */
enum pcap_lengths {
    PCAP_CAPLEN_FIRST,      /* version 2.4 */
    PCAP_LEN_FIRST,         /* before 2.3, and 543.0 of an old DG/UX */
    PCAP_SMALLER_IS_CAPLEN, /* 2.3: writers disagree */
};

/* Of version 2: nobody has defined a later one. */
enum { PCAP_MINOR_LATEST = 4 };

/**
 * struct pcap - a savefile being read
 * @big_endian:    byte order of all its numbers
 * @record_header: octets of a record's header, 16 or 24
 * @unit_ns:       nanoseconds of the fraction's unit, 1 or 1000
 * @lengths:       enum pcap_lengths
 * @minor:         of the file's version
 * @iface, @link_type: of all its frames
 * @caplen_max:    a record that claims more is damage, not a frame
 * @frames:        read so far
 */
struct pcap {
    bool big_endian;
    uint8_t record_header;
    uint8_t lengths;
    uint16_t minor, iface, link_type;
    uint32_t unit_ns, caplen_max;
    uint64_t frames;
};

/* Whether four octets are a savefile's magic number, in any form. */
bool tl_pcap_recognise(const uint8_t magic[4]);

/* Read the file header (recognised) and add its one interface. `p` must be all zero, or what the
 * file before was read with. */
enum tcplens_status tl_pcap_begin(struct pcap *p, struct input *in, struct interfaces *interfaces,
                                  struct tcplens_error *err) __attribute__((warn_unused_result));

/* As tl_source_read(), without a filter. */
enum tcplens_status tl_pcap_read(struct pcap *p, struct input *in, struct interfaces *interfaces,
                                 struct frame_batch *batch, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#endif
