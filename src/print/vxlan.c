// SPDX-License-Identifier: BSD-3-Clause
/* vxlan.c - VXLAN (RFC 7348): an Ethernet frame behind eight octets, on a line of its own. */
#include "print/inner.h"

enum { VXLAN_HEADER = 8, FLAG_I = 0x08 };

enum print_status print_vxlan(struct line *l, struct body b)
{
    l->protocol = "vxlan";
    line_str(l, "VXLAN");
    if (b.len < VXLAN_HEADER) {
        line_str(l, " (invalid)");
        return PRINTED;
    }
    if (!body_has(b, 0, 1))
        return CUT;
    line_str(l, (b.p[0] & FLAG_I) != 0 ? ", flags [I] (0x" : ", flags [invalid] (0x");
    line_hex(l, b.p[0], 2);
    line_str(l, "), ");
    if (!body_has(b, 4, 3))
        return CUT;
    line_number(l, "vni ", be32(b.p + 3) & 0xffffff);
    line_char(l, '\n');
    if (!body_has(b, 0, VXLAN_HEADER))
        return CUT;
    return print_bridged(l, body_skip(b, VXLAN_HEADER));
}
