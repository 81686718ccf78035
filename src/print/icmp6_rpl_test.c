// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_rpl_test.c - RPL, against tcpdump 4.99.3. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"60000000002f3a4020010db800000000000000000000000120010db80000000000000000000000029b00"
     "000001020304b806070020010db800000000000000000000000200000102000004040a0b0c0d0003aabb"
     "cc0801",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, RPL, (CLR)DODAG Information Solicitation, leng"
     "th 47\n"},
    {"60000000002f3a4020010db800000000000000000000000120010db80000000000000000000000029b00"
     "000001020304b806070020010db800000000000000000000000200000102000004040a0b0c0d0003aabb"
     "cc0801",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 47) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x8573!] ICMP6, RPL, (CLR)DODAG Information Solicitation"
     "\n"},
    {"60000000002f3a4020010db800000000000000000000000120010db80000000000000000000000029b01"
     "000001020304b806070020010db800000000000000000000000200000102000004040a0b0c0d0003aabb"
     "cc0801",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, RPL, (CLR)DODAG Information Object, length 47"
     "\n"},
    {"60000000002f3a4020010db800000000000000000000000120010db80000000000000000000000029b01"
     "000001020304b806070020010db800000000000000000000000200000102000004040a0b0c0d0003aabb"
     "cc0801",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 47) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x8572!] ICMP6, RPL, (CLR)DODAG Information Object [dagi"
     "d:2001:db8::2,seq:6,instance:1,rank:772,grounded,mop:mop7,prf:0]\n"},
    {"60000000002f3a4020010db800000000000000000000000120010db80000000000000000000000029b01"
     "000001020304b806070020010db800000000000000000000000200000102000004040a0b0c0d0003aabb"
     "cc0801",
     GOLDEN_RAW, 2,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 47) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x8572!] ICMP6, RPL, (CLR)DODAG Information Object [dagi"
     "d:2001:db8::2,seq:6,instance:1,rank:772,grounded,mop:mop7,prf:0] opt:pad1 opt:pad1 o"
     "pt:padN len:4  opt:config len:6  opt:pad1 opt:routinginfo len:172  [|icmp6]\n"},
    {"60000000002b3a4020010db800000000000000000000000120010db80000000000000000000000029b02"
     "000009c0078220010db800000000000000000000000200000102000004040a0b0c0d0003aabbcc0801",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, RPL, (CLR)Destination Advertisement Object, le"
     "ngth 43\n"},
    {"60000000002b3a4020010db800000000000000000000000120010db80000000000000000000000029b02"
     "000009c0078220010db800000000000000000000000200000102000004040a0b0c0d0003aabbcc0801",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 43) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x3740!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct [dagid:2001:db8::2,seq:130,instance:9,acK,Dagid,c0]\n"},
    {"60000000002b3a4020010db800000000000000000000000120010db80000000000000000000000029b02"
     "000009c0078220010db800000000000000000000000200000102000004040a0b0c0d0003aabbcc0801",
     GOLDEN_RAW, 2,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 43) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x3740!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct [dagid:2001:db8::2,seq:130,instance:9,acK,Dagid,c0] opt:pad1 opt:pad1 opt:padN le"
     "n:4  opt:config len:6  opt:pad1 opt:routinginfo len:172  [|icmp6]\n"},
    {"60000000001c3a4020010db800000000000000000000000120010db80000000000000000000000029b02"
     "0000090000070502000007010000000000000000000000000000",
     GOLDEN_RAW, 2,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 28) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xf427!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct [dagid:<elided>,seq:7,instance:9,00] opt:rpltarget len:4  opt:subopt:7 len:3  opt"
     ":pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pad1 opt:pa"
     "d1 opt:pad1 opt:pad1 opt:pad1\n"},
    {"60000000002b3a4020010db800000000000000000000000120010db80000000000000000000000029b03"
     "00000980078220010db800000000000000000000000200000102000004040a0b0c0d0003aabbcc0801",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 43) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x377f!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct Ack [dagid:2001:db8::2,seq:7,instance:9,status:130]\n"},
    {"60000000002b3a4020010db800000000000000000000000120010db80000000000000000000000029b03"
     "00000980078220010db800000000000000000000000200000102000004040a0b0c0d0003aabbcc0801",
     GOLDEN_RAW, 2,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 43) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x377f!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct Ack [dagid:2001:db8::2,seq:7,instance:9,status:130] opt:pad1 opt:pad1 opt:padN le"
     "n:4  opt:config len:6  opt:pad1 opt:routinginfo len:172  [|icmp6]\n"},
    {"6000000000183a4020010db800000000000000000000000120010db80000000000000000000000029b03"
     "00000900078200000000000000000000000000000000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 24) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0xf8b2!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct Ack [dagid:<elided>,seq:7,instance:9,status:130]\n"},
    {"6000000000043a4020010db800000000000000000000000120010db80000000000000000000000029b04"
     "0000",
     GOLDEN_RAW, 0,
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, RPL, (CLR)RPL message, unknown code 4, length "
     "4\n"},
    {"60000000002f3a4020010db800000000000000000000000120010db80000000000000000000000029b81"
     "000001020304b806070020010db800000000000000000000000200000102000004040a0b0c0d0003aabb"
     "cc0801",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 47) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x84f2!] ICMP6, RPL, (SEC) [worktodo]\n"},
    {"6000000000123a4020010db800000000000000000000000120010db80000000000000000000000029b02"
     "00000900000700000000000000000000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 18) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x0035!] ICMP6, RPL, (CLR)Destination Advertisement Obje"
     "ct [|icmp6]\n"},
    {"6000000000183a4020010db800000000000000000000000120010db80000000000000000000000029b01"
     "000001020304b806070020010db80000000000000000",
     GOLDEN_RAW, 1,
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 24) 2001:db8::1 > 2001:db8::2:"
     " [bad icmp6 cksum 0x0000 -> 0x1871!] ICMP6, RPL, (CLR)DODAG Information Object [leng"
     "th 20 < 24] (invalid)\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
