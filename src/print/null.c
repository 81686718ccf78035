// SPDX-License-Identifier: BSD-3-Clause
/*
 * null.c - loopback headers of the BSDs: an address family in four octets, of the capturing host's
 * byte order or the network's. No family is above 2^16, so the order can be told.
 */
#include "print/line.h"

enum { NULL_HEADER = 4 };

static const struct line_name families[] = {
    {2, "IPv4"}, {6, "NS"},    {7, "ISO"},   {16, "Appletalk"},
    {23, "IPX"}, {24, "IPv6"}, {28, "IPv6"}, {30, "IPv6"},
};

static line_printer *family_printer(uint32_t family)
{
    switch (family) {
    case 2:
        return print_ip4;
    case 24:
    case 28:
    case 30:
        return print_ip6;
    default:
        return NULL;
    }
}

static void put_header(struct line *l, uint32_t family, size_t length)
{
    const char *const name = line_name(families, sizeof families / sizeof families[0], family);

    if (l->options->quiet == 0) {
        line_str(l, "AF ");
        line_str(l, name != NULL ? name : "Unknown");
        line_str(l, " (");
        line_u64(l, family);
        line_char(l, ')');
    } else if (name != NULL) {
        line_str(l, name);
    } else {
        line_str(l, "Unknown AF ");
        line_u64(l, family);
    }
    line_str(l, ", length ");
    line_u64(l, length);
    line_str(l, ": ");
}

enum print_status print_null(struct line *l, struct body b)
{
    line_printer *printer;
    uint32_t family;

    l->protocol = "null";
    if (!body_has(b, 0, NULL_HEADER))
        return CUT;
    family = le32(b.p);
    if (family > UINT16_MAX)
        family = be32(b.p);
    line_link_ends(l, body_skip(b, NULL_HEADER));
    if (l->options->link_header)
        put_header(l, family, b.len);
    printer = family_printer(family);
    if (printer != NULL)
        return printer(l, body_skip(b, NULL_HEADER));
    if (!l->options->link_header)
        put_header(l, family, b.len);
    line_unknown(l, body_skip(b, NULL_HEADER));
    return PRINTED;
}

enum print_status print_raw(struct line *l, struct body b)
{
    l->protocol = "raw";
    line_link_ends(l, b);
    if (l->options->link_header)
        line_str(l, "ip: ");
    return print_ip(l, b);
}
