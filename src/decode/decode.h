// SPDX-License-Identifier: BSD-3-Clause
/*
 * decode.h - frame to segment record: link layer, tunnels, IP, and the innermost transport header.
 *
 * Stateless: the record depends on the frame alone. Never fails: a frame that was cut or that
 * contradicts its protocol gives a record that says so (enum tcplens_note), with what was decoded
 * before that point. Tunnels are entered as deep as they go; the innermost IP header counts. What a
 * UDP port only promises must prove to be a packet, else the datagram itself stands.
 */
#ifndef TL_DECODE_DECODE_H
#define TL_DECODE_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/frame.h>
#include <tcplens/segment.h>

#include "base/octets.h"

/* Decode frames[0..n) into out[0..n), which borrow the frames' octets. */
void tl_decode_batch(const struct tcplens_frame *frames, size_t n, struct tcplens_segment *out);

/* Whether frames of this LINKTYPE_ value can be decoded at all. */
bool tl_decode_knows_link_type(uint16_t link_type);

/* "Ethernet", "Linux cooked v2"…; NULL if tl_decode_knows_link_type() says no. */
const char *tl_decode_link_type_name(uint16_t link_type);

/**
 * struct ip_facts - what the innermost IP header says beyond the record
 * @src, @dst:  16 octets each, IPv4 as v4-mapped IPv6 (::ffff:a.b.c.d)
 * @version:    4 or 6
 * @ttl:        TTL or hop limit
 * @ecn:        the two ECN bits (RFC 3168)
 * @id:         IPv4 identification; IPv6: 0
 * @has_id:     IPv4, and the packet may be a fragment or the sender numbers its packets (id != 0)
 */
struct ip_facts {
    uint8_t src[16], dst[16];
    uint8_t version, ttl, ecn;
    bool has_id;
    uint16_t id;
};

/* Read the IP header at l3_off again. Requires a kind of TCPLENS_KIND_IP or above. */
void tl_decode_ip(const struct tcplens_segment *seg, struct ip_facts *out);

/*
 * An ICMP or ICMPv6 error's quoted TCP header as a segment of its own in the same frame: kind TCP,
 * ports and seq valid, the rest where quoted; notes TRUNCATED, OPTIONS_CUT or PAYLOAD_CUT tell
 * where the quote ends, which is its caplen. payload_len is that of the packet quoted. False, with
 * `*quoted` untouched, if `seg` is no ICMP error or quotes no TCP (or less than ports and seq).
 */
bool tl_decode_icmp_quote(const struct tcplens_segment *seg, struct tcplens_segment *quoted);

/* The captured octets of the payload, of any kind: at most payload_len, fewer if cut. */
struct span tl_decode_payload(const struct tcplens_segment *seg);

/* The captured octets of the IP packet from l4_off on, header and payload. Requires a kind of
 * TCPLENS_KIND_IP or above. */
struct span tl_decode_transport(const struct tcplens_segment *seg);

/* The captured octets of the TCP options; empty if there are none. */
struct span tl_decode_options(const struct tcplens_segment *seg);

enum checksum_verdict {
    CHECKSUM_UNKNOWN, /* a part was not captured, or in another fragment, or no final address */
    CHECKSUM_RIGHT,
    CHECKSUM_OFFLOADED, /* the pseudo-header's sum alone: the interface was to finish it */
    CHECKSUM_WRONG,
};

/**
 * struct checksum_facts - a TCP checksum taken apart (RFC 9293 3.1)
 * @verdict:  the conclusion
 * @field:    what the header holds; 0 if that was not captured
 * @expected: what it should hold; 0 if the verdict is UNKNOWN
 * @pseudo:   folded sum of the pseudo-header, not complemented; 0 if no whole header was captured
 *            or a route hides the final address
 */
struct checksum_facts {
    enum checksum_verdict verdict;
    uint16_t field, expected, pseudo;
};

/* Touches the whole segment: call it only where somebody asked. Requires TCPLENS_KIND_TCP. */
void tl_decode_checksum(const struct tcplens_segment *seg, struct checksum_facts *out);

#endif
