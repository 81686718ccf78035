// SPDX-License-Identifier: BSD-3-Clause
/* icmp6.c - ICMPv6 (RFC 4443): errors and echo here, what routers and neighbours say in files of
 * its own. */
#include "print/icmp6.h"

#include "print/checksum.h"
#include "print/hex.h"

enum { ICMP6_HEADER = 8, QUOTED_NEXT = 6, QUOTED_SRC = 8, QUOTED_DST = 24, QUOTED_HEADER = 40 };
enum { PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, PROTOCOL_ICMP6 = 58, CHECKSUM_OFF = 2 };
enum {
    UNREACHABLE = 1,
    TOO_BIG = 2,
    TIME_EXCEEDED = 3,
    PARAMETER_PROBLEM = 4,
    ECHO = 128,
    REPLY = 129
};
enum {
    RENUMBERING = 138,
    NODE_QUERY = 139,
    NODE_REPLY = 140,
    AGENT_REPLY = 145,
    PREFIX_ADVERTISEMENT = 147,
    RPL = 155,
    MTRACE = 200
};
enum { BEYOND_SCOPE = 2, NO_PORT = 4 };

static const struct line_name names[] = {
    {UNREACHABLE, "destination unreachable"},
    {TOO_BIG, "packet too big"},
    {TIME_EXCEEDED, "time exceeded in-transit"},
    {PARAMETER_PROBLEM, "parameter problem"},
    {ECHO, "echo request"},
    {REPLY, "echo reply"},
    {130, "multicast listener query"},
    {131, "multicast listener report"},
    {132, "multicast listener done"},
    {133, "router solicitation"},
    {134, "router advertisement"},
    {135, "neighbor solicitation"},
    {136, "neighbor advertisement"},
    {137, "redirect"},
    {RENUMBERING, "router renumbering"},
    {NODE_QUERY, "who-are-you request"},
    {NODE_REPLY, "who-are-you reply"},
    {141, "inverse neighbor solicitation"},
    {142, "inverse neighbor advertisement"},
    {143, "multicast listener report v2"},
    {144, "ha discovery request"},
    {AGENT_REPLY, "ha discovery reply"},
    {146, "mobile router solicitation"},
    {PREFIX_ADVERTISEMENT, "mobile router advertisement"},
    {RPL, "RPL"},
    {MTRACE, "mtrace response"},
    {201, "mtrace message"},
};

static enum print_status put_checksum(struct line *l, struct body b)
{
    uint16_t right;

    if (l->options->verbose == 0 || l->ip->fragment || b.n < b.len)
        return PRINTED;
    if (b.len < CHECKSUM_OFF + 2)
        return CUT;
    if (checksum_transport(l->ip, PROTOCOL_ICMP6, (struct span){b.p, b.len}, CHECKSUM_OFF,
                           &right)) {
        line_str(l, "[icmp6 sum ok] ");
        return PRINTED;
    }
    line_str(l, "[bad icmp6 cksum 0x");
    line_hex(l, be16(b.p + CHECKSUM_OFF), 4);
    line_str(l, " -> 0x");
    line_hex(l, right, 4);
    line_str(l, "!] ");
    return PRINTED;
}

/* Whether the packet that `b` quotes has ports behind its header. */
static bool quotes_ports(struct body b)
{
    const uint8_t *const quoted = b.p + ICMP6_HEADER;

    return body_has(b, ICMP6_HEADER, QUOTED_HEADER + 4) &&
           (quoted[QUOTED_NEXT] == PROTOCOL_TCP || quoted[QUOTED_NEXT] == PROTOCOL_UDP);
}

static void put_port(struct line *l, const uint8_t *quoted)
{
    const uint16_t port = be16(quoted + QUOTED_HEADER + 2);

    line_str(l, ", ");
    line_ip6(l, quoted + QUOTED_DST);
    if (quoted[QUOTED_NEXT] == PROTOCOL_TCP) {
        line_str(l, " tcp port ");
        line_tcp_port(l, port);
    } else {
        line_str(l, " udp port ");
        line_udp_port(l, port);
    }
}

static enum print_status put_unreachable(struct line *l, struct body b)
{
    static const char *const codes[] = {
        "unreachable route",   " unreachable prohibited", "beyond scope",
        "unreachable address", "unreachable port",
    };
    const uint8_t code = b.p[1];

    line_str(l, ", ");
    if (code >= sizeof codes / sizeof codes[0]) {
        line_str(l, "unknown unreach code (");
        line_u64(l, code);
        line_char(l, ')');
        return PRINTED;
    }
    line_str(l, codes[code]);
    if (code == NO_PORT) {
        if (quotes_ports(b))
            put_port(l, b.p + ICMP6_HEADER);
        return PRINTED;
    }
    if (!body_has(b, ICMP6_HEADER, QUOTED_HEADER))
        return CUT;
    line_char(l, ' ');
    line_ip6(l, b.p + ICMP6_HEADER + QUOTED_DST);
    if (code == BEYOND_SCOPE) {
        line_str(l, ", source address ");
        line_ip6(l, b.p + ICMP6_HEADER + QUOTED_SRC);
    }
    return PRINTED;
}

