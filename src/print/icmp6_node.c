// SPDX-License-Identifier: BSD-3-Clause
/*
 * icmp6_node.c - node information queries (RFC 4620): ask a node for its names and addresses.
 *
 * Lengths are those that were captured: of a query that was cut, what is there is read as if it
 * had been sent so.
 */
#include "print/icmp6.h"

enum { QUERY = 139, HEADER = 16, TTL_LEN = 4, IP4_LEN = 4, IP6_LEN = 16 };
enum { WHO_ARE_YOU_LEN = 12 }; /* what KAME sent before there was a format */
enum { TYPE_NOOP, TYPE_SUPPORTED, TYPE_NAME, TYPE_ADDRESSES };
enum { SUBJECT_IP6, SUBJECT_NAME, SUBJECT_IP4 };
enum { SUCCESS, REFUSED, UNKNOWN };
enum { FLAG_COMPRESSED = 0x01, FLAG_TRUNCATED = 0x01, FLAG_TTL = 0x01 };

/* The kinds of addresses that were asked for; their letters are not in the RFC. */
static void put_kinds(struct line *l, uint16_t flags, bool reply)
{
    static const struct line_name names[] = {
        {0x40, "a"}, {0x20, "G"}, {0x10, "S"}, {0x08, "L"}, {0x04, "C"}, {0x02, "A"},
    };

    if (flags == 0)
        return;
    line_str(l, " [");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if ((flags & names[i].value) != 0)
            line_str(l, names[i].name);
    line_str(l, reply && (flags & FLAG_TRUNCATED) != 0 ? "T]" : "]");
}

/* Labels (RFC 1035 3.1) that end as a name that may not be whole does: with two zeros. */
static void put_labels(struct line *l, struct body b)
{
    while (b.n > 0) {
        const size_t len = b.p[0];

        b = body_skip(b, 1);
        if (len > b.n || (len == 0 && b.n > 0 && (b.n > 1 || b.p[0] != 0))) {
            line_str(l, "???");
            return;
        }
        if (len == 0) {
            line_str(l, b.n == 0 ? "." : "");
            return;
        }
        line_visible(l, b.p, len);
        b = body_skip(b, len);
        if (b.n > 1 && b.p[0] != 0)
            line_char(l, '.');
    }
}

/* A name of one octet at least: labels, or as an early draft had it, one length for all of it. */
static void put_name(struct line *l, struct body b)
{
    const bool draft = b.p[0] == b.n - 1;

    line_str(l, draft && l->options->verbose > 0 ? ", 03 draft, \"" : ", \"");
    if (draft)
        line_visible(l, b.p + 1, b.n - 1);
    else
        put_labels(l, b);
    line_char(l, '"');
}

/* Whether the subject, all of `b`, is an address of `len` octets. */
static bool is_address(struct line *l, struct body b, size_t len)
{
    if (b.n > len && l->options->verbose > 0)
        line_str(l, ", invalid subject len");
    return b.n == len;
}

static void put_subject(struct line *l, struct body b, uint8_t code)
{
    if (b.n == 0) {
        line_str(l, ", 03 draft");
        return;
    }
    switch (code) {
    case SUBJECT_IP6:
        if (is_address(l, b, IP6_LEN)) {
            line_str(l, ", subject=");
            line_ip6(l, b.p);
        }
        return;
    case SUBJECT_NAME:
        line_str(l, ", subject=DNS name");
        put_name(l, b);
        return;
    case SUBJECT_IP4:
        if (is_address(l, b, IP4_LEN)) {
            line_str(l, ", subject=");
            line_ip4(l, b.p);
        }
        return;
    default:
        line_str(l, ", unknown subject");
        return;
    }
}

static void put_type(struct line *l, uint16_t type)
{
    static const char *const names[] = {
        [TYPE_NOOP] = "noop",
        [TYPE_SUPPORTED] = "supported qtypes",
        [TYPE_NAME] = "DNS name",
        [TYPE_ADDRESSES] = "node addresses",
    };

    line_str(l, type < sizeof names / sizeof names[0] ? names[type] : "unknown");
}

static enum print_status print_query(struct line *l, struct body b)
{
    uint16_t type, flags;

    if (b.n == WHO_ARE_YOU_LEN) {
        line_str(l, " who-are-you request");
        return PRINTED;
    }
    line_str(l, " node information query");
    if (!body_has(b, 0, HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    type = be16(b.p + 4);
    flags = be16(b.p + 6);
    line_str(l, " (");
    put_type(l, type);
    if (type == TYPE_SUPPORTED && (flags & FLAG_COMPRESSED) != 0)
        line_str(l, " [C]");
    if (type == TYPE_ADDRESSES)
        put_kinds(l, flags, false);
    if (type > TYPE_SUPPORTED)
        put_subject(l, body_skip(b, HEADER), b.p[1]);
    else if (b.n > HEADER && l->options->verbose > 0)
        line_str(l, ", invalid len");
    line_char(l, ')');
    return PRINTED;
}

/* Addresses, each with its time to live before it. */
static void put_addresses(struct line *l, struct body b)
{
    for (; body_has(b, 0, TTL_LEN + IP6_LEN); b = body_skip(b, TTL_LEN + IP6_LEN)) {
        line_char(l, ' ');
        line_ip6(l, b.p + TTL_LEN);
        line_number(l, "(", be32(b.p));
        line_char(l, ')');
    }
}

/* What was asked for, `b` being all of the data. */
static enum print_status put_answer(struct line *l, struct body b, uint16_t type, uint16_t flags)
{
    put_type(l, type);
    switch (type) {
    case TYPE_NOOP:
        if (b.n > 0 && l->options->verbose > 0)
            line_str(l, ", invalid length");
        return PRINTED;
    case TYPE_SUPPORTED:
        line_str(l, (flags & FLAG_COMPRESSED) != 0 ? " [C]" : "");
        return PRINTED;
    case TYPE_NAME:
        if (!body_has(b, 0, TTL_LEN + 1))
            return CUT;
        put_name(l, body_skip(b, TTL_LEN));
        if ((flags & FLAG_TTL) != 0) {
            line_number(l, " [TTL=", be32(b.p));
            line_char(l, ']');
        }
        return PRINTED;
    case TYPE_ADDRESSES:
        put_addresses(l, b);
        put_kinds(l, flags, true);
        return PRINTED;
    default:
        return PRINTED;
    }
}

static enum print_status print_reply(struct line *l, struct body b)
{
    const bool verbose = l->options->verbose > 0;

    if (b.n < b.len || !body_has(b, 0, HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    line_str(l, " node information reply (");
    switch (b.p[1]) {
    case SUCCESS:
        line_str(l, verbose ? "success, " : "");
        if (put_answer(l, body_skip(b, HEADER), be16(b.p + 4), be16(b.p + 6)) == CUT)
            return CUT;
        break;
    case REFUSED:
    case UNKNOWN:
        line_str(l, b.p[1] == REFUSED ? "refused" : "unknown");
        line_str(l, verbose && b.n > HEADER ? ", invalid length" : "");
        break;
    default:
        break;
    }
    line_char(l, ')');
    return PRINTED;
}

enum print_status icmp6_print_node(struct line *l, struct body b)
{
    return b.p[0] == QUERY ? print_query(l, b) : print_reply(l, b);
}
