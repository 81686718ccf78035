// SPDX-License-Identifier: BSD-3-Clause
/*
 * checksum.h - the Internet checksum (RFC 1071) over TCP's pseudo-header and segment (RFC 9293
 * 3.1).
 *
 * A running sum is kept in 64 bits and folded once, at the end: 2^16 is 1 modulo 2^16 - 1, so words
 * of any multiple of 16 bits may be added. 2^32 words fit before it could overflow.
 */
#ifndef TL_TCP_CHECKSUM_H
#define TL_TCP_CHECKSUM_H

#include <stdint.h>

#include "base/octets.h"

/* `sum` with `octets` added; an odd last octet counts as if a zero octet followed, so only the last
 * piece of a segment may be odd. */
uint64_t tl_tcp_checksum_add(uint64_t sum, struct span octets);

/* The sum of a pseudo-header: both addresses, 4 or 16 octets each, and the segment's length
 * in octets, header included. */
uint64_t tl_tcp_checksum_pseudo(struct span src, struct span dst, uint32_t segment_len);

/* The 16-bit ones' complement sum, not complemented: a checksum field holds its complement. Not 0
 * unless every octet added was. */
uint16_t tl_tcp_checksum_fold(uint64_t sum);

#endif
