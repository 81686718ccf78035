// SPDX-License-Identifier: BSD-3-Clause
/* ssh_test.c - the SSH version line as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500003300010000400666c20a0000010a00000200169c40000000010000000150180200"
     "000000005353482d322e302d780d0a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.22 > 10.0.0.2.40000: Flags [P.], seq 1:12, ack 1, win 512, length "
     "11: SSH: SSH-2.0-x\n"},
    {"4500003200010000400666c30a0000010a00000200169c40000000010000000150180200"
     "000000005353482d322e302d780a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.22 > 10.0.0.2.40000: Flags [P.], seq 1:11, ack 1, win 512, length "
     "10: SSH: SSH-2.0-x\n"},
    {"4500003100010000400666c40a0000010a00000200169c40000000010000000150180200"
     "000000005353482d322e302d78",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.22 > 10.0.0.2.40000: Flags [P.], seq 1:10, ack 1, win 512, length "
     "9\n"},
    {"4500002e00010000400666c70a0000010a00000200169c40000000010000000150180200"
     "000000005353482d800a",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.22 > 10.0.0.2.40000: Flags [P.], seq 1:7, ack 1, win 512, length 6\n"},
    {"4500002f00010000400666c60a0000010a00000200169c40000000010000000150180200"
     "000000005353482d320d78",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.22 > 10.0.0.2.40000: Flags [P.], seq 1:8, ack 1, win 512, length 7\n"},
    {"4500002b00010000400666ca0a0000010a00000200169c40000000010000000150180200"
     "00000000000005",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.22 > 10.0.0.2.40000: Flags [P.], seq 1:4, ack 1, win 512, length 3\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
