// SPDX-License-Identifier: BSD-3-Clause
/*
 * icmp6_neighbour.c - neighbour discovery (RFC 4861) and its options (also RFC 4191, 6275, 8106),
 * which only -v shows.
 */
#include "print/icmp6.h"

enum { ROUTER_SOLICITATION = 133, ROUTER_ADVERTISEMENT, SOLICITATION, ADVERTISEMENT, REDIRECT };
enum {
    SOURCE = 1,
    TARGET = 2,
    PREFIX = 3,
    REDIRECTED = 4,
    MTU = 5,
    INTERVAL = 7,
    HOME_AGENT = 8,
    ROUTE = 24,
    RDNSS = 25,
    DNSSL = 31
};

bool icmp6_is_neighbour(uint8_t type)
{
    return type >= ROUTER_SOLICITATION && type <= REDIRECT;
}

/* ", Flags [a, b]" of those in `names` that are set in `flags`. */
static void put_flags(struct line *l, const struct line_name *names, size_t n, uint32_t flags)
{
    bool any = false;

    line_str(l, ", Flags [");
    for (size_t i = 0; i < n; i++) {
        if ((flags & names[i].value) == 0)
            continue;
        line_str(l, any ? ", " : "");
        line_str(l, names[i].name);
        any = true;
    }
    line_str(l, any ? "]" : "none]");
}

static void put_u32(struct line *l, const char *before, uint32_t v, const char *behind)
{
    line_str(l, before);
    line_u64(l, v);
    line_str(l, behind);
}

/* A lifetime; all ones are for ever. */
static void put_lifetime(struct line *l, const char *before, uint32_t v)
{
    line_str(l, before);
    if (v == UINT32_MAX) {
        line_str(l, "infinity");
        return;
    }
    line_u64(l, v);
    line_char(l, 's');
}

static const char *preference(uint8_t flags)
{
    static const char *const names[] = {"medium", "high", "rsv", "low"};

    return names[flags >> 3 & 3];
}

static void put_link_address(struct line *l, struct body o)
{
    line_char(l, ' ');
    for (size_t i = 2; i < o.len; i++) {
        if (i > 2)
            line_char(l, ':');
        line_hex(l, o.p[i], 2);
    }
}

static void put_prefix(struct line *l, struct body o)
{
    static const struct line_name flags[] = {{0x80, "onlink"}, {0x40, "auto"}, {0x20, "router"}};

    line_char(l, ' ');
    line_ip6(l, o.p + 16);
    put_u32(l, "/", o.p[2], "");
    if (o.len != 32)
        line_str(l, "(invalid length)");
    put_flags(l, flags, sizeof flags / sizeof flags[0], o.p[3]);
    put_lifetime(l, ", valid time ", be32(o.p + 4));
    put_lifetime(l, ", pref. time ", be32(o.p + 8));
}

static void put_route(struct line *l, struct body o)
{
    uint8_t prefix[16] = {0};

    memcpy(prefix, o.p + 8, o.len - 8 < 16 ? o.len - 8 : 16);
    line_str(l, "  ");
    line_ip6(l, prefix);
    put_u32(l, "/", o.p[2], "");
    line_str(l, ", pref=");
    line_str(l, preference(o.p[3]));
    line_str(l, ", lifetime=");
    put_lifetime(l, "", be32(o.p + 4));
}

static void put_servers(struct line *l, struct body o)
{
    put_u32(l, "  lifetime ", be32(o.p + 4), "s,");
    for (size_t off = 8; off + 16 <= o.len; off += 16) {
        line_str(l, " addr: ");
        line_ip6(l, o.p + off);
    }
}

/* Domain names, one after the other, padded with empty ones; without pointers (RFC 8106). */
static void put_domains(struct line *l, struct body o)
{
    size_t off = 8;

    put_u32(l, "  lifetime ", be32(o.p + 4), "s, domain(s):");
    while (off < o.len && o.p[off] != 0) {
        line_char(l, ' ');
        while (off < o.len && o.p[off] != 0) {
            const size_t len = o.p[off];

            if (len >= o.len - off)
                return;
            line_visible(l, o.p + off + 1, len);
            line_char(l, '.');
            off += 1 + len;
        }
        off++;
    }
}

static const char *option_name(uint8_t type)
{
    static const struct line_name names[] = {
        {SOURCE, "source link-address"},
        {TARGET, "destination link-address"},
        {PREFIX, "prefix info"},
        {REDIRECTED, "redirected header"},
        {MTU, "mtu"},
        {INTERVAL, "advertisement interval"},
        {HOME_AGENT, "homeagent information"},
        {ROUTE, "route info"},
        {RDNSS, "rdnss"},
        {DNSSL, "dnssl"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], type);

    return name != NULL ? name : "unknown";
}

/* How long an option of `type` must be for what is printed of it. */
static size_t option_min(uint8_t type)
{
    return type == PREFIX ? 32 : 8;
}

