// SPDX-License-Identifier: BSD-3-Clause
/*
 * ppp_escaped.c - PPP as it is on a serial line (RFC 1662 4.2), with the octets escaped that would
 * mean something there.
 *
 * Such a frame is known by its flag, 0x7e, where a protocol number should begin. What it holds is
 * a guess: IP with its number's one octet in front, a whole frame, or any protocol number.
 */
#include <stdlib.h>

#include "print/ppp_option.h"

enum { ESCAPE = 0x7d, ESCAPED = 0x20, FLAG = 0x7e };
enum { ONE_OCTET_IP = 0x21, ONE_OCTET_IP6 = 0x57, ADDRESS_AND_CONTROL = 0xff03 };

/* The octets of `b` as they were meant, into room for as many; how many they are. */
static uint32_t unescape(uint8_t *to, struct body b)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < b.n; i++) {
        if (b.p[i] != ESCAPE)
            to[n++] = b.p[i];
        else if (++i < b.n)
            to[n++] = b.p[i] ^ ESCAPED;
    }
    return n;
}

static enum print_status print_plain(struct line *l, struct body b)
{
    uint16_t protocol;

    if (b.n > 0 && b.p[0] == ONE_OCTET_IP)
        return print_ip4(l, body_skip(b, 1));
    if (b.n > 0 && b.p[0] == ONE_OCTET_IP6)
        return print_ip6(l, body_skip(b, 1));
    if (body_has(b, 0, 2) && be16(b.p) == ADDRESS_AND_CONTROL)
        b = body_skip(b, 2);
    if (!body_has(b, 0, 2)) {
        line_cut(l);
        return PRINTED;
    }
    protocol = be16(b.p);
    if (protocol >> 8 == FLAG) { /* once is enough */
        line_str(l, "(protocol 0x");
        line_hex(l, protocol, 4);
        line_str(l, " invalid)");
        return PRINTED;
    }
    return ppp_print_contents(l, body_skip(b, 2), protocol);
}

enum print_status ppp_print_escaped(struct line *l, struct body b)
{
    enum print_status status;
    uint8_t *plain;
    uint32_t n;

    if (b.len <= 1)
        return PRINTED;
    plain = malloc(b.n);
    if (plain == NULL)
        return CUT;
    n = unescape(plain, b);
    status = print_plain(l, (struct body){plain, n, n});
    free(plain);
    return status;
}
