// SPDX-License-Identifier: BSD-3-Clause
/* ppp_escaped_test.c - PPP with its octets escaped, against tcpdump 4.99.3. */
#include "print/golden_test.h"

static const struct golden_frame goldens[] = {
    {"ff037e7e7e", 9, 1, "(protocol 0x7e7e invalid)\n"},
    {"ff037eff03", 9, 1, " [|ppp]\n"},
    {"ff037eff03c021", 9, 1, "LCP, [|LCP]\n"},
    {"ff037eff037e21", 9, 1, "(protocol 0x7e21 invalid)\n"},
    {"ff037e0021", 9, 1, " [|ip]\n"},
    {"ff037e7dff", 9, 1, " [|ppp]\n"},
    {"ff037e23ff", 9, 1, "unknown PPP protocol (0x23ff) \n"},
    {"ff037e214500002000010000401100000a0000010a00000203e807d0000c000061626364", 9, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32, bad ck"
     "sum 0 (->66ca)!)\n    10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 4\n"},
    {"ff037e21457d207d20207d207d217d207d20407d317d207d207d2a7d207d207d217d2a7d207d207d227d"
     "23e87d27d07d207d2c7d207d2061626364",
     9, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32, bad ck"
     "sum 0 (->66ca)!)\n    10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 4\n"},
    {"ff037eff030021457d207d20207d207d217d207d20407d317d207d207d2a7d207d207d217d2a7d207d20"
     "7d227d23e87d27d07d207d2c7d207d2061626364",
     9, 1,
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 32, bad ck"
     "sum 0 (->66ca)!)\n    10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 4\n"},
    {"ff037ec0217d217d227d207d287d217d247d25dc", 9, 1,
     "LCP, Conf-Request (0x01), id 2, length 10\n\tencoded length 8 (=Option(s) length 4)"
     "\n\t  MRU Option (0x01), length 4: 1500\n"},
    {"ff037e57607d207d207d207d207d2c7d3140207d217d2db87d207d207d207d207d207d207d207d207d20"
     "7d207d207d21207d217d2db87d207d207d207d207d207d207d207d207d207d207d207d227d23e87d27d0"
     "7d207d2c7d207d2061626364",
     9, 1,
     "IP6 (hlim 64, next-header UDP (17) payload length: 12) 2001:db8::1.1000 > 2001:db8::"
     "2.2000: [bad udp cksum 0x0000 -> 0xd3e2!] UDP, length 4\n"},
};

int main(void)
{
    golden_frames_check(goldens, sizeof goldens / sizeof goldens[0]);
    return t_done();
}
