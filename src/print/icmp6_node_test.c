// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_node_test.c - node information queries and replies, against tcpdump 4.99.3. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "op), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000010000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (su"
     "pported qtypes), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000020000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (DN"
     "S name, subject=2001:db8::2), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000030000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "de addresses, subject=2001:db8::2), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000040000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (un"
     "known, subject=2001:db8::2), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000030000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "de addresses, subject=2001:db8::2), length 32\n"},
    {"6000000000383a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000003000011121314151617180000000020010db80000000000000000000000020000000720010db8"
     "000000000000000000000001",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (node"
     " addresses 2001:db8::2(0) 2001:db8::1(7)), length 56\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "000000030001111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "de addresses [], subject=2001:db8::2), length 32\n"},
    {"6000000000383a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000003000111121314151617180000000020010db80000000000000000000000020000000720010db8"
     "000000000000000000000001",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (node"
     " addresses 2001:db8::2(0) 2001:db8::1(7) [T]), length 56\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "00000003007e111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "de addresses [aGSLCA], subject=2001:db8::2), length 32\n"},
    {"6000000000383a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000003007e11121314151617180000000020010db80000000000000000000000020000000720010db8"
     "000000000000000000000001",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (node"
     " addresses 2001:db8::2(0) 2001:db8::1(7) [aGSLCA]), length 56\n"},
    {"60000000001a3a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "000000020000111213141516171803666f6f036261720000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 26) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xf134!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, \"foo.bar\")\n"},
    {"6000000000143a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "000000020000111213141516171803666f6f",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 20) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x560f!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, 03 draft, \"foo\")\n"},
    {"6000000000103a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "0000000200001112131415161718",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 16) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xc8e8!] ICMP6, who-are-you request node information que"
     "ry (DNS name, 03 draft)\n"},
    {"6000000000113a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "000000020000111213141516171800",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 17) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xc8e7!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, 03 draft, \"\")\n"},
    {"6000000000153a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "000000020000111213141516171803666f6f03",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 21) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x530e!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, \"foo?\??\")\n"},
    {"6000000000163a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "000000020000111213141516171803666f6fc000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 22) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x960c!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, \"foo.?\??\")\n"},
    {"6000000000133a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "000000020000111213141516171801ff00",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 19) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xc6e6!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, \"M-^?.\")\n"},
    {"6000000000133a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "0000000200001112131415161718056162",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 19) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x6184!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, \"?\??\")\n"},
    {"6000000000153a4020010db800000000000000000000000120010db80000000000000000000000028b01"
     "00000002000011121314151617180161000500",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 21) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xc77d!] ICMP6, who-are-you request node information que"
     "ry (DNS name, subject=DNS name, \"a?\??\")\n"},
    {"6000000000103a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "0000000100011112131415161718",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (su"
     "pported qtypes [C]), length 16\n"},
    {"6000000000123a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "00000001000111121314151617187879",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 18) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x506e!] ICMP6, who-are-you request node information que"
     "ry (supported qtypes [C], invalid len)\n"},
    {"6000000000143a4020010db800000000000000000000000120010db80000000000000000000000028b02"
     "000000030000111213141516171801020304",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "de addresses, subject=1.2.3.4), length 20\n"},
    {"6000000000153a4020010db800000000000000000000000120010db80000000000000000000000028b02"
     "00000003000011121314151617180102030405",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 21) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xbfdb!] ICMP6, who-are-you request node information que"
     "ry (node addresses, invalid subject len)\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b03"
     "000000030000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you request node information query (no"
     "de addresses, unknown subject), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "00000003000011121314",
     GOLDEN_RAW, 0,
     "IP6 truncated-ip6 - 20 bytes missing!2001:db8::1 > 2001:db8::2: ICMP6, who-are-you r"
     "equest who-are-you request, length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028b00"
     "0000000300001112",
     GOLDEN_RAW, 0,
     "IP6 truncated-ip6 - 22 bytes missing!2001:db8::1 > 2001:db8::2: ICMP6, who-are-you r"
     "equest node information query [|icmp6], length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (noop"
     "), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 32) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x9a20!] ICMP6, who-are-you reply node information reply"
     " (success, noop, invalid length)\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c01"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (refu"
     "sed), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c01"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 32) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x9a1f!] ICMP6, who-are-you reply node information reply"
     " (refused, invalid length)\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c02"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (unkn"
     "own), length 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c02"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 32) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x9a1e!] ICMP6, who-are-you reply node information reply"
     " (unknown, invalid length)\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c03"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (), l"
     "ength 32\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c03"
     "000000000000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 32) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x9a1d!] ICMP6, who-are-you reply node information reply"
     " ()\n"},
    {"60000000001e3a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000002000011121314151617180000000903666f6f036261720000",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (DNS "
     "name, \"foo.bar\"), length 30\n"},
    {"60000000001e3a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000002000011121314151617180000000903666f6f036261720000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 30) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xf028!] ICMP6, who-are-you reply node information reply"
     " (success, DNS name, \"foo.bar\")\n"},
    {"60000000001e3a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000002000111121314151617180000000903666f6f036261720000",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (DNS "
     "name, \"foo.bar\" [TTL=9]), length 30\n"},
    {"60000000001e3a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000002000111121314151617180000000903666f6f036261720000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 30) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xf027!] ICMP6, who-are-you reply node information reply"
     " (success, DNS name, \"foo.bar\" [TTL=9])\n"},
    {"6000000000183a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000002000111121314151617180000000903666f6f",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (DNS "
     "name, \"foo\" [TTL=9]), length 24\n"},
    {"6000000000183a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "00000002000111121314151617180000000903666f6f",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 24) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x5502!] ICMP6, who-are-you reply node information reply"
     " (success, DNS name, 03 draft, \"foo\" [TTL=9])\n"},
    {"6000000000143a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "000000020000111213141516171800000009",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, who-are-you reply node information reply (DNS "
     "name [|icmp6]\n"},
    {"6000000000143a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "000000020000111213141516171800000009",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 20) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xc7dc!] ICMP6, who-are-you reply node information reply"
     " (success, DNS name [|icmp6]\n"},
    {"6000000000133a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "0000000100011112131415161718616263",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 19) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x0384!] ICMP6, who-are-you reply node information reply"
     " (success, supported qtypes [C])\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "000000040000111213141516171820010db8000000000000000000000002",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 32) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x9a1c!] ICMP6, who-are-you reply node information reply"
     " (success, unknown)\n"},
    {"6000000000203a4020010db800000000000000000000000120010db80000000000000000000000028c00"
     "000000030000111213141516171820010db800000000000000000000",
     GOLDEN_RAW, 0,
     "IP6 truncated-ip6 - 2 bytes missing!2001:db8::1 > 2001:db8::2: ICMP6, who-are-you re"
     "ply [|icmp6], length 32\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
