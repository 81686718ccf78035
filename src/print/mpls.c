// SPDX-License-Identifier: BSD-3-Clause
/*
 * mpls.c - MPLS (RFC 3032): the label stack, then a packet. Nothing says of what protocol it is,
 * save three labels; otherwise its first octet tells.
 */
#include "print/line.h"

enum { LABEL_LEN = 4, IP4_NULL = 0, IP6_NULL = 2, IMPLICIT_NULL = 3, FIRST_FREE = 16 };

static const char *label_name(uint32_t label)
{
    static const char *const names[] = {
        " (IPv4 explicit NULL)",
        " (router alert)",
        " (IPv6 explicit NULL)",
        " (implicit NULL)",
    };

    if (label >= FIRST_FREE)
        return "";
    return label < sizeof names / sizeof names[0] ? names[label] : " (rsvd)";
}

static void put_label(struct line *l, uint32_t entry)
{
    line_str(l, "(label ");
    line_u64(l, entry >> 12);
    if (l->options->verbose > 0)
        line_str(l, label_name(entry >> 12));
    line_str(l, ", tc ");
    line_u64(l, entry >> 9 & 7);
    if ((entry >> 8 & 1) != 0)
        line_str(l, ", [S]");
    line_str(l, ", ttl ");
    line_u64(l, entry & 0xff);
    line_char(l, ')');
}

/* Who prints a packet under `label`, NULL if that tells nothing. */
static line_printer *find_by_label(uint32_t label)
{
    if (label == IP4_NULL || label == IMPLICIT_NULL)
        return print_ip4;
    return label == IP6_NULL ? print_ip6 : NULL;
}

/* Who prints a packet that begins with the octet `first`, NULL if that tells nothing. */
static line_printer *find_by_octet(uint8_t first)
{
    if (first >= 0x45 && first <= 0x4f)
        return print_ip4;
    if (first >= 0x60 && first <= 0x6f)
        return print_ip6;
    return NULL;
}

enum print_status print_mpls(struct line *l, struct body b)
{
    const char *const between = l->options->verbose > 0 ? "\n\t" : " ";
    line_printer *printer;
    uint32_t entry = 0;
    bool first = true;

    l->protocol = "mpls";
    line_str(l, "MPLS");
    do {
        if (b.len < LABEL_LEN) {
            line_str(l, " (invalid)");
            if (b.n < b.len)
                line_cut(l);
            return PRINTED;
        }
        if (!body_has(b, 0, LABEL_LEN))
            return CUT;
        entry = be32(b.p);
        line_str(l, first ? " " : between);
        first = false;
        put_label(l, entry);
        b = body_skip(b, LABEL_LEN);
    } while ((entry >> 8 & 1) == 0);
    if (b.len == 0)
        return PRINTED;
    printer = find_by_label(entry >> 12);
    if (printer == NULL && !body_has(b, 0, 1))
        return CUT;
    if (printer == NULL)
        printer = find_by_octet(b.p[0]);
    if (printer == NULL) {
        line_unknown(l, b);
        return b.n < b.len && line_shows_unknown(l) ? CUT : PRINTED;
    }
    line_str(l, between);
    return printer(l, b);
}
