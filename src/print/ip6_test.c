// SPDX-License-Identifier: BSD-3-Clause
/* ip6_test.c - IPv6 cut within its extension headers, against tcpdump 4.99.3. */
#include "print/golden_test.h"

enum { RAW = 101 };

static const struct golden_frame goldens[] = {
    {"6000000000222c4020010db800000000000000000000000120010db8000000000000000000000002"
     "060000",
     RAW, 0, "IP6 truncated-ip6 - 31 bytes missing!2001:db8::1 > 2001:db8::2:  [|frag6]\n"},
    {"6000000000222c4020010db800000000000000000000000120010db8000000000000000000000002"
     "06000001",
     RAW, 0, "IP6 truncated-ip6 - 30 bytes missing!2001:db8::1 > 2001:db8::2: frag (0|26) \n"},
    {"6000000000222c4020010db800000000000000000000000120010db8000000000000000000000002"
     "0600000100000009",
     RAW, 0, "IP6 truncated-ip6 - 26 bytes missing!2001:db8::1 > 2001:db8::2: frag (0|26) \n"},
    {"6000000000222c4020010db800000000000000000000000120010db8000000000000000000000002"
     "060000010000000903",
     RAW, 0,
     "IP6 truncated-ip6 - 25 bytes missing!2001:db8::1 > 2001:db8::2: frag (0|26) 2001:db8::1 > "
     "2001:db8::2: [|tcp]\n"},
    {"6000000000222c4020010db800000000000000000000000120010db8000000000000000000000002"
     "06000001000000",
     RAW, 1,
     "IP6 truncated-ip6 - 27 bytes missing!(hlim 64, next-header Fragment (44) payload length: 34) "
     "2001:db8::1 > 2001:db8::2:  [|frag6]\n"},
    {"6000000000222c4020010db800000000000000000000000120010db8000000000000000000000002"
     "0600000100000009",
     RAW, 1,
     "IP6 truncated-ip6 - 26 bytes missing!(hlim 64, next-header Fragment (44) payload length: 34) "
     "2001:db8::1 > 2001:db8::2: frag (0x00000009:0|26) \n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002", RAW, 0,
     "IP6 truncated-ip6 - 50 bytes missing!2001:db8::1 > 2001:db8::2:  [|ip6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "06",
     RAW, 0, "IP6 truncated-ip6 - 49 bytes missing!2001:db8::1 > 2001:db8::2: RT6 [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "0602",
     RAW, 0, "IP6 truncated-ip6 - 48 bytes missing!2001:db8::1 > 2001:db8::2: RT6 (len=2 [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "060200",
     RAW, 0,
     "IP6 truncated-ip6 - 47 bytes missing!2001:db8::1 > 2001:db8::2: RT6 (len=2, type=0 "
     "[Deprecated] [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "06020001000000",
     RAW, 0,
     "IP6 truncated-ip6 - 43 bytes missing!2001:db8::1 > 2001:db8::2: RT6 (len=2, type=0 "
     "[Deprecated], segleft=1 [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "06020400",
     RAW, 1,
     "IP6 truncated-ip6 - 46 bytes missing!(hlim 64, next-header Routing (43) payload length: 50) "
     "2001:db8::1 > 2001:db8::2: RT6 (len=2, type=4, segleft=0 [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "0602040000",
     RAW, 1,
     "IP6 truncated-ip6 - 45 bytes missing!(hlim 64, next-header Routing (43) payload length: 50) "
     "2001:db8::1 > 2001:db8::2: RT6 (len=2, type=4, segleft=0, last-entry=0 [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "060204000000",
     RAW, 1,
     "IP6 truncated-ip6 - 44 bytes missing!(hlim 64, next-header Routing (43) payload length: 50) "
     "2001:db8::1 > 2001:db8::2: RT6 (len=2, type=4, segleft=0, last-entry=0, flags=0x0 [|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "0602040000000005",
     RAW, 1,
     "IP6 truncated-ip6 - 42 bytes missing!(hlim 64, next-header Routing (43) payload length: 50) "
     "2001:db8::1 > 2001:db8::2: RT6 (len=2, type=4, segleft=0, last-entry=0, flags=0x0, tag=5 "
     "[|rt6]\n"},
    {"6000000000322b4020010db800000000000000000000000120010db8000000000000000000000002"
     "0602040000000005000102030405060708090a0b0c0d0e0f",
     RAW, 1,
     "IP6 truncated-ip6 - 26 bytes missing!(hlim 64, next-header Routing (43) payload length: 50) "
     "2001:db8::1 > 2001:db8::2: RT6 (len=2, type=4, segleft=0, last-entry=0, flags=0x0, tag=5, "
     "[0]1:203:405:607:809:a0b:c0d:e0f) 2001:db8::1 > 2001:db8::2: [|tcp]\n"},
    {"600000000032334020010db800000000000000000000000120010db8000000000000000000000002", RAW, 0,
     "IP6 truncated-ip6 - 50 bytes missing!2001:db8::1 > 2001:db8::2:  [|ah]\n"},
    {"600000000032334020010db800000000000000000000000120010db8000000000000000000000002"
     "06",
     RAW, 0, "IP6 truncated-ip6 - 49 bytes missing!2001:db8::1 > 2001:db8::2: AH [|ah]\n"},
    {"600000000032334020010db800000000000000000000000120010db8000000000000000000000002"
     "0604",
     RAW, 0, "IP6 truncated-ip6 - 48 bytes missing!2001:db8::1 > 2001:db8::2: AH( [|ah]\n"},
    {"600000000032334020010db800000000000000000000000120010db8000000000000000000000002"
     "0604000000000001",
     RAW, 0,
     "IP6 truncated-ip6 - 42 bytes missing!2001:db8::1 > 2001:db8::2: AH(spi=0x00000001, [|ah]\n"},
    {"600000000032334020010db800000000000000000000000120010db8000000000000000000000002"
     "060400000000000100000002",
     RAW, 0,
     "IP6 truncated-ip6 - 38 bytes missing!2001:db8::1 > 2001:db8::2: "
     "AH(spi=0x00000001,seq=0x2,icv=0x [|ah]\n"},
    {"600000000032334020010db800000000000000000000000120010db8000000000000000000000002"
     "0604000000000001000000020000",
     RAW, 0,
     "IP6 truncated-ip6 - 36 bytes missing!2001:db8::1 > 2001:db8::2: "
     "AH(spi=0x00000001,seq=0x2,icv=0x0000 [|ah]\n"},
    {"60000000003a334020010db800000000000000000000000120010db8000000000000000000000002"
     "3c0400000000000100000002000000000000000000000000060001040000000003e807d000000001",
     RAW, 0,
     "IP6 truncated-ip6 - 18 bytes missing!2001:db8::1 > 2001:db8::2: "
     "AH(spi=0x00000001,seq=0x2,icv=0x000000000000000000000000):  ip-proto-60 34\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
