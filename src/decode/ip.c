// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip.c - IPv4 (RFC 791) and IPv6 (RFC 8200) with its extension headers.
 *
 * The innermost IP header wins: each one that is found overwrites what the record says of IP.
 */
#include <stdbool.h>

#include "decode/layer.h"
#include "decode/protocol.h"

enum {
    IP4_HEADER = 20,
    IP4_FRAGMENT_MASK = 0x3fff, /* more fragments, and the offset */
    IP_OFFSET_MASK = 0x1fff,
    IP6_HEADER = 40,
    IP6_OFFSET_MASK = 0xfff8,
    IP6_MORE_FRAGMENTS = 0x0001,
    JUMBO_PAYLOAD = 0xc2, /* RFC 2675 2 */
    OPTION_PAD1 = 0,
};

/* What an IP header says of its own packet; another header within makes it void. */
enum { NOTES_OF_IP = TCPLENS_FIRST_FRAGMENT | TCPLENS_LEN_FROM_FRAME | TCPLENS_LEN_BEYOND_FRAME };

/* From here on the record is about the IP header at `offset`. */
static inline void begin(struct cursor *c, uint16_t offset)
{
    struct tcplens_segment *const seg = c->seg;

    if (seg->kind != TCPLENS_KIND_OTHER) {
        seg->notes &= (uint16_t)~NOTES_OF_IP;
        layer_note(c, TCPLENS_TUNNEL);
    }
    seg->kind = TCPLENS_KIND_IP;
    seg->l3_off = offset;
    seg->payload_len = 0;
}

/* As far as is known, the transport header is here. */
static inline void place_transport(struct cursor *c)
{
    c->seg->l4_off = layer_offset(c);
    c->seg->payload_len = (uint32_t)layer_length(c);
}

/*
 * The IP header says that `n` octets follow. Beyond the frame's end that may be so: not all of the
 * packet is in the capture. Beyond the end of a header around it, it cannot be.
 */
static inline void set_length(struct cursor *c, size_t n)
{
    if (n <= layer_length(c)) {
        layer_narrow(c, n);
        return;
    }
    layer_note(c, TCPLENS_LEN_BEYOND_FRAME);
    if ((c->seg->notes & TCPLENS_PADDED) == 0)
        c->uncaptured = n - c->captured.n;
}

static __attribute__((noinline)) void decode_fragment(struct cursor *c, bool first,
                                                      uint8_t protocol)
{
    if (first) {
        layer_note(c, TCPLENS_FIRST_FRAGMENT);
        layer_ip_protocol(c, protocol);
    } else {
        c->seg->kind = TCPLENS_KIND_FRAGMENT;
    }
}

void layer_ip4(struct cursor *c)
{
    const uint16_t offset = layer_offset(c);
    const uint8_t *h;
    size_t header_len, total_len;

    layer_begins(c, LAYER_IP4);
    h = layer_take(c, IP4_HEADER);
    if (h == NULL)
        return;
    header_len = (size_t)(h[0] & 0x0f) * 4;
    if (h[0] >> 4 != 4 || header_len < IP4_HEADER) {
        layer_note(c, TCPLENS_MALFORMED);
        return;
    }
    begin(c, offset);
    c->seg->l4_off = (uint16_t)(offset + header_len);
    total_len = be16(h + 2);
    if (total_len >= header_len) {
        set_length(c, total_len - IP4_HEADER);
    } else if (total_len == 0) {
        layer_note(c, TCPLENS_LEN_FROM_FRAME);
    } else {
        layer_note(c, TCPLENS_MALFORMED);
        return;
    }
    if (header_len > IP4_HEADER && layer_take(c, header_len - IP4_HEADER) == NULL)
        return;
    c->seg->payload_len = (uint32_t)layer_length(c);
    if ((be16(h + 6) & IP4_FRAGMENT_MASK) != 0)
        decode_fragment(c, (be16(h + 6) & IP_OFFSET_MASK) == 0, h[9]);
    else
        layer_ip_protocol(c, h[9]);
}

