// SPDX-License-Identifier: BSD-3-Clause
/* ssh.c - the one line of SSH that is text: each side's version (RFC 4253, section 4.2). */
#include "print/line.h"

enum print_status print_ssh(struct line *l, struct body b)
{
    size_t n;

    l->protocol = "ssh";
    for (size_t i = 0; i < 4; i++) {
        if (i >= b.n)
            return CUT;
        if (b.p[i] != (uint8_t) "SSH-"[i])
            return PRINTED;
    }
    for (n = 4; n < b.len; n++) {
        if (n >= b.n)
            return CUT;
        if (b.p[n] < ' ' || b.p[n] > '~')
            break;
    }
    if (n >= b.len)
        return PRINTED;
    if (b.p[n] == '\r') {
        if (n + 1 >= b.len)
            return PRINTED;
        if (n + 1 >= b.n)
            return CUT;
        if (b.p[n + 1] != '\n')
            return PRINTED;
    } else if (b.p[n] != '\n') {
        return PRINTED;
    }
    line_str(l, ": SSH: ");
    line_octets(l, (const char *)b.p, n);
    return PRINTED;
}
