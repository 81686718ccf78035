// SPDX-License-Identifier: BSD-3-Clause
/* vxlan_test.c - VXLAN as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500004e000100004011669c0a0000010a0000029c4012b5003a00000800000000007b00"
     "000102030405060708090a0b08004500001c00010000400166de0a0000010a0000020800"
     "f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.4789: VXLAN, flags [I] (0x08), vni 123\n"
     "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500004e000100004011669c0a0000010a0000029c4012b5003a00000000000000007b00"
     "000102030405060708090a0b08004500001c00010000400166de0a0000010a0000020800"
     "f7fd00010001",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.4789: VXLAN, flags [invalid] (0x00), vni 123\n"
     "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 1, length 8\n"},
    {"4500002300010000401166c70a0000010a0000029c4012b5000f000000000000000000", GOLDEN_RAW, 0,
     "IP 10.0.0.1.40000 > 10.0.0.2.4789: VXLAN (invalid)\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
