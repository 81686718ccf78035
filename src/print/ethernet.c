// SPDX-License-Identifier: BSD-3-Clause
/* ethernet.c - Ethernet II and IEEE 802.3 headers. */
#include "print/line.h"

enum { ETHER_HEADER = 14, TYPE_OFF = 12 };

enum print_status print_ethernet(struct line *l, struct body b)
{
    line_printer *printer;
    uint16_t type;

    l->protocol = "ether";
    if (!body_has(b, 0, ETHER_HEADER))
        return CUT;
    type = be16(b.p + TYPE_OFF);
    l->link_len = ETHER_HEADER;
    printer = line_ethertype_printer(type);
    return printer != NULL ? printer(l, body_skip(b, ETHER_HEADER)) : PRINTED;
}
