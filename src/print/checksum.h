// SPDX-License-Identifier: BSD-3-Clause
/* checksum.h - the Internet checksum (RFC 1071) of what stands inside IP. */
#ifndef TL_PRINT_CHECKSUM_H
#define TL_PRINT_CHECKSUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/octets.h"

struct ip_info;

/* Whether the 16-bit words of `octets` sum up to what they should. If not, `*right` is what the
 * checksum at offset `at` should be, in host order. */
bool checksum_is_right(struct span octets, size_t at, uint16_t *right);

/* The same with the pseudo-header of `ip` and `protocol`. */
bool checksum_transport(const struct ip_info *ip, uint8_t protocol, struct span octets, size_t at,
                        uint16_t *right);

#endif