/* What the option `o`, captured whole, says; false if only its octets are to be shown. */
static bool put_option(struct line *l, struct body o)
{
    switch (o.p[0]) {
    case SOURCE:
    case TARGET:
        put_link_address(l, o);
        return true;
    case PREFIX:
        put_prefix(l, o);
        return true;
    case REDIRECTED:
        line_char(l, ' ');
        return false;
    case MTU:
        put_u32(l, "  ", be32(o.p + 4), "");
        return true;
    case INTERVAL:
        put_u32(l, "  ", be32(o.p + 4), "ms");
        return true;
    case HOME_AGENT:
        put_u32(l, "  preference ", be16(o.p + 4), "");
        put_u32(l, ", lifetime ", be16(o.p + 6), "");
        return true;
    case ROUTE:
        put_route(l, o);
        return true;
    case RDNSS:
        put_servers(l, o);
        return true;
    case DNSSL:
        put_domains(l, o);
        return true;
    default:
        line_char(l, ' ');
        return false;
    }
}

static void put_octets(struct line *l, struct body o, const char *lead)
{
    for (size_t i = 0; i < o.len; i++) {
        if (i % 16 == 0) {
            line_str(l, lead);
            line_str(l, "0x");
            line_hex(l, i, 4);
            line_str(l, ": ");
        }
        if (i % 2 == 0)
            line_char(l, ' ');
        line_hex(l, o.p[i], 2);
    }
}

/* Options are cut: the message ends with them, and the line goes on. */
static enum print_status end_options(struct line *l)
{
    line_cut(l);
    return PRINTED;
}

enum print_status icmp6_print_options(struct line *l, struct body b)
{
    const struct body all = b;

    while (b.len > 0 && b.n > 0) {
        size_t len;
        bool shown;

        if (b.len < 2 || !body_has(b, 0, 2))
            return end_options(l);
        len = (size_t)b.p[1] * 8;
        if (len == 0 || !body_has(b, 0, len))
            return end_options(l);
        line_str(l, "\n\t  ");
        line_str(l, option_name(b.p[0]));
        put_u32(l, " option (", b.p[0], "), length ");
        put_u32(l, "", (uint32_t)len, " (");
        put_u32(l, "", b.p[1], "):");
        if (len < option_min(b.p[0])) {
            line_char(l, ' ');
            return end_options(l);
        }
        shown = put_option(l, body_narrow(b, len));
        if (b.p[0] == REDIRECTED) /* tcpdump takes these octets from where the options begin */
            put_octets(l, body_narrow(all, len), "\n\t    ");
        if (l->options->verbose > 1) {
            put_octets(l, body_narrow(body_skip(b, 2), len - 2), "\n\t    ");
        } else if (!shown && b.p[0] != REDIRECTED) {
            put_octets(l, body_narrow(body_skip(b, 2), len - 2), "\n\t  ");
            return PRINTED; /* tcpdump reads on behind it only with a second -v */
        }
        b = body_skip(b, len);
    }
    return PRINTED;
}

static void put_router(struct line *l, const uint8_t *p)
{
    static const struct line_name flags[] = {
        {0x80, "managed"},
        {0x40, "other stateful"},
        {0x20, "home agent"},
        {0x01, "ipv6 only"},
    };

    put_u32(l, "\n\thop limit ", p[4], "");
    put_flags(l, flags, sizeof flags / sizeof flags[0], p[5]);
    line_str(l, ", pref ");
    line_str(l, preference(p[5]));
    put_u32(l, ", router lifetime ", be16(p + 6), "s");
    put_u32(l, ", reachable time ", be32(p + 8), "ms");
    put_u32(l, ", retrans timer ", be32(p + 12), "ms");
}

/* The fixed part of a message, `b`, captured whole. */
static void put_fixed(struct line *l, struct body b)
{
    static const struct line_name flags[] = {
        {0x80, "router"},
        {0x40, "solicited"},
        {0x20, "override"},
    };
    const bool verbose = l->options->verbose > 0;

    switch (b.p[0]) {
    case ROUTER_ADVERTISEMENT:
        if (verbose)
            put_router(l, b.p);
        break;
    case SOLICITATION:
        line_str(l, ", who has ");
        line_ip6(l, b.p + 8);
        break;
    case ADVERTISEMENT:
        line_str(l, ", tgt is ");
        line_ip6(l, b.p + 8);
        if (verbose)
            put_flags(l, flags, sizeof flags / sizeof flags[0], b.p[4]);
        break;
    case REDIRECT:
        line_str(l, ", ");
        line_ip6(l, b.p + 24);
        line_str(l, " to ");
        line_ip6(l, b.p + 8);
        break;
    default:
        break;
    }
}

enum print_status icmp6_print_neighbour(struct line *l, struct body b)
{
    static const uint8_t fixed_lens[] = {8, 16, 24, 24, 40};
    const size_t fixed = fixed_lens[b.p[0] - ROUTER_SOLICITATION];
    const bool verbose = l->options->verbose > 0;

    if (!verbose && (b.p[0] == ROUTER_SOLICITATION || b.p[0] == ROUTER_ADVERTISEMENT))
        return PRINTED;
    if (b.p[0] != ROUTER_SOLICITATION && !body_has(b, 0, fixed))
        return CUT;
    put_fixed(l, b);
    return verbose ? icmp6_print_options(l, body_skip(b, fixed)) : PRINTED;
}
