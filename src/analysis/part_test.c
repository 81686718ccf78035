// SPDX-License-Identifier: BSD-3-Clause
/* Which frames take part (2.1). All are raw IPv6 or IPv4, from their link type on. */
#include "analysis/engine.h"
#include "decode/test_frame.h"
#include "tap.h"

enum { RAW = 101 };

#define IP6_ADDR "20010db8000000000000000000000001 "

/* TCP behind an extension header of 8 and of 24 octets. */
#define BEHIND(kind, extension)    IP6("002d", kind) extension TCP
#define BEHIND_24(kind, extension) IP6("003d", kind) extension TCP

static bool takes_part(const char *text, size_t caplen)
{
    struct tcplens_segment quoted;
    uint8_t octets[256];
    const size_t n = hex_octets(text, octets, sizeof octets);
    struct test_frame f = test_frame_of(RAW, octets, n, caplen < n ? caplen : n);
    const bool takes = tl_analysis_taking_part(&f.seg, &quoted) != NULL;

    test_frame_free(&f);
    return takes;
}

static void wants_sixteen_octets(void)
{
    T_CHECK(takes_part(IP4_TCP, SIZE_MAX) && takes_part(IP6_TCP, SIZE_MAX));
    T_CHECK(takes_part(IP4_TCP, 20 + 16) && !takes_part(IP4_TCP, 20 + 15));
    T_CHECK(!takes_part(IP4("0020", "11") "9c40 01bb 000c 0000 00000000", SIZE_MAX)); /* UDP */
}

static void looks_at_quotes(void)
{
    static const char unreachable[] =
        IP4("0055", "01") "03 01 0000 00000000 " IP4("0039", "06") TCP;
    static const char redirect[] = IP4("0055", "01") "05 01 0000 c0000203 " IP4("0039", "06") TCP;

    T_CHECK(takes_part(unreachable, SIZE_MAX));
    T_CHECK(!takes_part(redirect, SIZE_MAX));
}

static void stops_at_dead_ends(void)
{
    /* Type 0 with nothing; segment routing with a last entry 0 and no room for it, then with. */
    T_CHECK(takes_part(BEHIND("2b", "06 00 00 00 00000000 "), SIZE_MAX));
    T_CHECK(!takes_part(BEHIND("2b", "06 00 04 00 00000000 "), SIZE_MAX));
    T_CHECK(takes_part(BEHIND_24("2b", "06 02 04 00 00000000 " IP6_ADDR), SIZE_MAX));
    /* Padding; an option of 200 octets. */
    T_CHECK(takes_part(BEHIND("00", "06 00 01 04 00000000 "), SIZE_MAX));
    T_CHECK(!takes_part(BEHIND("00", "06 00 3e c8 00000000 "), SIZE_MAX));
    T_CHECK(!takes_part(BEHIND("3c", "06 00 3e c8 00000000 "), SIZE_MAX));
    /* Beyond the header but within the packet; RPL's is read whole, whatever it says. */
    T_CHECK(takes_part(BEHIND("00", "06 00 3e 05 00000000 "), SIZE_MAX));
    T_CHECK(takes_part(BEHIND("00", "06 00 63 03 00000000 "), SIZE_MAX));
}

int main(void)
{
    wants_sixteen_octets();
    looks_at_quotes();
    stops_at_dead_ends();
    return t_done();
}
