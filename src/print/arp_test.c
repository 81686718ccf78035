// SPDX-License-Identifier: BSD-3-Clause
/* arp_test.c - ARP as tcpdump prints it. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"000102030405060708090a0b080600010800060400010a0b0c0d0e0f0a00000100000000"
     "00000a000002",
     GOLDEN_ETHERNET, 0, "ARP, Request who-has 10.0.0.2 tell 10.0.0.1, length 28\n"},
    {"000102030405060708090a0b080600010800060400020a0b0c0d0e0f0a00000101020304"
     "05060a000002",
     GOLDEN_ETHERNET, 1,
     "ARP, Ethernet (len 6), IPv4 (len 4), Reply 10.0.0.1 is-at 0a:0b:0c:0d:0e:0f, "
     "length 28\n"},
    {"000102030405060708090a0b080600010800060400630a0b0c0d0e0f0a00000100000000"
     "00000a000002",
     GOLDEN_ETHERNET, 0,
     "ARP, Unknown (99) \n"
     "\t0x0000:  0001 0800 0604 0063 0a0b 0c0d 0e0f 0a00  .......c........\n"
     "\t0x0010:  0001 0000 0000 0000 0a00 0002            ............\n"},
    {"000102030405060708090a0b080600010800000400010a0000010a000002", GOLDEN_ETHERNET, 0,
     "ARP, Ethernet (len 0), IPv4 (len 4), length 16\n"},
    {"000102030405060708090a0b8035000186dd061000040a0b0c0d0e0f0000000000000000"
     "00000000000000000a0b0c0d0e0f00000000000000000000000000000000",
     GOLDEN_ETHERNET, 1,
     "ARP, Ethernet (len 6), IPv6 (len 16), Reverse Reply 0a:0b:0c:0d:0e:0f at <wrong "
     "proto type>, length 52\n"},
    {"00112233445566778899aabb080600170200060400010011223344550000000000000000000000000000",
     GOLDEN_ETHERNET, 1,
     "ARP, Strip (len 6), PUP (len 4), Request who-has <wrong proto type> tell <wrong proto "
     "type>, length 28\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