static enum print_status put_time_exceeded(struct line *l, struct body b)
{
    if (b.p[1] == 0) {
        if (!body_has(b, ICMP6_HEADER, QUOTED_HEADER))
            return CUT;
        line_str(l, " for ");
        line_ip6(l, b.p + ICMP6_HEADER + QUOTED_DST);
    } else if (b.p[1] == 1) {
        line_str(l, " (reassembly)");
    } else {
        line_str(l, ", unknown code (");
        line_u64(l, b.p[1]);
        line_char(l, ')');
    }
    return PRINTED;
}

static enum print_status put_parameter_problem(struct line *l, struct body b)
{
    static const char *const codes[] = {
        ", erroneous",
        ", next header",
        ", option",
        ", incomplete header chain",
    };
    const uint8_t code = b.p[1];

    if (!body_has(b, ICMP6_HEADER, QUOTED_HEADER))
        return PRINTED;
    if (code < sizeof codes / sizeof codes[0]) {
        line_str(l, codes[code]);
        line_str(l, " - octet ");
        line_u64(l, be32(b.p + 4));
    } else {
        line_str(l, ", code-#");
        line_u64(l, code);
    }
    return PRINTED;
}

static enum print_status put_echo(struct line *l, struct body b)
{
    if (!body_has(b, 0, ICMP6_HEADER))
        return CUT;
    line_str(l, ", id ");
    line_u64(l, be16(b.p + 4));
    line_str(l, ", seq ");
    line_u64(l, be16(b.p + 6));
    return PRINTED;
}

static enum print_status put_too_big(struct line *l, struct body b)
{
    if (!body_has(b, 0, ICMP6_HEADER))
        return CUT;
    line_str(l, ", mtu ");
    line_u64(l, be32(b.p + 4));
    return PRINTED;
}

/* Whether an error quotes too little for its line, which ends there: rule 3 of line.h. */
static bool ends_layer(struct body b)
{
    return (b.p[0] == UNREACHABLE && b.p[1] == NO_PORT && !quotes_ports(b)) ||
           (b.p[0] == PARAMETER_PROBLEM && !body_has(b, ICMP6_HEADER, QUOTED_HEADER));
}

/* What follows the name of a message of which type and code were captured. */
static enum print_status put_details(struct line *l, struct body b)
{
    switch (b.p[0]) {
    case UNREACHABLE:
        return put_unreachable(l, b);
    case TOO_BIG:
        return put_too_big(l, b);
    case TIME_EXCEEDED:
        return put_time_exceeded(l, b);
    case PARAMETER_PROBLEM:
        return put_parameter_problem(l, b);
    case ECHO:
    case REPLY:
        return put_echo(l, b);
    case RENUMBERING:
        return icmp6_print_renumbering(l, b);
    case NODE_QUERY:
    case NODE_REPLY:
        return icmp6_print_node(l, b);
    case RPL:
        return icmp6_print_rpl(l, b);
    default:
        if (icmp6_is_neighbour(b.p[0]))
            return icmp6_print_neighbour(l, b);
        if (icmp6_is_listener(b.p[0]))
            return icmp6_print_listener(l, b);
        if (icmp6_is_mobile(b.p[0]))
            return icmp6_print_mobile(l, b);
        return PRINTED;
    }
}

static void put_length(struct line *l, size_t len)
{
    line_str(l, ", length ");
    line_u64(l, len);
}

/* The octets of a message that nobody reads; with a second -v they are left to -x. */
static void put_octets(struct line *l, struct body b)
{
    if (l->options->verbose < 2)
        hex_print(l, b.p, b.n < b.len ? b.n : b.len, HEX_ONLY);
}

static void put_name(struct line *l, uint8_t type)
{
    const char *const name = line_name(names, sizeof names / sizeof names[0], type);

    if (name != NULL) {
        line_str(l, name);
        return;
    }
    line_str(l, "unknown icmp6 type (");
    line_u64(l, type);
    line_char(l, ')');
}

/* Whether a message is of a kind that is shown as octets. */
static bool is_unread(uint8_t type)
{
    return type >= MTRACE || line_name(names, sizeof names / sizeof names[0], type) == NULL;
}

/* Whether a message ends with options or addresses, so that even with -v its length stands first.
 */
static bool has_options(uint8_t type)
{
    return icmp6_is_neighbour(type) || type == AGENT_REPLY || type == PREFIX_ADVERTISEMENT;
}

enum print_status print_icmp6(struct line *l, struct body b)
{
    l->protocol = "icmp6";
    if (b.len == 0) {
        line_str(l, "ICMP6, length 0 (invalid)");
        return PRINTED;
    }
    if (put_checksum(l, b) == CUT || !body_has(b, 0, 1))
        return CUT;
    line_str(l, "ICMP6, ");
    put_name(l, b.p[0]);
    if (is_unread(b.p[0])) {
        if (!body_has(b, 0, 2))
            return CUT;
        put_length(l, b.len);
        put_octets(l, b);
        return PRINTED;
    }
    if (l->options->verbose > 0 && has_options(b.p[0]))
        put_length(l, b.len);
    if (!body_has(b, 0, 2) || put_details(l, b) == CUT)
        return CUT;
    if (ends_layer(b)) {
        line_cut(l);
        return PRINTED;
    }
    if (b.p[0] == UNREACHABLE && b.p[1] > NO_PORT) {
        put_octets(l, b);
        return PRINTED;
    }
    if (l->options->verbose == 0)
        put_length(l, b.len);
    return PRINTED;
}
