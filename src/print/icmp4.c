// SPDX-License-Identifier: BSD-3-Clause
/*
 * icmp4.c - ICMP (RFC 792; router discovery: RFC 1256). A message is shown only if everything its
 * line tells was captured: so each kind knows how many octets it needs before it says a word.
 */
#include "print/checksum.h"
#include "print/icmp_extension.h"
#include "print/line.h"

enum { ICMP_HEADER = 8, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17 };
enum {
    ECHO_REPLY = 0,
    UNREACHABLE = 3,
    SOURCE_QUENCH = 4,
    REDIRECT = 5,
    ECHO = 8,
    ROUTER_ADVERTISEMENT = 9,
    TIME_EXCEEDED = 11,
    PARAMETER_PROBLEM = 12,
    TIMESTAMP = 13,
    TIMESTAMP_REPLY = 14,
    MASK_REPLY = 18,
};
enum { NO_PROTOCOL = 2, NO_PORT = 3, NEED_FRAGMENT = 4 };

/* Offsets into the packet that an error quotes. */
enum { QUOTED_PROTOCOL = 9, QUOTED_DST = 16, QUOTED_HEADER = 20 };

static void put_unreachable(struct line *l, struct body b)
{
    /* What stands before and behind the address of who cannot be reached. */
    static const struct {
        const char *before, *behind;
    } codes[] = {
        {"net ", " unreachable"},
        {"host ", " unreachable"},
        {"", " protocol "},
        {"", ""},
        {"", " unreachable - need to frag"},
        {"", " unreachable - source route failed"},
        {"net ", " unreachable - unknown"},
        {"host ", " unreachable - unknown"},
        {"", " unreachable - source host isolated"},
        {"net ", " unreachable - admin prohibited"},
        {"host ", " unreachable - admin prohibited"},
        {"net ", " unreachable - tos prohibited"},
        {"host ", " unreachable - tos prohibited"},
        {"host ", " unreachable - admin prohibited filter"},
        {"host ", " unreachable - host precedence violation"},
        {"host ", " unreachable - precedence cutoff"},
    };
    const uint8_t code = b.p[1];
    const bool known = code < sizeof codes / sizeof codes[0];
    const uint8_t *const quoted = b.p + ICMP_HEADER;

    line_str(l, known ? codes[code].before : "");
    line_ip4(l, quoted + QUOTED_DST);
    line_str(l, known ? codes[code].behind : " unreachable - #");
    if (!known)
        line_u64(l, code);
    if (code == NO_PROTOCOL) {
        line_u64(l, quoted[QUOTED_PROTOCOL]);
        line_str(l, " unreachable");
    }
    if (code == NEED_FRAGMENT && be16(b.p + 6) != 0) {
        line_str(l, " (mtu ");
        line_u64(l, be16(b.p + 6));
        line_char(l, ')');
    }
    if (code != NO_PORT)
        return;
    {
        const uint16_t port = be16(quoted + (size_t)(quoted[0] & 0x0f) * 4 + 2);

        switch (quoted[QUOTED_PROTOCOL]) {
        case PROTOCOL_TCP:
            line_str(l, " tcp port ");
            line_tcp_port(l, port);
            break;
        case PROTOCOL_UDP:
            line_str(l, " udp port ");
            line_udp_port(l, port);
            break;
        default:
            line_str(l, " protocol ");
            line_u64(l, quoted[QUOTED_PROTOCOL]);
            line_str(l, " port ");
            line_u64(l, port);
            break;
        }
        line_str(l, " unreachable");
    }
}

static void put_redirect(struct line *l, struct body b)
{
    static const struct {
        const char *what, *to;
    } codes[] = {
        {"redirect ", " to net "},
        {"redirect ", " to host "},
        {"redirect-tos ", " to net "},
        {"redirect-tos ", " to host "},
    };
    const uint8_t code = b.p[1];
    const bool known = code < sizeof codes / sizeof codes[0];

    line_str(l, known ? codes[code].what : "redirect-#");
    if (!known) {
        line_u64(l, code);
        line_char(l, ' ');
    }
    line_ip4(l, b.p + ICMP_HEADER + QUOTED_DST);
    line_str(l, known ? codes[code].to : " to ");
    line_ip4(l, b.p + 4);
}

