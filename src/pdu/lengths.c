// SPDX-License-Identifier: BSD-3-Clause
/*
 * lengths.c - protocols whose PDUs tell their length in a head of fixed size: one loop, and a rule
 * for each.
 */
#include "pdu/lengths.h"

static size_t number(const uint8_t *p, unsigned size)
{
    size_t v = 0;

    while (size-- > 0)
        v = v << 8 | *p++;
    return v & INT32_MAX;
}

/* Whether the PDU at octet `at` has to wait; `*len` is how much of it there is if not. */
static bool waits(struct hearing *h, const struct length_rule *rule, size_t at, size_t *len)
{
    const size_t left = h->len - at;
    const struct span s = hear_rest(h, at);
    size_t want = LENGTH_UNKNOWN;

    if (s.p != NULL && s.n >= rule->head)
        want = rule->length != NULL ? rule->length(s)
                                    : number(s.p + rule->at, rule->size) + rule->plus;
    if (want == LENGTH_UNKNOWN && h->may_wait) {
        hear_wait_segment(h, at);
        return true;
    }
    if (want == LENGTH_UNKNOWN || want == LENGTH_ALL)
        want = left;
    if (want > left && h->may_wait) {
        hear_wait_octets(h, at, want - left);
        return true;
    }
    *len = want < left ? want : left;
    return false;
}

bool hear_lengths(struct hearing *h, enum pdu_protocol protocol, const struct length_rule *rule)
{
    size_t at = 0, len;

    while (at < h->len && !waits(h, rule, at, &len)) {
        (at == 0 || rule->each ? hear_name : hear_more)(h, protocol, at, len);
        if (rule->inside != NULL)
            rule->inside(h, at, len);
        /* A length that does not hold its own head is the end of what can be read. */
        if (len < rule->head)
            break;
        at += len;
    }
    return true;
}

/* The header that begins a connection is 8 octets (AMQP 0-9-1 4.2.2); then there are frames of
 * type, channel and length, with an octet at their end (4.2.3), or of a length first
 * (AMQP 1.0 2.3). */
static size_t amqp_length(struct span s)
{
    if (memcmp(s.p, "AMQP", 4) == 0)
        return 8;
    return s.p[0] != 0 ? (size_t)be32(s.p + 3) + 8 : be32(s.p);
}

/* A line of git's is behind its length, of four hexadecimal digits; 0, 1 and 2 are marks. */
static size_t git_length(struct span s)
{
    size_t len = 0;

    for (size_t i = 0; i < 4; i++) {
        const unsigned c = s.p[i], letter = c | 0x20;

        if (c >= '0' && c <= '9')
            len = len << 4 | (c - '0');
        else if (letter >= 'a' && letter <= 'f')
            len = len << 4 | (letter - 'a' + 10);
        else
            return LENGTH_UNKNOWN;
    }
    return len < 4 ? 4 : len;
}

/* RFC 4271 4.1. What does not begin with the marker goes on to the next one. */
static size_t bgp_length(struct span s)
{
    static const uint8_t marker[16] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                       0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

    if (memcmp(s.p, marker, sizeof marker) == 0)
        return be16(s.p + sizeof marker);
    for (size_t i = 1; i + sizeof marker <= s.n; i++)
        if (memcmp(s.p + i, marker, sizeof marker) == 0)
            return i;
    return LENGTH_ALL;
}

/* IEEE 1815 9.2: a block of 5 octets behind the length, then blocks of 16, each with a CRC. */
static size_t dnp3_length(struct span s)
{
    const size_t len = s.p[2];
    const size_t user = len > 5 ? len - 5 : 0;

    return 10 + user + 2 * ((user + 15) / 16);
}

/* In units of 4. */
static size_t gryphon_length(struct span s)
{
    return (be16(s.p + 4) + (size_t)8 + 3) & ~(size_t)3;
}

/* The numbers of MySQL are little-endian. */
static size_t mysql_length(struct span s)
{
    return (le32(s.p) & 0xffffff) + (size_t)4;
}

static void modbus_inside(struct hearing *h, size_t at, size_t len)
{
    enum { HEAD = 7 };

    if (len <= HEAD)
        return;
    h->depth++;
    hear_name(h, PDU_MODBUS, at + HEAD, len - HEAD);
    h->depth--;
}

static void openflow_inside(struct hearing *h, size_t at, size_t len)
{
    static const uint8_t versions[] = {
        [1] = PDU_OPENFLOW_1, [4] = PDU_OPENFLOW_4, [5] = PDU_OPENFLOW_5, [6] = PDU_OPENFLOW_6};
    const struct span s = hear_part(h, at, len);
    const uint8_t version = s.n > 0 ? s.p[0] : 0;

    if (version >= sizeof versions || versions[version] == 0)
        return;
    h->depth++;
    hear_name(h, versions[version], at, len);
    h->depth--;
}

/* Those of `head` 0 have none. */
static const struct length_rule rules[PDU_PROTOCOLS] = {
    [PDU_AMQP] = {.head = 8, .length = amqp_length},
    [PDU_BGP] = {.head = 19, .length = bgp_length},
    [PDU_DNP3] = {.head = 10, .length = dnp3_length},
    [PDU_DNS] = {.head = 2, .at = 0, .size = 2, .plus = 2}, /* RFC 1035 4.2.2 */
    [PDU_GIT] = {.head = 4, .length = git_length},
    [PDU_GRYPHON] = {.head = 8, .length = gryphon_length},
    [PDU_KERBEROS] = {.head = 4, .at = 0, .size = 4, .plus = 4}, /* RFC 4120 7.2.2 */
    [PDU_MBTCP] = {.head = 6, .at = 4, .size = 2, .plus = 6, .inside = modbus_inside},
    [PDU_MYSQL] = {.head = 4, .length = mysql_length},
    [PDU_NCP] = {.head = 8, .at = 4, .size = 4},
    [PDU_OPENFLOW] = {.head = 8, .at = 2, .size = 2, .inside = openflow_inside},
    [PDU_OPENVPN] = {.head = 2, .at = 0, .size = 2, .plus = 2},
    [PDU_OPSI] = {.head = 8, .at = 4, .size = 2},
    [PDU_RPKIRTR] = {.head = 8, .at = 4, .size = 4}, /* RFC 8210 5 */
    [PDU_TDS] = {.head = 8, .at = 2, .size = 2},     /* MS-TDS 2.2.3.1 */
};

const struct length_rule *length_rule_of(enum pdu_protocol protocol)
{
    return rules[protocol].head != 0 ? &rules[protocol] : NULL;
}
