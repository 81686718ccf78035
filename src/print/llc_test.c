// SPDX-License-Identifier: BSD-3-Clause
/* llc_test.c - LLC and SNAP as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"00112233445566778899aabb0004f0f101fd", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 NetBeui Supervisory, Receiver Ready, rcv seq 126"
     ", Flags [Final], length 4\n"},
    {"00112233445566778899aabb0006f0f00281aabb", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 NetBeui Information, send seq 1, rcv seq 64, Fla"
     "gs [Poll], length 6\n"
     "\t0x0000:  f0f0 0281 aabb                           ......\n"},
    {"00112233445566778899aabb0003f0f113", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 NetBeui Unnumbered, ui, Flags [Final], length 3\n"
     "\t0x0000:  f0f1 13                                  ...\n"},
    {"00112233445566778899aabb0004e0f003ff", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb NetBeui > 00:11:22:33:44:55 IPX Unnumbered, ui, Flags [Command], len"
     "gth 4\n"
     "\t0x0000:  e0f0 03ff                                ....\n"},
    {"00112233445566778899aabb000324f103", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb NetBeui > 00:11:22:33:44:55 Unknown DSAP 0x24 Unnumbered, ui, Flags "
     "[Response], length 3\n"
     "\t0x0000:  24f1 03                                  $..\n"},
    {"00112233445566778899aabb0005f0f0af8101", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 NetBeui Unnumbered, xid, Flags [Command], length"
     " 5 [|llc]\n"
     "\t0x0000:  8101                                     ..\n"},
    {"00112233445566778899aabb0006f0f0bf810203", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 NetBeui Unnumbered, xid, Flags [Poll], length 6:"
     " 02 03\n"},
    {"00112233445566778899aabb0004f0f0af82", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 NetBeui Unnumbered, xid, Flags [Command], length"
     " 4\n"
     "\t0x0000:  f0f0 af82                                ....\n"},
    {"00112233445566778899aabb0009aaab03000102030405", GOLDEN_ETHERNET, 0,
     "66:77:88:99:aa:bb > 00:11:22:33:44:55 SNAP, oui Unknown (0x000102), pid Unknown (0x030"
     "4), length 1: \n"
     "\t0x0000:  aaab 0300 0102 0304 05                   .........\n"},
    {"00112233445566778899aabb0023aaaa03000000080600010200060400010011223344550a000001000000"
     "00000a000002",
     GOLDEN_ETHERNET, 0, " [|arp]\n"},
    {"00112233445566778899aabb0008aaaa030000f80800", GOLDEN_ETHERNET, 0, " [|ip]\n"},
    {"00112233445566778899aabb0004aaaa0300", GOLDEN_ETHERNET, 0, " [|snap]\n"},
    {"00112233445566778899aabb0001f0", GOLDEN_ETHERNET, 0,
     " [|llc]\n"
     "\t0x0000:  f0                                       .\n"},
    {"00112233445566778899aabb0017060703450000140001000040fd00000a0000010a000002", GOLDEN_ETHERNET,
     0, "IP 10.0.0.1 > 10.0.0.2:  ip-proto-253 0\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
