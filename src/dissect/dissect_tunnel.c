// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tunnel.c - what carries packets within packets: GRE (RFC 2784, RFC 2890; of PPTP RFC
 * 2637), ERSPAN, VXLAN (RFC 7348), Geneve (RFC 8926), Teredo (RFC 4380), and IPsec's AH (RFC 4302).
 */
#include <stdio.h>

#include "dissect/link.h"
#include "tcp/checksum.h"

/* ---- GRE ---- */

enum gre_bit {
    GRE_HAS_CHECKSUM = 0x8000,
    GRE_HAS_ROUTE = 0x4000,
    GRE_HAS_KEY = 0x2000,
    GRE_HAS_SEQUENCE = 0x1000,
    GRE_HAS_ACK = 0x0080,
    GRE_ENHANCED = 1,
};

static void put_gre_flags(struct items *out, const uint8_t *h)
{
    static const uint16_t bits[] = {F_GRE_CHECKSUM_BIT, F_GRE_ROUTING_BIT, F_GRE_KEY_BIT,
                                    F_GRE_SEQUENCE_BIT, F_GRE_STRICT,      F_GRE_RECURSION};
    const unsigned flags = be16(h);

    items_be(out, F_GRE_FLAGS, h, 2);
    items_in(out);
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++)
        items_be(out, (enum field_id)bits[i], h, 2);
    if ((flags & 7) == GRE_ENHANCED) {
        items_be(out, F_GRE_ACK_BIT, h, 2);
        items_hidden(items_at(items_u(out, F_GRE_RESERVED, flags >> 3 & 0xf), h, 2));
        ITEMS_LINE(out, h, 2, ".... .... .%u%u%u %u... = Flags (Reserved): %u", flags >> 6 & 1,
                   flags >> 5 & 1, flags >> 4 & 1, flags >> 3 & 1, flags >> 3 & 0xf);
    } else {
        items_be(out, F_GRE_RESERVED, h, 2);
    }
    items_be(out, F_GRE_VERSION, h, 2);
    items_out(out);
}

/* It is over the header and all that is carried, if that was captured (RFC 2784 2.4). */
static void put_gre_checksum(struct dissection *d, const struct layer *l, const uint8_t *p)
{
    enum { BAD, GOOD, UNVERIFIED };
    struct items *const out = d->items;
    struct item *const it = items_be(out, F_GRE_CHECKSUM, p, 2);
    unsigned status = UNVERIFIED, want;
    char message[64];

    if (l->captured == l->len) {
        want = (uint16_t)~tl_tcp_checksum_fold(
            tl_tcp_checksum_add(0, (struct span){l->p, l->captured}) + (uint16_t)~be16(p));
        status = want == be16(p) ? GOOD : BAD;
        if (status == GOOD) {
            ITEMS_SAY(out, it, "Checksum: 0x%04x [correct]", be16(p));
        } else {
            ITEMS_SAY(out, it, "Checksum: 0x%04x incorrect, should be 0x%04x", be16(p), want);
            (void)snprintf(message, sizeof message, "Incorrect GRE Checksum [should be 0x%04x]",
                           want);
            expert_below(d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL, message);
        }
    }
    items_generated(items_u(out, F_GRE_CHECKSUM_STATUS, status));
    items_be(out, F_GRE_OFFSET, p + 2, 2);
}

/* The fields that the flags promise, as far as captured. */
static void put_gre_options(struct dissection *d, const struct layer *l)
{
    struct span rest = {l->p + 4, l->captured - 4};
    const unsigned flags = be16(l->p);
    struct items *const out = d->items;
    const uint8_t *p;

    if ((flags & (GRE_HAS_CHECKSUM | GRE_HAS_ROUTE)) != 0 && (p = span_take(&rest, 4)) != NULL)
        put_gre_checksum(d, l, p);
    if ((flags & GRE_HAS_KEY) != 0 && (p = span_take(&rest, 4)) != NULL) {
        if ((flags & 7) == GRE_ENHANCED) {
            items_be(out, F_GRE_PAYLOAD_LENGTH, p, 2);
            items_be(out, F_GRE_CALL_ID, p + 2, 2);
        } else {
            items_be(out, F_GRE_KEY, p, 4);
        }
    }
    if ((flags & GRE_HAS_SEQUENCE) != 0 && (p = span_take(&rest, 4)) != NULL)
        items_be(out, F_GRE_SEQUENCE, p, 4);
    if ((flags & 7) == GRE_ENHANCED && (flags & GRE_HAS_ACK) != 0 &&
        (p = span_take(&rest, 4)) != NULL)
        items_be(out, F_GRE_ACK, p, 4);
}

static void put_gre(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const char *name;
    struct item *it;

    if (l->captured < 4)
        return;
    name = tl_word(tl_words_gre, be16(l->p + 2));
    it = items_begin(out, F_GRE, l->p, 4);
    ITEMS_SAY(out, it, "Generic Routing Encapsulation (%s)", name != NULL ? name : "Unknown");
    put_gre_flags(out, l->p);
    items_be(out, F_GRE_PROTO, l->p + 2, 2);
    put_gre_options(d, l);
    items_out(out);
}

/* ---- ERSPAN ---- */

