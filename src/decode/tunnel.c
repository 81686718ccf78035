// SPDX-License-Identifier: BSD-3-Clause
/*
 * tunnel.c - GRE (RFC 2784, 2890; PPTP's, RFC 2637), and the tunnels in UDP: VXLAN (RFC 7348),
 * VXLAN-GPE, Geneve (RFC 8926), MPLS (RFC 7510), Teredo (RFC 4380).
 *
 * A UDP port is only a hint of a tunnel. The record of the outer datagram stands unless the inside
 * proves to be a packet.
 */
#include "decode/layer.h"

enum {
    TYPE_ETHERNET = 0x6558, /* transparent Ethernet bridging */
    TYPE_PPP = 0x880b,
    TYPE_ERSPAN = 0x88be,
    ERSPAN_HEADER = 8,
};

enum {
    GRE_HEADER = 4,
    GRE_CHECKSUM = 0x8000,
    GRE_ROUTING = 0x4000, /* of RFC 1701, which nobody speaks any more */
    GRE_KEY = 0x2000,
    GRE_SEQUENCE = 0x1000,
    GRE_ACK = 0x0080, /* version 1 */
    GRE_VERSION = 0x0007,
    GRE_FIELD = 4, /* octets of each optional field */
};

enum {
    PORT_TEREDO = 3544,
    PORT_VXLAN = 4789,
    PORT_VXLAN_GPE = 4790,
    PORT_GENEVE = 6081,
    PORT_MPLS = 6635,
    PORT_VXLAN_LINUX = 8472, /* Linux's default, older than the assigned one */
};

enum {
    VXLAN_HEADER = 8,
    VXLAN_HAS_VNI = 0x08,
    GPE_HAS_PROTOCOL = 0x04,
    GENEVE_HEADER = 8,
    GENEVE_VERSION = 0xc0,
    GENEVE_OPTIONS_MASK = 0x3f, /* in units of 4 octets */
    IP6_HEADER = 40,
};

static void decode_ppp_in_gre(struct cursor *c, uint16_t flags)
{
    /* Without a sequence number it is an acknowledgment alone. */
    if ((flags & GRE_SEQUENCE) != 0)
        layer_ppp(c);
}

static void decode_erspan(struct cursor *c, uint16_t flags)
{
    /* Type I has neither sequence number nor header, type II has both. */
    layer_begins(c, LAYER_ERSPAN);
    if ((flags & GRE_SEQUENCE) == 0 || layer_take(c, ERSPAN_HEADER) != NULL)
        layer_ethernet(c);
}

void layer_gre(struct cursor *c)
{
    const uint8_t *h;
    uint16_t flags, type;
    size_t fields;

    layer_begins(c, LAYER_GRE);
    h = layer_take(c, GRE_HEADER);
    if (h == NULL)
        return;
    flags = be16(h);
    type = be16(h + 2);
    if ((flags & GRE_ROUTING) != 0 || (flags & GRE_VERSION) > 1)
        return;
    fields = (size_t)((flags & GRE_CHECKSUM) != 0) + ((flags & GRE_KEY) != 0) +
             ((flags & GRE_SEQUENCE) != 0) + ((flags & GRE_VERSION) == 1 && (flags & GRE_ACK) != 0);
    if (fields > 0 && layer_take(c, fields * GRE_FIELD) == NULL)
        return;
    if ((flags & GRE_VERSION) == 1) {
        if (type == TYPE_PPP)
            decode_ppp_in_gre(c, flags);
    } else if (type == TYPE_ETHERNET) {
        layer_ethernet(c);
    } else if (type == TYPE_ERSPAN) {
        decode_erspan(c, flags);
    } else {
        layer_ethertype(c, type);
    }
}

static void decode_vxlan(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_VXLAN);
    h = layer_take(c, VXLAN_HEADER);
    if (h != NULL && (h[0] & VXLAN_HAS_VNI) != 0)
        layer_ethernet(c);
}

static void decode_vxlan_gpe(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_VXLAN_GPE);
    h = layer_take(c, VXLAN_HEADER);
    if (h == NULL)
        return;
    if ((h[0] & GPE_HAS_PROTOCOL) == 0 || h[3] == 3)
        layer_ethernet(c);
    else if (h[3] == 1)
        layer_ip4(c);
    else if (h[3] == 2)
        layer_ip6(c);
    else if (h[3] == 5)
        layer_mpls(c);
}

static void decode_geneve(struct cursor *c)
{
    const uint8_t *h;
    size_t options;

    layer_begins(c, LAYER_GENEVE);
    h = layer_take(c, GENEVE_HEADER);
    if (h == NULL || (h[0] & GENEVE_VERSION) != 0)
        return;
    options = (size_t)(h[0] & GENEVE_OPTIONS_MASK) * 4;
    if (options > 0 && layer_take(c, options) == NULL)
        return;
    if (be16(h + 2) == TYPE_ETHERNET)
        layer_ethernet(c);
    else
        layer_ethertype(c, be16(h + 2));
}

/* Plain IPv6, if there is no authentication or origin indication before it: nothing else tells that
 * it is Teredo, so its length must fit. */
static void decode_teredo(struct cursor *c)
{
    const uint8_t *const h = c->captured.p;

    if (c->captured.n >= IP6_HEADER && h[0] >> 4 == 6 &&
        (size_t)be16(h + 4) + IP6_HEADER == layer_length(c)) {
        layer_begins(c, LAYER_TEREDO);
        layer_ip6(c);
    }
}

static layer_decoder *find_tunnel(const struct tcplens_segment *seg)
{
    switch (seg->dst_port) {
    case PORT_VXLAN:
    case PORT_VXLAN_LINUX:
        return decode_vxlan;
    case PORT_VXLAN_GPE:
        return decode_vxlan_gpe;
    case PORT_GENEVE:
        return decode_geneve;
    case PORT_MPLS:
        return layer_mpls;
    default:
        return seg->dst_port == PORT_TEREDO || seg->src_port == PORT_TEREDO ? decode_teredo : NULL;
    }
}

void layer_udp_tunnel(struct cursor *c)
{
    struct tcplens_segment *const seg = c->seg;
    layer_decoder *const decoder = find_tunnel(seg);
    const size_t listed = c->list != NULL ? c->list->n : 0;
    struct tcplens_segment outer;

    if (decoder == NULL)
        return;
    outer = *seg;
    seg->src_port = 0;
    seg->dst_port = 0;
    seg->notes &= (uint16_t)~TCPLENS_PAYLOAD_CUT;
    decoder(c);
    if (seg->l3_off == outer.l3_off ||
        (seg->kind < TCPLENS_KIND_ICMP && (seg->notes & TCPLENS_MALFORMED) != 0)) {
        *seg = outer;
        if (c->list != NULL)
            c->list->n = listed;
    }
}
