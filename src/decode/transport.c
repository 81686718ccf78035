// SPDX-License-Identifier: BSD-3-Clause
/* transport.c - what an IP protocol number announces: TCP first of all. */
#include <stdbool.h>

#include "decode/layer.h"
#include "decode/protocol.h"
#include "tcp/header.h"

enum {
    UDP_HEADER = 8,
    UDP_PORTS = 4,
    ICMP_HEADER = 8,
    ICMP_TYPE_AND_CODE = 2,
};

/* A first fragment that ends within its transport header tells no more than a later one. */
static inline bool is_first_fragment(const struct cursor *c)
{
    return (c->seg->notes & TCPLENS_FIRST_FRAGMENT) != 0;
}

/* The octets that the header says it has, or the fewest it can have. */
static size_t tcp_header_len(const struct cursor *c)
{
    const size_t len = c->captured.n < TCP_HEADER_MIN ? 0 : (size_t)(c->captured.p[12] >> 4) * 4;

    return len < TCP_HEADER_MIN ? TCP_HEADER_MIN : len;
}

static void decode_tcp(struct cursor *c)
{
    struct tcplens_segment *const seg = c->seg;

    layer_begins(c, LAYER_TCP);
    if (is_first_fragment(c) && layer_length(c) < tcp_header_len(c))
        seg->kind = TCPLENS_KIND_FRAGMENT;
    else if (tl_tcp_header_read(c->captured, c->uncaptured, seg))
        seg->kind = TCPLENS_KIND_TCP;
}

static void decode_udp(struct cursor *c)
{
    struct tcplens_segment *const seg = c->seg;
    const uint8_t *h = c->captured.p;

    layer_begins(c, LAYER_UDP);
    if (is_first_fragment(c) && layer_length(c) < UDP_HEADER) {
        seg->kind = TCPLENS_KIND_FRAGMENT;
        return;
    }
    if (c->captured.n >= UDP_PORTS) {
        seg->kind = TCPLENS_KIND_UDP;
        seg->src_port = be16(h);
        seg->dst_port = be16(h + 2);
        seg->payload_len = 0;
    }
    h = layer_take(c, UDP_HEADER);
    if (h == NULL)
        return;
    seg->payload_len = (uint32_t)layer_length(c);
    if (c->uncaptured > 0)
        layer_note(c, TCPLENS_PAYLOAD_CUT);
    layer_udp_tunnel(c);
}

static void decode_icmp(struct cursor *c, enum layer_kind kind)
{
    struct tcplens_segment *const seg = c->seg;

    layer_begins(c, kind);
    if (is_first_fragment(c) && layer_length(c) < ICMP_HEADER) {
        seg->kind = TCPLENS_KIND_FRAGMENT;
        return;
    }
    if (c->captured.n >= ICMP_TYPE_AND_CODE) {
        seg->kind = TCPLENS_KIND_ICMP;
        seg->payload_len = 0;
    }
    if (layer_take(c, ICMP_HEADER) == NULL)
        return;
    seg->payload_len = (uint32_t)layer_length(c);
    if (c->uncaptured > 0)
        layer_note(c, TCPLENS_PAYLOAD_CUT);
}

/* Everything that only one version of IP has. */
static void decode_of_version(struct cursor *c, uint8_t protocol)
{
    const bool is_ip6 = c->seg->frame[c->seg->l3_off] >> 4 == 6;

    switch (protocol) {
    case PROTOCOL_ICMP:
        if (!is_ip6)
            decode_icmp(c, LAYER_ICMP);
        return;
    case PROTOCOL_ICMP6:
        if (is_ip6)
            decode_icmp(c, LAYER_ICMP6);
        return;
    case PROTOCOL_HOP_BY_HOP:
    case PROTOCOL_ROUTING:
    case PROTOCOL_FRAGMENT:
    case PROTOCOL_DESTINATION:
    case PROTOCOL_MOBILITY:
    case PROTOCOL_HIP:
    case PROTOCOL_SHIM6:
        if (is_ip6)
            layer_extension(c, protocol);
        return;
    default:
        return;
    }
}

static __attribute__((noinline)) void decode_rare(struct cursor *c, uint8_t protocol)
{
    switch (protocol) {
    case PROTOCOL_UDP:
        decode_udp(c);
        return;
    case PROTOCOL_IP4:
        layer_ip4(c);
        return;
    case PROTOCOL_IP6:
        layer_ip6(c);
        return;
    case PROTOCOL_GRE:
        layer_gre(c);
        return;
    case PROTOCOL_MPLS:
        layer_mpls(c);
        return;
    case PROTOCOL_AH:
        layer_extension(c, protocol);
        return;
    default:
        decode_of_version(c, protocol);
        return;
    }
}

void layer_ip_protocol(struct cursor *c, uint8_t protocol)
{
    if (protocol == PROTOCOL_TCP)
        decode_tcp(c);
    else
        decode_rare(c, protocol);
}
