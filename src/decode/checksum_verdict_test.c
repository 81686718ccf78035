// SPDX-License-Identifier: BSD-3-Clause
#include "decode/test_frame.h"
#include "tap.h"
#include "tcp/checksum.h"

#define SEGMENT(sum) TCP_PORTS "00000001 00000002 8018 0200" sum "0000" TIMESTAMPS "68656c6c6f "

enum { RAW = 101 };

static struct checksum_facts facts_of(const char *text)
{
    struct test_frame f = test_frame_hex(RAW, text);
    struct checksum_facts facts;

    tl_decode_checksum(&f.seg, &facts);
    test_frame_free(&f);
    return facts;
}

/* The pseudo-header: c000 + 0201 + c000 + 0202 + 6 + 37 = 842f. */
static void tells_the_verdicts(void)
{
    struct checksum_facts f = facts_of(IP4("0039", "06") SEGMENT("0000"));

    T_CHECK(f.verdict == CHECKSUM_WRONG && f.field == 0 && f.pseudo == 0x842f);
    T_CHECK(f.expected == 0x0ecc);
    f = facts_of(IP4("0039", "06") SEGMENT("0ecc"));
    T_CHECK(f.verdict == CHECKSUM_RIGHT && f.field == f.expected);
    f = facts_of(IP4("0039", "06") SEGMENT("842f"));
    T_CHECK(f.verdict == CHECKSUM_OFFLOADED && f.field == f.pseudo && f.expected == 0x0ecc);
    f = facts_of(IP4("0039", "06") SEGMENT("842e"));
    T_CHECK(f.verdict == CHECKSUM_WRONG);
}

static void follows_ip6(void)
{
    /* 2001 + 0db8 + 1 + 2001 + 0db8 + 2 + 6 + 37 = 5ba0 */
    struct checksum_facts f = facts_of(IP6("0025", "06") SEGMENT("5ba0"));

    T_CHECK(f.pseudo == 0x5ba0 && f.verdict == CHECKSUM_OFFLOADED);
    f = facts_of(IP6("0025", "06") SEGMENT("375b"));
    T_CHECK(f.expected == 0x375b && f.verdict == CHECKSUM_RIGHT);
}

/* The last address of a route that is not at its end is in the pseudo-header. */
static void follows_routes(void)
{
    const uint16_t direct = facts_of(IP4("0039", "06") SEGMENT("0000")).expected;
    struct checksum_facts f;

    /* Loose source route: 198.51.100.9 instead of 192.0.2.2, before and after the last hop */
    f = facts_of("4700 0041 0007 4000 4006 0000" IP4_ADDRS "83 07 04 c6336409 00" SEGMENT("0000"));
    T_CHECK(f.pseudo == 0xec69); /* c000 + 0201 + c633 + 6409 + 6 + 37, folded */
    f = facts_of("4700 0041 0007 4000 4006 0000" IP4_ADDRS "01 83 07 08 c6336409" SEGMENT("0000"));
    T_CHECK(f.expected == direct);
    /* Not a route at all, or one that runs out of the header */
    f = facts_of("4600 003d 0007 4000 4006 0000" IP4_ADDRS "83 07 04 c6" SEGMENT("0000"));
    T_CHECK(f.expected == direct);
    f = facts_of("4600 003d 0007 4000 4006 0000" IP4_ADDRS "83 00 04 c6" SEGMENT("0000"));
    T_CHECK(f.expected == direct);
}

#define ADDRESS_A "20010db800000000000000000000000a "
#define ADDRESS_B "20010db800000000000000000000000b "

static uint16_t expected_ip6(const char *text)
{
    const struct checksum_facts f = facts_of(text);

    return f.verdict == CHECKSUM_UNKNOWN ? 0 : f.expected;
}

