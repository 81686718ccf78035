// SPDX-License-Identifier: BSD-3-Clause
/* form.h - octets as text: hexadecimal dumps, digits, base64. */
#ifndef TL_FOLLOW_FORM_H
#define TL_FOLLOW_FORM_H

#include <stdint.h>

#include "base/octets.h"
#include "base/text.h"

/* Lines of sixteen as `tshark -z follow,tcp,hex` has them: offset, octets, characters; the first
 * one at `offset`; `indent` before each. */
void form_hex_dump(struct text *t, struct span octets, uint32_t offset, const char *indent);

/* Two digits an octet. */
void form_hex_digits(struct text *t, struct span octets);

/* RFC 4648 4, without line ends. */
void form_base64(struct text *t, struct span octets);

/* The same in lines of 76 digits, `indent` before each; nothing if there are no octets. */
void form_base64_lines(struct text *t, struct span octets, const char *indent);

#endif
