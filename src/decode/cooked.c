// SPDX-License-Identifier: BSD-3-Clause
/*
 * cooked.c - Linux "cooked" captures, v1 (LINKTYPE_LINUX_SLL) and v2 (LINKTYPE_LINUX_SLL2): what
 * the kernel makes of the link layer when capturing on "any" or where there is none.
 *
 * Both say which way the frame went, and name its protocol by an EtherType or a number of Linux.
 */
#include <tcplens/frame.h>

#include "decode/layer.h"

enum {
    COOKED1_HEADER = 16,
    COOKED2_HEADER = 20,
    LINUX_802_2 = 0x0004, /* ETH_P_802_2: an LLC header follows */
    ARPHRD_NETLINK = 824,
    ARPHRD_IPGRE = 778, /* the protocol field is a netlink family, no EtherType */
};

/* The kernel's packet types (PACKET_HOST and on). One sent to another host than this one was only
 * overheard, which is neither way. */
static uint8_t direction_of(unsigned packet_type)
{
    switch (packet_type) {
    case 0: /* to this host */
    case 1: /* broadcast */
    case 2: /* multicast */
        return TCPLENS_DIRECTION_IN;
    case 4:
        return TCPLENS_DIRECTION_OUT;
    default:
        return TCPLENS_DIRECTION_UNKNOWN;
    }
}

static void decode_cooked(struct cursor *c, unsigned packet_type, uint16_t hardware,
                          uint16_t protocol)
{
    const uint8_t direction = direction_of(packet_type);

    if (direction != TCPLENS_DIRECTION_UNKNOWN)
        c->seg->direction = direction;
    if (hardware == ARPHRD_NETLINK)
        return;
    if (protocol == LINUX_802_2) {
        layer_llc(c);
        return;
    }
    if (hardware != ARPHRD_IPGRE) /* there it is a protocol of GRE, with the same numbers */
        layer_begins(c, LAYER_ETHERTYPE);
    layer_ethertype(c, protocol);
}

void layer_cooked1(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_COOKED1);
    h = layer_take(c, COOKED1_HEADER);
    if (h != NULL)
        decode_cooked(c, be16(h), be16(h + 2), be16(h + 14));
}

void layer_cooked2(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_COOKED2);
    h = layer_take(c, COOKED2_HEADER);
    if (h != NULL)
        decode_cooked(c, h[10], be16(h + 8), be16(h));
}
