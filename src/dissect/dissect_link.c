// SPDX-License-Identifier: BSD-3-Clause
/* dissect_link.c - what stands in front of IP: Ethernet, tags, labels, cooked headers. */
#include "dissect/dissect.h"

enum { ETHERTYPE_MIN = 0x600, ETHERTYPE_FABRIC_PATH = 0x8903 };

/* Hardware whose cooked header has a protocol type of GRE's: the same numbers under another name.
 */
enum { ARPHRD_IPGRE = 778 };

static void put_ethernet(struct items *out, const struct layer *l)
{
    uint16_t type;

    if (l->captured < 12)
        return;
    /* The addresses are those of switches, and Ethernet's come behind them. */
    if (l->captured >= 14 && be16(l->p + 12) == ETHERTYPE_FABRIC_PATH)
        return;
    items_octets(out, F_ETH_DST, l->p, 6);
    items_octets(out, F_ETH_ADDR, l->p, 6);
    items_octets(out, F_ETH_SRC, l->p + 6, 6);
    items_octets(out, F_ETH_ADDR, l->p + 6, 6);
    if (l->captured < 14)
        return;
    type = be16(l->p + 12);
    items_u(out, type >= ETHERTYPE_MIN ? F_ETH_TYPE : F_ETH_LEN, type);
}

static void put_vlan(struct items *out, const struct layer *l)
{
    uint16_t tag;

    if (l->captured < 4)
        return;
    tag = be16(l->p);
    items_u(out, F_VLAN_PRIORITY, tag >> 13);
    items_u(out, F_VLAN_DEI, tag >> 12 & 1);
    items_u(out, F_VLAN_ID, tag & 0xfffU);
    if (be16(l->p + 2) >= ETHERTYPE_MIN)
        items_u(out, F_VLAN_ETYPE, be16(l->p + 2));
}

static void put_cooked(struct items *out, const struct layer *l)
{
    if (l->kind == LAYER_COOKED1 && l->captured >= 16) {
        items_u(out, F_SLL_PKTTYPE, be16(l->p));
        if (be16(l->p + 2) != ARPHRD_IPGRE)
            items_u(out, F_SLL_ETYPE, be16(l->p + 14));
    } else if (l->kind == LAYER_COOKED2 && l->captured >= 20) {
        if (be16(l->p + 8) != ARPHRD_IPGRE)
            items_u(out, F_SLL_ETYPE, be16(l->p));
        items_u(out, F_SLL_IFINDEX, be32(l->p + 4));
        items_u(out, F_SLL_PKTTYPE, l->p[10]);
    }
}

static void put_label(struct items *out, const struct layer *l)
{
    uint32_t label;

    if (l->captured < 4)
        return;
    label = be32(l->p);
    items_u(out, F_MPLS_LABEL, label >> 12);
    items_u(out, F_MPLS_EXP, label >> 9 & 7);
    items_u(out, F_MPLS_BOTTOM, label >> 8 & 1);
    items_u(out, F_MPLS_TTL, label & 0xff);
}

void dissect_link(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;

    switch (l->kind) {
    case LAYER_ETHERNET:
        put_ethernet(out, l);
        return;
    case LAYER_VLAN:
        put_vlan(out, l);
        return;
    case LAYER_COOKED1:
    case LAYER_COOKED2:
        put_cooked(out, l);
        return;
    case LAYER_NULL:
        if (l->captured >= 4)
            items_u(out, F_NULL_FAMILY, be32(l->p) <= UINT16_MAX ? be32(l->p) : le32(l->p));
        return;
    case LAYER_MPLS:
        put_label(out, l);
        return;
    case LAYER_PPPOE:
        if (l->captured >= 4)
            items_u(out, F_PPPOE_SESSION_ID, be16(l->p + 2));
        return;
    default:
        return;
    }
}
