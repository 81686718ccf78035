// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_listener.c - who listens to which multicast group: MLD (RFC 2710) and MLDv2 (RFC 3810). */
#include "print/icmp6.h"

enum { QUERY = 130, REPORT = 131, DONE = 132, REPORT2 = 143, QUERY1_LEN = 24, QUERY2_LEN = 28 };

bool icmp6_is_listener(uint8_t type)
{
    return (type >= QUERY && type <= DONE) || type == REPORT2;
}

static enum print_status put_version1(struct line *l, struct body b)
{
    if (!body_has(b, 0, QUERY1_LEN))
        return PRINTED;
    line_str(l, "max resp delay: ");
    line_u64(l, be16(b.p + 4));
    line_str(l, " addr: ");
    line_ip6(l, b.p + 8);
    return PRINTED;
}

/* A number with, above 2^15, an exponent (RFC 3810, section 5.1.3), or the like of 8 bits. */
static uint32_t floating(uint32_t code, unsigned bits)
{
    const uint32_t top = 1u << (bits - 1);
    const unsigned mantissa_bits = bits - 4;
    const uint32_t mantissa = code & ((1u << mantissa_bits) - 1);

    if (code < top)
        return code;
    return (mantissa | 1u << mantissa_bits) << ((code >> mantissa_bits & 7) + 3);
}

/* Addresses in braces, two to a source list: " { a b }". */
static enum print_status put_sources(struct line *l, struct body b, size_t off, size_t n)
{
    line_str(l, " {");
    for (size_t i = 0; i < n; i++) {
        if (!body_has(b, off + 16 * i, 16))
            return CUT;
        line_char(l, ' ');
        line_ip6(l, b.p + off + 16 * i);
    }
    line_str(l, " }");
    return PRINTED;
}

static void put_count(struct line *l, size_t n)
{
    line_str(l, ", ");
    line_u64(l, n);
    line_str(l, " source(s)");
}

static enum print_status put_query2(struct line *l, struct body b)
{
    const unsigned verbose = l->options->verbose;
    size_t sources;

    line_str(l, " v2");
    if (!body_has(b, 0, 6))
        return CUT;
    if (verbose > 0) {
        line_str(l, " [max resp delay=");
        line_u64(l, floating(be16(b.p + 4), 16));
        line_char(l, ']');
    }
    if (!body_has(b, 0, QUERY1_LEN))
        return CUT;
    line_str(l, " [gaddr ");
    line_ip6(l, b.p + 8);
    if (verbose > 0) {
        if (!body_has(b, QUERY1_LEN, 1))
            return CUT;
        if ((b.p[24] & 8) != 0)
            line_str(l, " sflag");
        if ((b.p[24] & 7) != 0) {
            line_str(l, " robustness=");
            line_u64(l, b.p[24] & 7);
        }
        if (!body_has(b, QUERY1_LEN, 2))
            return CUT;
        line_str(l, " qqi=");
        line_u64(l, floating(b.p[25], 8));
    }
    if (!body_has(b, 0, QUERY2_LEN))
        return CUT;
    sources = be16(b.p + 26);
    if (sources > 0) {
        if (b.len < QUERY2_LEN + 16 * sources) {
            line_str(l, " [invalid number of sources]");
        } else if (verbose > 1) {
            if (put_sources(l, b, QUERY2_LEN, sources) == CUT)
                return CUT;
        } else {
            put_count(l, sources);
        }
    }
    line_char(l, ']');
    return PRINTED;
}

/* The group record at `*off`; `*more` is whether another may follow. */
static enum print_status put_record(struct line *l, struct body b, size_t *off, bool *more)
{
    static const char *const types[] = {NULL,     " is_in", " is_ex", " to_in",
                                        " to_ex", " allow", " block"};
    size_t sources, n;
    uint8_t type;

    *more = false;
    if (b.len < *off + 20) {
        line_str(l, " [invalid number of groups]");
        return PRINTED;
    }
    if (!body_has(b, *off, 20))
        return CUT;
    type = b.p[*off];
    sources = be16(b.p + *off + 2);
    line_str(l, " [gaddr ");
    line_ip6(l, b.p + *off + 4);
    if (type > 0 && type < sizeof types / sizeof types[0]) {
        line_str(l, types[type]);
    } else {
        line_str(l, "  [v2-report-#");
        line_u64(l, type);
        line_char(l, ']');
    }
    n = *off + 20 + 16 * sources;
    if (b.len < n) {
        line_str(l, " [invalid number of sources ");
        line_u64(l, sources);
        line_char(l, ']');
        return PRINTED;
    }
    if (l->options->verbose > 1) {
        if (put_sources(l, b, *off + 20, sources) == CUT)
            return CUT;
    } else {
        put_count(l, sources);
    }
    line_char(l, ']');
    *off = n;
    *more = true;
    return PRINTED;
}

static enum print_status put_report2(struct line *l, struct body b)
{
    size_t groups, off = 8;
    bool more = true;

    if (b.len < 8) {
        line_str(l, " [invalid len ");
        line_u64(l, b.len);
        line_char(l, ']');
        return PRINTED;
    }
    if (!body_has(b, 0, 8))
        return CUT;
    groups = be16(b.p + 6);
    line_str(l, ", ");
    line_u64(l, groups);
    line_str(l, " group record(s)");
    for (size_t i = 0; i < groups && more && l->options->verbose > 0; i++)
        if (put_record(l, b, &off, &more) == CUT)
            return CUT;
    return PRINTED;
}

enum print_status icmp6_print_listener(struct line *l, struct body b)
{
    if (b.p[0] == REPORT2)
        return put_report2(l, b);
    if (b.p[0] != QUERY || b.len == QUERY1_LEN)
        return put_version1(l, b);
    if (b.len >= QUERY2_LEN)
        return put_query2(l, b);
    line_str(l, " unknown-version (len ");
    line_u64(l, b.len);
    line_str(l, ") ");
    return PRINTED;
}
