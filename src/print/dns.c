// SPDX-License-Identifier: BSD-3-Clause
/* dns.c - DNS messages (RFC 1035, section 4.1): header, questions, and three sections of records.
 */
#include "print/dns.h"

enum { HEADER = 12, CLASS_IN = 1, UNICAST = 0x8000, OPT = 41, IQUERY = 1 };
enum {
    RESPONSE = 0x8000,
    AUTHORITATIVE = 0x0400,
    TRUNCATED = 0x0200,
    RECURSION_WANTED = 0x0100,
    RECURSION_OFFERED = 0x0080,
    AUTHENTIC = 0x0020,
    UNCHECKED = 0x0010,
    NOT_OF_REQUESTS = 0x06cf,
};

/* How many entries each part has. */
struct counts {
    unsigned questions, answers, servers, others;
};

static void put_opcode(struct line *l, uint16_t flags)
{
    static const char *const names[] = {
        "",         " inv_q",    " stat",     " op3",     " notify",  " update",
        " op6",     " op7",      " op8",      " updateA", " updateD", " updateDA",
        " updateM", " updateMA", " zoneInit", " zoneRef",
    };

    line_str(l, names[flags >> 11 & 0x0f]);
}

static void put_rcode(struct line *l, unsigned rcode)
{
    static const char *const names[] = {
        "",         " FormErr",  " ServFail", " NXDomain", " NotImp", " Refused",   " YXDomain",
        " YXRRSet", " NXRRSet",  " NotAuth",  " NotZone",  " Resp11", " Resp12",    " Resp13",
        " Resp14",  " NoChange", " BadVers",  "Resp17", /* no blank: as tcpdump has it */
        " Resp18",  " Resp19",   " Resp20",   "Resp21",    " Resp22", " BadCookie",
    };

    if (rcode < sizeof names / sizeof names[0]) {
        line_str(l, names[rcode]);
    } else {
        line_str(l, " Resp");
        line_u64(l, rcode);
    }
}

static void put_count(struct line *l, unsigned count, const char *what)
{
    line_str(l, " [");
    line_u64(l, count);
    line_str(l, what);
    line_char(l, ']');
}

static bool skip_record(const struct dns *m, size_t *at, const uint8_t **fixed)
{
    if (!dns_skip_name(m, at) || !dns_has(m, *at, 10))
        return false;
    *fixed = m->p + *at;
    *at += 10 + (size_t)be16(*fixed + 8);
    return true;
}

/* The upper bits of a response code, in an OPT record (RFC 6891, section 6.1.3); 0 without one. */
static unsigned extended_rcode(const struct dns *m, const struct counts *c)
{
    const unsigned before = c->answers + c->servers;
    size_t at = HEADER;
    const uint8_t *fixed;

    for (unsigned i = 0; i < c->questions; i++) {
        if (!dns_skip_name(m, &at))
            return 0;
        at += 4;
    }
    for (unsigned i = 0; i < before + c->others; i++) {
        if (!skip_record(m, &at, &fixed))
            return 0;
        if (i >= before && be16(fixed) == OPT)
            return (unsigned)fixed[4] << 4;
    }
    return 0;
}

static bool put_question(const struct dns *m, size_t *at)
{
    size_t name = *at;
    uint16_t class;

    if (!dns_skip_name(m, at) || !dns_has(m, *at, 4))
        return false;
    line_char(m->l, ' ');
    dns_put_type(m->l, be16(m->p + *at));
    class = be16(m->p + *at + 2);
    if (m->mdns)
        class &= (uint16_t)~UNICAST;
    if (class != CLASS_IN) {
        line_char(m->l, ' ');
        dns_put_class(m->l, class);
    }
    if (m->mdns)
        line_str(m->l, (be16(m->p + *at + 2) & UNICAST) != 0 ? " (QU)" : " (QM)");
    line_str(m->l, "? ");
    *at += 4;
    return dns_put_name(m, &name);
}

static bool put_records(const struct dns *m, size_t *at, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (i > 0) {
            if (*at >= m->n)
                return false;
            line_char(m->l, ',');
        }
        if (!dns_put_record(m, at))
            return false;
    }
    return true;
}

/* A section that only -vv shows. */
static bool put_section(const struct dns *m, size_t *at, unsigned count, const char *lead)
{
    if (count == 0)
        return true;
    if (*at >= m->n)
        return false;
    line_str(m->l, lead);
    return put_records(m, at, count);
}

