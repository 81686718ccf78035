// SPDX-License-Identifier: BSD-3-Clause
/* checksum.c - tcp/checksum.h made to serve other protocols. */
#include "print/checksum.h"

#include "print/line.h"
#include "tcp/checksum.h"

enum { PROTOCOL_TCP = 6 };

/* Judge `sum`, made of everything that counts. */
static bool judge(uint64_t sum, struct span octets, size_t at, uint16_t *right)
{
    const uint16_t folded = tl_tcp_checksum_fold(sum);

    if (folded == UINT16_MAX)
        return true;
    *right = tl_tcp_checksum_fold((uint64_t)be16(octets.p + at) + (uint16_t)~folded);
    return false;
}

bool checksum_is_right(struct span octets, size_t at, uint16_t *right)
{
    return judge(tl_tcp_checksum_add(0, octets), octets, at, right);
}

bool checksum_transport(const struct ip_info *ip, uint8_t protocol, struct span octets, size_t at,
                        uint16_t *right)
{
    const size_t addr_len = ip->version == 6 ? 16 : 4;
    const struct span src = {ip->src, addr_len}, dst = {ip->final_dst, addr_len};
    const uint64_t pseudo = tl_tcp_checksum_pseudo(src, dst, (uint32_t)octets.n);

    return judge(tl_tcp_checksum_add(pseudo - PROTOCOL_TCP + protocol, octets), octets, at, right);
}
