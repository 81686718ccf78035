// SPDX-License-Identifier: BSD-3-Clause
/* checksum.c - tcp/checksum.h made to serve other protocols. */
#include "print/checksum.h"

#include "print/line.h"
#include "tcp/checksum.h"

enum { PROTOCOL_TCP = 6 };

bool checksum_is_right(struct span octets)
{
    return tl_tcp_checksum_fold(tl_tcp_checksum_add(0, octets)) == UINT16_MAX;
}

bool checksum_transport(const struct ip_info *ip, uint8_t protocol, struct span octets, size_t at,
                        uint16_t *right)
{
    const size_t addr_len = ip->version == 6 ? 16 : 4;
    const struct span src = {ip->src, addr_len}, dst = {ip->final_dst, addr_len};
    uint64_t sum = tl_tcp_checksum_pseudo(src, dst, (uint32_t)octets.n);
    uint16_t folded;

    sum = tl_tcp_checksum_add(sum - PROTOCOL_TCP + protocol, octets);
    folded = tl_tcp_checksum_fold(sum);
    if (folded == UINT16_MAX)
        return true;
    *right = (uint16_t)~tl_tcp_checksum_fold(sum + (uint16_t)~be16(octets.p + at));
    return false;
}
