// SPDX-License-Identifier: BSD-3-Clause
/*
 * ipsec.c - what can be told of packets made unreadable: ESP (RFC 4303), IPComp (RFC 3173), and AH
 * (RFC 4302) over IPv4, behind which there is something to read.
 */
#include "print/ip6_extension.h"

enum { PROTOCOL_AH = 51 };

enum print_status print_esp(struct line *l, struct body b)
{
    l->protocol = "esp";
    /* One more than the header: tcpdump wants some of what it cannot read. */
    if (!body_has(b, 0, 9)) {
        line_cut(l);
        return PRINTED;
    }
    line_str(l, "ESP(spi=0x");
    line_hex(l, be32(b.p), 8);
    line_str(l, ",seq=0x");
    line_hex_short(l, be32(b.p + 4));
    line_str(l, "), length ");
    line_u64(l, b.len);
    return PRINTED;
}

enum print_status print_ipcomp(struct line *l, struct body b)
{
    l->protocol = "ipcomp";
    if (!body_has(b, 0, 4))
        return CUT;
    line_str(l, "IPComp(cpi=0x");
    line_hex(l, be16(b.p + 2), 4);
    line_char(l, ')');
    return PRINTED;
}

enum print_status print_ah(struct line *l, struct body b)
{
    struct extension x = {.rest = b, .next = PROTOCOL_AH};
    enum print_status status;

    switch (ip6_print_ah(l, &x)) {
    case EXTENSION_CUT:
        return CUT;
    case EXTENSION_STOP:
        return PRINTED;
    case EXTENSION_NEXT:
        break;
    }
    if (!line_enter(l))
        return CUT;
    status = line_ip_payload(l, x.rest, x.next);
    line_leave(l);
    return status;
}
