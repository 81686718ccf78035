// SPDX-License-Identifier: BSD-3-Clause
/*
 * checksum_verdict.c - is a TCP checksum right, or only not finished yet?
 *
 * A sender whose interface computes checksums leaves the folded, not complemented sum of the
 * pseudo-header in the field; a capture on the sending host sees that. So "not right" is not yet
 * "wrong".
 */
#include "decode/decode.h"
#include "decode/protocol.h"
#include "tcp/checksum.h"
#include "tcp/header.h"

enum {
    /* A longer packet than Ethernet takes is one that the interface was to cut up. Some drivers
     * leave the length out of the sum then: it differs from piece to piece (NDIS LSO). */
    ETHERNET_MTU = 1500,
};

enum {
    IP4_HEADER = 20,
    IP4_OPTION_END = 0,
    IP4_OPTION_NOP = 1,
    IP4_LOOSE_ROUTE = 131,
    IP4_STRICT_ROUTE = 137,
    ROUTE_FIRST = 3, /* octets of type, length and pointer */
    IP6_HEADER = 40,
    IP6_OPTION_PAD1 = 0,
    IP6_HOME_ADDRESS = 0xc9,
    ROUTING_TYPE_0 = 0,
    ROUTING_MOBILE = 2,
    ROUTING_SEGMENTS = 4,
};

/* Source-routed IPv4 (RFC 791 3.1): the last hop is the pseudo-header's destination, as long as
 * there are hops left. */
static void use_ip4_route(struct span options, struct ip_facts *ip)
{
    while (options.n >= 2 && options.p[0] != IP4_OPTION_END) {
        const uint8_t *const p = options.p;
        const size_t len = p[0] == IP4_OPTION_NOP ? 1 : p[1];

        if (len == 0 || span_take(&options, len) == NULL)
            return;
        if ((p[0] == IP4_LOOSE_ROUTE || p[0] == IP4_STRICT_ROUTE) && len >= ROUTE_FIRST + 4 &&
            p[2] <= len - ROUTE_FIRST)
            memcpy(ip->dst + 12, p + len - 4, 4);
    }
}

/* The last of a routing header's addresses, if there are hops left: the pseudo-header's
 * destination (RFC 8200 8.1). False if it cannot be told. */
static bool use_ip6_route(struct span header, struct ip_facts *ip)
{
    const uint8_t *const p = header.p;
    const size_t addresses = (header.n - 8) / 16;

    if (p[3] == 0)
        return true;
    if (addresses == 0)
        return false;
    switch (p[2]) {
    case ROUTING_TYPE_0:
    case ROUTING_MOBILE:
        memcpy(ip->dst, p + 8 + (addresses - 1) * 16, 16);
        return true;
    case ROUTING_SEGMENTS: /* kept in reverse (RFC 8754 2) */
        memcpy(ip->dst, p + 8, 16);
        return true;
    default:
        return false;
    }
}

/* A mobile node's home address stands for its source address (RFC 6275 11.3.1). */
static void use_home_address(struct span options, struct ip_facts *ip)
{
    while (options.n >= 2) {
        const uint8_t *const p = options.p;
        const size_t len = p[0] == IP6_OPTION_PAD1 ? 1 : 2 + (size_t)p[1];

        if (span_take(&options, len) == NULL)
            return;
        if (p[0] == IP6_HOME_ADDRESS && len == 2 + 16)
            memcpy(ip->src, p + 2, 16);
    }
}

static bool use_extensions(struct span headers, uint8_t protocol, struct ip_facts *ip)
{
    while (headers.n >= 8) {
        const uint8_t *const p = headers.p;
        const size_t len = protocol == PROTOCOL_FRAGMENT ? 8
                           : protocol == PROTOCOL_AH     ? ((size_t)p[1] + 2) * 4
                                                         : ((size_t)p[1] + 1) * 8;

        if (span_take(&headers, len) == NULL)
            return false;
        if (protocol == PROTOCOL_DESTINATION)
            use_home_address((struct span){p + 2, len - 2}, ip);
        if (protocol == PROTOCOL_ROUTING && !use_ip6_route((struct span){p, len}, ip))
            return false;
        protocol = p[0];
    }
    return true;
}

