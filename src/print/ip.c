// SPDX-License-Identifier: BSD-3-Clause
/* ip.c - a packet of which only its own first octet says which IP it is. */
#include "print/line.h"

enum print_status print_ip(struct line *l, struct body b)
{
    l->protocol = "ip";
    if (!body_has(b, 0, 1)) {
        return CUT;
    }
    switch (b.p[0] >> 4) {
    case 4:
        return print_ip4(l, b);
    case 6:
        return print_ip6(l, b);
    default:
        line_str(l, "unknown ip ");
        line_u64(l, b.p[0] >> 4);
        return PRINTED;
    }
}
