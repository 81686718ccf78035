// SPDX-License-Identifier: BSD-3-Clause
/*
 * cooked.c - Linux's cooked headers, versions 1 and 2
 * (www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html and _SLL2.html).
 *
 * Version 2 names the interface by its index; the name printed is the one that index has on the
 * host that reads, which need not be the one that captured.
 */
#include "print/ether.h"
#include "print/interface_names.h"

enum {
    COOKED1_HEADER = 16,
    COOKED2_HEADER = 20,
    TAG_OCTETS = 4,
    PROTOCOL_802_2 = 4,
    PROTOCOL_802_3 = 1,
    ETHER_ADDRESS = 6,
};

/**
 * struct cooked - what both versions say
 * @type, @address_len, @protocol: of the header
 * @address: *borrowed*, 8 octets
 * @ifindex: version 2 only
 * @length: octets of the frame, header included
 */
struct cooked {
    const uint8_t *address;
    size_t length;
    uint32_t ifindex;
    uint16_t address_len, protocol;
    uint8_t type, version;
};

static const char *direction(unsigned type, bool wide)
{
    static const char *const names1[] = {" In", "  B", "  M", "  P", "Out"};
    static const char *const names2[] = {"In ", "B  ", "M  ", "P  ", "Out"};

    if (type > 4)
        return wide ? "?  " : "  ?";
    return wide ? names2[type] : names1[type];
}

static void put_type(struct line *l, const struct cooked *c)
{
    if (c->protocol == PROTOCOL_802_2 || c->protocol == PROTOCOL_802_3) {
        line_str(l, c->protocol == PROTOCOL_802_2 ? "802.2" : "802.3");
    } else {
        const char *const name =
            c->protocol > ETHER_LENGTH_MAX ? line_ethertype_name(c->protocol) : NULL;

        line_str(l, "ethertype ");
        line_str(l, name != NULL ? name : "Unknown");
        line_str(l, " (0x");
        line_hex(l, c->protocol, 4);
        line_char(l, ')');
    }
    line_str(l, ", length ");
    line_u64(l, c->length);
    line_str(l, ": ");
}

static void put_header(struct line *l, const struct cooked *c)
{
    if (c->version == 2) {
        line_str(l, "ifindex ");
        line_u64(l, c->ifindex);
    } else {
        line_str(l, direction(c->type, false));
    }
    line_char(l, ' ');
    if (c->address_len == ETHER_ADDRESS) {
        line_ether(l, c->address);
        line_char(l, ' ');
    }
    if (l->options->quiet == 0)
        put_type(l, c);
}

/* VLAN tags are shown, but not their types' numbers; false if one is cut. */
static bool print_tags(struct line *l, struct body *b, uint16_t *type)
{
    while (ether_is_vlan(*type)) {
        if (!body_has(*b, 0, TAG_OCTETS)) {
            l->protocol = "vlan";
            line_link_ends(l, body_skip(*b, b->n));
            line_cut(l);
            return false;
        }
        if (l->options->link_header)
            ether_put_tag(l, be16(b->p));
        *type = be16(b->p + 2);
        if (l->options->quiet == 0) {
            const char *const name = *type > ETHER_LENGTH_MAX ? line_ethertype_name(*type) : NULL;

            line_str(l, "ethertype ");
            line_str(l, name != NULL ? name : "Unknown");
            line_str(l, ", ");
        }
        *b = body_skip(*b, TAG_OCTETS);
    }
    return true;
}

/* LLC, whose header counts as one of the link's only where it is of three octets: tcpdump takes the
 * others for frames of an unknown type. */
static enum print_status print_802_2(struct line *l, struct body b)
{
    if (body_has(b, 0, 4) && (b.p[2] & 3) != 3)
        line_link_ends(l, b);
    return print_llc(l, b);
}

static enum print_status print_contents(struct line *l, struct body b, struct cooked *c)
{
    const size_t untagged = b.len;
    uint16_t type = c->protocol;
    line_printer *printer;

    if (l->options->link_header)
        put_header(l, c);
    if (type == PROTOCOL_802_2)
        return print_802_2(l, b);
    if (ether_is_vlan(type)) {
        if (!print_tags(l, &b, &type))
            return PRINTED;
        if (type <= ETHER_LENGTH_MAX)
            return print_802_2(l, b);
    }
    line_link_ends(l, b);
    printer = type > ETHER_LENGTH_MAX ? line_ethertype_printer(type) : NULL;
    if (printer != NULL)
        return printer(l, b);
    /* What is taken for a length has no header; of what is behind tags, it leaves them out. */
    c->length -= untagged - b.len;
    if (!l->options->link_header && type > ETHER_LENGTH_MAX)
        put_header(l, c);
    line_unknown(l, b);
    return PRINTED;
}

enum print_status print_cooked1(struct line *l, struct body b)
{
    struct cooked c = {.version = 1, .length = b.len};

    l->protocol = "sll";
    if (!body_has(b, 0, COOKED1_HEADER))
        return CUT;
    c.type = be16(b.p) > UINT8_MAX ? UINT8_MAX : (uint8_t)be16(b.p);
    c.address_len = be16(b.p + 4);
    c.address = b.p + 6;
    c.protocol = be16(b.p + 14);
    return print_contents(l, body_skip(b, COOKED1_HEADER), &c);
}

static void put_interface(struct line *l, uint32_t ifindex)
{
    const char *const name = interface_name(l->interfaces, ifindex, l->frame->ts_ns);

    line_str(l, name);
    for (size_t n = strlen(name); n < 5; n++)
        line_char(l, ' ');
    line_char(l, ' ');
}

enum print_status print_cooked2(struct line *l, struct body b)
{
    struct cooked c = {.version = 2, .length = b.len};

    l->protocol = "sll2";
    if (!body_has(b, 0, COOKED2_HEADER))
        return CUT;
    c.protocol = be16(b.p);
    c.ifindex = be32(b.p + 4);
    c.type = b.p[10];
    c.address_len = b.p[11];
    c.address = b.p + 12;
    put_interface(l, c.ifindex);
    line_str(l, direction(c.type, true));
    line_char(l, ' ');
    return print_contents(l, body_skip(b, COOKED2_HEADER), &c);
}
