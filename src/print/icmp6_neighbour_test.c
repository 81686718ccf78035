// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_neighbour_test.c - neighbour discovery as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"6000000000183afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028700436800000000000102030405060708090a0b0c0d0e0f",
     GOLDEN_RAW, 0,
     "IP6 fe80::1 > fe80::2: ICMP6, neighbor solicitation, who has "
     "1:203:405:607:809:a0b:c0d:e0f, length 24\n"},
    {"6000000000803afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028600c48f40c0070800000000000000000101aabbccddeeff030440c00000000f"
     "000000050000000020010db800000000000000000000000005010000000005dc19030000"
     "0000ffff000102030405060708090a0b0c0d0e0f1802300000001c20fd8d4fb35b2e0000"
     "1f02000000000708036c616e000000007f01616161616161",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 128) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, router advertisement, length 128\n"
     "\thop limit 64, Flags [managed, other stateful], pref medium, router lifetime "
     "1800s, reachable time 0ms, retrans timer 0ms\n"
     "\t  source link-address option (1), length 8 (1): aa:bb:cc:dd:ee:ff\n"
     "\t  prefix info option (3), length 32 (4): 2001:db8::/64, Flags [onlink, auto], "
     "valid time 15s, pref. time 5s\n"
     "\t  mtu option (5), length 8 (1):  1500\n"
     "\t  rdnss option (25), length 24 (3):  lifetime 65535s, addr: "
     "1:203:405:607:809:a0b:c0d:e0f\n"
     "\t  route info option (24), length 16 (2):  fd8d:4fb3:5b2e::/48, pref=medium, "
     "lifetime=7200s\n"
     "\t  dnssl option (31), length 16 (2):  lifetime 1800s, domain(s): lan.\n"
     "\t  unknown option (127), length 8 (1): \n"
     "\t  0x0000:  6161 6161 6161\n"},
    {"6000000000203afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028800f9c4e0000000000102030405060708090a0b0c0d0e0f0201aabbccddeeff",
     GOLDEN_RAW, 2,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 32) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, neighbor advertisement, length 32, tgt is "
     "1:203:405:607:809:a0b:c0d:e0f, Flags [router, solicited, override]\n"
     "\t  destination link-address option (2), length 8 (1): aa:bb:cc:dd:ee:ff\n"
     "\t    0x0000:  aabb ccdd eeff\n"},
    {"6000000000383afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028900acac00000000000102030405060708090a0b0c0d0e0fff02000000000000"
     "000000000000000104020000000000006162636465666768",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 56) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, redirect, length 56, ff02::1 to "
     "1:203:405:607:809:a0b:c0d:e0f\n"
     "\t  redirected header option (4), length 16 (2): \n"
     "\t    0x0000:  0402 0000 0000 0000 6162 6364 6566 6768\n"},
    {"60000000001a3afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028700426600000000000102030405060708090a0b0c0d0e0f0100",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 26) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, neighbor solicitation, length 26, who has "
     "1:203:405:607:809:a0b:c0d:e0f [|icmp6]\n"},
    {"6000000000083afffe800000000000000000000000000001fe8000000000000000000000"
     "0000000285007db800000000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 8) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, router solicitation, length 8\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
