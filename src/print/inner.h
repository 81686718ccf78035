// SPDX-License-Identifier: BSD-3-Clause
/* inner.h - what tunnels share. */
#ifndef TL_PRINT_INNER_H
#define TL_PRINT_INNER_H

#include "print/line.h"

/* With -e: ", proto NAME (0xTYPE)". */
void inner_put_ethertype(struct line *l, uint16_t type);

/* An Ethernet frame inside a packet: where the frame around has its link header does not change. */
line_printer print_bridged;

#endif
