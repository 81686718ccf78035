// SPDX-License-Identifier: BSD-3-Clause
/* dns_edns.c - the options of EDNS (RFC 6891): "[NAME value,NAME value]". */
#include "print/dns.h"

enum {
    DAU = 5,
    DHU = 6,
    N3U = 7,
    ECS = 8,
    EXPIRE = 9,
    COOKIE = 10,
    KEEPALIVE = 11,
    PADDING = 12,
    CHAIN = 13,
    KEY_TAG = 14,
};

static void put_name(struct line *l, uint16_t code)
{
    static const char *const names[] = {
        NULL,      "LLQ",   "UL",      "NSID",   NULL,         "DAU",
        "DHU",     "N3U",   "ECS",     "EXPIRE", "COOKIE",     "KEEPALIVE",
        "PADDING", "CHAIN", "KEY-TAG", NULL,     "CLIENT-TAG", "SERVER-TAG",
    };

    if (code < sizeof names / sizeof names[0] && names[code] != NULL) {
        line_str(l, names[code]);
    } else {
        line_str(l, "Opt");
        line_u64(l, code);
    }
}

static void put_hex(struct line *l, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        line_hex(l, p[i], 2);
}

static void put_invalid(struct line *l)
{
    line_str(l, " (invalid)");
}

/* Algorithms understood (RFC 6975), by the names of their registries. */
static void put_algorithms(struct line *l, uint16_t code, const uint8_t *p, size_t n)
{
    static const struct line_name signatures[] = {
        {0, "DELETE"},
        {1, "RSAMD5"},
        {2, "DH"},
        {3, "DS"},
        {5, "RSASHA1"},
        {6, "DSA-NSEC3-SHA1"},
        {8, "RSASHA256"},
        {7, "RSASHA1-NSEC3-SHA1"},
        {10, "RSASHA512"},
        {12, "ECC-GOST"},
        {13, "ECDSAP256SHA256"},
        {14, "ECDSAP384SHA384"},
        {15, "ED25519"},
        {16, "ED448"},
        {252, "INDIRECT"},
        {253, "PRIVATEDNS"},
        {254, "PRIVATEOID"},
    };
    static const struct line_name digests[] = {
        {1, "SHA-1"},
        {2, "SHA-256"},
        {3, "GOST_R_34.11-94"},
        {4, "SHA-384"},
    };

    for (size_t i = 0; i < n; i++) {
        const char *const name =
            code == DAU ? line_name(signatures, sizeof signatures / sizeof signatures[0], p[i])
                        : line_name(digests, code == DHU ? 4 : 1, p[i]);

        if (i > 0)
            line_char(l, ' ');
        if (name != NULL) {
            line_str(l, name);
        } else {
            line_str(l, "Alg_");
            line_u64(l, p[i]);
        }
    }
}

/* Client subnet (RFC 7871): as many octets of the address as its source prefix needs. */
static void put_subnet(struct line *l, const uint8_t *p, size_t n)
{
    uint8_t addr[16] = {0};
    const uint16_t family = n >= 4 ? be16(p) : 0;
    const size_t bits = n >= 4 ? p[2] : 0;

    if ((family != 1 && family != 2) || bits > (family == 1 ? 32 : 128) ||
        n - 4 != (bits + 7) / 8 || p[3] > (family == 1 ? 32 : 128)) {
        put_invalid(l);
        return;
    }
    memcpy(addr, p + 4, n - 4);
    if (family == 1)
        line_ip4(l, addr);
    else
        line_ip6(l, addr);
    line_char(l, '/');
    line_u64(l, bits);
    line_char(l, '/');
    line_u64(l, p[3]);
}

static void put_cookie(struct line *l, const uint8_t *p, size_t n)
{
    if (n != 8 && (n < 16 || n > 40)) {
        put_invalid(l);
        return;
    }
    put_hex(l, p, 8);
    if (n > 8) {
        line_char(l, ' ');
        put_hex(l, p + 8, n - 8);
    }
}

static void put_key_tags(struct line *l, const uint8_t *p, size_t n)
{
    if (n % 2 != 0) {
        put_invalid(l);
        return;
    }
    for (size_t i = 0; i < n; i += 2) {
        if (i > 0)
            line_char(l, ' ');
        line_u64(l, be16(p + i));
    }
}

static void put_seconds(struct line *l, uint16_t code, const uint8_t *p, size_t n)
{
    if (code == EXPIRE && n == 4) {
        line_u64(l, be32(p));
    } else if (code == KEEPALIVE && n == 2) {
        line_u64(l, be16(p) / 10);
        line_char(l, '.');
        line_u64(l, be16(p) % 10);
    } else {
        put_invalid(l);
        return;
    }
    line_str(l, " sec");
}

/* The value at `at`, `n > 0` octets that were captured. */
static void put_value(const struct dns *m, uint16_t code, size_t at, size_t n)
{
    struct line *const l = m->l;
    const uint8_t *const p = m->p + at;

    switch (code) {
    case DAU:
    case DHU:
    case N3U:
        put_algorithms(l, code, p, n);
        break;
    case ECS:
        put_subnet(l, p, n);
        break;
    case EXPIRE:
    case KEEPALIVE:
        put_seconds(l, code, p, n);
        break;
    case COOKIE:
        put_cookie(l, p, n);
        break;
    case PADDING:
        line_char(l, '(');
        line_u64(l, n);
        line_char(l, ')');
        break;
    case CHAIN:
        (void)dns_put_name(m, &at);
        break;
    case KEY_TAG:
        put_key_tags(l, p, n);
        break;
    default:
        put_hex(l, p, n);
        break;
    }
}

bool dns_put_options(const struct dns *m, size_t at, size_t end)
{
    line_str(m->l, " [");
    for (bool first = true; at < end; first = false) {
        size_t len;

        if (!first)
            line_char(m->l, ',');
        if (!dns_has(m, at, 2))
            return false;
        put_name(m->l, be16(m->p + at));
        if (!dns_has(m, at, 4))
            return false;
        len = be16(m->p + at + 2);
        if (!dns_has(m, at + 4, len))
            return false;
        if (len > 0) {
            line_char(m->l, ' ');
            put_value(m, be16(m->p + at), at + 4, len);
        }
        at += 4 + len;
    }
    line_char(m->l, ']');
    return true;
}
