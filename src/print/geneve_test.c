// SPDX-License-Identifier: BSD-3-Clause
/* geneve_test.c - Geneve as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500004e000100004011669c0a0000010a0000029c4017c1003a00000000655800000a00"
     "000102030405060708090a0b08004500001c00010000400166de0a0000010a0000020800"
     "f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0xa: IP 10.0.0.1 > "
     "10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500004800010000401166a20a0000010a0000029c4017c1003400000280080000000a00"
     "01028001000000014500001c00010000400166de0a0000010a0000020800f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.6081: Geneve, Flags [O], vni 0xa, options [8 "
     "bytes]: IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500005e000100004011668c0a0000010a0000029c4017c1004a00000400655800000a00"
     "0102810100000001fff0040100000002000102030405060708090a0b08004500001c0001"
     "0000400166de0a0000010a0000020800f7fd00010001",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 94)\n"
     "    10.0.0.1.40000 > 10.0.0.2.6081: [no cksum] Geneve, Flags [none], vni 0xa, "
     "options [class Open Virtual Networking (OVN) (0x102) type 0x81(C) len 8 data "
     "00000001, class Experimental (0xfff0) type 0x4 len 8 data 00000002]\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length "
     "28)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500005600010000401166940a0000010a0000029c4017c1004200000200655800000a00"
     "0102800300000001000102030405060708090a0b08004500001c00010000400166de0a00"
     "00010a0000020800f7fd00010001",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n"
     "    10.0.0.1.40000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0xa, options "
     "[class Open Virtual Networking (OVN) (0x102) type 0x80(C) len 16 [bad length]]\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length "
     "28)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500004e000100004011669c0a0000010a0000029c4017c1003a00004000655800000a00"
     "000102030405060708090a0b08004500001c00010000400166de0a0000010a0000020800"
     "f7fd00010001",
     GOLDEN_RAW, 0, "IP 10.0.0.1.40000 > 10.0.0.2.6081: Geneve ERROR: unknown-version 1\n"},
    {"4500004e000100004011669c0a0000010a0000029c4017c1003a00000000123400000a00"
     "000102030405060708090a0b08004500001c00010000400166de0a0000010a0000020800"
     "f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0xa: "
     "geneve-proto-0x1234\n"},
    {"4500002400010000401166c60a0000010a0000029c4017c1001000000200655800000a00", GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.6081: Geneve, Flags [none], vni 0xa "
     "truncated-geneve - 8 bytes missing\n"},
    {"4500002100010000401166c90a0000010a0000029c4017c1000d00000000000000", GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.6081: Geneve [length 5 < 8] (invalid)\n"},
    {"4500002400010000401166c60a0000010a000002000117c1001000000000080000000102", GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 36)\n"
     "    10.0.0.1.1 > 10.0.0.2.6081: Geneve, Flags [none], vni 0x1, rsvd 0x2\n"
     "\t [|ip]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
