// SPDX-License-Identifier: BSD-3-Clause
/* dissect_arp.c - ARP (RFC 826), and what a request or an answer of one's own address means (RFC
 * 5227). */
#include <string.h>

#include "dissect/dissect.h"

enum { FRONT = 8, ARP_REQUEST = 1, ARP_REPLY = 2, ETHER = 6, ADDRESS = 4 };

/* The two address pairs of an ARP packet; *borrowed*. */
struct arp_addresses {
    const uint8_t *src_hw, *src, *dst_hw, *dst;
};

static bool all_zero(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

/* A sender asks for, or tells, its own address. */
static bool is_gratuitous(unsigned opcode, const struct arp_addresses *a)
{
    return (opcode == ARP_REQUEST || opcode == ARP_REPLY) && memcmp(a->src, a->dst, ADDRESS) == 0;
}

static bool is_announcement(unsigned opcode, const struct arp_addresses *a)
{
    return opcode == ARP_REQUEST && is_gratuitous(opcode, a) && all_zero(a->dst_hw, ETHER);
}

static bool is_probe(unsigned opcode, const struct arp_addresses *a)
{
    return opcode == ARP_REQUEST && all_zero(a->src, ADDRESS) && !is_gratuitous(opcode, a) &&
           all_zero(a->dst_hw, ETHER);
}

static void say_arp(struct items *out, struct item *it, unsigned opcode,
                    const struct arp_addresses *a)
{
    const char *const word = tl_word(tl_words_arp_opcode, opcode);

    if (a != NULL && is_announcement(opcode, a))
        ITEMS_SAY(out, it, "Address Resolution Protocol (ARP Announcement)");
    else if (a != NULL && is_probe(opcode, a))
        ITEMS_SAY(out, it, "Address Resolution Protocol (ARP Probe)");
    else if (word == NULL)
        ITEMS_SAY(out, it, "Address Resolution Protocol (opcode 0x%04x)", opcode);
    else
        ITEMS_SAY(out, it, "Address Resolution Protocol (%s%s)", word,
                  a != NULL && is_gratuitous(opcode, a) ? "/gratuitous ARP" : "");
}

static void put_kind(struct items *out, unsigned opcode, const struct arp_addresses *a)
{
    if (is_probe(opcode, a))
        items_generated(items_u(out, F_ARP_IS_PROBE, 1));
    if (is_gratuitous(opcode, a))
        items_generated(items_u(out, F_ARP_IS_GRATUITOUS, 1));
    if (is_announcement(opcode, a))
        items_generated(items_u(out, F_ARP_IS_ANNOUNCEMENT, 1));
}

static void put_front(struct items *out, const uint8_t *h)
{
    items_be(out, F_ARP_HW_TYPE, h, 2);
    items_be(out, F_ARP_PROTO_TYPE, h + 2, 2);
    items_be(out, F_ARP_HW_SIZE, h + 4, 1);
    items_be(out, F_ARP_PROTO_SIZE, h + 5, 1);
    items_be(out, F_ARP_OPCODE, h + 6, 2);
}

static void put_hardware(struct items *out, enum field_id mac, enum field_id other, bool is_ether,
                         const uint8_t *p, size_t n)
{
    if (is_ether)
        items_octets(out, mac, p, 6);
    else if (n != 0)
        items_octets(out, other, p, n);
}

static void put_protocol(struct items *out, enum field_id ip4, enum field_id other, bool is_ip4,
                         const uint8_t *p, size_t n)
{
    if (is_ip4)
        items_ip4(out, ip4, p);
    else if (n != 0)
        items_octets(out, other, p, n);
}

void dissect_arp(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    struct arp_addresses a;
    size_t hw, proto;
    bool is_ether, is_ip4, whole;
    struct item *it;

    if (l->captured < FRONT)
        return;
    hw = h[4];
    proto = h[5];
    is_ether = hw == ETHER && (be16(h) == 1 || be16(h) == 6);
    is_ip4 = proto == ADDRESS && be16(h + 2) == 0x0800;
    whole = l->captured >= FRONT + 2 * (hw + proto);
    a.src_hw = h + FRONT;
    a.src = a.src_hw + hw;
    a.dst_hw = a.src + proto;
    a.dst = a.dst_hw + hw;
    it = items_begin(out, F_ARP, h, whole ? FRONT + 2 * (hw + proto) : l->captured);
    say_arp(out, it, be16(h + 6), whole && is_ether && is_ip4 ? &a : NULL);
    put_front(out, h);
    if (whole && is_ether && is_ip4)
        put_kind(out, be16(h + 6), &a);
    if (whole) {
        put_hardware(out, F_ARP_SRC_HW, F_ARP_SRC_HW_OTHER, is_ether, a.src_hw, hw);
        put_protocol(out, F_ARP_SRC_PROTO, F_ARP_SRC_PROTO_OTHER, is_ip4, a.src, proto);
        put_hardware(out, F_ARP_DST_HW, F_ARP_DST_HW_OTHER, is_ether, a.dst_hw, hw);
        put_protocol(out, F_ARP_DST_PROTO, F_ARP_DST_PROTO_OTHER, is_ip4, a.dst, proto);
    }
    items_out(out);
}
