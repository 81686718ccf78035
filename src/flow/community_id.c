// SPDX-License-Identifier: BSD-3-Clause
#include "flow/community_id.h"

#include <stdbool.h>
#include <string.h>

#include "base/sha1.h"

enum { PROTOCOL_TCP = 6, MAPPED = 12, PADDING = 64 };

/* One end of the flow, as it goes into the digest. */
struct end {
    const uint8_t *addr;
    size_t n;
    uint8_t port[2];
};

/* ::ffff:a.b.c.d is IPv4's form here, and four octets there. */
static struct end make_end(const uint8_t addr[16], uint16_t port)
{
    static const uint8_t mapped[MAPPED] = {[10] = 0xff, [11] = 0xff};
    const bool ip4 = memcmp(addr, mapped, sizeof mapped) == 0;

    return (struct end){.addr = ip4 ? addr + MAPPED : addr,
                        .n = ip4 ? 4 : 16,
                        .port = {(uint8_t)(port >> 8), (uint8_t)port}};
}

/* The smaller address first; with equal ones, the smaller port. */
static bool in_order(const struct end *a, const struct end *b)
{
    const int addresses = memcmp(a->addr, b->addr, a->n);

    return addresses < 0 || (addresses == 0 && memcmp(a->port, b->port, sizeof a->port) < 0);
}

static void base64(char *out, const uint8_t *octets, size_t n)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

    for (size_t i = 0; i < n; i += 3) {
        const size_t left = n - i;
        const uint32_t three = (uint32_t)octets[i] << 16 |
                               (left > 1 ? (uint32_t)octets[i + 1] << 8 : 0) |
                               (left > 2 ? octets[i + 2] : 0U);

        *out++ = digits[three >> 18];
        *out++ = digits[three >> 12 & 63];
        *out++ = digits[left > 1 ? three >> 6 & 63 : PADDING];
        *out++ = digits[left > 2 ? three & 63 : PADDING];
    }
    *out = '\0';
}

static uint8_t *put(uint8_t *at, const uint8_t *octets, size_t n)
{
    memcpy(at, octets, n);
    return at + n;
}

void tl_community_id(char out[COMMUNITY_ID], const uint8_t addr_a[16], uint16_t port_a,
                     const uint8_t addr_b[16], uint16_t port_b)
{
    static const uint8_t seed[2] = {0, 0}, protocol[2] = {PROTOCOL_TCP, 0};
    const struct end a = make_end(addr_a, port_a), b = make_end(addr_b, port_b);
    const struct end *const first = in_order(&a, &b) ? &a : &b;
    const struct end *const second = first == &a ? &b : &a;
    uint8_t message[SHA1_SHORT], digest[SHA1_OCTETS], *at = message;

    at = put(at, seed, sizeof seed);
    at = put(at, first->addr, first->n);
    at = put(at, second->addr, second->n);
    at = put(at, protocol, sizeof protocol);
    at = put(at, first->port, sizeof first->port);
    at = put(at, second->port, sizeof second->port);
    tl_sha1_short(digest, message, (size_t)(at - message));
    out[0] = '1';
    out[1] = ':';
    base64(out + 2, digest, sizeof digest);
}
