// SPDX-License-Identifier: BSD-3-Clause
/* gre.c - GRE (RFC 2784, 2890; routing by RFC 1701), and its version 1 of PPTP (RFC 2637). */
#include "print/inner.h"

enum {
    CHECKSUM = 0x8000,
    ROUTING = 0x4000,
    KEY = 0x2000,
    SEQUENCE = 0x1000,
    SOURCE_ROUTING = 0x0800,
    ACK = 0x0080,
    VERSION = 0x0007,
};
enum {
    TYPE_IP4 = 0x0800,
    TYPE_IP6 = 0x86dd,
    TYPE_MPLS = 0x8847,
    TYPE_BRIDGED = 0x6558,
    TYPE_PPP = 0x880b,
    FAMILY_IP = 0x0800,
    FAMILY_ASN = 0xfffe,
};

static void put_flags(struct line *l, uint16_t flags)
{
    static const struct line_name names[] = {
        {CHECKSUM, "checksum present"},
        {ROUTING, "routing present"},
        {KEY, "key present"},
        {SEQUENCE, "sequence# present"},
        {SOURCE_ROUTING, "source routing present"},
        {ACK, "ack present"},
    };
    bool any = false;

    if (l->options->verbose == 0)
        return;
    line_str(l, ", Flags [");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((flags & names[i].value) == 0)
            continue;
        if (any)
            line_str(l, ", ");
        line_str(l, names[i].name);
        any = true;
    }
    line_str(l, any ? "]" : "none]");
}

/* Whether a route of entries `size` octets each can be read; if not, what is wrong with it. */
static bool check_route(struct line *l, size_t len, size_t next, size_t size)
{
    if (next % size != 0) {
        line_number(l, ", badoffset=", next);
        return false;
    }
    if (len % size != 0) {
        line_number(l, ", badlength=", len);
        return false;
    }
    if (next >= len) {
        line_number(l, ", badoff/len=", next);
        line_number(l, "/", len);
        return false;
    }
    return true;
}

/* Where a packet goes next is marked: the entry at `next` octets. */
static enum print_status put_route(struct line *l, struct body route, uint16_t family, size_t next)
{
    const size_t size = family == FAMILY_IP ? 4 : 2;

    line_str(l, ", (rtaf=");
    if (family == FAMILY_IP) {
        line_str(l, "ip");
    } else if (family == FAMILY_ASN) {
        line_str(l, "asn");
    } else {
        line_str(l, "0x");
        line_hex_short(l, family);
        line_char(l, ')');
        return PRINTED;
    }
    if (!check_route(l, route.len, next, size)) {
        line_char(l, ')');
        return PRINTED;
    }
    for (size_t off = 0; off + size <= route.len; off += size) {
        if (!body_has(route, off, size)) {
            line_char(l, ')');
            return CUT;
        }
        line_str(l, off == next ? " *" : " ");
        if (family == FAMILY_IP)
            line_ip4(l, route.p + off);
        else
            line_hex_short(l, be16(route.p + off));
    }
    line_char(l, ')');
    return PRINTED;
}

/* Source route entries up to the empty one that ends them. */
static enum print_status put_routes(struct line *l, struct body *b)
{
    for (;;) {
        uint16_t family;
        size_t next, len;

        if (!body_has(*b, 0, 4))
            return CUT;
        family = be16(b->p);
        next = b->p[2];
        len = b->p[3];
        *b = body_skip(*b, 4);
        if (len == 0 && family == 0)
            return PRINTED;
        if (put_route(l, body_with_len(*b, len), family, next) == CUT)
            return CUT;
        *b = body_skip(*b, len);
    }
}

/* GRE's own header is cut: its layer ends, the line does not. */
static enum print_status end_layer(struct line *l)
{
    line_cut(l);
    return PRINTED;
}

/* Load the next `n` octets of an optional field; false if they were not captured. */
static bool take(struct body *b, size_t n, uint32_t *value)
{
    if (!body_has(*b, 0, n))
        return false;
    *value = n == 2 ? be16(b->p) : be32(b->p);
    *b = body_skip(*b, n);
    return true;
}

