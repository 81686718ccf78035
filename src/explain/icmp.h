// SPDX-License-Identifier: BSD-3-Clause
/* icmp.h - the first octets of an ICMP error. */
#ifndef TL_EXPLAIN_ICMP_H
#define TL_EXPLAIN_ICMP_H

#include <stdint.h>

#include <tcplens/segment.h>

/* Type and code as sent, and the MTU of the next hop; 0 if it reports none. */
struct icmp_error {
    uint32_t mtu;
    uint8_t type, code;
};

/* Read it; all 0 if the capture cut it off. Requires TCPLENS_KIND_ICMP. */
struct icmp_error tl_icmp_error(const struct tcplens_segment *seg);

#endif
