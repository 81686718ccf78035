// SPDX-License-Identifier: BSD-3-Clause
/* ip6_extension.c - fragment, routing and authentication headers (RFC 8200 4.4 and 4.5, RFC 4302).
 */
#include "print/ip6_extension.h"

enum {
    FRAGMENT_HEADER = 8,
    FRAGMENT_IDENTIFICATION = 4, /* where it begins, which only -v shows */
    OFFSET_MASK = 0xfff8,
    ROUTING_HEAD = 8,
    ROUTING_SOURCE = 0,  /* RFC 5095 did away with it */
    ROUTING_MOBILE = 2,  /* RFC 6275 6.4 */
    ROUTING_SEGMENT = 4, /* RFC 8754 2 */
    AH_HEADER = 12,
};

/* The octets of the packet from `x->rest` on, by what the IPv6 header says; below zero where
 * extension headers have gone beyond the packet's end. */
static uint64_t rest_len(const struct extension *x)
{
    if (x->jumbo != 0)
        return x->rest.len;
    return (uint64_t)x->payload_len - (uint64_t)(x->rest.p - x->begin);
}

enum extension_end ip6_print_fragment(struct line *l, struct extension *x, struct ip_info *ip)
{
    const struct body b = x->rest;
    unsigned offset;

    l->protocol = "frag6";
    if (!body_has(b, 0, l->options->verbose > 0 ? FRAGMENT_HEADER : FRAGMENT_IDENTIFICATION))
        return EXTENSION_CUT;
    offset = be16(b.p + 2) & OFFSET_MASK;
    line_str(l, "frag (");
    if (l->options->verbose > 0) {
        line_str(l, "0x");
        line_hex(l, be32(b.p + 4), 8);
        line_char(l, ':');
    }
    line_u64(l, offset);
    line_char(l, '|');
    line_u64(l, rest_len(x) - FRAGMENT_HEADER);
    line_char(l, ')');
    if (offset != 0)
        return EXTENSION_STOP;
    line_char(l, ' ');
    ip->fragment = true;
    x->next = b.p[0];
    x->rest = body_skip(b, FRAGMENT_HEADER);
    return x->rest.n > 0 ? EXTENSION_NEXT : EXTENSION_STOP;
}

/* The list of addresses and the closing parenthesis. */
static enum extension_end print_addresses(struct line *l, struct body b, unsigned units)
{
    if (units % 2 != 0) {
        line_str(l, " (invalid length ");
        line_u64(l, units);
        line_str(l, ") (invalid)");
        return EXTENSION_STOP;
    }
    for (unsigned i = 0; i < units / 2; i++) {
        const size_t at = ROUTING_HEAD + (size_t)i * 16;

        if (!body_has(b, at, 16))
            return EXTENSION_CUT;
        line_str(l, ", [");
        line_u64(l, i);
        line_char(l, ']');
        line_ip6(l, b.p + at);
    }
    line_str(l, ") ");
    return EXTENSION_NEXT;
}

static enum extension_end print_source_route(struct line *l, struct body b)
{
    uint32_t reserved;

    if (!body_has(b, 4, 4))
        return EXTENSION_CUT;
    reserved = be32(b.p + 4);
    if (reserved != 0 || l->options->verbose > 0) {
        line_str(l, ", rsv=0x");
        line_hex_short(l, reserved);
    }
    return print_addresses(l, b, b.p[1]);
}

static enum extension_end print_segments(struct line *l, struct body b)
{
    if (!body_has(b, 4, 1))
        return EXTENSION_CUT;
    line_str(l, ", last-entry=");
    line_u64(l, b.p[4]);
    if (!body_has(b, 5, 1))
        return EXTENSION_CUT;
    if (b.p[5] != 0 || l->options->verbose > 0) {
        line_str(l, ", flags=0x");
        line_hex_short(l, b.p[5]);
    }
    if (!body_has(b, 6, 2))
        return EXTENSION_CUT;
    line_str(l, ", tag=");
    line_hex_short(l, be16(b.p + 6));
    return print_addresses(l, b, b.p[1]);
}

