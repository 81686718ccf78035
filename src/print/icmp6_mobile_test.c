// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_mobile_test.c - home agents and prefixes, against tcpdump 4.99.3. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"6000000000083a4020010db800000000000000000000000120010db80000000000000000000000029000"
     "000012340000",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, ha discovery request, id 0x1234, length 8\n"},
    {"6000000000083a4020010db800000000000000000000000120010db80000000000000000000000029000"
     "000012340000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 8) 2001:db8::1 > 2001:db8::2: "
     "[bad icmp6 cksum 0x0000 -> 0x0214!] ICMP6, ha discovery request, id 0x1234\n"},
    {"6000000000283a4020010db800000000000000000000000120010db80000000000000000000000029100"
     "00001234000020010db800000000000000000000000220010db8000000000000000000000001",
     GOLDEN_RAW, 0, "IP6 2001:db8::1 > 2001:db8::2: ICMP6, ha discovery reply, length 40\n"},
    {"6000000000283a4020010db800000000000000000000000120010db80000000000000000000000029100"
     "00001234000020010db800000000000000000000000220010db8000000000000000000000001",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 40) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xa57e!] ICMP6, ha discovery reply, length 40, id 0x1234"
     ", 2001:db8::2, 2001:db8::1\n"},
    {"6000000000193a4020010db800000000000000000000000120010db80000000000000000000000029100"
     "00001234000020010db800000000000000000000000231",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 25) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xa247!] ICMP6, ha discovery reply, length 25, id 0x1234"
     ", 2001:db8::2 [|icmp6]\n"},
    {"6000000000083a4020010db800000000000000000000000120010db80000000000000000000000029200"
     "000012340000",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, mobile router solicitation, id 0x1234, length "
     "8\n"},
    {"6000000000303a4020010db800000000000000000000000120010db80000000000000000000000029300"
     "00001234c000030440c000000011ffffffff0000000020010db80000000000000000000000020101aabb"
     "ccddeeff",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, mobile router advertisement, length 48\n"},
    {"6000000000303a4020010db800000000000000000000000120010db80000000000000000000000029300"
     "00001234c000030440c000000011ffffffff0000000020010db80000000000000000000000020101aabb"
     "ccddeeff",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 48) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x65c0!] ICMP6, mobile router advertisement, length 48, "
     "id 0x1234 MO\n\t  prefix info option (3), length 32 (4): 2001:db8::2/64, Flags [onli"
     "nk, auto], valid time 17s, pref. time infinity\n\t  source link-address option (1), "
     "length 8 (1): aa:bb:cc:dd:ee:ff\n"},
    {"6000000000073a4020010db800000000000000000000000120010db80000000000000000000000029300"
     "00001234c0",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 7) 2001:db8::1 > 2001:db8::2: "
     "[bad icmp6 cksum 0x0000 -> 0x3f14!] ICMP6, mobile router advertisement, length 7, id"
     " 0x1234 [|icmp6]\n"},
    {"6000000000043a4020010db800000000000000000000000120010db80000000000000000000000029000"
     "0000",
     GOLDEN_RAW, 0, "IP6 2001:db8::1 > 2001:db8::2: ICMP6, ha discovery request [|icmp6]\n"},
    {"6000000000043a4020010db800000000000000000000000120010db800000000000000000000000291",
     GOLDEN_RAW, 1,
     "IP6 truncated-ip6 - 3 bytes missing!(hlim 64, next-header ICMPv6 (58) payload length"
     ": 4) 2001:db8::1 > 2001:db8::2: ICMP6, ha discovery reply, length 4 [|icmp6]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
