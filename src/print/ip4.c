// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip4.c - IPv4 (RFC 791): with -v the header's fields on a line of their own, then what it holds.
 */
#include "base/decimal.h"
#include "print/ip4_options.h"
#include "print/line.h"
#include "tcp/checksum.h"

enum {
    IP4_HEADER = 20,
    OFFSET_MASK = 0x1fff,
    MORE_FRAGMENTS = 0x2000,
    DONT_FRAGMENT = 0x4000,
    RESERVED = 0x8000,
    FIELDS_MAX = 192,
};

static char *put_flags(char *at, uint16_t fragment)
{
    static const struct {
        uint16_t bit;
        const char *name;
    } flags[] = {{MORE_FRAGMENTS, "+"}, {DONT_FRAGMENT, "DF"}, {RESERVED, "rsvd"}};
    const char *lead = "";

    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if ((fragment & flags[i].bit) == 0)
            continue;
        at = line_put(line_put(at, lead), flags[i].name);
        lead = ", ";
    }
    return *lead != '\0' ? at : line_put(at, "none");
}

static char *put_hex(char *at, uint8_t v)
{
    static const char digits[] = "0123456789abcdef";

    if (v > 0xf)
        *at++ = digits[v >> 4];
    *at++ = digits[v & 0xf];
    return at;
}

/* The header's fields, from tos to length. */
static char *put_fields(char *at, const uint8_t *h)
{
    static const char *const ecn[] = {"", ",ECT(1)", ",ECT(0)", ",CE"};

    at = put_hex(line_put(at, "(tos 0x"), h[1]);
    at = line_put(at, ecn[h[1] & 3]);
    if (h[8] != 0)
        at = decimal_put(line_put(at, ", ttl "), h[8]);
    at = decimal_put(line_put(at, ", id "), be16(h + 4));
    at = decimal_put(line_put(at, ", offset "), (uint32_t)(be16(h + 6) & OFFSET_MASK) * 8);
    at = put_flags(line_put(at, ", flags ["), be16(h + 6));
    at = line_put(line_put(at, "], proto "), line_ip_protocol_title(h[9]));
    at = decimal_put(line_put(at, " ("), h[9]);
    return decimal_put(line_put(at, "), length "), be16(h + 2));
}

/* The header's checksum, if it was captured whole and is wrong. */
static void put_bad_checksum(struct line *l, struct body b, size_t header_len)
{
    const uint16_t in_packet = be16(b.p + 10);
    uint16_t sum;

    if (l->options->no_checksums || !body_has(b, 0, header_len))
        return;
    sum = tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){b.p, header_len}));
    if (sum == 0xffff)
        return;
    line_str(l, ", bad cksum ");
    line_hex_short(l, in_packet);
    line_str(l, " (->");
    line_hex_short(l, tl_tcp_checksum_fold((uint64_t)in_packet + (uint16_t)~sum));
    line_str(l, ")!");
}

/* "(tos ...)" and the line's end; how the options ended. */
static enum ip4_options_end put_details(struct line *l, struct body b, size_t header_len)
{
    enum ip4_options_end end = IP4_OPTIONS_DONE;
    char *const room = text_room(l->out, FIELDS_MAX);

    if (room == NULL)
        return IP4_OPTIONS_CUT; /* the output has failed */
    text_advance(l->out, (size_t)(put_fields(room, b.p) - room));
    if (header_len > IP4_HEADER) {
        const struct body list = body_with_len(body_skip(b, IP4_HEADER), header_len - IP4_HEADER);

        line_str(l, ", options (");
        end = ip4_options_print(l, list);
        if (end == IP4_OPTIONS_CUT)
            return end;
        line_char(l, ')');
    }
    put_bad_checksum(l, b, header_len);
    line_str(l, ")\n    ");
    return end;
}

/* A fragment after the first: nobody can say what it holds. */
static void put_later_fragment(struct line *l, uint8_t protocol)
{
    if (l->options->quiet > 1)
        return;
    line_addresses(l);
    line_char(l, ' ');
    line_ip_protocol(l, protocol);
}

/* Not all of the options was captured, and they have not said so. */
static void put_cut_header(struct line *l, size_t captured, size_t header_len)
{
    line_str(l, " [remaining caplen(");
    line_u64(l, captured);
    line_str(l, ") < header length(");
    line_u64(l, header_len);
    line_str(l, ")]");
}

static enum print_status print_contents(struct line *l, struct body b, size_t header_len,
                                        enum ip4_options_end options)
{
    const uint16_t fragment = be16(b.p + 6);
    const struct ip_info *const around = l->ip;
    const struct ip_info ip = {
        .version = 4,
        .ttl = b.p[8],
        .protocol = b.p[9],
        .src = b.p + 12,
        .dst = b.p + 16,
        .final_dst = ip4_final_destination(b.p, header_len < b.n ? header_len : b.n),
        .fragment = (fragment & (OFFSET_MASK | MORE_FRAGMENTS)) != 0,
    };
    enum print_status status = PRINTED;

    l->ip = &ip;
    if (options == IP4_OPTIONS_SHORT) {
        line_addresses(l);
        line_char(l, ' ');
        line_cut(l);
    } else if ((fragment & OFFSET_MASK) != 0) {
        put_later_fragment(l, ip.protocol);
    } else if (b.n < header_len) {
        if (!line_has_ports(ip.protocol)) {
            line_addresses(l);
            line_char(l, ' ');
        }
        put_cut_header(l, b.n, header_len);
        status = CUT;
    } else {
        if (!line_has_ports(ip.protocol)) {
            line_addresses(l);
            line_char(l, ' ');
        }
        status = line_ip_payload(l, body_skip(b, header_len), ip.protocol);
    }
    l->ip = around;
    return status;
}

/* With the header's first 20 octets captured. */
static enum print_status print_header(struct line *l, struct body b)
{
    const size_t header_len = (size_t)(b.p[0] & 0x0f) * 4;
    const size_t total_len = be16(b.p + 2);
    enum ip4_options_end options = IP4_OPTIONS_DONE;

    if (b.len < IP4_HEADER) {
        line_str(l, "truncated-ip ");
        line_u64(l, b.len);
        return PRINTED;
    }
    if (header_len < IP4_HEADER) {
        line_str(l, "bad-hlen ");
        line_u64(l, header_len);
        return PRINTED;
    }
    if (b.len < total_len) {
        line_str(l, "truncated-ip - ");
        line_u64(l, total_len - b.len);
        line_str(l, " bytes missing! ");
    }
    if (total_len < header_len) {
        line_str(l, "bad-len ");
        line_u64(l, total_len);
        return PRINTED;
    }
    b = body_narrow(b, total_len);
    if (l->options->verbose > 0)
        options = put_details(l, b, header_len);
    return options == IP4_OPTIONS_CUT ? CUT : print_contents(l, b, header_len, options);
}

enum print_status print_ip4(struct line *l, struct body b)
{
    enum print_status status;

    l->protocol = "ip";
    if (!body_has(b, 0, 1))
        return CUT;
    if (b.p[0] >> 4 != 4) {
        line_str(l, "IP");
        line_u64(l, b.p[0] >> 4);
        line_str(l, b.p[0] >> 4 == 6 ? ", wrong link-layer encapsulation (invalid)" : " (invalid)");
        return PRINTED;
    }
    if (!l->options->link_header)
        line_str(l, "IP ");
    if (!body_has(b, 0, IP4_HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    if (!line_enter(l))
        return CUT;
    status = print_header(l, b);
    line_leave(l);
    return status;
}