static bool put_response(const struct dns *m, uint16_t flags, const struct counts *c)
{
    struct line *const l = m->l;
    size_t at = HEADER;

    put_opcode(l, flags);
    put_rcode(l, (flags & 0x0f) | extended_rcode(m, c));
    line_str(l, (flags & AUTHORITATIVE) != 0 ? "*" : "");
    line_str(l, (flags & RECURSION_OFFERED) != 0 ? "" : "-");
    line_str(l, (flags & TRUNCATED) != 0 ? "|" : "");
    line_str(l, (flags & AUTHENTIC) != 0 ? "$" : "");
    if (c->questions != 1)
        put_count(l, c->questions, "q");
    for (unsigned i = 0; i < c->questions; i++) {
        if (i > 0)
            line_char(l, ',');
        if (l->options->verbose > 1) {
            line_str(l, " q:");
            if (!put_question(m, &at))
                return false;
        } else {
            if (!dns_skip_name(m, &at))
                return false;
            at += 4;
        }
    }
    line_char(l, ' ');
    line_u64(l, c->answers);
    line_char(l, '/');
    line_u64(l, c->servers);
    line_char(l, '/');
    line_u64(l, c->others);
    if (!put_records(m, &at, c->answers))
        return false;
    return l->options->verbose < 2 ||
           (put_section(m, &at, c->servers, " ns:") && put_section(m, &at, c->others, " ar:"));
}

static bool put_request(const struct dns *m, uint16_t flags, const struct counts *c)
{
    struct line *const l = m->l;
    const bool inverse = (flags >> 11 & 0x0f) == IQUERY;
    size_t at = HEADER;

    put_opcode(l, flags);
    line_str(l, (flags & RECURSION_WANTED) != 0 ? "+" : "");
    line_str(l, (flags & UNCHECKED) != 0 ? "%" : "");
    if ((flags & NOT_OF_REQUESTS) != 0) {
        line_str(l, " [b2&3=0x");
        line_hex_short(l, flags);
        line_char(l, ']');
    }
    if (inverse) {
        if (c->questions != 0)
            put_count(l, c->questions, "q");
        if (c->answers != 1)
            put_count(l, c->answers, "a");
    } else {
        if (c->answers != 0)
            put_count(l, c->answers, "a");
        if (c->questions != 1)
            put_count(l, c->questions, "q");
    }
    if (c->servers != 0)
        put_count(l, c->servers, "n");
    if (c->others != 0)
        put_count(l, c->others, "au");
    for (unsigned i = 0; i < c->questions; i++)
        if (!put_question(m, &at))
            return false;
    return l->options->verbose < 2 ||
           (put_records(m, &at, c->answers) && put_section(m, &at, c->servers, " ns:") &&
            put_section(m, &at, c->others, " ar:"));
}

/* A message of `b.len` octets, from its header on. */
static enum print_status put_message(struct line *l, struct body b, bool mdns)
{
    const struct dns m = {l, b.p, b.n, mdns};
    struct counts c;
    uint16_t flags;
    bool whole;

    if (b.len < HEADER) {
        line_str(l, "domain [length ");
        line_u64(l, b.len);
        line_str(l, " < 12] (invalid)");
        return PRINTED;
    }
    if (!body_has(b, 0, HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    flags = be16(b.p + 2);
    c = (struct counts){be16(b.p + 4), be16(b.p + 6), be16(b.p + 8), be16(b.p + 10)};
    line_u64(l, be16(b.p));
    whole = (flags & RESPONSE) != 0 ? put_response(&m, flags, &c) : put_request(&m, flags, &c);
    if (!whole) {
        line_cut(l);
        return PRINTED;
    }
    line_str(l, " (");
    line_u64(l, b.len);
    line_char(l, ')');
    return PRINTED;
}

enum print_status print_domain(struct line *l, struct body b)
{
    l->protocol = "domain";
    return put_message(l, b, false);
}

enum print_status print_mdns(struct line *l, struct body b)
{
    l->protocol = "domain";
    return put_message(l, b, true);
}

enum print_status print_tcp_domain(struct line *l, struct body b)
{
    size_t length;

    l->protocol = "domain";
    if (b.len < 2) {
        line_str(l, " [DNS over TCP: length ");
        line_u64(l, b.len);
        line_str(l, " < 2] (invalid)");
        return PRINTED;
    }
    if (!body_has(b, 0, 2))
        return CUT;
    length = be16(b.p);
    b = body_skip(b, 2);
    line_char(l, ' ');
    if (length == b.len)
        return put_message(l, b, false);
    line_str(l, "[prefix length(");
    line_u64(l, length);
    line_str(l, ") != length(");
    line_u64(l, b.len);
    line_str(l, ")] (invalid)");
    return PRINTED;
}
