// SPDX-License-Identifier: BSD-3-Clause
/* ppp_auth_test.c - PAP and CHAP as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"ff03c0230007000f047573657204706173731b", 9, 0, "PAP, unknown (0x00), id 7\n"},
    {"ff03c0230107000f047573657204706173731b", 9, 0,
     "PAP, Auth-Req (0x01), id 7, Peer user, Name pass\n"},
    {"ff03c0230207000f047573657204706173731b", 9, 0, "PAP, Auth-ACK (0x02), id 7, Msg user\n"},
    {"ff03c0230307000f047573657204706173731b", 9, 0, "PAP, Auth-NACK (0x03), id 7, Msg user\n"},
    {"ff03c0230407000f047573657204706173731b", 9, 0, "PAP, unknown (0x04), id 7\n"},
    {"ff03c0230507000f047573657204706173731b", 9, 0, "PAP, unknown (0x05), id 7\n"},
    {"ff03c2230007000f047573657204706173731b", 9, 0, "CHAP, unknown (0x00), id 7\n"},
    {"ff03c2230107000f047573657204706173731b", 9, 0,
     "CHAP, Challenge (0x01), id 7, Value 75736572, Name ^Dpass^[\n"},
    {"ff03c2230207000f047573657204706173731b", 9, 0,
     "CHAP, Response (0x02), id 7, Value 75736572, Name ^Dpass^[\n"},
    {"ff03c2230307000f047573657204706173731b", 9, 0,
     "CHAP, Success (0x03), id 7, Msg ^Duser^Dpass^[\n"},
    {"ff03c2230407000f047573657204706173731b", 9, 0,
     "CHAP, Fail (0x04), id 7, Msg ^Duser^Dpass^[\n"},
    {"ff03c2230507000f047573657204706173731b", 9, 0, "CHAP, unknown (0x05), id 7\n"},
    {"ff03c0230107000504", 9, 0, "PAP, Auth-Req (0x01), id 7[|pap]\n"},
    {"ff03c02301070007046162", 9, 0, "PAP, Auth-Req (0x01), id 7\n"},
    {"ff03c02302070004", 9, 0, "PAP, Auth-ACK (0x02), id 7[|pap]\n"},
    {"ff03c02302070003", 9, 0, "PAP, Auth-ACK (0x02), id 7, length 3 < PAP header length\n"},
    {"ff03c02302070009", 9, 0, "PAP, Auth-ACK (0x02), id 7, length 9 > packet size\n"},
    {"ff03c22301070007046162", 9, 0, "CHAP, Challenge (0x01), id 7\n"},
    {"ff03c02301", 9, 0, "[|pap 0x01]\n"},
    {"ff03c2230102", 9, 0, "[|chap 0x01]\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
