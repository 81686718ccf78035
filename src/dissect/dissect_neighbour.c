// SPDX-License-Identifier: BSD-3-Clause
/* dissect_neighbour.c - TCP's neighbours: ARP, ICMP, ICMPv6, UDP. */
#include "dissect/dissect.h"

static void put_arp(struct items *out, const struct layer *l)
{
    const uint8_t *const h = l->p;

    if (l->captured < 8)
        return;
    items_u(out, F_ARP_OPCODE, be16(h + 6));
    if (l->captured < 28 || be32(h) != 0x00010800 || be16(h + 4) != 0x0604)
        return;
    items_octets(out, F_ARP_SRC_HW, h + 8, 6);
    items_u(out, F_ARP_SRC_PROTO, be32(h + 14));
    items_octets(out, F_ARP_DST_HW, h + 18, 6);
    items_u(out, F_ARP_DST_PROTO, be32(h + 24));
}

static void put_icmp(struct items *out, const struct layer *l)
{
    const bool is_ip6 = l->kind == LAYER_ICMP6;

    if (l->captured < 2)
        return;
    items_u(out, is_ip6 ? F_ICMPV6_TYPE : F_ICMP_TYPE, l->p[0]);
    items_u(out, is_ip6 ? F_ICMPV6_CODE : F_ICMP_CODE, l->p[1]);
    if (l->captured >= 4)
        items_u(out, is_ip6 ? F_ICMPV6_CHECKSUM : F_ICMP_CHECKSUM, be16(l->p + 2));
}

static void put_udp(struct items *out, const struct layer *l)
{
    const uint8_t *const h = l->p;

    if (l->captured < 4)
        return;
    items_u(out, F_UDP_SRCPORT, be16(h));
    items_u(out, F_UDP_DSTPORT, be16(h + 2));
    items_u(out, F_UDP_PORT, be16(h));
    items_u(out, F_UDP_PORT, be16(h + 2));
    if (l->captured < 8)
        return;
    items_u(out, F_UDP_LENGTH, be16(h + 4));
    items_u(out, F_UDP_CHECKSUM, be16(h + 6));
}

void dissect_neighbour(struct dissection *d, const struct layer *l)
{
    if (l->kind == LAYER_ARP)
        put_arp(d->items, l);
    else if (l->kind == LAYER_UDP)
        put_udp(d->items, l);
    else
        put_icmp(d->items, l);
}
