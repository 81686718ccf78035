// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tag.c - what may stand between a frame's first header and IP: VLAN tags (IEEE 802.1Q and
 * 802.1ad), LLC and SNAP (IEEE 802.2), MPLS labels (RFC 3032), PPPoE (RFC 2516) and PPP (RFC 1661).
 */
#include "dissect/dissect.h"

#include "dissect/link.h"

static void put_vlan(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    struct item *it;

    if (l->captured < 4)
        return;
    it = items_begin(out, F_VLAN, h, 4);
    ITEMS_SAY(out, it, "802.1Q Virtual LAN, PRI: %u, DEI: %u, ID: %u", h[0] >> 5, h[0] >> 4 & 1U,
              be16(h) & 0xfffU);
    items_be(out, F_VLAN_PRIORITY, h, 2);
    items_be(out, F_VLAN_DEI, h, 2);
    items_be(out, F_VLAN_ID, h, 2);
    items_be(out, be16(h + 2) >= ETHERTYPE_MIN ? F_VLAN_ETYPE : F_VLAN_LEN, h + 2, 2);
    dissect_tag_trailer(d, F_VLAN_TRAILER);
    items_out(out);
}

static void put_service_vlan(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    struct item *it;

    if (l->captured < 4)
        return;
    it = items_begin(out, F_IEEE8021AD, h, 4);
    ITEMS_SAY(out, it, "IEEE 802.1ad, ID: %u", be16(h) & 0xfffU);
    items_be(out, F_IEEE8021AD_PRIORITY, h, 2);
    items_be(out, F_IEEE8021AD_DEI, h, 2);
    items_be(out, F_IEEE8021AD_ID, h, 2);
    items_be(out, F_IEEE8021AH_ETYPE, h + 2, 2);
    dissect_tag_trailer(d, F_IEEE8021AH_TRAILER);
    items_out(out);
}

/* Labels below 16 are reserved, whether they mean something or not (RFC 3032 2.1). */
static void put_label(struct items *out, const struct layer *l)
{
    enum { RESERVED = 16 };
    const uint8_t *const h = l->p;
    const uint32_t label = l->captured < 4 ? 0 : be32(h) >> 12;
    const char *const word = tl_word(tl_words_mpls_label, label);
    const char *const name = word != NULL ? word : "Reserved - Unknown";
    struct item *it;

    if (l->captured < 4)
        return;
    it = items_begin(out, F_MPLS, h, 4);
    ITEMS_SAY(out, it,
              "MultiProtocol Label Switching Header, Label: %u%s%s%s, Exp: %u, S: %u, TTL: %u",
              label, label < RESERVED ? " (" : "", label < RESERVED ? name : "",
              label < RESERVED ? ")" : "", h[2] >> 1 & 7U, h[2] & 1U, h[3]);
    it = items_be(out, F_MPLS_LABEL, h, 4);
    if (label < RESERVED)
        ITEMS_SAY(out, it, "MPLS Label: %s (%u)", word != NULL ? word : "Unknown", label);
    items_be(out, F_MPLS_EXP, h, 4);
    items_be(out, F_MPLS_BOTTOM, h, 4);
    items_be(out, F_MPLS_TTL, h, 4);
    items_out(out);
}

static void put_pppoe(struct items *out, const struct layer *l)
{
    const uint8_t *const h = l->p;

    if (l->captured < 6)
        return;
    items_begin(out, F_PPPOES, h, 6);
    items_be(out, F_PPPOE_VERSION, h, 1);
    items_be(out, F_PPPOE_TYPE, h, 1);
    items_be(out, F_PPPOE_CODE, h + 1, 1);
    items_be(out, F_PPPOE_SESSION_ID, h + 2, 2);
    items_be(out, F_PPPOE_LENGTH, h + 4, 2);
    items_out(out);
}

/* Address and control may be left out, and so may the first octet of the protocol (RFC 1661 6.5,
 * 6.6). */
