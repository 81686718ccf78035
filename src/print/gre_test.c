// SPDX-License-Identifier: BSD-3-Clause
/* gre_test.c - GRE as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500003400010000402f66980a0000010a000002000008004500001c00010000400166de"
     "0a0000010a0000020800f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, length 32: IP 10.0.0.1 > 10.0.0.2: ICMP echo "
     "request, id 1, seq 1, length 8\n"},
    {"4500004e00010000402f667e0a0000010a000002b0006558123400000000000500000006"
     "000102030405060708090a0b08004500001c00010000400166de0a0000010a0000020800"
     "f7fd00010001",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 78)\n"
     "    10.0.0.1 > 10.0.0.2: GREv0, Flags [checksum present, key present, sequence# "
     "present], sum 0x1234, off 0x0, key=0x5, seq 6, length 58\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length "
     "28)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500004400010000402f66880a0000010a00000240000800000000000800000401020304"
     "000000004500001c00010000400166de0a0000010a0000020800f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip *1.2.3.4), length 48: IP "
     "10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500001b00010000402f66b10a0000010a00000200001234616263", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, length 7: gre-proto-0x1234\n"},
    {"4500004200010000402f668a0a0000010a0000023081880b002c00010000000700000009"
     "00214500001c00010000400166de0a0000010a0000020800f7fd00010001",
     GOLDEN_RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto GRE (47), length 66)\n"
     "    10.0.0.1 > 10.0.0.2: GREv1, Flags [key present, sequence# present, ack "
     "present], call 1, seq 7, ack 9, length 46\n"
     "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto ICMP (1), length "
     "28)\n"
     "    10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500001c00010000402f66b00a0000010a0000022001880b00000001", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv1, call 1, no-payload, length 8\n"},
    {"4500001800010000402f66b40a0000010a00000200028847", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv2 ERROR: unknown-version\n"},
    {"4500004400010000402f00000a0000010a00000240000800000000000800000000000000450000200001"
     "0000401100000a0000010a00000203e807d0000c000061626364",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip, badoff/len=0/0), length 48: IP 10."
     "0.0.1.1000 > 10.0.0.2.2000: UDP, length 4\n"},
    {"4500004400010000402f00000a0000010a00000240000800000000005127000000000000450000200001"
     "0000401100000a0000010a00000203e807d0000c000061626364",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=0x5127), length 48: IP 10.0.0.1.1000 >"
     " 10.0.0.2.2000: UDP, length 4\n"},
    {"4500004c00010000402f00000a0000010a0000024000080000000000080004080a0000010a0000020000"
     "00004500002000010000401100000a0000010a00000203e807d0000c000061626364",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip 10.0.0.1 *10.0.0.2), length 56: IP "
     "10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 4\n"},
    {"4500004800010000402f00000a0000010a0000024000080000000000fffe020400010002000000004500"
     "002000010000401100000a0000010a00000203e807d0000c000061626364",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=asn 1 *2), length 52: IP 10.0.0.1.1000"
     " > 10.0.0.2.2000: UDP, length 4\n"},
    {"4500004900010000402f00000a0000010a00000240000800000000000800000500000000010000000045"
     "00002000010000401100000a0000010a00000203e807d0000c000061626364",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip, badlength=5), length 53: IP 10.0.0"
     ".1.1000 > 10.0.0.2.2000: UDP, length 4\n"},
    {"4500004800010000402f00000a0000010a00000240000800000000000800050800000001000000004500"
     "002000010000401100000a0000010a00000203e807d0000c000061626364",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0, off 0x0, (rtaf=ip, badoffset=5), (rtaf=0x4500) [|gre]"
     "\n"},
    {"4500001600010000402f00000a0000010a0000028000", GOLDEN_RAW, 0,
     "IP 10.0.0.1 > 10.0.0.2: GREv0 [|gre]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