static void follows_ip6_routes(void)
{
    const uint16_t direct = expected_ip6(IP6("0025", "06") SEGMENT("0000"));
    /* Destination ...:2 becomes ...:b, which is 9 more; or ...:a, 8 more */
    const uint16_t to_a = (uint16_t)(direct - 8), to_b = (uint16_t)(direct - 9);

    T_CHECK(direct != 0);
    T_CHECK(expected_ip6(IP6("004d", "2b") "06 04 00 02 00000000" ADDRESS_A ADDRESS_B SEGMENT(
                "0000")) == to_b);
    T_CHECK(expected_ip6(IP6("004d", "2b") "06 04 00 00 00000000" ADDRESS_A ADDRESS_B SEGMENT(
                "0000")) == direct);
    T_CHECK(expected_ip6(IP6("003d", "2b") "06 02 02 01 00000000" ADDRESS_B SEGMENT("0000")) ==
            to_b);
    T_CHECK(expected_ip6(IP6("004d", "2b") "06 04 04 01 01000000" ADDRESS_A ADDRESS_B SEGMENT(
                "0000")) == to_a);
    /* A route nobody can read the end of */
    T_CHECK(expected_ip6(IP6("002d", "2b") "06 00 03 01 00000000" SEGMENT("0000")) == 0);
    T_CHECK(expected_ip6(
                IP6("004d", "2b") "06 04 03 01 00000000" ADDRESS_A ADDRESS_B SEGMENT("0000")) == 0);
    /* A home address: source ...:1 becomes ...:b, 10 more */
    T_CHECK(expected_ip6(IP6("003d", "3c") "06 02 01020000 c910" ADDRESS_B SEGMENT("0000")) ==
            (uint16_t)(direct - 10));
}

static void is_unknown_where_octets_lack(void)
{
    uint8_t octets[128];
    const size_t n = hex_octets(IP4("0039", "06") SEGMENT("0ecc"), octets, sizeof octets);
    struct checksum_facts facts;

    for (size_t caplen = 28; caplen < n; caplen++) {
        struct test_frame f = test_frame_of(RAW, octets, n, caplen);

        tl_decode_checksum(&f.seg, &facts);
        T_CHECK(facts.verdict == CHECKSUM_UNKNOWN && facts.expected == 0);
        T_CHECK(facts.field == (caplen >= 40 ? 0x0ecc : 0));
        T_CHECK(facts.pseudo == (caplen >= 40 ? 0x842f : 0));
        test_frame_free(&f);
    }
    /* A first fragment */
    facts = facts_of("4500 0039 0007 2000 4006 0000" IP4_ADDRS SEGMENT("0ecc"));
    T_CHECK(facts.verdict == CHECKSUM_UNKNOWN);
}

/* A super-segment: the sum may leave out the length; a segment that fits the link must not. */
static void knows_super_segments(void)
{
    enum { PAYLOAD = 4000, LENGTH = 20 + 20 + PAYLOAD, SUM_OFF = 20 + 16 };
    uint8_t octets[LENGTH] = {0};
    struct checksum_facts facts;
    struct test_frame f;

    (void)hex_octets(IP4("0fc8", "06") TCP_PORTS "00000001 00000002 5018 0200", octets,
                     sizeof octets);
    /* without length: c000 + 0201 + c000 + 0202 + 6 = 840a; with 4020 = fb4: 93be */
    for (unsigned field = 0x840a; field <= 0x93be; field += 0x93be - 0x840a) {
        octets[SUM_OFF] = (uint8_t)(field >> 8);
        octets[SUM_OFF + 1] = (uint8_t)field;
        f = test_frame_of(RAW, octets, LENGTH, LENGTH);
        tl_decode_checksum(&f.seg, &facts);
        T_CHECK(facts.verdict == CHECKSUM_OFFLOADED && facts.pseudo == 0x93be);
        test_frame_free(&f);
    }
    octets[2] = 0; /* total length 0: the frame's length counts */
    octets[3] = 0;
    f = test_frame_of(RAW, octets, LENGTH, LENGTH);
    tl_decode_checksum(&f.seg, &facts);
    T_CHECK((f.seg.notes & TCPLENS_LEN_FROM_FRAME) != 0 && facts.verdict == CHECKSUM_OFFLOADED);
    test_frame_free(&f);

    T_CHECK(facts_of(IP4("0039", "06") SEGMENT("840a")).verdict == CHECKSUM_WRONG);
}

int main(void)
{
    tells_the_verdicts();
    follows_ip6();
    follows_routes();
    follows_ip6_routes();
    is_unknown_where_octets_lack();
    knows_super_segments();
    return t_done();
}