/* The jumbo payload length (RFC 2675) in a hop-by-hop header's `options`, 0 if there is none. */
static uint32_t find_jumbo_length(struct span options)
{
    while (options.n >= 2) {
        const unsigned type = options.p[0], len = options.p[1];

        if (type == OPTION_PAD1) {
            (void)span_take(&options, 1);
            continue;
        }
        if (type == JUMBO_PAYLOAD && len == 4 && options.n >= 6)
            return be32(options.p + 2);
        if (span_take(&options, 2 + len) == NULL)
            break;
    }
    return 0;
}

/*
 * A payload length of 0: a jumbogram, or a segment which the interface was to cut up (TSO), or
 * really nothing.
 */
static __attribute__((noinline)) void set_zero_length(struct cursor *c, uint8_t next_header)
{
    const uint8_t *const h = c->captured.p;
    uint32_t jumbo = 0;

    if (next_header == PROTOCOL_NO_NEXT) {
        set_length(c, 0);
        return;
    }
    if (next_header == PROTOCOL_HOP_BY_HOP && c->captured.n >= 8) {
        const size_t len = ((size_t)h[1] + 1) * 8;

        jumbo = find_jumbo_length(
            (struct span){h + 2, (len < c->captured.n ? len : c->captured.n) - 2});
    }
    if (jumbo > UINT16_MAX)
        set_length(c, jumbo);
    else
        layer_note(c, TCPLENS_LEN_FROM_FRAME);
}

void layer_ip6(struct cursor *c)
{
    const uint16_t offset = layer_offset(c);
    const uint8_t *h;

    layer_begins(c, LAYER_IP6);
    h = layer_take(c, IP6_HEADER);
    if (h == NULL)
        return;
    if (h[0] >> 4 != 6) {
        layer_note(c, TCPLENS_MALFORMED);
        return;
    }
    begin(c, offset);
    if (be16(h + 4) != 0)
        set_length(c, be16(h + 4));
    else
        set_zero_length(c, h[6]);
    place_transport(c);
    layer_ip_protocol(c, h[6]);
}

/* The next header after a fragment header. */
static void decode_fragment_header(struct cursor *c)
{
    const uint8_t *const h = layer_take(c, 8);

    if (h == NULL)
        return;
    place_transport(c);
    if ((be16(h + 2) & (IP6_OFFSET_MASK | IP6_MORE_FRAGMENTS)) == 0)
        layer_ip_protocol(c, h[0]); /* atomic: not really a fragment (RFC 6946) */
    else
        decode_fragment(c, (be16(h + 2) & IP6_OFFSET_MASK) == 0, h[0]);
}

static enum layer_kind extension_kind(uint8_t protocol)
{
    switch (protocol) {
    case PROTOCOL_HOP_BY_HOP:
        return LAYER_IP6_HOP_BY_HOP;
    case PROTOCOL_ROUTING:
        return LAYER_IP6_ROUTING;
    case PROTOCOL_FRAGMENT:
        return LAYER_IP6_FRAGMENT;
    case PROTOCOL_DESTINATION:
        return LAYER_IP6_DESTINATION;
    case PROTOCOL_AH:
        return LAYER_AH;
    default:
        return LAYER_IP6_OTHER;
    }
}

void layer_extension(struct cursor *c, uint8_t protocol)
{
    const uint8_t *const h = c->captured.p;
    size_t len;

    layer_begins(c, extension_kind(protocol));
    if (protocol == PROTOCOL_FRAGMENT) {
        decode_fragment_header(c);
        return;
    }
    if (c->captured.n < 2) {
        layer_stop(c, 8);
        return;
    }
    len = protocol == PROTOCOL_AH ? ((size_t)h[1] + 2) * 4 : ((size_t)h[1] + 1) * 8;
    if (layer_take(c, len) == NULL)
        return;
    place_transport(c);
    layer_ip_protocol(c, h[0]);
}
