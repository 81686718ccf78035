// SPDX-License-Identifier: BSD-3-Clause
/* icmp6.h - the parts of ICMPv6 that have files of their own. */
#ifndef TL_PRINT_ICMP6_H
#define TL_PRINT_ICMP6_H

#include "print/line.h"

/* Neighbour discovery (RFC 4861) and multicast listeners (RFC 2710, 3810): a message from its
 * type on, behind its name. */
line_printer icmp6_print_neighbour, icmp6_print_listener;

/* Whether `type` is one of theirs. */
bool icmp6_is_neighbour(uint8_t type);
bool icmp6_is_listener(uint8_t type);

#endif
