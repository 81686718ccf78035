// SPDX-License-Identifier: BSD-3-Clause
/* hex.h - octets as they are, below the line: in hexadecimal, as text, or both. */
#ifndef TL_PRINT_HEX_H
#define TL_PRINT_HEX_H

#include "print/line.h"

enum hex_form { HEX_ONLY, HEX_AND_ASCII, ASCII_ONLY };

/* `n` octets; each row begins with a newline. */
void hex_print(struct line *l, const uint8_t *p, size_t n, enum hex_form form);

/* What -x, -X and -A ask for, of the whole frame. */
void hex_print_frame(struct line *l);

#endif
