// SPDX-License-Identifier: BSD-3-Clause
/*
 * igmp.c - who listens to which multicast group, of IPv4: IGMP (RFC 1112, 2236 and 3376). Routing
 * protocols that live in it (DVMRP, PIMv1, mtrace) get the generic line.
 */
#include "print/checksum.h"
#include "print/line.h"

enum { QUERY = 0x11, REPORT1 = 0x12, REPORT2 = 0x16, LEAVE = 0x17, REPORT3 = 0x22 };
enum { DVMRP = 0x13, PIM1 = 0x14, TRACE_REQUEST = 0x1e, TRACE_RESPONSE = 0x1f };
enum { SHORT_LEN = 8, QUERY3_LEN = 12, REPORT3_LEN = 16, RECORD_LEN = 8 };
enum { USUAL_RESPONSE_TIME = 100, TENTHS_PER_MINUTE = 600 };

static void put_number(struct line *l, const char *lead, uint64_t v, const char *tail)
{
    line_str(l, lead);
    line_u64(l, v);
    line_str(l, tail);
}

/* An address at `off`. */
static enum print_status put_group(struct line *l, const char *lead, struct body b, size_t off)
{
    if (!body_has(b, off, 4))
        return CUT;
    line_str(l, lead);
    line_ip4(l, b.p + off);
    return PRINTED;
}

static enum print_status put_sources(struct line *l, struct body b, size_t off, size_t n)
{
    line_str(l, " {");
    for (size_t i = 0; i < n; i++)
        if (put_group(l, " ", b, off + 4 * i) == CUT)
            return CUT;
    line_str(l, " }");
    return PRINTED;
}

/* A number that from 128 on has an exponent (RFC 3376 4.1.1). */
static void put_response_time(struct line *l, uint8_t code)
{
    const uint32_t tenths = code < 128 ? code : ((code & 0x0fU) | 0x10U) << ((code >> 4 & 7U) + 3U);

    if (code == USUAL_RESPONSE_TIME)
        return;
    line_str(l, " [max resp time ");
    if (tenths < TENTHS_PER_MINUTE) {
        put_number(l, "", tenths / 10, ".");
        put_number(l, "", tenths % 10, "s");
    } else {
        put_number(l, "", tenths / TENTHS_PER_MINUTE, "m");
        if (tenths % TENTHS_PER_MINUTE != 0)
            put_number(l, "", tenths % TENTHS_PER_MINUTE / 10, "s");
    }
    line_char(l, ']');
}

static enum print_status put_query3(struct line *l, struct body b)
{
    size_t sources;

    line_str(l, " v3");
    if (b.len % 4 != 0) {
        put_number(l, " [invalid len ", b.len, "]");
        return PRINTED;
    }
    if (!body_has(b, 1, 1))
        return CUT;
    put_response_time(l, b.p[1]);
    if (!body_has(b, 4, 4))
        return CUT;
    if (be32(b.p + 4) == 0)
        return PRINTED;
    if (put_group(l, " [gaddr ", b, 4) == CUT || !body_has(b, 10, 2))
        return CUT;
    sources = be16(b.p + 10);
    if (sources > 0) {
        if (b.len < QUERY3_LEN + 4 * sources)
            line_str(l, " [invalid number of sources]");
        else if (l->options->verbose <= 1)
            put_number(l, ", ", sources, " source(s)");
        else if (put_sources(l, b, QUERY3_LEN, sources) == CUT)
            return CUT;
    }
    line_char(l, ']');
    return PRINTED;
}

static enum print_status put_query(struct line *l, struct body b)
{
    line_str(l, "igmp query");
    if (b.len >= QUERY3_LEN)
        return put_query3(l, b);
    if (!body_has(b, 1, 1))
        return CUT;
    line_str(l, b.p[1] == 0 ? " v1" : " v2");
    if (b.p[1] != 0 && b.p[1] != USUAL_RESPONSE_TIME)
        put_number(l, " [max resp time ", b.p[1], "]");
    if (!body_has(b, 4, 4))
        return CUT;
    if (be32(b.p + 4) != 0) {
        (void)put_group(l, " [gaddr ", b, 4);
        line_char(l, ']');
    }
    if (b.len != SHORT_LEN)
        put_number(l, " [len ", b.len, "]");
    return PRINTED;
}

