// SPDX-License-Identifier: BSD-3-Clause
/* ip4_options.h - the options of an IPv4 header (RFC 791 3.1) as text, for -v. */
#ifndef TL_PRINT_IP4_OPTIONS_H
#define TL_PRINT_IP4_OPTIONS_H

#include "print/line.h"

enum ip4_options_end {
    IP4_OPTIONS_DONE,
    IP4_OPTIONS_SHORT, /* not captured whole, which the line says: nor is what is behind */
    IP4_OPTIONS_CUT,   /* the whole line ends here */
};

/* The list at the front of `b`, b.len octets long by the header. */
enum ip4_options_end ip4_options_print(struct line *l, struct body b);

/* Where the header `h` of `len` octets, all captured, sends its packet in the end: to the last
 * address of a source route, or to the destination. *Borrowed* from the header. */
const uint8_t *ip4_final_destination(const uint8_t *h, size_t len);

#endif
