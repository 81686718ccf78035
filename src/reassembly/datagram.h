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
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/frame.h>
#include <tcplens/segment.h>

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

enum datagram_fate {
    DATAGRAM_NONE,  /* no fragment, or one that was cut: the segment stands for itself */
    DATAGRAM_KEPT,  /* others are missing */
    DATAGRAM_WHOLE, /* it was the last one missing */
};

enum tcplens_status tl_datagrams_new(struct datagrams **ret, const struct datagram_options *options,
                                     struct tcplens_error *err) __attribute__((warn_unused_result));

/*
 * Take a segment of decode's. With DATAGRAM_WHOLE `*whole` is the datagram as a frame of link type
 * RAW, with number, time and interface of `seg`: the header of the fragment at offset 0, as if it
 * had never been cut up, with its length, or with length 0 where that does not fit 16 bits. Its
 * octets are *borrowed* until tl_datagrams_release(). It may itself be a fragment, in a tunnel.
 */
enum datagram_fate tl_datagrams_take(struct datagrams *d, const struct tcplens_segment *seg,
                                     struct tcplens_frame *whole);

/* Free the whole datagrams handed out so far. */
void tl_datagrams_release(struct datagrams *d);

void tl_datagrams_stats(const struct datagrams *d, struct datagram_stats *out);

/* NULL is allowed. */
void tl_datagrams_free(struct datagrams *d);

#endif
