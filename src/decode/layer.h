// SPDX-License-Identifier: BSD-3-Clause
/*
 * layer.h - how the decoders of this room work together: a cursor moves through the frame, each
 * decoder takes its header off the front and hands the cursor on to the decoder of what follows.
 *
 * Invariants:
 *   - what was captured of a layer is the front of what was on the wire of it;
 *   - a frame has at most HEADERS_MAX headers, each of at most HEADER_MAX octets, so that decoding
 *     ends in bounded time and depth, and every offset fits the 16 bits that a record has for it;
 *   - the record tells the truth at every moment: a decoder that stops leaves it as it is.
 */
#ifndef TL_DECODE_LAYER_H
#define TL_DECODE_LAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/frame.h>
#include <tcplens/segment.h>

#include "base/octets.h"
#include "decode/layers.h"

enum {
    HEADER_MAX = 2056, /* the longest there is: an IPv6 extension header, (255 + 1) * 8 octets */
    HEADERS_MAX = 31,
};
_Static_assert(HEADERS_MAX *HEADER_MAX <= UINT16_MAX, "an offset must fit a record's 16 bits");

/**
 * struct cursor - the part of a frame that is not decoded yet
 * @captured:   the octets at hand
 * @uncaptured: octets there were on the wire behind them, as the lengths read so far have it
 * @headers:    headers that may still be taken
 * @quoted:     it is one that an ICMP error quotes
 * @seg:        the record being made
 * @list:       where headers are listed, NULL if nobody asked
 */
struct cursor {
    struct span captured;
    size_t uncaptured;
    unsigned headers;
    bool quoted;
    struct tcplens_segment *seg;
    struct layers *list;
};

void layer_list(struct cursor *c, enum layer_kind kind);

/* Here begins a header of this kind, whole or cut. Said before it is taken. */
static inline void layer_begins(struct cursor *c, enum layer_kind kind)
{
    if (__builtin_expect(c->list != NULL, 0))
        layer_list(c, kind);
}

/* Say why `n` octets cannot be taken: cut off, or never there. */
void layer_stop(struct cursor *c, size_t n);

/* Take a header of `n` octets, 1 <= n <= HEADER_MAX; NULL, with the reason noted, if it is not
 * there. */
static inline const uint8_t *layer_take(struct cursor *c, size_t n)
{
    const uint8_t *const p = c->headers == 0 ? NULL : span_take(&c->captured, n);

    if (p == NULL) {
        layer_stop(c, n);
        return NULL;
    }
    c->headers--;
    return p;
}

/* Octets on the wire from here on. */
static inline size_t layer_length(const struct cursor *c)
{
    return c->captured.n + c->uncaptured;
}

static inline void layer_note(struct cursor *c, unsigned note)
{
    c->seg->notes |= (uint16_t)note;
}

/* The cursor's place as an offset in the frame. */
static inline uint16_t layer_offset(const struct cursor *c)
{
    return (uint16_t)(c->captured.p - c->seg->frame);
}

/* A header says that `n` octets follow it: what is beyond them is padding. A larger `n` than what
 * was on the wire leaves the cursor as it is. */
static inline void layer_narrow(struct cursor *c, size_t n)
{
    if (n >= layer_length(c))
        return;
    layer_note(c, TCPLENS_PADDED);
    if (c->captured.n > n)
        c->captured.n = n;
    c->uncaptured = n - c->captured.n;
}

/* The headers of the packet that an ICMP error quotes; nothing if `seg` is none. */
void layer_list_quote(const struct tcplens_segment *seg, struct layers *list);

/* Every decoder: expects the cursor at its header. */
typedef void layer_decoder(struct cursor *c);

/* Link layers, by the name of their LINKTYPE_ (link.c has the table). */
layer_decoder layer_ethernet, layer_cooked1, layer_cooked2, layer_null, layer_raw;
layer_decoder layer_ppp, layer_ppp_hdlc, layer_ppp_with_direction, layer_pppoe;

/* What stands between link layer and IP. */
layer_decoder layer_llc, layer_mpls;

/* IP of the version that its first octet names; nothing if it is no IP. */
layer_decoder layer_ip;
layer_decoder layer_ip4, layer_ip6;

/* What an EtherType announces; nothing if it is unknown. */
void layer_ethertype(struct cursor *c, uint16_t type);

/* What an IP protocol number announces, from l4_off on; nothing if it is unknown. */
void layer_ip_protocol(struct cursor *c, uint8_t protocol);

/* An IPv6 extension header or AH, and what follows it. */
void layer_extension(struct cursor *c, uint8_t protocol);

layer_decoder layer_gre;

/* What a UDP datagram to one of the tunnels' ports holds. If that does not decode, the record stays
 * as it is. The cursor is behind the UDP header. */
void layer_udp_tunnel(struct cursor *c);

/* The record of an ordinary segment in a frame of Ethernet; false, with nothing written, of any
 * other frame. */
bool layer_plain(const struct tcplens_frame *frame, struct tcplens_segment *out);

/* The decoder of a LINKTYPE_ value; NULL if there is none. */
layer_decoder *layer_of_link_type(uint16_t link_type);

#endif
