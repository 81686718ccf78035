// SPDX-License-Identifier: BSD-3-Clause
/* dns_record.c - resource records (RFC 1035, section 4.1.3), those of common types with their data.
 */
#include "print/dns.h"

enum { RECORD_FIXED = 10, CLASS_IN = 1, CACHE_FLUSH = 0x8000, DNSSEC_OK = 0x8000 };
enum {
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    MX = 15,
    TXT = 16,
    AAAA = 28,
    SRV = 33,
    A6 = 38,
    DNAME = 39,
    OPT = 41,
    UNSPECA = 104,
    TSIG = 250,
    URI = 256,
};

/* IANA's registry, as old as tcpdump's. */
void dns_put_type(struct line *l, uint16_t type)
{
    static const char *const low[] = {
        NULL,       "A",     "NS",   "MD",     "MF",    "CNAME",    "SOA", "MB",   "MG",
        "MR",       "NULL",  "WKS",  "PTR",    "HINFO", "MINFO",    "MX",  "TXT",  "RP",
        "AFSDB",    "X25",   "ISDN", "RT",     "NSAP",  "NSAP_PTR", "SIG", "KEY",  "PX",
        "GPOS",     "AAAA",  "LOC",  "NXT",    "EID",   "NIMLOC",   "SRV", "ATMA", "NAPTR",
        "KX",       "CERT",  "A6",   "DNAME",  "SINK",  "OPT",      "APL", "DS",   "SSHFP",
        "IPSECKEY", "RRSIG", "NSEC", "DNSKEY",
    };
    static const struct line_name high[] = {
        {99, "SPF"},      {100, "UINFO"}, {101, "UID"},  {102, "GID"},  {103, "UNSPEC"},
        {104, "UNSPECA"}, {249, "TKEY"},  {250, "TSIG"}, {251, "IXFR"}, {252, "AXFR"},
        {253, "MAILB"},   {254, "MAILA"}, {255, "ANY"},  {256, "URI"},
    };
    const char *const name = type < sizeof low / sizeof low[0]
                                 ? low[type]
                                 : line_name(high, sizeof high / sizeof high[0], type);

    if (name != NULL) {
        line_str(l, name);
    } else {
        line_str(l, "Type");
        line_u64(l, type);
    }
}

void dns_put_class(struct line *l, uint16_t class)
{
    static const struct line_name names[] = {{1, "IN"}, {3, "CHAOS"}, {4, "HS"}, {255, "ANY"}};
    const char *const name = line_name(names, sizeof names / sizeof names[0], class);

    if (name != NULL) {
        line_str(l, name);
    } else {
        line_str(l, "(Class ");
        line_u64(l, class);
        line_char(l, ')');
    }
}

/* Seconds as years, weeks, days, hours, minutes and seconds. */
static void put_period(struct line *l, uint32_t seconds)
{
    static const struct {
        uint32_t seconds;
        char name;
    } units[] = {{31536000, 'y'}, {604800, 'w'}, {86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};

    if (seconds == 0)
        line_str(l, "0s");
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (seconds < units[i].seconds)
            continue;
        line_u64(l, seconds / units[i].seconds);
        line_char(l, units[i].name);
        seconds %= units[i].seconds;
    }
}

static bool put_text(const struct dns *m, size_t at, size_t end)
{
    while (at < end) {
        const size_t len = m->p[at];

        line_str(m->l, " \"");
        if (!dns_put_octets(m, at + 1, len))
            return false;
        line_char(m->l, '"');
        at += 1 + len;
    }
    return true;
}

static bool put_soa(const struct dns *m, size_t at)
{
    line_char(m->l, ' ');
    if (!dns_put_name(m, &at))
        return false;
    line_char(m->l, ' ');
    if (!dns_put_name(m, &at) || !dns_has(m, at, 20))
        return false;
    for (size_t i = 0; i < 20; i += 4) {
        line_char(m->l, ' ');
        line_u64(m->l, be32(m->p + at + i));
    }
    return true;
}

/* RFC 2874: how many bits another name's address has to give, the others, and that name. */
static bool put_a6(const struct dns *m, size_t at)
{
    uint8_t addr[16] = {0};
    size_t prefix;

    if (!dns_has(m, at, 1))
        return false;
    prefix = m->p[at++];
    if (prefix > 128) {
        line_char(m->l, ' ');
        line_u64(m->l, prefix);
        line_str(m->l, "(bad plen)");
        return true;
    }
    if (prefix < 128) {
        if (!dns_has(m, at, 16 - prefix / 8))
            return false;
        memcpy(addr + prefix / 8, m->p + at, 16 - prefix / 8);
        line_char(m->l, ' ');
        line_u64(m->l, prefix);
        line_char(m->l, ' ');
        line_ip6(m->l, addr);
        at += 16 - prefix / 8;
    }
    if (prefix == 0)
        return true;
    line_char(m->l, ' ');
    return dns_put_name(m, &at);
}

/* A name behind `before` octets of numbers, which the caller prints. */
static bool put_name_behind(const struct dns *m, size_t at, size_t before)
{
    at += before;
    line_char(m->l, ' ');
    return dns_put_name(m, &at);
}

