// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip4_options.c - IPv4 options: record route and source routes, the Internet timestamp (RFC 791
 * 3.1), router alert (RFC 2113); the others by name.
 */
#include "print/ip4_options.h"

enum {
    OPTION_END = 0,
    OPTION_NOP = 1,
    OPTION_RECORD_ROUTE = 7,
    OPTION_TIMESTAMP = 68,
    OPTION_LOOSE_ROUTE = 131,
    OPTION_STRICT_ROUTE = 137,
    OPTION_ROUTER_ALERT = 148,
    IP4_HEADER = 20,
    IP4_DESTINATION = 16,
    ROUTE_MIN = 7, /* octets of a route with one address */
};

static const struct line_name names[] = {
    {OPTION_END, "EOL"},          {OPTION_NOP, "NOP"},
    {OPTION_RECORD_ROUTE, "RR"},  {OPTION_TIMESTAMP, "timestamp"},
    {82, "traceroute"},           {130, "security"},
    {OPTION_LOOSE_ROUTE, "LSRR"}, {OPTION_STRICT_ROUTE, "SSRR"},
    {OPTION_ROUTER_ALERT, "RA"},
};

static void put_remark(struct line *l, const char *remark, unsigned v)
{
    line_str(l, remark);
    line_u64(l, v);
    line_char(l, ']');
}

/* `o.len` is the option's, and `o.n` reaches beyond it: tcpdump reads a value to its end, even
 * where the option's length ends within it. The pointer is an offset counted from 1. */
static enum print_status print_route(struct line *l, struct body o)
{
    unsigned pointer;

    if (o.len < 3 || (o.len + 1) % 4 != 0) {
        put_remark(l, " [bad length ", (unsigned)o.len);
        if (o.len < 3)
            return PRINTED;
    }
    if (!body_has(o, 2, 1))
        return CUT;
    pointer = o.p[2] - 1U;
    if (pointer < 3 || (pointer + 1) % 4 != 0 || pointer > o.len + 1)
        put_remark(l, " [bad ptr ", o.p[2]);
    for (size_t i = 3; i < o.len; i += 4) {
        if (!body_has(o, i, 4))
            return CUT;
        line_char(l, ' ');
        line_ip4(l, o.p + i);
        if (pointer > i)
            line_char(l, ',');
    }
    return PRINTED;
}

static enum print_status print_stamps(struct line *l, struct body o, unsigned pointer)
{
    static const char *const kinds[] = {"TSONLY", "TS+ADDR", NULL, "PRESPEC"};
    const unsigned kind = o.p[3] & 0x0f;
    const size_t step = kind == 0 ? 4 : 8;
    const char *before = " ";
    size_t i = 4;

    if (kind > 3 || kinds[kind] == NULL) {
        put_remark(l, "[bad ts type ", kind);
        return PRINTED;
    }
    line_str(l, kinds[kind]);
    for (; i < o.len; i += step) {
        if (pointer == i)
            before = " ^ ";
        if (!body_has(o, i, step))
            return CUT;
        line_str(l, before);
        line_u64(l, be32(o.p + i + step - 4));
        line_char(l, '@');
        if (step == 8)
            line_ip4(l, o.p + i);
        before = " ";
    }
    if (pointer == i)
        line_str(l, " ^ ");
    return PRINTED;
}

static enum print_status print_timestamp(struct line *l, struct body o)
{
    unsigned pointer, missed;
    size_t step;

    if (o.len < 4) {
        put_remark(l, "[bad length ", (unsigned)o.len);
        return PRINTED;
    }
    if (!body_has(o, 0, 4))
        return CUT;
    line_str(l, " TS{");
    step = (o.p[3] & 0x0f) == 0 ? 4 : 8;
    if ((o.len - 4) % step != 0)
        put_remark(l, "[bad length ", (unsigned)o.len);
    pointer = o.p[2] - 1U;
    if (pointer < 4 || (pointer - 4) % step != 0 || pointer > o.len + 1)
        put_remark(l, "[bad ptr ", o.p[2]);
    if (print_stamps(l, o, pointer) == CUT)
        return CUT;
    missed = o.p[3] >> 4;
    if (missed == 0) {
        line_char(l, '}');
        return PRINTED;
    }
    line_str(l, " [");
    line_u64(l, missed);
    line_str(l, " hops not recorded]} ");
    return PRINTED;
}

static enum print_status print_router_alert(struct line *l, struct body o)
{
    if (o.len < 4) {
        put_remark(l, " [bad length ", (unsigned)o.len);
        return PRINTED;
    }
    if (!body_has(o, 2, 2))
        return CUT;
    if (be16(o.p + 2) == 0)
        return PRINTED;
    line_str(l, " value ");
    line_u64(l, be16(o.p + 2));
    return PRINTED;
}

static enum print_status print_option(struct line *l, struct body o, uint8_t kind)
{
    switch (kind) {
    case OPTION_TIMESTAMP:
        return print_timestamp(l, o);
    case OPTION_RECORD_ROUTE:
    case OPTION_LOOSE_ROUTE:
    case OPTION_STRICT_ROUTE:
        return print_route(l, o);
    case OPTION_ROUTER_ALERT:
        return print_router_alert(l, o);
    default:
        return PRINTED;
    }
}

enum ip4_options_end ip4_options_print(struct line *l, struct body b)
{
    const char *between = "";

    while (b.len > 0) {
        const char *name;
        uint8_t kind;
        size_t n = 1;

        line_str(l, between);
        between = ",";
        if (!body_has(b, 0, 1))
            return IP4_OPTIONS_CUT;
        kind = b.p[0];
        name = line_name(names, sizeof names / sizeof names[0], kind);
        if (name != NULL) {
            line_str(l, name);
        } else {
            line_str(l, "unknown ");
            line_u64(l, kind);
        }
        if (kind != OPTION_END && kind != OPTION_NOP) {
            if (!body_has(b, 1, 1))
                return IP4_OPTIONS_CUT;
            n = b.p[1];
        }
        if (n < 1 || (n < 2 && kind != OPTION_END && kind != OPTION_NOP) || n > b.len) {
            put_remark(l, " [bad length ", (unsigned)n);
            return IP4_OPTIONS_DONE;
        }
        if (!body_has(b, 0, n) || print_option(l, body_with_len(b, n), kind) == CUT) {
            line_str(l, " [truncated-option]");
            return IP4_OPTIONS_SHORT;
        }
        if (kind == OPTION_END)
            return IP4_OPTIONS_DONE;
        b = body_skip(b, n);
    }
    return IP4_OPTIONS_DONE;
}

const uint8_t *ip4_final_destination(const uint8_t *h, size_t len)
{
    size_t at = IP4_HEADER;

    while (at < len && h[at] != OPTION_END) {
        size_t n = 1;

        if (h[at] != OPTION_NOP) {
            if (len - at < 2 || h[at + 1] < 2 || h[at + 1] > len - at)
                break;
            n = h[at + 1];
        }
        if ((h[at] == OPTION_LOOSE_ROUTE || h[at] == OPTION_STRICT_ROUTE) && n >= ROUTE_MIN)
            return h + at + n - 4;
        at += n;
    }
    return h + IP4_DESTINATION;
}
