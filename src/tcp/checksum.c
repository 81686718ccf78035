// SPDX-License-Identifier: BSD-3-Clause
/*
 * checksum.c - the sum does not depend on the order of octets within words, if only the result is
 * turned round (RFC 1071 2 B). So words are added as the machine has them, 32 bits at a time in 64,
 * with no carry to look after: a loop of which the compiler makes vector instructions.
 */
#include "tcp/checksum.h"

#include <endian.h>
#include <string.h>

enum { PROTOCOL_TCP = 6, WORD = 4 };

uint64_t tl_tcp_checksum_add(uint64_t sum, struct span octets)
{
    const size_t words = octets.n / WORD;
    uint64_t as_they_are = 0;
    const uint8_t *p;

    for (size_t i = 0; i < words; i++) {
        uint32_t word;

        memcpy(&word, octets.p + i * WORD, WORD);
        as_they_are += word;
    }
    sum += be16toh(tl_tcp_checksum_fold(as_they_are));
    (void)span_take(&octets, words * WORD);
    if ((p = span_take(&octets, 2)) != NULL)
        sum += be16(p);
    if ((p = span_take(&octets, 1)) != NULL)
        sum += (uint32_t)p[0] << 8;
    return sum;
}

uint64_t tl_tcp_checksum_pseudo(struct span src, struct span dst, uint32_t segment_len)
{
    const uint64_t sum = (uint64_t)PROTOCOL_TCP + segment_len;

    return tl_tcp_checksum_add(tl_tcp_checksum_add(sum, src), dst);
}

uint16_t tl_tcp_checksum_fold(uint64_t sum)
{
    while (sum > UINT16_MAX)
        sum = (sum & UINT16_MAX) + (sum >> 16);
    return (uint16_t)sum;
}
