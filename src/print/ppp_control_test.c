// SPDX-License-Identifier: BSD-3-Clause
/* ppp_control_test.c - PPP's control protocols as tcpdump prints them. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"ff03c0210101005f010405dc0206000a00000305c223050304c0230304aabb0408c0250000006405061122"
     "334407020802090400020d0306110405dc130801aabbccddee130903aabbccddeeff1307020a0000011303"
     "09170412340006000080aaff02",
     9, 0, "LCP, Conf-Request (0x01), id 1, length 97\n"},
    {"ff03c0210101005f010405dc0206000a00000305c223050304c0230304aabb0408c0250000006405061122"
     "334407020802090400020d0306110405dc130801aabbccddee130903aabbccddeeff1307020a0000011303"
     "09170412340006000080aaff02",
     9, 1,
     "LCP, Conf-Request (0x01), id 1, length 97\n"
     "\tencoded length 95 (=Option(s) length 91)\n"
     "\t  MRU Option (0x01), length 4: 1500\n"
     "\t  ACCM Option (0x02), length 6: 0x000a0000\n"
     "\t  Auth-Prot Option (0x03), length 5: CHAP, MD5\n"
     "\t  Auth-Prot Option (0x03), length 4: PAP\n"
     "\t  Auth-Prot Option (0x03), length 4: Unknown Auth Proto (0x04x)\n"
     "\t0x0000:  0304 aabb\n"
     "\t  Qual-Prot Option (0x04), length 8: LQR\n"
     "\t  Magic-Num Option (0x05), length 6: 0x11223344\n"
     "\t  PFC Option (0x07), length 2\n"
     "\t  ACFC Option (0x08), length 2\n"
     "\t  FCS-Alt Option (0x09), length 4\n"
     "\t    0x0000:  0002\n"
     "\t  Call-Back Option (0x0d), length 3: : Callback Operation CBCP (6)\n"
     "\t  MRRU Option (0x11), length 4: 1500\n"
     "\t  End-Disc Option (0x13), length 8: Local\n"
     "\t  End-Disc Option (0x13), length 9: MAC aa:bb:cc:dd:ee:ff\n"
     "\t  End-Disc Option (0x13), length 7: IPv4 10.0.0.1\n"
     "\t  End-Disc Option (0x13), length 3: Unknown class 9\n"
     "\t  Link-Disc Option (0x17), length 4: 0x1234\n"
     "\t  Vend-Ext Option (0x00), length 6: Vendor: Unknown (128)\n"
     "\tunknown LCP option 0xff\n"},
    {"ff03c02104010019010405dc0206000a00000305c223050304c0230304", 9, 2,
     "LCP, Conf-Reject (0x04), id 1, length 27\n"
     "\tencoded length 25 (=Option(s) length 21)\n"
     "\t0x0000:  c021 0401 0019\n"
     "\t  MRU Option (0x01), length 4: 1500\n"
     "\t    0x0000:  05dc\n"
     "\t  ACCM Option (0x02), length 6: 0x000a0000\n"
     "\t    0x0000:  000a 0000\n"
     "\t  Auth-Prot Option (0x03), length 5: CHAP, MD5\n"
     "\t    0x0000:  c223 05\n"
     "\t  Auth-Prot Option (0x03), length 4: PAP\n"
     "\t    0x0000:  c023\n"
     "\t  Auth-Prot Option (0x03), length 4 [|ppp]\n"},
    {"ff03c02101010007050601", 9, 1,
     "LCP, Conf-Request (0x01), id 1, length 9\n"
     "\tencoded length 7 (=Option(s) length 3)\n"
     "\t  Magic-Num Option (0x05), length 6 [|ppp]\n"},
    {"ff03c0210101000a0502010405dc", 9, 1,
     "LCP, Conf-Request (0x01), id 1, length 12\n"
     "\tencoded length 10 (=Option(s) length 6)\n"
     "\t  Magic-Num Option (0x05), length 2 (length bogus, should be = 6)\n"},
    {"ff03c0210101000801020702", 9, 1,
     "LCP, Conf-Request (0x01), id 1, length 10\n"
     "\tencoded length 8 (=Option(s) length 4)\n"
     "\t  MRU Option (0x01), length 2 (length bogus, should be = 4)\n"
     "\t  PFC Option (0x07), length 2\n"},
    {"ff0380210201003f010a01020304050607080206002d0f0102060061aabb0306c0a8010181060102030482"
     "06010203058306010203068406010203078503aa0404aabb",
     9, 1,
     "IPCP, Conf-Ack (0x02), id 1, length 65\n"
     "\tencoded length 63 (=Option(s) length 59)\n"
     "\t  IP-Addrs Option (0x01), length 10: src 1.2.3.4, dst 5.6.7.8\n"
     "\t  IP-Comp Option (0x02), length 6: VJ-Comp (0x2d):\n"
     "\t  IP-Comp Option (0x02), length 6: IP Header Compression (0x61): (length bogus, shou"
     "ld be >= 14)\n"},
    {"ff03805703010012010a01020304050607080204004f", 9, 1,
     "IP6CP, Conf-Nack (0x03), id 1, length 20\n"
     "\tencoded length 18 (=Option(s) length 14)\n"
     "\t  Interface-ID Option (0x01), length 10: 0102:0304:0506:0708\n"
     "\t  unknown Option (0x02), length 4\n"
     "\t    0x0000:  004f\n"},
    {"ff0380fd0101001800020103aa15032f1a0478001804780011060001", 9, 1,
     "CCP, Conf-Request (0x01), id 1, length 26\n"
     "\tencoded length 24 (=Option(s) length 20)\n"
     "\t  OUI Option (0x00), length 2\n"
     "\t  Pred-1 Option (0x01), length 3\n"
     "\t    0x0000:  aa\n"
     "\t  BSD-Comp Option (0x15), length 3: Version: 1, Dictionary Bits: 15\n"
     "\t  Deflate Option (0x1a), length 4: Window: 7K, Method: zlib (0x8), MBZ: 0, CHK: 0\n"
     "\t  MVRCA Option (0x18), length 4: Features: 1, PxP: Enabled, History: 24, #CTX-ID: 0\n"
     "\t  Stac-LZS Option (0x11), length 6\n"
     "\t    0x0000:  0001 [remaining options length 4 < 6] (invalid)\n"},
    {"ff03c02b0101000c0106010203040202", 9, 1,
     "BACP, Conf-Request (0x01), id 1, length 14\n"
     "\tencoded length 12 (=Option(s) length 8)\n"
     "\t  Favored-Peer Option (0x01), length 6: Magic-Num 0x01020304\n"
     "\t  Unknown Option (0x02), length 2\n"},
    {"ff038281010100060102", 9, 1,
     "MPLSCP, Conf-Request (0x01), id 1, length 8\n"
     "\tencoded length 6 (=Option(s) length 2)\n"},
    {"ff03c0210005001040004142434445464748494a", 9, 1,
     "LCP, Vendor-Extension (0x00), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  Magic-Num 0x40004142 Vendor: Unknown (4408389)\n"},
    {"ff03c0210505001040004142434445464748494a", 9, 1,
     "LCP, Term-Request (0x05), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"},
    {"ff03c0210705001040004142434445464748494a", 9, 1,
     "LCP, Code-Reject (0x07), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"},
    {"ff03c0210805001040004142434445464748494a", 9, 1,
     "LCP, Prot-Reject (0x08), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  Rejected unknown Protocol (0x4000)\n"
     "\t  Rejected Packet\n"
     "\t    0x0000:  4142 4344 4546 4748 494a\n"},
    {"ff03c0210905001040004142434445464748494a", 9, 1,
     "LCP, Echo-Request (0x09), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  Magic-Num 0x40004142\n"
     "\t  -----trailing data-----\n"
     "\t  0x0000:  4344 4546 4748 494a\n"},
    {"ff03c0210c05001040004142434445464748494a", 9, 1,
     "LCP, Ident (0x0c), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  Magic-Num 0x40004142\n"
     "\t  Message\n"
     "\t    CDEFGHIJ[|LCP]\n"},
    {"ff03c0210d05001040004142434445464748494a", 9, 1,
     "LCP, Time-Rem (0x0d), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  Magic-Num 0x40004142, Seconds-Remaining 1128547654s\n"},
    {"ff03c0210e05001040004142434445464748494a", 9, 1,
     "LCP, Reset-Req (0x0e), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  0x0000:  c021 0e05 0010 4000 4142 4344 4546 4748\n"
     "\t  0x0010:  494a\n"},
    {"ff03c0211005001040004142434445464748494a", 9, 1,
     "LCP, Unknown Opcode (0x10), id 5, length 18\n"
     "\tencoded length 16 (=Option(s) length 12)\n"
     "\t  0x0000:  c021 1005 0010 4000 4142 4344 4546 4748\n"
     "\t  0x0010:  494a\n"},
    {"ff03c02109050003", 9, 1,
     "LCP, Echo-Request (0x09), id 5, length 6\n"
     "\tencoded length 3 (< 4))\n"},
    {"ff03c02109050005", 9, 1,
     "LCP, Echo-Request (0x09), id 5, length 6\n"
     "\tencoded length 5 (> packet length 4))\n"},
    {"0003c02101", 9, 0, "LCP, [|LCP]\n"},
    {"ff0300fd01", 9, 0, "compressed PPP data\n"},
    {"ff03002d01", 9, 0,
     "VJC IP \n"
     "\t0x0000:  01\n"},
    {"ff", 9, 0, " [|ppp]\n"},
    {"ff03010101", 9, 0,
     "unknown PPP protocol (0x0001) \n"
     "\t0x0000:  0101\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
