// SPDX-License-Identifier: BSD-3-Clause
/* icmp4_test.c - ICMP as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500001e00010000400166dc0a0000010a0000020800969a000100026162", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, length 10\n"},
    {"4500001e00010000400166dc0a0000010a0000020800979a000100026162", GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 30)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, length 10 (wrong icmp "
     "cksum 979a (->969a)!)\n"},
    {"4500003d00010000400166bd0a0000010a0000020303ad65000000004500002100010000"
     "401166c90a0000010a00000203e807d0000d000068656c6c6f",
     GOLDEN_RAW, 0, "IP 10.0.0.1 > 10.0.0.2: ICMP 10.0.0.2 udp port 2000 unreachable, length 41\n"},
    {"4500003d00010000400166bd0a0000010a0000020304a788000005dc4500002100010000"
     "401166c90a0000010a00000203e807d0000d000068656c6c6f",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 61)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP 10.0.0.2 unreachable - need to frag (mtu 1500), "
     "length 41\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length "
     "33)\n"
     "    10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5\n"},
    {"4500003d00010000400166bd0a0000010a0000020501a15e0a0000094500002100010000"
     "401166c90a0000010a00000203e807d0000d000068656c6c6f",
     GOLDEN_RAW, 0, "IP 10.0.0.1 > 10.0.0.2: ICMP redirect 10.0.0.2 to host 10.0.0.9, length 41\n"},
    {"4500002c00010000400166ce0a0000010a0000020900d9e40201070c0a00000100000005"
     "0a00000200000006",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: ICMP router advertisement lifetime 30:04 2: [size 1], "
     "length 24\n"},
    {"4500002400010000400166d60a0000010a0000020900e4eb0102070c0a00000100000005", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: ICMP router advertisement lifetime 30:04 1: {10.0.0.1 "
     "5}, length 16\n"},
    {"4500002800010000400166d20a0000010a0000020e00b3d1000100020037dcc905265bff"
     "00000005",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: ICMP time stamp reply id 1 seq 2: org 01:01:01.001, "
     "recv 23:59:59.999, xmit 00:00:00.005, length 20\n"},
    {"4500002000010000400166da0a0000010a0000021200eefb00010002ffffff00", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: ICMP address mask is 0xffffff00, length 12\n"},
    {"4500003d00010000400166bd0a0000010a0000020c009f68050000004500002100010000"
     "401166c90a0000010a00000203e807d0000d000068656c6c6f",
     GOLDEN_RAW, 0, "IP 10.0.0.1 > 10.0.0.2: ICMP parameter problem - octet 5, length 41\n"},
    {"4500001c00010000400166de0a0000010a00000263009cff00000000", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: ICMP type-#99, length 8\n"},
    {"450000a800010000400166520a0000010a0000020b00a568000000004500002100010000"
     "401166c90a0000010a00000203e807d0000d000068656c6c6f0000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000002000c55b00080101189a0101",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 168)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP time exceeded in-transit, length 148\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length "
     "33)\n"
     "    10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5\n"
     "\tICMP Multi-Part extension v2, checksum 0xc55b (correct), length 12\n"
     "\t  MPLS Stack Entry Object (1), Class-Type: 1, length 8\n"
     "\t    label 100768, tc 0, [S], ttl 1\n"},
    {"6000000000080140fe800000000000000000000000000001fe800000000000000000000000000002000000"
     "0000000000",
     GOLDEN_RAW, 0, "IP6 fe80::1 > fe80::2: [ICMP requires IPv4] (invalid)\n"},
    {"4500001c00010000400166de0a0000010a0000020000000000000000", GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length 28)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo reply, id 0, seq 0, length 8 (wrong icmp cksum 0 (-"
     ">ffff)!)\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
