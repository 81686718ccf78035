// SPDX-License-Identifier: BSD-3-Clause
/* fragment.h - what an IP header says of a fragment: which datagram, and which part of it. */
#ifndef TL_REASSEMBLY_FRAGMENT_H
#define TL_REASSEMBLY_FRAGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "base/octets.h"

/**
 * struct fragment_key - one datagram's; compared as octets, so it has no padding
 * @protocol: 0 for IPv6, where each fragment may name another one
 * @vlan:     of the last tag, 0 if there is none
 */
struct fragment_key {
    uint8_t src[16], dst[16];
    uint32_t id;
    uint8_t protocol, version;
    uint16_t vlan;
};

/**
 * struct fragment_view - one fragment in its frame
 * @head:   *borrowed*: what comes before its data when the datagram is whole: the IP header, in
 *          IPv6 with the extension headers before the fragment header
 * @next_header: IPv6: the protocol that the fragment header names
 * @next_header_off: IPv6: where in `head` the fragment header is named
 * @data:   *borrowed*: its part of the datagram, all captured
 * @offset: of its data in the datagram
 * @more:   it is not the end of the datagram
 */
struct fragment_view {
    struct fragment_key key;
    struct span head, data;
    uint32_t offset;
    uint16_t next_header_off;
    uint8_t next_header;
    bool more;
};

/* False if the innermost IP header of `seg` is that of no fragment, or if part of the fragment was
 * not captured. */
bool tl_fragment_view(const struct tcplens_segment *seg, struct fragment_view *out);

#endif
