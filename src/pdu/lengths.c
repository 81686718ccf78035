// SPDX-License-Identifier: BSD-3-Clause
/*
 * lengths.c - protocols whose PDUs tell their length in a head of fixed size: one loop, and a rule
 * for each.
 *
 * Where the length is a plain number the rule says it all; where it is not, a function reads it.
 */
#include "pdu/lengths.h"

#include "pdu/speakers.h"

/* A length of 0 is taken as unknown, one that does not hold the head as the end of what can be
 * read. */
bool hear_lengths(struct hearing *h, const struct length_rule *rule)
{
    size_t at = 0;
    bool first = true;

    while (at < h->len) {
        const size_t left = h->len - at;
        struct span head = h->octets;
        size_t len;

        (void)span_take(&head, at < head.n ? at : head.n);
        if (left < rule->head && h->may_wait) {
            hear_wait_segment(h, at);
            return true;
        }
        if (head.n < rule->head) {
            (first ? hear_name : hear_more)(h, rule->protocol, at, left);
            return true;
        }
        len = rule->length(head.p);
        if (left < len && h->may_wait) {
            hear_wait_octets(h, at, len - left);
            return true;
        }
        (first ? hear_name : hear_more)(h, rule->protocol, at, len < left ? len : left);
        first = false;
        if (len < rule->head)
            return true;
        if (rule->inside != NULL)
            rule->inside(h, at, len < left ? len : left);
        at += len < left ? len : left;
    }
    return true;
}

static size_t bgp_length(const uint8_t *p)
{
    return be16(p + 16);
}

/* RFC 4271 4.1: what does not begin with the marker is passed over. */
bool hear_bgp(struct hearing *h)
{
    static const struct length_rule rule = {PDU_BGP, 19, bgp_length, NULL};

    return hear_lengths(h, &rule);
}

static size_t after_be16(const uint8_t *p)
{
    return be16(p) + (size_t)2;
}

/* RFC 1035 4.2.2 */
bool hear_dns(struct hearing *h)
{
    static const struct length_rule rule = {PDU_DNS, 2, after_be16, NULL};

    if (h->datagram) {
        hear_name(h, PDU_DNS, 0, h->len);
        return true;
    }
    return hear_lengths(h, &rule);
}

/* IEEE 1815 9.2: a block of 5 octets behind the length, then blocks of 16, each with a CRC. */
static size_t dnp3_length(const uint8_t *p)
{
    const size_t len = p[2];
    const size_t user = len > 5 ? len - 5 : 0;

    return 10 + user + 2 * ((user + 15) / 16);
}

bool hear_dnp3(struct hearing *h)
{
    static const struct length_rule rule = {PDU_DNP3, 10, dnp3_length, NULL};

    if (h->octets.n >= 2 && be16(h->octets.p) != 0x0564)
        return false;
    return hear_lengths(h, &rule);
}

static size_t gryphon_length(const uint8_t *p)
{
    return (be16(p + 4) + (size_t)8 + 3) & ~(size_t)3;
}

bool hear_gryphon(struct hearing *h)
{
    static const struct length_rule rule = {PDU_GRYPHON, 8, gryphon_length, NULL};

    return hear_lengths(h, &rule);
}

static size_t kerberos_length(const uint8_t *p)
{
    return (be32(p) & 0x7fffffff) + (size_t)4;
}

/* RFC 4120 7.2.2 */
bool hear_kerberos(struct hearing *h)
{
    static const struct length_rule rule = {PDU_KERBEROS, 4, kerberos_length, NULL};

    if (h->datagram) {
        hear_name(h, PDU_KERBEROS, 0, h->len);
        return true;
    }
    return hear_lengths(h, &rule);
}

static size_t mbtcp_length(const uint8_t *p)
{
    return be16(p + 4) + (size_t)6;
}

static void modbus_inside(struct hearing *h, size_t at, size_t len)
{
    if (len > 7) {
        h->depth++;
        hear_name(h, PDU_MODBUS, at + 7, len - 7);
        h->depth--;
    }
}

bool hear_mbtcp(struct hearing *h)
{
    static const struct length_rule rule = {PDU_MBTCP, 6, mbtcp_length, modbus_inside};

    return hear_lengths(h, &rule);
}

static size_t mysql_length(const uint8_t *p)
{
    return (le32(p) & 0xffffff) + (size_t)4;
}

/* The client's first packet says that it goes on with TLS (its capability 11): nothing else is as
 * short. */
bool hear_mysql(struct hearing *h)
{
    static const struct length_rule rule = {PDU_MYSQL, 4, mysql_length, NULL};
    const uint8_t *const p = h->octets.p;

    if (h->octets.n == 36 && le32(p) == (1U << 24 | 32) && (le32(p + 4) & 1U << 11) != 0)
        h->talk->speaker = PDU_TLS;
    return hear_lengths(h, &rule);
}

static size_t ncp_length(const uint8_t *p)
{
    return be32(p + 4) & 0x7fffffff;
}

bool hear_ncp(struct hearing *h)
{
    static const struct length_rule rule = {PDU_NCP, 8, ncp_length, NULL};

    return hear_lengths(h, &rule);
}

static size_t openflow_length(const uint8_t *p)
{
    return be16(p + 2);
}

static void openflow_inside(struct hearing *h, size_t at, size_t len)
{
    static const uint8_t versions[] = {
        [1] = PDU_OPENFLOW_1, [4] = PDU_OPENFLOW_4, [5] = PDU_OPENFLOW_5, [6] = PDU_OPENFLOW_6};
    const uint8_t version = at < h->octets.n ? h->octets.p[at] : 0;

    if (version < sizeof versions && versions[version] != 0) {
        h->depth++;
        hear_name(h, versions[version], at, len);
        h->depth--;
    }
}

bool hear_openflow(struct hearing *h)
{
    static const struct length_rule rule = {PDU_OPENFLOW, 8, openflow_length, openflow_inside};

    return hear_lengths(h, &rule);
}

static size_t first_be16(const uint8_t *p)
{
    return be16(p);
}

/* RFC 2637 2 */
bool hear_pptp(struct hearing *h)
{
    static const struct length_rule rule = {PDU_PPTP, 2, first_be16, NULL};

    return hear_lengths(h, &rule);
}

static size_t rpkirtr_length(const uint8_t *p)
{
    return be32(p + 4);
}

/* RFC 8210 5 */
bool hear_rpkirtr(struct hearing *h)
{
    static const struct length_rule rule = {PDU_RPKIRTR, 8, rpkirtr_length, NULL};

    return hear_lengths(h, &rule);
}