static void put_erspan(struct items *out, const struct layer *l)
{
    enum { TYPE_2 = 1 };
    const uint8_t *const h = l->p;
    struct item *it;

    if (l->captured < 8 || h[0] >> 4 != TYPE_2)
        return;
    it = items_begin(out, F_ERSPAN, h, 8);
    ITEMS_SAY(out, it, "Encapsulated Remote Switch Packet ANalysis Type II");
    items_be(out, F_ERSPAN_VERSION, h, 2);
    items_be(out, F_ERSPAN_VLAN, h, 2);
    items_be(out, F_ERSPAN_COS, h + 2, 2);
    items_be(out, F_ERSPAN_ENCAP, h + 2, 2);
    items_be(out, F_ERSPAN_TRUNCATED, h + 2, 2);
    items_be(out, F_ERSPAN_SPAN_ID, h + 2, 2);
    items_be(out, F_ERSPAN_RESERVED, h + 4, 4);
    items_be(out, F_ERSPAN_INDEX, h + 4, 4);
    items_out(out);
}

/* ---- VXLAN ---- */

static void put_vxlan(struct items *out, const struct layer *l)
{
    const uint8_t *const h = l->p;
    struct item *it;

    if (l->captured < 8)
        return;
    items_begin(out, F_VXLAN, h, 8);
    it = items_be(out, F_VXLAN_FLAGS, h, 2);
    ITEMS_SAY(
        out, it, "Flags: 0x%04x%s%s%s%s", be16(h), (h[0] & 0x80) != 0 ? ", GBP Extension" : "",
        (h[0] & 0x08) != 0 ? ", VXLAN Network ID (VNI)" : "",
        (h[1] & 0x40) != 0 ? ", Don't Learn" : "", (h[1] & 0x08) != 0 ? ", Policy Applied" : "");
    items_in(out);
    items_be(out, F_VXLAN_G, h, 2);
    items_be(out, F_VXLAN_I, h, 2);
    items_be(out, F_VXLAN_D, h, 2);
    items_be(out, F_VXLAN_A, h, 2);
    items_be(out, F_VXLAN_R, h, 2);
    items_out(out);
    items_be(out, F_VXLAN_GBP, h + 2, 2);
    items_be(out, F_VXLAN_VNI, h + 4, 3);
    items_be(out, F_VXLAN_RESERVED, h + 7, 1);
    items_out(out);
}

/* ---- Geneve ---- */

static void put_geneve_flags(struct items *out, const uint8_t *p)
{
    struct item *const it = items_be(out, F_GENEVE_FLAGS, p, 1);

    ITEMS_SAY(out, it, "Flags: 0x%02x%s%s", *p,
              (*p & 0x80) != 0 ? ", Operations, Administration and Management Frame" : "",
              (*p & 0x40) != 0 ? ", Critical Options Present" : "");
    items_in(out);
    items_be(out, F_GENEVE_OAM, p, 1);
    items_be(out, F_GENEVE_CRITICAL, p, 1);
    items_be(out, F_GENEVE_RESERVED_BITS, p, 1);
    items_out(out);
}

static void put_geneve(struct items *out, const struct layer *l)
{
    enum { HEADER = 8 };
    const uint8_t *const h = l->p;
    const uint32_t vni = l->captured < HEADER ? 0 : be32(h + 4) >> 8;
    struct item *it;
    size_t options;

    if (l->captured < HEADER)
        return;
    options = (h[0] & 0x3fU) * 4U;
    it = items_begin(out, F_GENEVE, h, HEADER + options);
    ITEMS_SAY(out, it, "Generic Network Virtualization Encapsulation, VNI: 0x%06x%s", vni,
              (h[1] & 0x80) != 0 ? ", OAM" : "");
    items_at(items_u(out, F_GENEVE_VERSION, h[0] >> 6), h, 1);
    it = items_at(items_u(out, F_GENEVE_LENGTH, options), h, 1);
    ITEMS_SAY(out, it, "Length: %zu bytes", options);
    put_geneve_flags(out, h + 1);
    items_be(out, F_GENEVE_PROTO, h + 2, 2);
    items_be(out, F_GENEVE_VNI, h + 4, 3);
    items_hidden(items_be(out, F_GENEVE_RESERVED, h + 7, 1));
    if (options != 0 && options <= l->captured - HEADER) {
        it = items_octets(out, F_GENEVE_OPTIONS, h + HEADER, options);
        ITEMS_SAY(out, it, "Options: (%zu bytes)", options);
    }
    items_out(out);
}

/* ---- AH ---- */

static void put_ah(struct items *out, const struct layer *l)
{
    enum { FRONT = 12 };
    const uint8_t *const h = l->p;
    const size_t len = l->captured < FRONT ? 0 : (h[1] + (size_t)2) * 4;
    struct item *it;

    if (len < FRONT || len > l->captured)
        return;
    items_begin(out, F_AH, h, len);
    items_be(out, F_AH_NEXT, h, 1);
    it = items_be(out, F_AH_LENGTH, h + 1, 1);
    ITEMS_SAY(out, it, "Length: %u (%zu bytes)", h[1], len);
    items_octets(out, F_AH_RESERVED, h + 2, 2);
    items_be(out, F_AH_SPI, h + 4, 4);
    items_be(out, F_AH_SEQUENCE, h + 8, 4);
    if (len > FRONT)
        items_octets(out, F_AH_ICV, h + FRONT, len - FRONT);
    items_out(out);
}

void dissect_tunnel(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;

    switch (l->kind) {
    case LAYER_GRE:
        put_gre(d, l);
        return;
    case LAYER_ERSPAN:
        put_erspan(out, l);
        return;
    case LAYER_VXLAN:
        put_vxlan(out, l);
        return;
    case LAYER_GENEVE:
        put_geneve(out, l);
        return;
    case LAYER_TEREDO:
        items_begin(out, F_TEREDO, l->p, 0);
        items_out(out);
        return;
    case LAYER_AH:
        put_ah(out, l);
        return;
    default:
        return;
    }
}