static enum print_status put_simple(struct line *l, struct body b, const char *what)
{
    if (put_group(l, what, b, 4) == CUT)
        return CUT;
    if (b.len != SHORT_LEN)
        put_number(l, " [len ", b.len, "]");
    return PRINTED;
}

static void put_record_type(struct line *l, uint8_t type)
{
    static const char *const names[] = {NULL, "is_in", "is_ex", "to_in", "to_ex", "allow", "block"};

    line_char(l, ' ');
    if (type > 0 && type < sizeof names / sizeof names[0])
        line_str(l, names[type]);
    else
        put_number(l, " [v3-report-#", type, "]");
}

/* One group and its sources; `*len` of octets, or 0 if there are fewer. */
static enum print_status put_record(struct line *l, struct body b, size_t *len)
{
    size_t sources;

    *len = 0;
    if (b.len < RECORD_LEN) {
        line_str(l, " [invalid number of groups]");
        return PRINTED;
    }
    if (put_group(l, " [gaddr ", b, 4) == CUT)
        return CUT;
    put_record_type(l, b.p[0]);
    sources = be16(b.p + 2);
    if (b.len < RECORD_LEN + 4 * sources) {
        put_number(l, " [invalid number of sources ", sources, "]");
        return PRINTED;
    }
    if (l->options->verbose <= 1)
        put_number(l, ", ", sources, " source(s)");
    else if (put_sources(l, b, RECORD_LEN, sources) == CUT)
        return CUT;
    line_char(l, ']');
    *len = RECORD_LEN + 4 * sources;
    return PRINTED;
}

static enum print_status put_report3(struct line *l, struct body b)
{
    size_t groups;

    line_str(l, "igmp v3 report");
    if (b.len < REPORT3_LEN || b.len % 4 != 0) {
        put_number(l, " [invalid len ", b.len, "]");
        return PRINTED;
    }
    if (!body_has(b, 6, 2))
        return CUT;
    groups = be16(b.p + 6);
    put_number(l, ", ", groups, " group record(s)");
    if (l->options->verbose == 0)
        return PRINTED;
    b = body_skip(b, SHORT_LEN);
    for (size_t i = 0; i < groups; i++) {
        size_t len;

        if (put_record(l, b, &len) == CUT)
            return CUT;
        if (len == 0)
            break;
        b = body_skip(b, len);
    }
    return PRINTED;
}

static enum print_status put_message(struct line *l, struct body b)
{
    switch (b.p[0]) {
    case QUERY:
        return put_query(l, b);
    case REPORT1:
        return put_simple(l, b, "igmp v1 report ");
    case REPORT2:
        return put_simple(l, b, "igmp v2 report ");
    case REPORT3:
        return put_report3(l, b);
    case LEAVE:
        return put_group(l, "igmp leave ", b, 4);
    case DVMRP:
    case PIM1:
    case TRACE_REQUEST:
    case TRACE_RESPONSE:
        put_number(l, " ip-proto-2 ", b.len, "");
        return PRINTED;
    default:
        put_number(l, "igmp-", b.p[0], "");
        return PRINTED;
    }
}

static void put_checksum(struct line *l, struct body b)
{
    uint16_t right;

    if (l->options->verbose == 0 || b.n < b.len || b.len < 4 ||
        checksum_is_right((struct span){b.p, b.len}, 2, &right))
        return;
    line_str(l, " bad igmp cksum ");
    line_hex_short(l, be16(b.p + 2));
    line_char(l, '!');
}

enum print_status print_igmp(struct line *l, struct body b)
{
    l->protocol = "igmp";
    if (l->options->quiet > 0) {
        line_str(l, "igmp");
        return PRINTED;
    }
    if (!body_has(b, 0, 1) || put_message(l, b) == CUT)
        return CUT;
    put_checksum(l, b);
    return PRINTED;
}
