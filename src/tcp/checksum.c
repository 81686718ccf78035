// SPDX-License-Identifier: BSD-3-Clause
/* checksum.c - 32 bits at a time: no carry to look after, and twice as fast as 16. */
#include "tcp/checksum.h"

enum { PROTOCOL_TCP = 6 };

uint64_t tl_tcp_checksum_add(uint64_t sum, struct span octets)
{
    const uint8_t *p;

    while ((p = span_take(&octets, 4)) != NULL)
        sum += be32(p);
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
