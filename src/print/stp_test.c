// SPDX-License-Identifier: BSD-3-Clause
/* stp_test.c - spanning trees as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"00112233445566778899aabb0026424203000000000180000a0b0c0d0e0f00000004900101020304050680"
     "020100140002000f00",
     GOLDEN_ETHERNET, 0,
     "STP 802.1d, Config, Flags [Topology change], bridge-id 9001.01:02:03:04:05:06.8002, le"
     "ngth 35\n"},
    {"00112233445566778899aabb0026424203000000000180000a0b0c0d0e0f00000004900101020304050680"
     "020100140002000f00",
     GOLDEN_ETHERNET, 1,
     "STP 802.1d, Config, Flags [Topology change], bridge-id 9001.01:02:03:04:05:06.8002, le"
     "ngth 35\n"
     "\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n"
     "\troot-id 8000.0a:0b:0c:0d:0e:0f, root-pathcost 4\n"},
    {"00112233445566778899aabb0026424203000002027e80000a0b0c0d0e0f00000004900101020304050680"
     "020100140002000f80",
     GOLDEN_ETHERNET, 1, "STP 802.1w, Rapid STP (invalid)\n"},
    {"00112233445566778899aabb000742420300000080", GOLDEN_ETHERNET, 0,
     "STP 802.1d, Topology Change\n"},
    {"00112233445566778899aabb0079424203000003027e80000a0b0c0d0e0f00000004900101020304050680"
     "020100140002000f0000005000726567696f6e000000000000000000000000000000000000000000000000"
     "000000010102030405060708090a0b0c0d0e0f10000000098000aabbccddeeff137e8001aa010203040500"
     "000007108005",
     GOLDEN_ETHERNET, 0,
     "STP 802.1s, Rapid STP, CIST Flags [Proposal, Learn, Forward, Agreement], length 118\n"},
    {"00112233445566778899aabb0079424203000003027e80000a0b0c0d0e0f00000004900101020304050680"
     "020100140002000f0000005000726567696f6e000000000000000000000000000000000000000000000000"
     "000000010102030405060708090a0b0c0d0e0f10000000098000aabbccddeeff137e8001aa010203040500"
     "000007108005",
     GOLDEN_ETHERNET, 1,
     "STP 802.1s, Rapid STP, CIST Flags [Proposal, Learn, Forward, Agreement], length 118\n"
     "\tport-role Designated, CIST root-id 8000.0a:0b:0c:0d:0e:0f, CIST ext-pathcost 4\n"
     "\tCIST regional-root-id 9001.01:02:03:04:05:06, CIST port-id 8002,\n"
     "\tmessage-age 1.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 15.00s\n"
     "\tv3len 80, MCID Name region, rev 1,\n"
     "\t\tdigest 0102030405060708090a0b0c0d0e0f10, CIST int-root-pathcost 9,\n"
     "\tCIST bridge-id 8000.aa:bb:cc:dd:ee:ff, CIST remaining-hops 19\n"
     "\tMSTI 1, Flags [Proposal, Learn, Forward, Agreement], port-role Designated\n"
     "\t\tMSTI regional-root-id 8001.aa:01:02:03:04:05, pathcost 7\n"
     "\t\tMSTI bridge-prio 1, port-prio 8, hops 5\n"},
    {"00112233445566778899aabb0079424203000003027e80000a0b0c0d0e0f00000004900101020304050680"
     "020100140002000f0000015000726567696f6e000000000000000000000000000000000000000000000000"
     "000000010102030405060708090a0b0c0d0e0f10000000098000aabbccddeeff137e8001aa010203040500"
     "000007108005",
     GOLDEN_ETHERNET, 0, "STP 802.1s, Rapid STP (invalid)\n"},
    {"00112233445566778899aabb000742420300000100", GOLDEN_ETHERNET, 0,
     "STP Unknown STP protocol (0x01)\n"},
    {"00112233445566778899aabb000742420300010000", GOLDEN_ETHERNET, 0,
     "unknown STP version, length 4\n"},
    {"00112233445566778899aabb00084242030000000001", GOLDEN_ETHERNET, 0,
     "STP 802.1d, Config (invalid)\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
