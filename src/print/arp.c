// SPDX-License-Identifier: BSD-3-Clause
/* arp.c - ARP (RFC 826), RARP (RFC 903), Inverse ARP (RFC 2390). */
#include "print/hex.h"
#include "print/line.h"

enum { ARP_HEADER = 8, PROTOCOL_IP4 = 0x0800, PROTOCOL_TRAIL = 0x1000 };
enum {
    REQUEST = 1,
    REPLY = 2,
    REVERSE_REQUEST = 3,
    REVERSE_REPLY = 4,
    INVERSE_REQUEST = 8,
    INVERSE_REPLY = 9,
    NACK = 10,
};

/* The fixed part, and where the four addresses are behind it. */
struct arp {
    uint16_t hardware, protocol, operation;
    uint8_t hardware_len, protocol_len;
    const uint8_t *sender_hardware, *sender_protocol, *target_hardware, *target_protocol;
};

static void put_hardware_type(struct line *l, uint16_t type)
{
    static const struct line_name names[] = {
        {1, "Ethernet"}, {6, "TokenRing"},  {7, "ArcNet"},      {15, "FrameRelay"},
        {23, "Strip"},   {24, "IEEE 1394"}, {32, "InfiniBand"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], type);

    if (name != NULL) {
        line_str(l, name);
        return;
    }
    line_str(l, "Unknown Hardware (");
    line_u64(l, type);
    line_char(l, ')');
}

static void put_protocol_type(struct line *l, uint16_t type)
{
    const char *const name = line_ethertype_name(type);

    if (name != NULL) {
        line_str(l, name);
        return;
    }
    line_str(l, "Unknown Protocol (0x");
    line_hex(l, type, 4);
    line_char(l, ')');
}

static void put_types(struct line *l, const struct arp *a)
{
    put_hardware_type(l, a->hardware);
    line_str(l, " (len ");
    line_u64(l, a->hardware_len);
    line_str(l, "), ");
    put_protocol_type(l, a->protocol);
    line_str(l, " (len ");
    line_u64(l, a->protocol_len);
    line_char(l, ')');
}

static void put_protocol(struct line *l, const struct arp *a, const uint8_t *addr)
{
    if (a->protocol != PROTOCOL_IP4 && a->protocol != PROTOCOL_TRAIL)
        line_str(l, "<wrong proto type>");
    else if (a->protocol_len != 4)
        line_str(l, "<wrong len>");
    else
        line_ip4(l, addr);
}

static void put_octets(struct line *l, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            line_char(l, ':');
        line_hex(l, p[i], 2);
    }
}

static void put_hardware(struct line *l, const struct arp *a, const uint8_t *addr)
{
    if (a->hardware_len == 0)
        line_str(l, "<empty>");
    else if (a->hardware_len == 6)
        line_ether(l, addr);
    else
        put_octets(l, addr, a->hardware_len);
}

static bool is_zero(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

static void put_request(struct line *l, const struct arp *a)
{
    line_str(l, "Request who-has ");
    put_protocol(l, a, a->target_protocol);
    if (!is_zero(a->target_hardware, a->hardware_len)) {
        line_str(l, " (");
        put_hardware(l, a, a->target_hardware);
        line_char(l, ')');
    }
    line_str(l, " tell ");
    put_protocol(l, a, a->sender_protocol);
}

static void put_who_is(struct line *l, const struct arp *a, const char *lead)
{
    line_str(l, lead);
    put_hardware(l, a, a->target_hardware);
    line_str(l, " tell ");
    put_hardware(l, a, a->sender_hardware);
}

/* The operation in words; false if it is one of which only the octets are shown. */
static bool put_operation(struct line *l, const struct arp *a)
{
    switch (a->operation) {
    case REQUEST:
        put_request(l, a);
        return true;
    case REPLY:
        line_str(l, "Reply ");
        put_protocol(l, a, a->sender_protocol);
        line_str(l, " is-at ");
        put_hardware(l, a, a->sender_hardware);
        return true;
    case REVERSE_REQUEST:
        put_who_is(l, a, "Reverse Request who-is ");
        return true;
    case REVERSE_REPLY:
        line_str(l, "Reverse Reply ");
        put_hardware(l, a, a->target_hardware);
        line_str(l, " at ");
        put_protocol(l, a, a->target_protocol);
        return true;
    case INVERSE_REQUEST:
        put_who_is(l, a, "Inverse Request who-is ");
        return true;
    case INVERSE_REPLY:
        line_str(l, "Inverse Reply ");
        put_hardware(l, a, a->sender_hardware);
        line_str(l, " at ");
        put_protocol(l, a, a->sender_protocol);
        return true;
    case NACK:
        line_str(l, "NACK Reply ");
        return false;
    default:
        line_str(l, "Unknown (");
        line_u64(l, a->operation);
        line_str(l, ") ");
        return false;
    }
}

/* The fixed part of `b` and its addresses; false if one of their octets was not captured. */
static bool load(struct body b, struct arp *a)
{
    size_t off = ARP_HEADER;

    if (!body_has(b, 0, ARP_HEADER))
        return false;
    *a = (struct arp){
        .hardware = be16(b.p),
        .protocol = be16(b.p + 2),
        .hardware_len = b.p[4],
        .protocol_len = b.p[5],
        .operation = be16(b.p + 6),
    };
    if (!body_has(b, off, 2 * ((size_t)a->hardware_len + a->protocol_len)))
        return false;
    a->sender_hardware = b.p + off;
    off += a->hardware_len;
    a->sender_protocol = b.p + off;
    off += a->protocol_len;
    a->target_hardware = b.p + off;
    off += a->hardware_len;
    a->target_protocol = b.p + off;
    return true;
}

enum print_status print_arp(struct line *l, struct body b)
{
    struct arp a;
    bool odd;

    l->protocol = "arp";
    if (!load(b, &a))
        return CUT;
    if (!l->options->link_header)
        line_str(l, "ARP, ");
    odd = (a.protocol != PROTOCOL_IP4 && a.protocol != PROTOCOL_TRAIL) || a.protocol_len != 4 ||
          a.hardware_len == 0;
    if (odd || l->options->verbose > 0)
        put_types(l, &a);
    if (l->options->verbose > 0)
        line_str(l, ", ");
    if (!odd || l->options->verbose > 0) {
        if (!put_operation(l, &a)) {
            hex_print(l, b.p, b.n < b.len ? b.n : b.len, HEX_AND_ASCII);
            return PRINTED;
        }
    }
    line_str(l, ", length ");
    line_u64(l, b.len);
    return PRINTED;
}
