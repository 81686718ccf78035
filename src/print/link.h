// SPDX-License-Identifier: BSD-3-Clause
/* link.h - which printer begins a frame. */
#ifndef TL_PRINT_LINK_H
#define TL_PRINT_LINK_H

#include "print/line.h"

/* The printer of a LINKTYPE_ value, NULL if there is none. */
line_printer *link_printer(uint16_t link_type);

#endif
