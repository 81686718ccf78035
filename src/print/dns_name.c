// SPDX-License-Identifier: BSD-3-Clause
/*
 * dns_name.c - domain names: labels, pointers back (RFC 1035, section 4.1.4), and the bit labels of
 * RFC 2673, which old captures still hold. A pointer must point before the name it ends, and each
 * further one before the last: so no name is endless.
 */
#include "print/dns.h"

enum {
    KIND = 0xc0,
    POINTER = 0xc0,
    UNKNOWN = 0x80,
    EXTENDED = 0x40,
    BIT_LABEL = 0x41,
    OFFSET = 0x3fff
};

/* Octets behind a label's first, which is at `at`; false if it is of no known kind or cut off. */
static bool label_len(const struct dns *m, size_t at, size_t *len)
{
    uint8_t first;

    if (!dns_has(m, at, 1))
        return false;
    first = m->p[at];
    *len = first;
    if ((first & KIND) != EXTENDED)
        return (first & KIND) == 0 || (first & KIND) == POINTER;
    if (first != BIT_LABEL)
        return false;
    if (!dns_has(m, at + 1, 1))
        return false;
    *len = 1 + ((m->p[at + 1] == 0 ? 256 : (size_t)m->p[at + 1]) + 7) / 8;
    return true;
}

bool dns_skip_name(const struct dns *m, size_t *at)
{
    for (;;) {
        size_t len;

        if (!label_len(m, *at, &len))
            return false;
        if (m->p[*at] == 0 || (m->p[*at] & KIND) == POINTER)
            break;
        *at += 1 + len;
    }
    *at += m->p[*at] == 0 ? 1 : 2;
    return true;
}

bool dns_put_octets(const struct dns *m, size_t at, size_t n)
{
    const size_t captured = at < m->n ? m->n - at : 0;

    if (captured > 0)
        line_visible(m->l, m->p + at, n < captured ? n : captured);
    return n <= captured;
}

/* \[x, the bits, and how many they are, from the count at `at` on. */
static bool put_bit_label(const struct dns *m, size_t at)
{
    const size_t bits = m->p[at] == 0 ? 256 : m->p[at];
    const size_t whole = bits / 8, rest = bits % 8;

    line_str(m->l, "\\[x");
    for (size_t i = 0; i < whole; i++) {
        if (!dns_has(m, at + 1 + i, 1))
            return false;
        line_hex(m->l, m->p[at + 1 + i], 2);
    }
    if (rest > 0) {
        if (!dns_has(m, at + 1 + whole, 1))
            return false;
        if (rest > 4)
            line_hex(m->l, m->p[at + 1 + whole] & (0xff00 >> rest), 2);
        else
            line_hex(m->l, m->p[at + 1 + whole] >> 4 & (0xf0 >> rest), 1);
    }
    line_char(m->l, '/');
    line_u64(m->l, bits);
    line_char(m->l, ']');
    return true;
}

static bool put_label(const struct dns *m, size_t at, size_t len)
{
    const uint8_t first = m->p[at];

    if ((first & KIND) != EXTENDED)
        return dns_put_octets(m, at + 1, len);
    return put_bit_label(m, at + 1);
}

/* Follow the pointer at `*at`, which must lead before `*limit`. */
static bool follow(const struct dns *m, size_t *at, size_t *limit)
{
    size_t target;

    if (!dns_has(m, *at, 2))
        return false;
    target = be16(m->p + *at) & OFFSET;
    if (target >= *limit) {
        line_str(m->l, "<BAD PTR>");
        return false;
    }
    *limit = target;
    *at = target;
    return true;
}

/* The same for the name at `at`; a label of unknown kind is named. */
static bool next_label(const struct dns *m, size_t at, size_t *len)
{
    if (label_len(m, at, len))
        return true;
    if (!dns_has(m, at, 1))
        return false;
    if ((m->p[at] & KIND) == UNKNOWN) {
        line_str(m->l, "<BAD LABEL TYPE>");
    } else if (m->p[at] != BIT_LABEL) {
        line_str(m->l, "<ELT ");
        line_u64(m->l, m->p[at] & 0x3f);
        line_char(m->l, '>');
    }
    return false;
}

/* A name whose last label has no octet captured but its first counts as whole. */
bool dns_put_name(const struct dns *m, size_t *at)
{
    size_t pos = *at, limit = *at, len = 0;
    bool jumped = false;

    if (!next_label(m, pos, &len))
        return false;
    if (m->p[pos] == 0)
        line_char(m->l, '.');
    while (m->p[pos] != 0 && pos + 1 < m->n) {
        if ((m->p[pos] & KIND) == POINTER) {
            if (!jumped)
                *at = pos + 2;
            jumped = true;
            if (!follow(m, &pos, &limit))
                return false;
        } else {
            if (!put_label(m, pos, len))
                return false;
            line_char(m->l, '.');
            pos += 1 + len;
        }
        if (!next_label(m, pos, &len))
            return false;
    }
    if (jumped)
        return true;
    if (pos == *at && (m->p[pos] & KIND) == POINTER)
        return false;
    *at = pos + 1 + len;
    return true;
}