static void put_end(struct line *l, uint16_t type, size_t whole)
{
    inner_put_ethertype(l, type);
    line_str(l, ", length ");
    line_u64(l, whole);
}

/* What stands before a payload, which below -v begins a line of its own. */
static void put_lead(struct line *l)
{
    line_str(l, l->options->verbose > 0 ? "\n\t" : ": ");
}

static void put_unknown(struct line *l, uint16_t type)
{
    line_str(l, "gre-proto-0x");
    line_hex_short(l, type);
}

static enum print_status put_fields(struct line *l, struct body *b, uint16_t flags)
{
    uint32_t v;

    if ((flags & (CHECKSUM | ROUTING)) != 0) {
        if (!take(b, 2, &v))
            return CUT;
        if (l->options->verbose > 0) {
            line_str(l, ", sum 0x");
            line_hex_short(l, v);
        }
        if (!take(b, 2, &v))
            return CUT;
        line_str(l, ", off 0x");
        line_hex_short(l, v);
    }
    if ((flags & KEY) != 0) {
        if (!take(b, 4, &v))
            return CUT;
        line_str(l, ", key=0x");
        line_hex_short(l, v);
    }
    if ((flags & SEQUENCE) != 0) {
        if (!take(b, 4, &v))
            return CUT;
        line_str(l, ", seq ");
        line_u64(l, v);
    }
    return (flags & ROUTING) != 0 ? put_routes(l, b) : PRINTED;
}

static enum print_status print_version0(struct line *l, struct body b)
{
    const size_t whole = b.len;
    const uint16_t flags = be16(b.p);
    uint16_t type;

    put_flags(l, flags);
    if (!body_has(b, 0, 4))
        return end_layer(l);
    type = be16(b.p + 2);
    b = body_skip(b, 4);
    if (put_fields(l, &b, flags) == CUT)
        return end_layer(l);
    put_end(l, type, whole);
    put_lead(l);
    switch (type) {
    case TYPE_IP4:
        return print_ip4(l, b);
    case TYPE_IP6:
        return print_ip6(l, b);
    case TYPE_MPLS:
        return print_mpls(l, b);
    case TYPE_BRIDGED:
        return print_bridged(l, b);
    default:
        put_unknown(l, type);
        return PRINTED;
    }
}

static enum print_status print_version1(struct line *l, struct body b)
{
    const size_t whole = b.len;
    const uint16_t flags = be16(b.p);
    uint16_t type;
    uint32_t v;

    put_flags(l, flags);
    if (!body_has(b, 0, 4))
        return end_layer(l);
    type = be16(b.p + 2);
    b = body_skip(b, 4);
    if ((flags & KEY) != 0) {
        if (!take(&b, 4, &v))
            return end_layer(l);
        line_str(l, ", call ");
        line_u64(l, v & 0xffff);
    }
    if ((flags & SEQUENCE) != 0) {
        if (!take(&b, 4, &v))
            return end_layer(l);
        line_str(l, ", seq ");
        line_u64(l, v);
    }
    if ((flags & ACK) != 0) {
        if (!take(&b, 4, &v))
            return end_layer(l);
        line_str(l, ", ack ");
        line_u64(l, v);
    }
    if ((flags & SEQUENCE) == 0)
        line_str(l, ", no-payload");
    put_end(l, type, whole);
    if ((flags & SEQUENCE) == 0)
        return PRINTED;
    put_lead(l);
    if (type == TYPE_PPP)
        return print_ppp(l, b);
    put_unknown(l, type);
    return PRINTED;
}

enum print_status print_gre(struct line *l, struct body b)
{
    uint16_t version;

    l->protocol = "gre";
    if (!body_has(b, 0, 2))
        return end_layer(l);
    version = be16(b.p) & VERSION;
    line_str(l, "GREv");
    line_u64(l, version);
    if (version == 0)
        return print_version0(l, b);
    if (version == 1)
        return print_version1(l, b);
    line_str(l, " ERROR: unknown-version");
    return PRINTED;
}
