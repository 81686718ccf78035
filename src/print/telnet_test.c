// SPDX-License-Identifier: BSD-3-Clause
/* telnet_test.c - telnet commands as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"4500003000010000400666c50a0000010a00000200179c40000000010000000150180200"
     "00000000fffd01fffb037878",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:9, ack 1, win 512, length 8 "
     "[telnet DO ECHO, WILL SUPPRESS GO AHEAD]\n"},
    {"4500002c00010000400666c90a0000010a00000200179c40000000010000000150180200"
     "00000000fff1ffff",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:5, ack 1, win 512, length 4 "
     "[telnet NOP, IAC IAC]\n"},
    {"4500002e00010000400666c70a0000010a00000200179c40000000010000000150180200"
     "00000000fffa1801fff0",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:7, ack 1, win 512, length 6 "
     "[telnet SB TERMINAL TYPE SEND SE]\n"},
    {"4500003100010000400666c40a0000010a00000200179c40000000010000000150180200"
     "00000000fffa250102ff02fff0",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:10, ack 1, win 512, length 9 "
     "[telnet SB AUTHENTICATION SEND KERBEROS_V5 0xff 0x2 SE]\n"},
    {"4500002f00010000400666c60a0000010a00000200179c40000000010000000150180200"
     "00000000fffa260702fff0",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:8, ack 1, win 512, length 7 "
     "[telnet SB ENCRYPT END_KEYID DES_OFB64 SE]\n"},
    {"4500002e00010000400666c70a0000010a00000200179c40000000010000000150180200"
     "00000000fffa18007874",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:7, ack 1, win 512, length 6\n"},
    {"4500002d00010000400666c80a0000010a00000200179c40000000010000000150180200"
     "00000000fffa1800ff",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:6, ack 1, win 512, length 5 "
     "[telnet SB TERMINAL TYPE IS SE [|telnet]\n"},
    {"4500002b00010000400666ca0a0000010a00000200179c40000000010000000150180200"
     "00000000fffb63",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:4, ack 1, win 512, length 3 "
     "[telnet WILL 0x63]\n"},
    {"4500002c00010000400666c90a0000010a00000200179c40000000010000000150180200"
     "0000000074657874",
     GOLDEN_RAW, 0,
     "IP 10.0.0.1.23 > 10.0.0.2.40000: Flags [P.], seq 1:5, ack 1, win 512, length 4\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
