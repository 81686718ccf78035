// SPDX-License-Identifier: BSD-3-Clause
/*
 * datagram.h - IP fragments put together again (RFC 791 3.2, RFC 8200 4.5).
 *
 * The store keeps fragments by (addresses, protocol, identification) until the last one missing is
 * captured; the whole datagram then takes that one's place. Where fragments overlap, the octets of
 * the one that begins first count, and of two that begin alike those of the one captured first: as
 * Wireshark has it, no host's choice. Memory is bounded: the datagram begun first is given up when
 * there is no room for another fragment, or when it waited too long by the times of the capture.
 */
#ifndef TL_REASSEMBLY_DATAGRAM_H
#define TL_REASSEMBLY_DATAGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/frame.h>
#include <tcplens/segment.h>

#include "base/octets.h"

struct datagrams;

/**
 * struct datagram_options - 0 takes the default
 * @max_octets:  of fragments kept (4 MiB)
 * @max_age_ns:  a datagram's, from its first captured fragment on (30 s, as Linux keeps them)
 */
struct datagram_options {
    uint64_t max_octets;
    int64_t max_age_ns;
};

/**
 * struct datagram_stats
 * @whole:     datagrams put together
 * @given_up:  datagrams given up incomplete, for room or for age
 * @overlaps:  fragments that overlap another one
 */
struct datagram_stats {
    uint64_t whole, given_up, overlaps;
};

/**
 * struct datagram_part - a fragment of a whole datagram
 * @frame:    its number
 * @offset, @len: of its octets in the datagram's data
 * @overlap:  it begins before those in front of it end
 * @conflict: and says there something else
 * @second_tail: it says that the datagram ends elsewhere than another one does
 * @too_long: it goes on behind the datagram's end
 */
struct datagram_part {
    uint64_t frame;
    uint32_t offset, len;
    bool overlap, conflict, second_tail, too_long;
};

/**
 * struct datagram_whole - a datagram whose last missing fragment was taken; free() frees all of it
 * @next:  for its owner
 * @frame: the datagram as a frame of link type RAW, with number, time and interface of that
 *         fragment's: the header of the fragment at offset 0, as if it had never been cut up, with
 *         its length, or with length 0 where that does not fit 16 bits
 * @data:  what of the frame is behind that header
 * @parts: by offset, @n_parts of them
 */
struct datagram_whole {
    struct datagram_whole *next;
    struct tcplens_frame frame;
    struct span data;
    size_t n_parts;
    struct datagram_part parts[];
};

enum datagram_fate {
    DATAGRAM_NONE,  /* no fragment, or one that was cut: the segment stands for itself */
    DATAGRAM_KEPT,  /* others are missing */
    DATAGRAM_WHOLE, /* it was the last one missing */
};

enum tcplens_status tl_datagrams_new(struct datagrams **ret, const struct datagram_options *options,
                                     struct tcplens_error *err) __attribute__((warn_unused_result));

/* Take a segment of decode's. With DATAGRAM_WHOLE `*ret` is the datagram, *owned* by the caller. It
 * may itself be a fragment, in a tunnel. */
enum datagram_fate tl_datagrams_take(struct datagrams *d, const struct tcplens_segment *seg,
                                     struct datagram_whole **ret);

void tl_datagrams_stats(const struct datagrams *d, struct datagram_stats *out);

/* NULL is allowed. */
void tl_datagrams_free(struct datagrams *d);

#endif
