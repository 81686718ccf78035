// SPDX-License-Identifier: BSD-3-Clause
/*
 * line.c - the words all printers share: who sends to whom, text from the network made visible.
 */
#include "print/line.h"

#include "base/decimal.h"
#include "print/hex.h"

enum { PROTOCOL_TCP = 6, IP4_ENDPOINTS_MAX = 64 };

const char *line_name(const struct line_name *names, size_t n, uint32_t value)
{
    for (size_t i = 0; i < n; i++)
        if (names[i].value == value)
            return names[i].name;
    return NULL;
}

void line_hex_short(struct line *l, uint64_t v)
{
    unsigned digits = 1;

    while (digits < 16 && v >> (4 * digits) != 0)
        digits++;
    line_hex(l, v, digits);
}

void line_visible(struct line *l, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t c = p[i];

        if (c >= 0x80) {
            line_str(l, "M-");
            c &= 0x7f;
        }
        if (c < 0x20 || c == 0x7f) {
            line_char(l, '^');
            c ^= 0x40;
        }
        line_char(l, (char)c);
    }
}

void line_cut(struct line *l)
{
    line_str(l, " [|");
    line_str(l, l->protocol);
    line_char(l, ']');
}

static void put_address(struct line *l, const uint8_t *addr)
{
    if (l->ip->version == 6)
        line_ip6(l, addr);
    else
        line_ip4(l, addr);
}

void line_addresses(struct line *l)
{
    put_address(l, l->ip->src);
    line_str(l, " > ");
    put_address(l, l->ip->dst);
    line_char(l, ':');
}

static inline char *put_ip4_endpoint(char *at, const uint8_t addr[4], uint16_t port)
{
    return decimal_put(decimal_put_dotted(at, addr), port);
}

/* Two IPv4 endpoints as numbers, at one go. */
static void put_ip4_endpoints(struct line *l, uint16_t src_port, uint16_t dst_port)
{
    char *const room = text_room(l->out, IP4_ENDPOINTS_MAX), *at = room;

    if (at == NULL)
        return;
    at = put_ip4_endpoint(at, l->ip->src, src_port);
    at = line_put(at, " > ");
    at = put_ip4_endpoint(at, l->ip->dst, dst_port);
    at = line_put(at, ": ");
    text_advance(l->out, (size_t)(at - room));
}

void line_endpoints(struct line *l, uint16_t src_port, uint16_t dst_port, uint8_t protocol)
{
    const bool tcp = protocol == PROTOCOL_TCP, addresses = l->ip->protocol == protocol;

    if (addresses && l->ip->version == 4 && l->options->names == NULL) {
        put_ip4_endpoints(l, src_port, dst_port);
        return;
    }
    if (addresses) {
        put_address(l, l->ip->src);
        line_char(l, '.');
    }
    line_port(l, src_port, tcp);
    line_str(l, " > ");
    if (addresses) {
        put_address(l, l->ip->dst);
        line_char(l, '.');
    }
    line_port(l, dst_port, tcp);
    line_str(l, ": ");
}

bool line_shows_unknown(const struct line *l)
{
    return l->options->hex == 0 && l->options->hex_ascii == 0 && l->options->quiet == 0;
}

void line_unknown(struct line *l, struct body b)
{
    if (line_shows_unknown(l))
        hex_print(l, b.p, b.n, HEX_AND_ASCII);
}
