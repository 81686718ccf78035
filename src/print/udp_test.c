// SPDX-License-Identifier: BSD-3-Clause
/* udp_test.c - UDP as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500002100010000401166c90a0000010a00000203e807d0000d000068656c6c6f", GOLDEN_RAW, 0,
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5\n"},
    {"4500002100010000401166c90a0000010a00000203e807d00007000068656c6c6f", GOLDEN_RAW, 0,
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: truncated-udplength 7\n"},
    {"4500002100010000401166c90a0000010a00000203e807d00028000068656c6c6f", GOLDEN_RAW, 0,
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, bad length 32 > 5\n"},
    {"4500002100010000401166c90a0000010a00000203e807d0000a000068656c6c6f", GOLDEN_RAW, 0,
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 2\n"},
    {"4500002100010000401166c90a0000010a00000203e807d0000d000068656c6c6f", GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n"
     "    10.0.0.1.1000 > 10.0.0.2.2000: [no cksum] UDP, length 5\n"},
    {"4500002100010000401166c90a0000010a00000203e807d0000d000768656c6c6f", GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n"
     "    10.0.0.1.1000 > 10.0.0.2.2000: [bad udp cksum 0x0007 -> 0x9c47!] UDP, "
     "length 5\n"},
    {"60000000000b1140fe800000000000000000000000000001fe8000000000000000000000"
     "0000000200010002000b0000616263",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header UDP (17) payload length: 11) fe80::1.1 > fe80::2.2: "
     "[bad udp cksum 0x0000 -> 0x3e6e!] UDP, length 3\n"},
    {"4500001a00010000401166d00a0000010a000002616263646566", GOLDEN_RAW, 0,
     "IP 10.0.0.1.24930 > 10.0.0.2.25444: truncated-udp 6\n"},
    {"4500002100010000401166c90a0000010a00000203e807d00007", GOLDEN_RAW, 0,
     "IP truncated-ip - 7 bytes missing! 10.0.0.1.1000 > 10.0.0.2.2000: truncated-udplength 7\n"},
    {"4500002100010000401166c90a0000010a00000203e807d0000d", GOLDEN_RAW, 0,
     "IP truncated-ip - 7 bytes missing! 10.0.0.1.1000 > 10.0.0.2.2000:  [|udp]\n"},
    {"6000000000103c4020010db800000000000000000000000120010db8000000000000000000000002"
     "1100010400000000",
     GOLDEN_RAW, 0,
     "IP6 truncated-ip6 - 8 bytes missing!2001:db8::1 > 2001:db8::2: DSTOPT  [|udp]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
