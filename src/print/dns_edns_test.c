// SPDX-License-Identifier: BSD-3-Clause
/* dns_edns_test.c - EDNS options as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500004400010000401166a60a0000010a00000200359c40003000000001818000010000"
     "000000010161000001000100002904d000000000000a00030002616200630000",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 68)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [NSID 6162,Opt99] (40)\n"},
    {"4500004a00010000401166a00a0000010a00000200359c40003600000001818000010000"
     "000000010161000001000100002904d00000000000100005000208630006000102000700"
     "0101",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 74)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [DAU RSASHA256 Alg_99,DHU SHA-256,N3U SHA-1] (46)\n"},
    {"4500005600010000401166940a0000010a00000200359c40004200000001818000010000"
     "000000010161000001000100002904d000000000001c0008000700011800616263000800"
     "0600020900616200080003000118",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 86)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [ECS 97.98.99.0/24/0,ECS 6162::/9/0,ECS  (invalid)] (58)\n"},
    {"4500004700010000401166a30a0000010a00000200359c40003300000001818000010000"
     "000000010161000001000100002904d000000000000d00090004000000000009000161",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 71)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [EXPIRE 0 sec,EXPIRE  (invalid)] (43)\n"},
    {"4500006700010000401166830a0000010a00000200359c40005300000001818000010000"
     "000000010161000001000100002904d000000000002d000a00080000000000000000000a"
     "001000000000000000000000000000000000000a0009000000000000000000",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 103)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [COOKIE 0000000000000000,COOKIE 0000000000000000 "
     "0000000000000000,COOKIE  (invalid)] (75)\n"},
    {"4500004f000100004011669b0a0000010a00000200359c40003b00000001818000010000"
     "000000010161000001000100002904d0000000000015000b000204d2000b000161000c00"
     "06000000000000",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 79)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [KEEPALIVE 123.4 sec,KEEPALIVE  (invalid),PADDING (6)] (51)\n"},
    {"45000050000100004011669a0a0000010a00000200359c40003c00000001818000010000"
     "000000010161000001000100002904d0000000000016000d00050161016200000e00049c"
     "40ea60000e000161",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 80)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [CHAIN a.b.,KEY-TAG 40000 60000,KEY-TAG  (invalid)] (52)\n"},
    {"4500003d00010000401166ad0a0000010a00000200359c40002900000001818000010000"
     "000000010161000001000100002904d0000000000003000300",
     GOLDEN_RAW, 2,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 61)\n"
     "    10.0.0.1.53 > 10.0.0.2.40000: [no cksum] 1 q: A? a. 0/0/1 ar: . OPT "
     "UDPsize=1232 [NSID [|domain]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
