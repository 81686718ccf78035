// SPDX-License-Identifier: BSD-3-Clause
/*
 * ppp.c - PPP (RFC 1661) with and without HDLC-like framing (RFC 1662), Cisco's HDLC, and PPPoE
 * sessions (RFC 2516).
 */
#include <tcplens/frame.h>

#include "decode/layer.h"

enum {
    ADDRESS_ALL = 0xff,
    CISCO_UNICAST = 0x0f,
    CISCO_MULTICAST = 0x8f,
    CISCO_HEADER = 4,
    PPPOE_HEADER = 6,
    PPPOE_VERSION_TYPE = 0x11,
    PPPOE_SESSION_DATA = 0,
    PROTOCOL_IP4 = 0x0021,
    PROTOCOL_IP6 = 0x0057,
    PROTOCOL_MPLS = 0x0281,
    PROTOCOL_MPLS_MULTICAST = 0x0283,
};

/* The protocol field: an odd octet ends it, so that compression may leave out a leading 0
 * (RFC 1661 6.5). */
static void decode_protocol(struct cursor *c)
{
    const uint8_t *h = layer_take(c, 1);
    unsigned protocol;

    if (h == NULL)
        return;
    protocol = h[0];
    if (protocol % 2 == 0) {
        h = layer_take(c, 1);
        if (h == NULL)
            return;
        protocol = protocol << 8 | h[0];
    }
    switch (protocol) {
    case PROTOCOL_IP4:
        layer_ip4(c);
        return;
    case PROTOCOL_IP6:
        layer_ip6(c);
        return;
    case PROTOCOL_MPLS:
    case PROTOCOL_MPLS_MULTICAST:
        layer_mpls(c);
        return;
    default:
        return;
    }
}

/* Address and control may have been compressed away (RFC 1661 6.6). No protocol begins with the
 * address. */
void layer_ppp(struct cursor *c)
{
    layer_begins(c, LAYER_PPP);
    if (c->captured.n > 0 && c->captured.p[0] == ADDRESS_ALL && layer_take(c, 2) == NULL)
        return;
    decode_protocol(c);
}

void layer_ppp_hdlc(struct cursor *c)
{
    const unsigned address = c->captured.n == 0 ? ADDRESS_ALL : c->captured.p[0];
    const uint8_t *h;

    if (address != CISCO_UNICAST && address != CISCO_MULTICAST) {
        layer_ppp(c);
        return;
    }
    layer_begins(c, LAYER_CISCO_HDLC);
    h = layer_take(c, CISCO_HEADER);
    if (h != NULL)
        layer_ethertype(c, be16(h + 2));
}

void layer_ppp_with_direction(struct cursor *c)
{
    const uint8_t *const h = layer_take(c, 1);

    if (h == NULL)
        return;
    c->seg->direction = h[0] == 0 ? TCPLENS_DIRECTION_IN : TCPLENS_DIRECTION_OUT;
    layer_ppp_hdlc(c);
}

void layer_pppoe(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_PPPOE);
    h = layer_take(c, PPPOE_HEADER);
    if (h == NULL || h[0] != PPPOE_VERSION_TYPE || h[1] != PPPOE_SESSION_DATA)
        return;
    layer_narrow(c, be16(h + 4));
    layer_begins(c, LAYER_PPP);
    decode_protocol(c);
}