static void put_ppp(struct items *out, const struct layer *l)
{
    const uint8_t *h = l->p;
    size_t n = l->captured;

    if (n == 0)
        return;
    items_begin(out, F_PPP, h, 0);
    if (h[0] == 0xff && n >= 2) {
        items_be(out, F_PPP_ADDRESS, h, 1);
        items_be(out, F_PPP_CONTROL, h + 1, 1);
        h += 2;
        n -= 2;
    }
    if (n >= 1 && (h[0] & 1) != 0)
        items_be(out, F_PPP_PROTOCOL, h, 1);
    else if (n >= 2)
        items_be(out, F_PPP_PROTOCOL, h, 2);
    items_out(out);
}

/* IEEE 802.2, in front of SNAP (RFC 1042) or IP: an unnumbered frame of information. */
static void put_llc(struct dissection *d, const struct layer *l)
{
    enum { HEADER = 3, SNAP = 0xaa, IP = 0x06, UI = 0x03, SNAP_HEADER = 5 };
    const uint8_t *const h = l->p;
    struct items *const out = d->items;
    const char *name;
    struct item *it;

    if (l->captured < HEADER || (h[0] != SNAP && h[0] != IP) || h[1] != h[0] || h[2] != UI)
        return;
    name = h[0] == SNAP ? "SNAP" : "TCP/IP";
    items_begin(out, F_LLC, h, HEADER);
    it = items_be(out, F_LLC_DSAP, h, 1);
    ITEMS_SAY(out, it, "DSAP: %s (0x%02x)", name, h[0]);
    items_in(out);
    ITEMS_SAY(out, items_be(out, F_LLC_DSAP_SAP, h, 1), "SAP: %s", name);
    items_be(out, F_LLC_DSAP_IG, h, 1);
    items_out(out);
    it = items_be(out, F_LLC_SSAP, h + 1, 1);
    ITEMS_SAY(out, it, "SSAP: %s (0x%02x)", name, h[1]);
    items_in(out);
    ITEMS_SAY(out, items_be(out, F_LLC_SSAP_SAP, h + 1, 1), "SAP: %s", name);
    items_be(out, F_LLC_SSAP_CR, h + 1, 1);
    items_out(out);
    it = items_be(out, F_LLC_CONTROL, h + 2, 1);
    ITEMS_SAY(out, it, "Control field: U, func=UI (0x%02x)", h[2]);
    items_in(out);
    it = items_be(out, F_LLC_COMMAND, h + 2, 1);
    ITEMS_SAY(out, it, "Command: Unnumbered Information (0x00)");
    it = items_be(out, F_LLC_FTYPE, h + 2, 1);
    ITEMS_SAY(out, it, "Frame type: Unnumbered frame (0x3)");
    items_out(out);
    if (h[0] == SNAP && l->captured >= HEADER + SNAP_HEADER) {
        it = items_be(out, F_LLC_OUI, h + 3, 3);
        ITEMS_SAY(out, it, "Organization Code: %02x:%02x:%02x%s", h[3], h[4], h[5],
                  h[3] == 0 && be16(h + 4) == 0 ? " (Officially Xerox, but" : "");
        items_be(out, F_LLC_TYPE, h + 6, 2);
    }
    items_out(out);
}

void dissect_tag(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;

    switch (l->kind) {
    case LAYER_VLAN:
        put_vlan(d, l);
        return;
    case LAYER_SERVICE_VLAN:
        put_service_vlan(d, l);
        return;
    case LAYER_LLC:
        put_llc(d, l);
        return;
    case LAYER_MPLS:
        put_label(out, l);
        return;
    case LAYER_PPPOE:
        put_pppoe(out, l);
        return;
    case LAYER_PPP:
        put_ppp(out, l);
        return;
    default:
        dissect_tunnel(d, l);
        return;
    }
}
