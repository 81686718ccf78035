// SPDX-License-Identifier: BSD-3-Clause
/* tcp.c - TCP (RFC 9293). */
#include "print/line.h"

enum { TCP_HEADER = 20 };

enum print_status print_tcp(struct line *l, struct body b)
{
    size_t header_len;

    l->protocol = "tcp";
    if (!body_has(b, 0, TCP_HEADER))
        return CUT;
    header_len = (size_t)(b.p[12] >> 4) * 4;
    line_endpoints(l, be16(b.p), be16(b.p + 2), true);
    line_str(l, "Flags [");
    for (unsigned i = 0; i < 8; i++)
        if ((b.p[13] >> i & 1) != 0)
            line_char(l, "FSRP.UEW"[i]);
    line_str(l, "], seq ");
    line_u64(l, be32(b.p + 4));
    line_str(l, ", ack ");
    line_u64(l, be32(b.p + 8));
    line_str(l, ", win ");
    line_u64(l, be16(b.p + 14));
    line_str(l, ", length ");
    line_u64(l, b.len - header_len);
    return PRINTED;
}
