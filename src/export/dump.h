// SPDX-License-Identifier: BSD-3-Clause
/* dump.h - octets as tshark's `-x` prints them: sixteen a line, with offset and text beside. */
#ifndef TL_EXPORT_DUMP_H
#define TL_EXPORT_DUMP_H

#include "base/octets.h"
#include "base/text.h"

/* Append the lines. */
void tl_dump_write(struct text *out, struct span octets);

#endif
