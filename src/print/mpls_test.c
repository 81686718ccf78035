// SPDX-License-Identifier: BSD-3-Clause
/* mpls_test.c - MPLS as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"000102030405060708090a0b884700015040000161014500001c00010000400166de0a00"
     "00010a0000020800f7fd00010001",
     GOLDEN_ETHERNET, 0,
     "MPLS (label 21, tc 0, ttl 64) (label 22, tc 0, [S], ttl 1) IP 10.0.0.1 > "
     "10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"000102030405060708090a0b8847000001404500001c00010000400166de0a0000010a00"
     "00020800f7fd00010001",
     GOLDEN_ETHERNET, 1,
     "MPLS (label 0 (IPv4 explicit NULL), tc 0, [S], ttl 64)\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length "
     "28)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"000102030405060708090a0b8847000021406000000000003b40fe800000000000000000"
     "000000000001fe800000000000000000000000000002",
     GOLDEN_ETHERNET, 0,
     "MPLS (label 2, tc 0, [S], ttl 64) IP6 fe80::1 > fe80::2: no next header\n"},
    {"000102030405060708090a0b8847000151406000000000003b40fe800000000000000000"
     "000000000001fe800000000000000000000000000002",
     GOLDEN_ETHERNET, 0,
     "MPLS (label 21, tc 0, [S], ttl 64) IP6 fe80::1 > fe80::2: no next header\n"},
    {"000102030405060708090a0b88470001014000616263", GOLDEN_ETHERNET, 0,
     "MPLS (label 16, tc 0, [S], ttl 64)\n"
     "\t0x0000:  0061 6263                                .abc\n"},
    {"000102030405060708090a0b884700010040", GOLDEN_ETHERNET, 0,
     "MPLS (label 16, tc 0, ttl 64) (invalid)\n"},
    {"000102030405060708090a0b884700009140", GOLDEN_ETHERNET, 1,
     "MPLS (label 9 (rsvd), tc 0, [S], ttl 64)\n"},
    {"00112233445566778899aabb8847000101400061", GOLDEN_ETHERNET, 0,
     "MPLS (label 16, tc 0, [S], ttl 64)\n"
     "\t0x0000:  0061                                     .a\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