/* A lifetime in seconds: S, M:SS, H:MM:SS. */
static void put_lifetime(struct line *l, unsigned seconds)
{
    if (seconds < 60) {
        line_u64(l, seconds);
        return;
    }
    if (seconds >= 3600) {
        line_u64(l, seconds / 3600);
        line_char(l, ':');
        text_u64_padded(l->out, seconds / 60 % 60, 2, '0');
    } else {
        line_u64(l, seconds / 60);
    }
    line_char(l, ':');
    text_u64_padded(l->out, seconds % 60, 2, '0');
}

static void put_routers(struct line *l, struct body b)
{
    line_str(l, "router advertisement");
    line_str(l, " lifetime ");
    put_lifetime(l, be16(b.p + 6));
    line_char(l, ' ');
    line_u64(l, b.p[4]);
    line_char(l, ':');
    if (b.p[5] != 2) {
        line_str(l, " [size ");
        line_u64(l, b.p[5]);
        line_char(l, ']');
        return;
    }
    for (size_t i = 0; i < b.p[4]; i++) {
        const uint8_t *const router = b.p + ICMP_HEADER + 8 * i;

        line_str(l, " {");
        line_ip4(l, router);
        line_char(l, ' ');
        line_u64(l, be32(router + 4));
        line_char(l, '}');
    }
}

/* Milliseconds since midnight as a time of day. */
static void put_time(struct line *l, uint32_t ms)
{
    text_u64_padded(l->out, ms / 3600000, 2, '0');
    line_char(l, ':');
    text_u64_padded(l->out, ms / 60000 % 60, 2, '0');
    line_char(l, ':');
    text_u64_padded(l->out, ms / 1000 % 60, 2, '0');
    line_char(l, '.');
    text_u64_padded(l->out, ms % 1000, 3, '0');
}

static void put_id(struct line *l, struct body b, const char *id, const char *seq)
{
    line_str(l, id);
    line_u64(l, be16(b.p + 4));
    line_str(l, seq);
    line_u64(l, be16(b.p + 6));
}

static void put_timestamps(struct line *l, struct body b)
{
    put_id(l, b, "time stamp reply id ", " seq ");
    line_str(l, ": org ");
    put_time(l, be32(b.p + 8));
    line_str(l, ", recv ");
    put_time(l, be32(b.p + 12));
    line_str(l, ", xmit ");
    put_time(l, be32(b.p + 16));
}

static void put_time_exceeded(struct line *l, uint8_t code)
{
    if (code == 0) {
        line_str(l, "time exceeded in-transit");
    } else if (code == 1) {
        line_str(l, "ip reassembly time exceeded");
    } else {
        line_str(l, "time exceeded-#");
        line_u64(l, code);
    }
}

static void put_parameter_problem(struct line *l, struct body b)
{
    line_str(l, "parameter problem - ");
    line_str(l, b.p[1] == 0 ? "octet " : "code ");
    line_u64(l, b.p[1] == 0 ? b.p[4] : b.p[1]);
}

static void put_other(struct line *l, uint8_t type)
{
    static const struct line_name names[] = {
        {SOURCE_QUENCH, "source quench"}, {10, "router solicitation"},  {15, "information request"},
        {16, "information reply"},        {17, "address mask request"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], type);

    line_str(l, name != NULL ? name : "type-#");
    if (name == NULL)
        line_u64(l, type);
}

static void put_message(struct line *l, struct body b)
{
    switch (b.p[0]) {
    case ECHO:
        put_id(l, b, "echo request, id ", ", seq ");
        break;
    case ECHO_REPLY:
        put_id(l, b, "echo reply, id ", ", seq ");
        break;
    case UNREACHABLE:
        put_unreachable(l, b);
        break;
    case REDIRECT:
        put_redirect(l, b);
        break;
    case ROUTER_ADVERTISEMENT:
        put_routers(l, b);
        break;
    case TIME_EXCEEDED:
        put_time_exceeded(l, b.p[1]);
        break;
    case PARAMETER_PROBLEM:
        put_parameter_problem(l, b);
        break;
    case TIMESTAMP:
        put_id(l, b, "time stamp query id ", " seq ");
        break;
    case TIMESTAMP_REPLY:
        put_timestamps(l, b);
        break;
    case MASK_REPLY:
        line_str(l, "address mask is 0x");
        line_hex(l, be32(b.p + 8), 8);
        break;
    default:
        put_other(l, b.p[0]);
        break;
    }
}

