// SPDX-License-Identifier: BSD-3-Clause
/* icmp_extension.h - what may follow the quoted packet in an ICMP error (RFC 4884). */
#ifndef TL_PRINT_ICMP_EXTENSION_H
#define TL_PRINT_ICMP_EXTENSION_H

#include "print/line.h"

/* The extension of the ICMP message `message`, if it has one. */
enum print_status icmp_extension_print(struct line *l, struct body message);

#endif
