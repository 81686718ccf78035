// SPDX-License-Identifier: BSD-3-Clause
/* cooked_test.c - cooked frames that nobody prints, tagged and not, against tcpdump 4.99.3. */
#include "print/golden_test.h"

enum { COOKED1 = 113, COOKED2 = 276 };

static const struct golden_frame goldens[] = {
    {"000000010006020102030405000008004500002800010000400600000a0000010a00000203e807d0"
     "00000001000000015010020000000000",
     COOKED1, 0, "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, length 0\n"},
    {"00000001000602010203040500000300616263", COOKED1, 0,
     "\n"
     "\t0x0000:  6162 63                                  abc\n"},
    {"00000001000602010203040500001234616263", COOKED1, 0,
     " In 02:01:02:03:04:05 ethertype Unknown (0x1234), length 19: \n"
     "\t0x0000:  6162 63                                  abc\n"},
    {"0000000100060201020304050000810000051234616263", COOKED1, 0,
     "ethertype Unknown,  In 02:01:02:03:04:05 ethertype 802.1Q (0x8100), length 19: \n"
     "\t0x0000:  6162 63                                  abc\n"},
    {"08000000000f423f0001000602010203040500004500002800010000400600000a0000010a000002"
     "03e807d000000001000000015010020000000000",
     COOKED2, 0,
     "?     In  IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 512, length 0\n"},
    {"02000000000f423f000100060201020304050000616263", COOKED2, 0,
     "?     In  \n"
     "\t0x0000:  6162 63                                  abc\n"},
    {"81000000000f423f00010006020102030405000000051234616263", COOKED2, 0,
     "?     In  ethertype Unknown, ifindex 999999 02:01:02:03:04:05 ethertype 802.1Q (0x8100), "
     "length 23: \n"
     "\t0x0000:  6162 63                                  abc\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
