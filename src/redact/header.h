// SPDX-License-Identifier: BSD-3-Clause
/* header.h - what is kept of each header, and the addresses in it. */
#ifndef TL_REDACT_HEADER_H
#define TL_REDACT_HEADER_H

#include <stddef.h>

#include "decode/layers.h"
#include "redact/permute.h"

/* Octets of the header, as far as they are there and known, if nothing that is known follows it. */
size_t tl_redact_header_length(const struct layer *l);

/* `h` holds n octets of a header of this kind (enum layer_kind), as they were: replace what tells
 * of somebody. */
void tl_redact_header(const struct permute_key *key, unsigned kind, uint8_t *h, size_t n);

/* option.c: likewise, of the options of IPv4 and of TCP. */
void tl_redact_ip4_options(const struct permute_key *key, uint8_t *options, size_t n);
void tl_redact_tcp_options(uint8_t *options, size_t n);

#endif
