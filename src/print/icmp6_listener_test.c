// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_listener_test.c - multicast listeners as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"6000000000183afffe800000000000000000000000000001fe8000000000000000000000"
     "0000000282005a9427100000ff020000000000000000000000000001",
     GOLDEN_RAW, 0,
     "IP6 fe80::1 > fe80::2: ICMP6, multicast listener querymax resp delay: 10000 "
     "addr: ff02::1, length 24\n"},
    {"6000000000183afffe800000000000000000000000000001fe8000000000000000000000"
     "0000000284007fa400000000ff020000000000000000000000000001",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 24) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, multicast listener donemax resp delay: 0 addr: ff02::1\n"},
    {"60000000001c3afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028200e60990000000000000000000000000000000000000000a9a0000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 28) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, multicast listener query v2 [max resp delay=65536] [gaddr "
     ":: sflag robustness=2 qqi=416]\n"},
    {"60000000002c3afffe800000000000000000000000000001fe8000000000000000000000"
     "0000000282001fc727100000ff0200000000000000000000000000010278000100010203"
     "0405060708090a0b0c0d0e0f",
     GOLDEN_RAW, 0,
     "IP6 fe80::1 > fe80::2: ICMP6, multicast listener query v2 [gaddr ff02::1, 1 "
     "source(s)], length 44\n"},
    {"6000000000403afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028f0038350000000204000000ff02000000000000000000000000000101000001"
     "ff020000000000000000000000000001000102030405060708090a0b0c0d0e0f",
     GOLDEN_RAW, 2,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 64) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, multicast listener report v2, 2 group record(s) [gaddr "
     "ff02::1 to_ex { }] [gaddr ff02::1 is_in { 1:203:405:607:809:a0b:c0d:e0f }]\n"},
    {"60000000002c3afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028f00354e0000000107000001ff02000000000000000000000000000100010203"
     "0405060708090a0b0c0d0e0f",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 44) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, multicast listener report v2, 1 group record(s) [gaddr "
     "ff02::1  [v2-report-#7], 1 source(s)]\n"},
    {"60000000001c3afffe800000000000000000000000000001fe8000000000000000000000"
     "000000028f0070990000000204000005ff020000000000000000000000000001",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 28) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, multicast listener report v2, 2 group record(s) [gaddr "
     "ff02::1 to_ex [invalid number of sources 5]\n"},
    {"60000000001b3afffe800000000000000000000000000001fe8000000000000000000000"
     "00000002820080a50000000000000000000000000000000000000000000000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 255, next-header ICMPv6 (58) payload length: 27) fe80::1 > fe80::2: "
     "[icmp6 sum ok] ICMP6, multicast listener query unknown-version (len 27) \n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