/* The addresses of the pseudo-header: not always those of the IP header. */
static bool find_addresses(const struct tcplens_segment *seg, struct ip_facts *ip)
{
    const uint8_t *const h = seg->frame + seg->l3_off;
    const size_t before_tcp = (size_t)seg->l4_off - seg->l3_off;

    tl_decode_ip(seg, ip);
    if (ip->version == 6)
        return use_extensions((struct span){h + IP6_HEADER, before_tcp - IP6_HEADER}, h[6], ip);
    use_ip4_route((struct span){h + IP4_HEADER, (size_t)(h[0] & 0x0f) * 4 - IP4_HEADER}, ip);
    return true;
}

/* Equal as ones' complement numbers, which have two zeros. */
static bool is_same_sum(uint16_t a, uint16_t b)
{
    return a % UINT16_MAX == b % UINT16_MAX;
}

static bool is_unfinished(const struct checksum_facts *facts, uint64_t pseudo, uint32_t segment_len)
{
    return is_same_sum(facts->field, facts->pseudo) ||
           (segment_len > ETHERNET_MTU &&
            is_same_sum(facts->field, tl_tcp_checksum_fold(pseudo - segment_len)));
}

/* The pseudo-header's sum; false if its addresses cannot be told. */
static bool sum_pseudo(const struct tcplens_segment *seg, uint32_t segment_len, uint64_t *sum)
{
    enum { PLAIN_IP4 = 0x45 };
    const uint8_t *const h = seg->frame + seg->l3_off;
    struct ip_facts ip;

    if (h[0] == PLAIN_IP4) { /* no options: nearly always, and then four words are all */
        *sum = (uint64_t)PROTOCOL_TCP + segment_len + be16(h + 12) + be16(h + 14) + be16(h + 16) +
               be16(h + 18);
        return true;
    }
    if (!find_addresses(seg, &ip))
        return false;
    /* A v4-mapped address adds 0xffff to the sum, which is 0: one path serves both versions. */
    *sum =
        tl_tcp_checksum_pseudo((struct span){ip.src, 16}, (struct span){ip.dst, 16}, segment_len);
    return true;
}

void tl_decode_checksum(const struct tcplens_segment *seg, struct checksum_facts *out)
{
    enum {
        INCOMPLETE = TCPLENS_TRUNCATED | TCPLENS_MALFORMED | TCPLENS_OPTIONS_CUT |
                     TCPLENS_PAYLOAD_CUT | TCPLENS_FIRST_FRAGMENT
    };
    const uint32_t segment_len = seg->header_len + seg->payload_len;
    const uint8_t *const h = seg->frame + seg->l4_off;
    uint64_t pseudo, sum;

    *out = (struct checksum_facts){.verdict = CHECKSUM_UNKNOWN};
    if ((seg->notes & (TCPLENS_TRUNCATED | TCPLENS_MALFORMED)) != 0)
        return;
    out->field = be16(h + TCP_CHECKSUM_OFF);
    if (!sum_pseudo(seg, segment_len, &pseudo))
        return;
    out->pseudo = tl_tcp_checksum_fold(pseudo);
    if ((seg->notes & INCOMPLETE) != 0)
        return;
    sum = tl_tcp_checksum_add(pseudo, (struct span){h, segment_len}) - out->field;
    out->expected = (uint16_t)~tl_tcp_checksum_fold(sum);
    if (is_same_sum(out->field, out->expected))
        out->verdict = CHECKSUM_RIGHT;
    else if (is_unfinished(out, pseudo, segment_len))
        out->verdict = CHECKSUM_OFFLOADED;
    else
        out->verdict = CHECKSUM_WRONG;
}
