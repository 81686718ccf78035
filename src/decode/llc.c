// SPDX-License-Identifier: BSD-3-Clause
/* llc.c - IEEE 802.2 LLC, with SNAP (RFC 1042), where it carries IP or ARP. */
#include "decode/layer.h"

enum {
    LLC_HEADER = 3,
    SNAP_HEADER = 5,
    SAP_IP = 0x06, /* the SAP of RFC 948, before SNAP */
    SAP_SNAP = 0xaa,
    CONTROL_UI = 0x03,
    OUI_ETHERTYPE = 0x000000,
    OUI_BRIDGED = 0x0000f8, /* EtherTypes of a bridge tunnel, IEEE 802.1H */
};

void layer_llc(struct cursor *c)
{
    const uint8_t *h;
    const uint8_t *snap;
    uint32_t oui;

    layer_begins(c, LAYER_LLC);
    h = layer_take(c, LLC_HEADER);
    if (h == NULL || h[2] != CONTROL_UI)
        return;
    if (h[0] == SAP_IP && h[1] == SAP_IP) {
        layer_ip4(c);
        return;
    }
    if (h[0] != SAP_SNAP || h[1] != SAP_SNAP)
        return;
    snap = layer_take(c, SNAP_HEADER);
    if (snap == NULL)
        return;
    oui = be32(snap) >> 8;
    if (oui == OUI_ETHERTYPE || oui == OUI_BRIDGED)
        layer_ethertype(c, be16(snap + 3));
}
