// SPDX-License-Identifier: BSD-3-Clause
/* dissect_ip.c - IPv4 (RFC 791) and IPv6 (RFC 8200). */
#include "dissect/dissect.h"

enum { NOT_VERIFIED = 2 };

void dissect_ip4(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    const size_t header_len = l->captured > 0 ? (size_t)(h[0] & 0x0f) * 4 : 0;

    if (l->captured < 20)
        return;
    items_u(out, F_IP_VERSION, h[0] >> 4);
    items_u(out, F_IP_HDR_LEN, header_len);
    if (header_len < 20)
        return;
    items_u(out, F_IP_DSFIELD, h[1]);
    items_u(out, F_IP_DSFIELD_DSCP, h[1] >> 2);
    items_u(out, F_IP_DSFIELD_ECN, h[1] & 3);
    /* Segmentation offload leaves the length to the interface. */
    items_u(out, F_IP_LEN, be16(h + 2) != 0 ? be16(h + 2) : l->len);
    items_u(out, F_IP_ID, be16(h + 4));
    items_u(out, F_IP_FLAGS, h[6] >> 5);
    items_u(out, F_IP_FLAGS_RB, h[6] >> 7);
    items_u(out, F_IP_FLAGS_DF, h[6] >> 6 & 1);
    items_u(out, F_IP_FLAGS_MF, h[6] >> 5 & 1);
    items_u(out, F_IP_FRAG_OFFSET, be16(h + 6) & 0x1fffU);
    items_u(out, F_IP_TTL, h[8]);
    items_u(out, F_IP_PROTO, h[9]);
    items_u(out, F_IP_CHECKSUM, be16(h + 10));
    items_u(out, F_IP_CHECKSUM_STATUS, NOT_VERIFIED);
    items_u(out, F_IP_SRC, be32(h + 12));
    items_u(out, F_IP_ADDR, be32(h + 12));
    items_u(out, F_IP_DST, be32(h + 16));
    items_u(out, F_IP_ADDR, be32(h + 16));
}

void dissect_ip6(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    uint32_t first;

    if (l->captured < 40)
        return;
    first = be32(h);
    items_u(out, F_IPV6_VERSION, first >> 28);
    items_u(out, F_IP_VERSION, first >> 28);
    items_u(out, F_IPV6_TCLASS, first >> 20 & 0xff);
    items_u(out, F_IPV6_TCLASS_DSCP, first >> 22 & 0x3f);
    items_u(out, F_IPV6_TCLASS_ECN, first >> 20 & 3);
    items_u(out, F_IPV6_FLOW, first & 0xfffff);
    items_u(out, F_IPV6_PLEN, be16(h + 4));
    items_u(out, F_IPV6_NXT, h[6]);
    items_u(out, F_IPV6_HLIM, h[7]);
    items_octets(out, F_IPV6_SRC, h + 8, 16);
    items_octets(out, F_IPV6_ADDR, h + 8, 16);
    items_octets(out, F_IPV6_DST, h + 24, 16);
    items_octets(out, F_IPV6_ADDR, h + 24, 16);
}
