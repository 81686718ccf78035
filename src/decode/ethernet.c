// SPDX-License-Identifier: BSD-3-Clause
/*
 * ethernet.c - Ethernet II and 802.3, VLAN tags, and what an EtherType announces.
 *
 * The field behind the addresses is an EtherType from 0x600 on and a length below (802.3 3.2.6).
 */
#include "decode/layer.h"

enum {
    ETHERNET_HEADER = 14,
    VLAN_TAG = 4,
    ETHERTYPE_MIN = 0x600,
    TYPE_IP4 = 0x0800,
    TYPE_ARP = 0x0806,
    TYPE_VLAN = 0x8100,
    TYPE_IP6 = 0x86dd,
    TYPE_MPLS = 0x8847,
    TYPE_MPLS_MULTICAST = 0x8848,
    TYPE_PPPOE = 0x8864,
    TYPE_SERVICE_VLAN = 0x88a8,
    TYPE_FABRIC_PATH = 0x8903,
    TYPE_OLD_QINQ = 0x9100, /* before 802.1ad there was no assigned one */
    ARP_HEADER = 8,
    FABRIC_PATH_TAG = 2, /* of the tag, 10 bits of topology and 6 of TTL */
};

static void decode_arp(struct cursor *c)
{
    const uint16_t offset = layer_offset(c);
    struct tcplens_segment *const seg = c->seg;

    layer_begins(c, LAYER_ARP);
    if (layer_take(c, ARP_HEADER) == NULL)
        return;
    if (seg->kind != TCPLENS_KIND_OTHER)
        layer_note(c, TCPLENS_TUNNEL);
    seg->kind = TCPLENS_KIND_ARP;
    seg->l3_off = offset;
}

static void decode_type_or_length(struct cursor *c, uint16_t value)
{
    if (value >= ETHERTYPE_MIN) {
        if (value != TYPE_FABRIC_PATH)
            layer_begins(c, LAYER_ETHERTYPE);
        layer_ethertype(c, value);
        return;
    }
    layer_narrow(c, value);
    layer_llc(c);
}

static void decode_vlan(struct cursor *c, enum layer_kind kind)
{
    const uint8_t *tag;

    layer_begins(c, kind);
    tag = layer_take(c, VLAN_TAG);
    if (tag == NULL)
        return;
    layer_note(c, TCPLENS_VLAN);
    decode_type_or_length(c, be16(tag + 2));
}

/* Cisco's FabricPath: a whole frame behind the addresses of two switches. */
static void decode_fabric_path(struct cursor *c)
{
    layer_begins(c, LAYER_FABRIC_PATH);
    if (layer_take(c, FABRIC_PATH_TAG) != NULL)
        layer_ethernet(c);
}

void layer_ethertype(struct cursor *c, uint16_t type)
{
    switch (type) {
    case TYPE_IP4:
        layer_ip4(c);
        return;
    case TYPE_IP6:
        layer_ip6(c);
        return;
    case TYPE_ARP:
        decode_arp(c);
        return;
    case TYPE_VLAN:
    case TYPE_OLD_QINQ:
        decode_vlan(c, LAYER_VLAN);
        return;
    case TYPE_SERVICE_VLAN:
        decode_vlan(c, LAYER_SERVICE_VLAN);
        return;
    case TYPE_MPLS:
    case TYPE_MPLS_MULTICAST:
        layer_mpls(c);
        return;
    case TYPE_FABRIC_PATH:
        decode_fabric_path(c);
        return;
    case TYPE_PPPOE:
        layer_pppoe(c);
        return;
    default:
        return;
    }
}

void layer_ethernet(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_ETHERNET);
    h = layer_take(c, ETHERNET_HEADER);
    if (h != NULL)
        decode_type_or_length(c, be16(h + 12));
}
