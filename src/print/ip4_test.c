// SPDX-License-Identifier: BSD-3-Clause
/* ip4_test.c - IPv4 whose options were cut, against tcpdump 4.99.3. */
#include "print/golden_test.h"

enum { RAW = 101 };

static const struct golden_frame goldens[] = {
    {"4800003400010000400600000a0000010a000002830b0401020304050607080103e807d000000001"
     "000000015010020000000000",
     RAW, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 52, options (LSRR "
     "1.2.3.4 5.6.7.8,NOP), bad cksum 0 (->c8a4)!)\n"
     "    10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], cksum 0x0000 (incorrect -> 0x8c0c), ack 1, win "
     "512, length 0\n"},
    {"4800003400010000400600000a0000010a00000283", RAW, 1,
     "IP truncated-ip - 31 bytes missing! (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto "
     "TCP (6), length 52, options (LSRR [|ip]\n"},
    {"4800003400010000400600000a0000010a00000283", RAW, 0,
     "IP truncated-ip - 31 bytes missing!  [remaining caplen(21) < header length(32)] [|ip]\n"},
    {"4800003400010000400600000a0000010a000002830b0401", RAW, 1,
     "IP truncated-ip - 28 bytes missing! (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto "
     "TCP (6), length 52, options (LSRR [truncated-option]))\n"
     "    10.0.0.1 > 10.0.0.2:  [|ip]\n"},
    {"4800003400010000400600000a0000010a000002830b0401", RAW, 0,
     "IP truncated-ip - 28 bytes missing!  [remaining caplen(24) < header length(32)] [|ip]\n"},
    {"480000340001000a400600000a0000010a000002830b0401", RAW, 1,
     "IP truncated-ip - 28 bytes missing! (tos 0x0, ttl 64, id 1, offset 80, flags [none], proto "
     "TCP (6), length 52, options (LSRR [truncated-option]))\n"
     "    10.0.0.1 > 10.0.0.2:  [|ip]\n"},
    {"480000340001000a400600000a0000010a000002830b0401", RAW, 0,
     "IP truncated-ip - 28 bytes missing! 10.0.0.1 > 10.0.0.2: ip-proto-6\n"},
    {"4700003000010000400600000a0000010a00000200010101", RAW, 1,
     "IP truncated-ip - 24 bytes missing! (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto "
     "TCP (6), length 48, options (EOL))\n"
     "     [remaining caplen(24) < header length(28)] [|ip]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
