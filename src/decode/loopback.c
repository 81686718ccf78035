// SPDX-License-Identifier: BSD-3-Clause
/* loopback.c - links without a header of their own: an address family, or IP at once. */
#include "decode/layer.h"

enum { FAMILY = 4 };

/* The capturing host's AF_ value: AF_INET is 2 everywhere, AF_INET6 differs between systems. */
static void decode_family(struct cursor *c, uint32_t family)
{
    switch (family) {
    case 2:
        layer_ip4(c);
        return;
    case 10: /* Linux */
    case 23: /* Windows */
    case 24: /* NetBSD, OpenBSD, BSD/OS */
    case 28: /* FreeBSD */
    case 30: /* macOS */
        layer_ip6(c);
        return;
    default:
        return;
    }
}

/* The family is in the byte order of the host that captured, which nothing states; for
 * LINKTYPE_LOOP it should be big-endian. Families are small numbers. */
void layer_null(struct cursor *c)
{
    const uint8_t *h;

    layer_begins(c, LAYER_NULL);
    h = layer_take(c, FAMILY);
    if (h != NULL)
        decode_family(c, be32(h) <= UINT16_MAX ? be32(h) : le32(h));
}

void layer_ip(struct cursor *c)
{
    const unsigned version = c->captured.n == 0 ? 0 : c->captured.p[0] >> 4;

    if (version == 4)
        layer_ip4(c);
    else if (version == 6)
        layer_ip6(c);
    else if (c->captured.n == 0)
        layer_stop(c, 1);
}

void layer_raw(struct cursor *c)
{
    layer_begins(c, LAYER_RAW);
    layer_ip(c);
}
