// SPDX-License-Identifier: BSD-3-Clause
/* ip4.c - IPv4 (RFC 791). */
#include "print/line.h"

enum { IP4_HEADER = 20 };

enum print_status print_ip4(struct line *l, struct body b)
{
    const struct ip_info *const around = l->ip;
    struct ip_info ip;
    enum print_status status;
    size_t header_len;

    l->protocol = "ip";
    if (!l->options->link_header)
        line_str(l, "IP ");
    if (!body_has(b, 0, IP4_HEADER))
        return CUT;
    header_len = (size_t)(b.p[0] & 0x0f) * 4;
    ip = (struct ip_info){.version = 4, .ttl = b.p[8], .src = b.p + 12, .dst = b.p + 16};
    b = body_narrow(b, be16(b.p + 2));
    l->ip = &ip;
    status = line_ip_payload(l, body_skip(b, header_len), b.p[9]);
    l->ip = around;
    return status;
}
