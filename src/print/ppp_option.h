// SPDX-License-Identifier: BSD-3-Clause
/* ppp_option.h - PPP's control protocols, their options, and what they share with ppp.c. */
#ifndef TL_PRINT_PPP_OPTION_H
#define TL_PRINT_PPP_OPTION_H

#include "print/line.h"

/* Whether the options of control protocol `protocol` can be read. */
bool ppp_has_options(uint16_t protocol);

/* The option that `b` begins with, on a line of its own, if it is not longer than `b.len`. `*len`
 * is what it takes, 0 if the list cannot be followed any further. */
enum print_status ppp_print_option(struct line *l, uint16_t protocol, struct body b, size_t *len);

enum { HEADER_COMPRESSION_LEN = 14 }; /* at least, as an option of IPCP */

/* What the IP compression option `b`, long enough, says of IP header compression; of it and
 * what is behind `captured` octets were captured; false if that is too few, which ends the packet.
 */
bool ppp_put_header_compression(struct line *l, struct body b, size_t captured);

/* What a PPP protocol number stands for, NULL if nothing known. */
const char *ppp_protocol_name(uint16_t protocol);

/* Octets in hexadecimal, each row behind `indent`; no more than were captured. */
void ppp_put_octets(struct line *l, struct body b, const char *indent);

/* A packet of the control protocol `protocol`, which has a name, and whose number stands right in
 * front of `b`. */
enum print_status ppp_print_control(struct line *l, struct body b, uint16_t protocol);

line_printer print_pap, print_chap;

/* What stands behind the number of a protocol, and in front of which it stands itself. */
enum print_status ppp_print_contents(struct line *l, struct body b, uint16_t protocol);

/* A frame with escapes, from the octet behind its flag on. */
line_printer ppp_print_escaped;

#endif
