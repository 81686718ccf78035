// SPDX-License-Identifier: BSD-3-Clause
/* ppp_test.c - PPP with and without its octets, whose and how many, against tcpdump 4.99.3. */
#include "print/golden_test.h"

enum { PPP = 9, SERIAL = 50, OVER_ETHERNET = 51 };

static const struct golden_frame goldens[] = {
    {"ff0300214500002800010000400600000a0000010a00000203e807d0000000010000000150100200"
     "00000000",
     PPP, 0, "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, length 0\n"},
    {"214500002800010000400600000a0000010a00000203e807d0000000010000000150100200000000"
     "00",
     PPP, 0, "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, length 0\n"},
    {"010300214500002800010000400600000a0000010a00000203e807d0000000010000000150100200"
     "00000000",
     PPP, 0, "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, length 0\n"},
    {"ff0357", PPP, 0, " [|ppp]\n"},
    {"0203002145", PPP, 0,
     "unknown PPP protocol (0x0203) \n"
     "\t0x0000:  0021 45\n"},
    {"ff03123456", PPP, 0,
     "unknown PPP protocol (0x1234) \n"
     "\t0x0000:  56\n"},
    {"000300214500", SERIAL, 0, "unknown addr 00; ctrl 21\n"},
    {"ff03123456", SERIAL, 0,
     "unknown PPP protocol (0x1234): unknown PPP protocol (0x1234) \n"
     "\t0x0000:  56\n"},
    {"110000070001ff03", OVER_ETHERNET, 0, "PPPoE  [ses 0x7]  [|ppp]\n"},
    {"110000070004ff0357", OVER_ETHERNET, 0, "PPPoE  [len 4 > 3!] [ses 0x7]  [|ppp]\n"},
    {"1100000700040203575859", OVER_ETHERNET, 0,
     "PPPoE  [ses 0x7] unknown PPP protocol (0x0203) \n"
     "\t0x0000:  5758\n"},
    {"1100000700160057600000000014064020010db800000000000000000000000120010db800000000"
     "000000000000000203e807d000000001000000015010020000000000",
     OVER_ETHERNET, 0, "PPPoE  [ses 0x7] truncated-ip6 20\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
