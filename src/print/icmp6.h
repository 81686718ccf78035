// SPDX-License-Identifier: BSD-3-Clause
/* icmp6.h - the parts of ICMPv6 that have files of their own. */
#ifndef TL_PRINT_ICMP6_H
#define TL_PRINT_ICMP6_H

#include "print/line.h"

/* A message from its type and code on, both of which were captured, behind its name: neighbour
 * discovery (RFC 4861), multicast listeners (RFC 2710, 3810), router renumbering (RFC 2894), node
 * information (RFC 4620), what mobile nodes need (RFC 6275), and RPL (RFC 6550). */
line_printer icmp6_print_neighbour, icmp6_print_listener, icmp6_print_renumbering;
line_printer icmp6_print_node, icmp6_print_mobile, icmp6_print_rpl;

/* Whether `type` is one of theirs. */
bool icmp6_is_neighbour(uint8_t type);
bool icmp6_is_listener(uint8_t type);
bool icmp6_is_mobile(uint8_t type);

/* The options of neighbour discovery, up to the end of the message. */
line_printer icmp6_print_options;

#endif