static bool put_srv(const struct dns *m, size_t at)
{
    if (!put_name_behind(m, at, 6))
        return false;
    line_char(m->l, ':');
    line_u64(m->l, be16(m->p + at + 4));
    line_char(m->l, ' ');
    line_u64(m->l, be16(m->p + at));
    line_char(m->l, ' ');
    line_u64(m->l, be16(m->p + at + 2));
    return true;
}

static bool put_mx(const struct dns *m, size_t at)
{
    if (!put_name_behind(m, at, 2))
        return false;
    line_char(m->l, ' ');
    line_u64(m->l, be16(m->p + at));
    return true;
}

static bool put_uri(const struct dns *m, size_t at, size_t end)
{
    if (!dns_has(m, at, 4))
        return false;
    line_char(m->l, ' ');
    line_u64(m->l, be16(m->p + at));
    line_char(m->l, ' ');
    line_u64(m->l, be16(m->p + at + 2));
    line_char(m->l, ' ');
    /* A length that does not even hold the numbers counts as one without end, as in tcpdump. */
    return dns_put_octets(m, at + 4, end < at + 4 ? SIZE_MAX : end - at - 4);
}

/* RFC 8945, section 4.2, without the time and the code itself. */
static bool put_tsig(const struct dns *m, size_t at)
{
    size_t mac_len;

    line_char(m->l, ' ');
    if (!dns_put_name(m, &at) || !dns_has(m, at, 10))
        return false;
    mac_len = be16(m->p + at + 8);
    line_str(m->l, " fudge=");
    line_u64(m->l, be16(m->p + at + 6));
    line_str(m->l, " maclen=");
    line_u64(m->l, mac_len);
    at += 10 + mac_len;
    for (size_t i = 0; i < 3; i++) {
        static const char *const leads[] = {" origid=", " error=", " otherlen="};

        if (!dns_has(m, at + 2 * i, 2))
            return false;
        line_str(m->l, leads[i]);
        line_u64(m->l, be16(m->p + at + 2 * i));
    }
    return true;
}

static bool put_opt(const struct dns *m, const uint8_t *fixed, size_t at, size_t end)
{
    line_str(m->l, " UDPsize=");
    line_u64(m->l, be16(fixed + 2));
    if ((be16(fixed + 6) & DNSSEC_OK) != 0)
        line_str(m->l, " DO");
    return at >= end || dns_put_options(m, at, end);
}

static bool put_address(const struct dns *m, size_t at, size_t len)
{
    if (!dns_has(m, at, len))
        return false;
    line_char(m->l, ' ');
    if (len == 4)
        line_ip4(m->l, m->p + at);
    else
        line_ip6(m->l, m->p + at);
    return true;
}

/* The data of a record whose fixed part is `fixed`: [at, end), captured. */
static bool put_data(const struct dns *m, const uint8_t *fixed, size_t at, size_t end)
{
    const bool verbose = m->l->options->verbose > 0;

    switch (be16(fixed)) {
    case A:
        return put_address(m, at, 4);
    case AAAA:
        return put_address(m, at, 16);
    case NS:
    case CNAME:
    case PTR:
    case DNAME:
        return put_name_behind(m, at, 0);
    case SOA:
        return !verbose || put_soa(m, at);
    case MX:
        return put_mx(m, at);
    case TXT:
        return put_text(m, at, end);
    case SRV:
        return put_srv(m, at);
    case A6:
        return put_a6(m, at);
    case URI:
        return put_uri(m, at, end);
    case OPT:
        return put_opt(m, fixed, at, end);
    case UNSPECA:
        return dns_put_octets(m, at, end - at);
    case TSIG:
        return !verbose || put_tsig(m, at);
    default:
        return true;
    }
}

static bool pass_name(const struct dns *m, size_t *at)
{
    if (m->l->options->verbose == 0) {
        if (!dns_skip_name(m, at))
            *at = m->n;
        return true;
    }
    line_char(m->l, ' ');
    return dns_put_name(m, at);
}

bool dns_put_record(const struct dns *m, size_t *at)
{
    const uint8_t *fixed;
    uint16_t type, class;
    size_t start;

    if (!pass_name(m, at))
        return false;
    if (!dns_has(m, *at, RECORD_FIXED)) {
        *at = m->n;
        return true;
    }
    fixed = m->p + *at;
    start = *at + RECORD_FIXED;
    *at = start + be16(fixed + 8);
    type = be16(fixed);
    class = be16(fixed + 2);
    if (m->mdns)
        class &= (uint16_t)~CACHE_FLUSH;
    if (class != CLASS_IN && type != OPT) {
        line_char(m->l, ' ');
        dns_put_class(m->l, class);
    }
    if (m->mdns && (be16(fixed + 2) & CACHE_FLUSH) != 0)
        line_str(m->l, " (Cache flush)");
    if (type != OPT && m->l->options->verbose > 2) {
        line_str(m->l, " [");
        put_period(m->l, be32(fixed + 4));
        line_char(m->l, ']');
    }
    line_char(m->l, ' ');
    dns_put_type(m->l, type);
    return *at <= m->n && put_data(m, fixed, start, *at);
}
