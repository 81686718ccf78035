// SPDX-License-Identifier: BSD-3-Clause
/* ipsec_test.c - IPsec, and packets without a payload, as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500002800010000403266a10a0000010a000002000102030405060708090a0b0c0d0e0f10111213", GOLDEN_RAW,
     0, "IP 10.0.0.1 > 10.0.0.2: ESP(spi=0x00010203,seq=0x4050607), length 20\n"},
    {"4500001c00010000403266ad0a0000010a0000020000000000000000", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2:  [|esp]\n"},
    {"4500002400010000403366a40a0000010a0000023b0100000000000100000002aabbccdd", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: AH(spi=0x00000001,seq=0x2,icv=0x): no next header\n"},
    {"4500002800010000403366a00a0000010a0000026c0100010000000100000002aabbccdd04000009", GOLDEN_RAW,
     1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto AH (51), length 40)\n"
     "    10.0.0.1 > 10.0.0.2: AH(length=1(12-bytes),reserved=0x1[MustBeZero],spi=0x00000001"
     ",seq=0x2,icv=0x): IPComp(cpi=0xccdd)\n"},
    {"4500001400010000408f66580a0000010a000002", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: [Ethernet requires IPv6] (invalid)\n"},
    {"6000000000228f40fe800000000000000000000000000001fe800000000000000000000000000002001122"
     "33445566778899aabb08004500001400010000403b66ac0a0000010a000002",
     GOLDEN_RAW, 0, "IP6 fe80::1 > fe80::2: IP 10.0.0.1 > 10.0.0.2: no next header\n"},
    {"4500002000010000408466570a0000010a000002000000000000000000000000", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2:  ip-proto-132 12\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
