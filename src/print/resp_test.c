// SPDX-License-Identifier: BSD-3-Clause
/* resp_test.c - RESP as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500002d00010000400666c80a0000010a00000218eb9c40000000010000000150180200"
     "000000002b4f4b0d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:6, ack 1, win 512, length "
     "5: RESP \"OK\"\n"},
    {"4500003c00010000400666b90a0000010a00000218eb9c40000000010000000150180200"
     "000000002a320d0a24330d0a4745540d0a24310d0a010d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:21, ack 1, win 512, length "
     "20: RESP \"GET\" \"^A\"\n"},
    {"4500003800010000400666bd0a0000010a00000218eb9c40000000010000000150180200"
     "000000002a320d0a2a310d0a3a310d0a2d780d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:17, ack 1, win 512, length "
     "16: RESP \"1\" \"x\"\n"},
    {"4500003000010000400666c50a0000010a00000218eb9c40000000010000000150180200"
     "000000002a330d0a3a310d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:9, ack 1, win 512, length "
     "8: RESP \"1\" [|resp]\n"},
    {"4500002d00010000400666c80a0000010a00000218eb9c40000000010000000150180200"
     "00000000242d310d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:6, ack 1, win 512, length "
     "5: RESP null\n"},
    {"4500002d00010000400666c80a0000010a00000218eb9c40000000010000000150180200"
     "00000000242d320d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:6, ack 1, win 512, length "
     "5: RESP length negative and not -1\n"},
    {"4500002c00010000400666c90a0000010a00000218eb9c40000000010000000150180200"
     "000000002a300d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:5, ack 1, win 512, length "
     "4: RESP empty\n"},
    {"4500003500010000400666c00a0000010a00000218eb9c40000000010000000150180200"
     "0000000024393939393939393939390d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:14, ack 1, win 512, length "
     "13: RESP length too large\n"},
    {"4500002c00010000400666c90a0000010a00000218eb9c40000000010000000150180200"
     "0000000024780d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:5, ack 1, win 512, length "
     "4: RESP invalid [|resp]\n"},
    {"4500003400010000400666c10a0000010a00000218eb9c40000000010000000150180200"
     "0000000050494e4720610d0a0d0a780a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:13, ack 1, win 512, length "
     "12: RESP \"PING a\" \"x\"\n"},
    {"4500002f00010000400666c60a0000010a00000218eb9c40000000010000000150180200"
     "0000000024350d0a68656c",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:8, ack 1, win 512, length "
     "7: RESP [|resp]\n"},
    {"4500002b00010000400666ca0a0000010a00000218eb9c40000000010000000150180200"
     "000000002b4f4b",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.6379 > 10.0.0.2.40000: Flags [P.], seq 1:4, ack 1, win 512, length "
     "3: RESP [|resp]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
