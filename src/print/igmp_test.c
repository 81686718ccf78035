// SPDX-License-Identifier: BSD-3-Clause
/* igmp_test.c - IGMP as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500001c00010000400266dd0a0000010a0000021100eeff00000000", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: igmp query v1\n"},
    {"4500001c00010000400266dd0a0000010a000002110a0dfae00000fb", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: igmp query v2 [max resp time 10] [gaddr 224.0.0.251]\n"},
    {"4500001d00010000400266dc0a0000010a00000211641111e00000fb01", GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 29)\n"
     "    10.0.0.1 > 10.0.0.2: igmp query v2 [gaddr 224.0.0.251] [len 9] bad igmp cksum 1111"
     "!\n"},
    {"4500002800010000400266d10a0000010a00000211c0fab0e00000fb027d00020102030405060708", GOLDEN_RAW,
     0,
     "IP 10.0.0.1 > 10.0.0.2: igmp query v3 [max resp time 3m24s] [gaddr 224.0.0.251, 2 sour"
     "ce(s)]\n"},
    {"4500002800010000400266d10a0000010a00000211c0fab0e00000fb027d00020102030405060708", GOLDEN_RAW,
     1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 40)\n"
     "    10.0.0.1 > 10.0.0.2: igmp query v3 [max resp time 3m24s] [gaddr 224.0.0.251, 2 sou"
     "rce(s)]\n"},
    {"4500002800010000400266d10a0000010a00000211c0fab0e00000fb027d00020102030405060708", GOLDEN_RAW,
     2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 40)\n"
     "    10.0.0.1 > 10.0.0.2: igmp query v3 [max resp time 3m24s] [gaddr 224.0.0.251 { 1.2."
     "3.4 5.6.7.8 }]\n"},
    {"4500002800010000400266d10a0000010a00000211c0fab0e00000fb027d00030102030405060708", GOLDEN_RAW,
     0,
     "IP 10.0.0.1 > 10.0.0.2: igmp query v3 [max resp time 3m24s] [gaddr 224.0.0.251 [invali"
     "d number of sources]]\n"},
    {"4500001c00010000400266dd0a0000010a00000212000d04e00000fb", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: igmp v1 report 224.0.0.251\n"},
    {"4500001c00010000400266dd0a0000010a00000216000904e00000fb", GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 28)\n"
     "    10.0.0.1 > 10.0.0.2: igmp v2 report 224.0.0.251\n"},
    {"4500001c00010000400266dd0a0000010a00000217000804e00000fb", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: igmp leave 224.0.0.251\n"},
    {"4500003400010000400266c50a0000010a000002220004f00000000204000000e00000fb03000002e00000"
     "fb0102030405060708",
     GOLDEN_RAW, 0, "IP 10.0.0.1 > 10.0.0.2: igmp v3 report, 2 group record(s)\n"},
    {"4500003400010000400266c50a0000010a000002220004f00000000204000000e00000fb03000002e00000"
     "fb0102030405060708",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 52)\n"
     "    10.0.0.1 > 10.0.0.2: igmp v3 report, 2 group record(s) [gaddr 224.0.0.251 to_ex, 0"
     " source(s)] [gaddr 224.0.0.251 to_in, 2 source(s)]\n"},
    {"4500003400010000400266c50a0000010a000002220004f00000000204000000e00000fb03000002e00000"
     "fb0102030405060708",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 52)\n"
     "    10.0.0.1 > 10.0.0.2: igmp v3 report, 2 group record(s) [gaddr 224.0.0.251 to_ex { "
     "}] [gaddr 224.0.0.251 to_in { 1.2.3.4 5.6.7.8 }]\n"},
    {"4500003400010000400266c50a0000010a000002220004f00000000277000000e00000fb03000002e00000"
     "fb0102030405060708",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 52)\n"
     "    10.0.0.1 > 10.0.0.2: igmp v3 report, 2 group record(s) [gaddr 224.0.0.251  [v3-rep"
     "ort-#119], 0 source(s)] [gaddr 224.0.0.251 to_in, 2 source(s)] bad igmp cksum 4f0!\n"},
    {"4500003400010000400266c50a0000010a000002220004f00000000204000000e00000fb03000003e00000"
     "fb0102030405060708",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 52)\n"
     "    10.0.0.1 > 10.0.0.2: igmp v3 report, 2 group record(s) [gaddr 224.0.0.251 to_ex, 0"
     " source(s)] [gaddr 224.0.0.251 to_in [invalid number of sources 3] bad igmp cksum 4f0!"
     "\n"},
    {"4500003400010000400266c50a0000010a000002220004f00000000304000000e00000fb03000002e00000"
     "fb0102030405060708",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto IGMP (2), length 52)\n"
     "    10.0.0.1 > 10.0.0.2: igmp v3 report, 3 group record(s) [gaddr 224.0.0.251 to_ex, 0"
     " source(s)] [gaddr 224.0.0.251 to_in, 2 source(s)] [invalid number of groups] bad igmp"
     " cksum 4f0!\n"},
    {"4500001d00010000400266dc0a0000010a000002220004f00000000204", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: igmp v3 report [invalid len 9]\n"},
    {"4500001500010000400266e40a0000010a00000299", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: igmp-153\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