/* How many octets the line of a port unreachable needs: the quoted ports are behind its header. */
static size_t port_needed(struct body b)
{
    const size_t ports = body_has(b, ICMP_HEADER, 1) ? (size_t)(b.p[ICMP_HEADER] & 0x0f) * 4 : 0;

    return ICMP_HEADER + (ports + 4 > QUOTED_HEADER ? ports + 4 : QUOTED_HEADER);
}

/* How many octets the message's line needs. */
static size_t needed(struct body b)
{
    switch (b.p[0]) {
    case UNREACHABLE:
        return b.p[1] == NO_PORT ? port_needed(b) : ICMP_HEADER + QUOTED_HEADER;
    case REDIRECT:
    case TIME_EXCEEDED:
        return ICMP_HEADER + QUOTED_HEADER;
    case ECHO:
    case ECHO_REPLY:
    case TIMESTAMP:
        return ICMP_HEADER;
    case PARAMETER_PROBLEM:
        return b.p[1] == 0 ? 5 : 2;
    case ROUTER_ADVERTISEMENT:
        return ICMP_HEADER + (body_has(b, 5, 1) && b.p[5] == 2 ? 8 * (size_t)b.p[4] : 0);
    case TIMESTAMP_REPLY:
        return 20;
    case MASK_REPLY:
        return 12;
    default:
        return 2;
    }
}

/* Whether a message that is too short ends its layer only, not the line: rule 3 of line.h. */
static bool ends_layer(struct body b)
{
    switch (b.p[0]) {
    case UNREACHABLE:
        return b.p[1] == NO_PORT && !body_has(b, ICMP_HEADER, QUOTED_PROTOCOL + 1);
    case ROUTER_ADVERTISEMENT:
    case TIME_EXCEEDED:
    case TIMESTAMP_REPLY:
        return true;
    default:
        return false;
    }
}

static void put_checksum(struct line *l, struct body b)
{
    const uint16_t given = be16(b.p + 2);
    uint16_t right;

    if (b.n < b.len || l->ip->fragment || checksum_is_right((struct span){b.p, b.len}, 2, &right))
        return;
    line_str(l, " (wrong icmp cksum ");
    line_hex_short(l, given);
    line_str(l, " (->");
    line_hex_short(l, right);
    line_str(l, ")!)");
}

static bool quotes_packet(uint8_t type)
{
    return type == UNREACHABLE || type == SOURCE_QUENCH || type == REDIRECT ||
           type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
}

/* The packet an error quotes, which counts as whole: its own length says how long it was. */
static enum print_status print_quoted(struct line *l, struct body quoted)
{
    if (!body_has(quoted, 0, 4))
        return CUT;
    quoted = body_narrow(quoted, be16(quoted.p + 2));
    return body_has(quoted, 0, 4) ? print_ip4(l, quoted) : CUT;
}

enum print_status print_icmp(struct line *l, struct body b)
{
    l->protocol = "icmp";
    if (!body_has(b, 0, 2))
        return CUT;
    if (!body_has(b, 0, needed(b))) {
        if (!ends_layer(b))
            return CUT;
        line_cut(l);
        return PRINTED;
    }
    line_str(l, "ICMP ");
    put_message(l, b);
    line_str(l, ", length ");
    line_u64(l, b.len);
    if (l->options->verbose == 0)
        return PRINTED;
    if (body_has(b, 0, 4))
        put_checksum(l, b);
    if (!quotes_packet(b.p[0]))
        return PRINTED;
    line_str(l, "\n\t");
    if (print_quoted(l, body_skip(b, ICMP_HEADER)) == CUT)
        return CUT;
    l->protocol = "icmp";
    return icmp_extension_print(l, b);
}
