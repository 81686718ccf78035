// SPDX-License-Identifier: BSD-3-Clause
/*
 * ethernet.c - Ethernet II and IEEE 802.3 headers, and the VLAN tags (IEEE 802.1Q) behind them.
 */
#include "print/ether.h"

enum {
    ETHER_HEADER = 14,
    ETHER_ADDRESS = 6,
    TYPE_OFF = 12,
    TAG_OCTETS = 4,
};

void ether_put_addresses(struct line *l)
{
    if (l->ether == NULL)
        return;
    line_ether(l, l->ether + ETHER_ADDRESS);
    line_str(l, " > ");
    line_ether(l, l->ether);
}

bool ether_is_vlan(uint16_t type)
{
    return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
}

void ether_put_tag(struct line *l, uint16_t tag)
{
    line_str(l, "vlan ");
    line_u64(l, tag & 0xfff);
    line_str(l, ", p ");
    line_u64(l, tag >> 13);
    line_str(l, (tag & 0x1000) != 0 ? ", DEI, " : ", ");
}

/* "ethertype IPv4 (0x0800)", or "IPv4" with -q. */
static void put_type_name(struct line *l, uint16_t type)
{
    const char *const name = line_ethertype_name(type);
    const bool quiet = l->options->quiet > 0;

    if (quiet && name != NULL) {
        line_str(l, name);
        return;
    }
    if (quiet) {
        line_str(l, "Unknown Ethertype");
    } else {
        line_str(l, "ethertype ");
        line_str(l, name != NULL ? name : "Unknown");
    }
    line_str(l, " (0x");
    line_hex(l, type, 4);
    line_char(l, ')');
}

void ether_put_type(struct line *l, uint16_t type, size_t length)
{
    if (type <= ETHER_LENGTH_MAX)
        line_str(l, "802.3");
    else
        put_type_name(l, type);
    line_str(l, ", length ");
    line_u64(l, length);
    line_str(l, ": ");
}

/* Addresses, type and length, of a frame of `length` octets. */
static void put_header(struct line *l, uint16_t type, size_t length)
{
    ether_put_addresses(l);
    line_str(l, ", ");
    ether_put_type(l, type, length);
}

/* Octets that nobody prints, after a header if that is not printed anyway. */
static void put_unknown(struct line *l, struct body b, uint16_t type, size_t length)
{
    if (!l->options->link_header)
        put_header(l, type, length);
    line_unknown(l, b);
}

/* A tag is cut, and with it all of the frame: no dump of what is behind its header. */
static bool cut_tag(struct line *l, struct body b)
{
    l->protocol = "vlan";
    line_link_ends(l, body_skip(b, b.n));
    line_cut(l);
    return false;
}

/* The tags at the front of `*b`, and the type behind them; false if one is cut. */
static bool print_tags(struct line *l, struct body *b, uint16_t *type)
{
    const bool show = l->options->link_header;

    while (ether_is_vlan(*type)) {
        if (!body_has(*b, 0, TAG_OCTETS))
            return cut_tag(l, *b);
        *type = be16(b->p + 2);
        if (show)
            ether_put_tag(l, be16(b->p));
        *b = body_skip(*b, TAG_OCTETS);
        if (ether_is_vlan(*type) && !body_has(*b, 0, TAG_OCTETS))
            return cut_tag(l, *b);
        if (show && *type > ETHER_LENGTH_MAX) {
            put_type_name(l, *type);
            line_str(l, ", ");
        } else if (show) {
            line_str(l, "802.3");
        }
    }
    return true;
}

/* From the type on, which has been taken off `b`. */
static enum print_status print_contents(struct line *l, struct body b, uint16_t type)
{
    const size_t length = b.len + ETHER_HEADER;
    line_printer *printer;

    if (l->options->link_header) {
        const size_t shown = type <= ETHER_LENGTH_MAX && type < b.len ? type : b.len;

        if (ether_is_vlan(type) && !body_has(b, 0, TAG_OCTETS)) {
            ether_put_addresses(l);
            line_str(l, ", ");
            (void)cut_tag(l, b);
            return PRINTED;
        }
        put_header(l, type, type <= ETHER_LENGTH_MAX ? shown : length);
    }
    if (!print_tags(l, &b, &type))
        return PRINTED;
    if (type <= ETHER_LENGTH_MAX)
        return print_llc(l, type < b.len ? body_narrow(b, type) : b);
    line_link_ends(l, b);
    printer = line_ethertype_printer(type);
    if (printer != NULL)
        return printer(l, b);
    put_unknown(l, b, type, length);
    return PRINTED;
}

enum print_status print_ethernet(struct line *l, struct body b)
{
    const uint8_t *const around = l->ether;
    enum print_status status;

    l->protocol = "ether";
    if (b.len < b.n) { /* a tunnel whose length field says less than the packet around it */
        line_link_ends(l, body_skip(b, b.n));
        line_number(l, "[length ", b.len);
        line_number(l, " < caplen ", b.n);
        line_str(l, "] (invalid)");
        return PRINTED;
    }
    if (!body_has(b, 0, ETHER_HEADER)) {
        line_link_ends(l, body_skip(b, b.n));
        line_cut(l);
        return PRINTED;
    }
    if (!line_enter(l))
        return CUT;
    l->ether = b.p;
    status = print_contents(l, body_skip(b, ETHER_HEADER), be16(b.p + TYPE_OFF));
    l->ether = around;
    line_leave(l);
    return status;
}
