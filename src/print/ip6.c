// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip6.c - IPv6 (RFC 8200): the header, then the chain of extension headers up to what they carry.
 */
#include "print/ip6_extension.h"

enum {
    IP6_HEADER = 40,
    HOP_BY_HOP = 0,
    ROUTING = 43,
    FRAGMENT = 44,
    AUTHENTICATION = 51,
    NO_NEXT_HEADER = 59,
    DESTINATION = 60,
    MOBILITY_OLD = 62, /* the number it had in drafts */
    MOBILITY = 135,
};

static void put_details(struct line *l, const uint8_t *h)
{
    const uint32_t first = be32(h);
    const unsigned traffic_class = first >> 20 & 0xff;

    line_char(l, '(');
    if (traffic_class != 0) {
        line_str(l, "class 0x");
        line_hex(l, traffic_class, 2);
        line_str(l, ", ");
    }
    if ((first & 0xfffff) != 0) {
        line_str(l, "flowlabel 0x");
        line_hex(l, first & 0xfffff, 5);
        line_str(l, ", ");
    }
    line_str(l, "hlim ");
    line_u64(l, h[7]);
    line_str(l, ", next-header ");
    line_str(l, line_ip_protocol_title(h[6]));
    line_str(l, " (");
    line_u64(l, h[6]);
    line_str(l, ") payload length: ");
    line_u64(l, be16(h + 4));
    line_str(l, ") ");
}

/* The packet is `len` octets long by its header: note what is missing, or leave the rest out. */
static struct body narrow(struct line *l, struct body b, size_t len)
{
    if (b.len < len) {
        line_str(l, "truncated-ip6 - ");
        line_u64(l, len - b.len);
        line_str(l, " bytes missing!");
    }
    return body_narrow(b, len);
}

static enum extension_end put_invalid(struct line *l, const char *why)
{
    line_str(l, why);
    line_str(l, " (invalid)");
    return EXTENSION_STOP;
}

/* A hop-by-hop header, which must be the first; `read` octets of the packet are behind us. */
static enum extension_end print_first(struct line *l, struct extension *x, size_t read)
{
    const enum extension_end end = ip6_print_hop_by_hop(l, x);

    if (end == EXTENSION_CUT || x->payload_len != 0)
        return end;
    if (x->jumbo == 0)
        return put_invalid(l, "[No valid Jumbo Payload Hop-by-Hop option found]");
    x->rest = narrow(l, x->rest, x->jumbo - read);
    return end;
}

/* Leave the extension headers, which must have ended within the packet, and with it what was
 * captured behind the packet. */
static enum extension_end leave_chain(struct line *l, struct extension *x, bool within)
{
    x->rest = body_narrow(x->rest, x->rest.len);
    if (within)
        return EXTENSION_NEXT;
    l->protocol = "ip6";
    line_cut(l);
    return EXTENSION_STOP;
}

/* Print extension headers until one ends it, or something else comes. */
static enum extension_end print_chain(struct line *l, struct extension *x, struct ip_info *ip)
{
    enum extension_end end = EXTENSION_NEXT;
    bool within = true;

    for (bool first = true, hop_by_hop = false; end == EXTENSION_NEXT; first = false) {
        const struct body before = x->rest;

        switch (x->next) {
        case HOP_BY_HOP:
            if (hop_by_hop)
                return put_invalid(l, "[The Hop-by-Hop Options header was already found]");
            if (!first)
                return put_invalid(l,
                                   "[The Hop-by-Hop Options header don't follow the IPv6 header]");
            hop_by_hop = true;
            end = print_first(l, x, x->rest.n >= 2 ? ((size_t)x->rest.p[1] + 1) * 8 : 0);
            break;
        case DESTINATION:
            end = ip6_print_destination(l, x);
            break;
        case FRAGMENT:
            end = ip6_print_fragment(l, x, ip);
            break;
        case ROUTING:
            end = ip6_print_routing(l, x, ip);
            break;
        case MOBILITY:
        case MOBILITY_OLD:
            return ip6_print_mobility(l, x);
        case AUTHENTICATION:
            end = leave_chain(l, x, within); /* tcpdump looks for no extension behind it */
            return end == EXTENSION_NEXT ? ip6_print_ah(l, x) : end;
        default:
            return leave_chain(l, x, within);
        }
        within = within && (size_t)(x->rest.p - before.p) <= before.len;
    }
    return end;
}

static enum print_status print_contents(struct line *l, struct extension *x, struct ip_info *ip)
{
    enum extension_end end;

    if (!line_has_ports(x->next)) {
        line_addresses(l);
        line_char(l, ' ');
    }
    end = print_chain(l, x, ip);
    if (end != EXTENSION_NEXT)
        return end == EXTENSION_CUT ? CUT : PRINTED;
    if (x->next == NO_NEXT_HEADER) {
        line_str(l, "no next header");
        return PRINTED;
    }
    return line_ip_payload(l, x->rest, x->next);
}

static enum print_status print_header(struct line *l, struct body b)
{
    const struct ip_info *const around = l->ip;
    struct ip_info ip = {
        .version = 6,
        .ttl = b.p[7],
        .protocol = b.p[6],
        .src = b.p + 8,
        .dst = b.p + 24,
        .final_dst = b.p + 24,
    };
    struct extension x = {.next = b.p[6], .payload_len = be16(b.p + 4)};
    const struct body whole = b;
    enum print_status status;

    /* A payload length of 0 with a hop-by-hop header may be a jumbogram's. */
    if (x.payload_len != 0 || x.next != HOP_BY_HOP)
        b = narrow(l, b, (size_t)x.payload_len + IP6_HEADER);
    if (x.payload_len == 0) /* tcpdump looks for extension headers even where there can be none */
        b = body_with_len(whole, b.len);
    if (l->options->verbose > 0)
        put_details(l, b.p);
    x.begin = b.p + IP6_HEADER;
    x.rest = body_skip(b, IP6_HEADER);
    l->ip = &ip;
    status = print_contents(l, &x, &ip);
    l->ip = around;
    return status;
}

enum print_status print_ip6(struct line *l, struct body b)
{
    enum print_status status;

    l->protocol = "ip6";
    if (!body_has(b, 0, IP6_HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    if (b.len < IP6_HEADER) {
        line_str(l, "truncated-ip6 ");
        line_u64(l, b.len);
        return PRINTED;
    }
    if (!l->options->link_header)
        line_str(l, "IP6 ");
    if (b.p[0] >> 4 != 6) {
        line_str(l, "version error: ");
        line_u64(l, b.p[0] >> 4);
        line_str(l, " != 6");
        return PRINTED;
    }
    if (!line_enter(l))
        return CUT;
    status = print_header(l, b);
    line_leave(l);
    return status;
}