/* Where the packet ends up, which is what checksums are made with. As tcpdump has it: by the first
 * routing header, and even where no segment is left, or there at all. */
static void find_destination(struct ip_info *ip, struct body b)
{
    const size_t addresses = b.p[1] / 2U;
    size_t at = ROUTING_HEAD;

    if (ip->final_dst != ip->dst)
        return;
    if (b.p[2] != ROUTING_SEGMENT) {
        if (addresses == 0)
            return;
        at += (addresses - 1) * 16;
    }
    if (body_has(b, at, 16))
        ip->final_dst = b.p + at;
}

enum extension_end ip6_print_routing(struct line *l, struct extension *x, struct ip_info *ip)
{
    const struct body b = x->rest;
    enum extension_end end;

    if (!body_has(b, 0, 1)) {
        l->protocol = "ip6";
        line_cut(l);
        return EXTENSION_STOP;
    }
    l->protocol = "rt6";
    line_str(l, "RT6");
    if (!body_has(b, 1, 1))
        return EXTENSION_CUT;
    line_str(l, " (len=");
    line_u64(l, b.p[1]);
    if (!body_has(b, 2, 1))
        return EXTENSION_CUT;
    line_str(l, ", type=");
    line_u64(l, b.p[2]);
    if (b.p[2] == ROUTING_SOURCE)
        line_str(l, " [Deprecated]");
    if (!body_has(b, 3, 1))
        return EXTENSION_CUT;
    line_str(l, ", segleft=");
    line_u64(l, b.p[3]);
    if (b.p[2] != ROUTING_SOURCE && b.p[2] != ROUTING_MOBILE && b.p[2] != ROUTING_SEGMENT) {
        line_str(l, " (unknown type) (invalid)");
        return EXTENSION_STOP;
    }
    end = b.p[2] == ROUTING_SEGMENT ? print_segments(l, b) : print_source_route(l, b);
    if (end != EXTENSION_NEXT)
        return end;
    find_destination(ip, b);
    x->next = b.p[0];
    x->rest = body_skip(b, ((size_t)b.p[1] + 1) * 8);
    return EXTENSION_NEXT;
}

enum extension_end ip6_print_ah(struct line *l, struct extension *x)
{
    const struct body b = x->rest;
    size_t len;

    l->protocol = "ah";
    if (!body_has(b, 0, 1)) {
        line_cut(l);
        return EXTENSION_STOP;
    }
    line_str(l, "AH");
    if (!body_has(b, 1, 1))
        return EXTENSION_CUT;
    line_char(l, '(');
    len = ((size_t)b.p[1] + 2) * 4;
    if (l->options->verbose > 0) {
        line_str(l, "length=");
        line_u64(l, b.p[1]);
        line_char(l, '(');
        line_u64(l, len);
        line_str(l, "-bytes),");
    }
    if (!body_has(b, 2, 2))
        return EXTENSION_CUT;
    if (be16(b.p + 2) != 0) {
        line_str(l, "reserved=0x");
        line_hex_short(l, be16(b.p + 2));
        line_str(l, "[MustBeZero],");
    }
    if (!body_has(b, 4, 4))
        return EXTENSION_CUT;
    line_str(l, "spi=0x");
    line_hex(l, be32(b.p + 4), 8);
    line_char(l, ',');
    if (!body_has(b, 8, 4))
        return EXTENSION_CUT;
    line_str(l, "seq=0x");
    line_hex_short(l, be32(b.p + 8));
    line_str(l, ",icv=0x");
    for (size_t i = AH_HEADER; i < len; i++) {
        if (!body_has(b, i, 1))
            return EXTENSION_CUT;
        line_hex(l, b.p[i], 2);
    }
    line_str(l, "): ");
    x->next = b.p[0];
    x->rest = body_skip(b, len);
    return EXTENSION_NEXT;
}
