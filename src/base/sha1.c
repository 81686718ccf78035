// SPDX-License-Identifier: BSD-3-Clause
#include "base/sha1.h"

#include <assert.h>
#include <string.h>

#include "base/digest.h"
#include "base/octets.h"

enum { ROUNDS = 80 };

_Static_assert(SHA1_SHORT + 1 + DIGEST_LENGTH <= DIGEST_BLOCK, "one block has room for it");

static uint32_t rotate(uint32_t v, unsigned by)
{
    return v << by | v >> (32 - by);
}

/* RFC 3174 5: the function and the constant of round `t`. */
static uint32_t mix(unsigned t, uint32_t b, uint32_t c, uint32_t d)
{
    if (t < 20)
        return ((b & c) | (~b & d)) + 0x5a827999;
    if (t < 40)
        return (b ^ c ^ d) + 0x6ed9eba1;
    if (t < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    return (b ^ c ^ d) + 0xca62c1d6;
}

void tl_sha1_short(uint8_t digest[SHA1_OCTETS], const uint8_t *octets, size_t n)
{
    static const uint32_t start[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    uint8_t block[2 * DIGEST_BLOCK];
    uint32_t w[ROUNDS], h[5];

    assert(n <= SHA1_SHORT);
    (void)digest_end(block, octets, n, n, false);
    for (unsigned t = 0; t < ROUNDS; t++)
        w[t] = t < 16 ? be32(block + (size_t)4 * t)
                      : rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    memcpy(h, start, sizeof h);
    for (unsigned t = 0; t < ROUNDS; t++) {
        const uint32_t next = rotate(h[0], 5) + mix(t, h[1], h[2], h[3]) + h[4] + w[t];

        h[4] = h[3];
        h[3] = h[2];
        h[2] = rotate(h[1], 30);
        h[1] = h[0];
        h[0] = next;
    }
    for (unsigned i = 0; i < SHA1_OCTETS; i++)
        digest[i] = (uint8_t)((h[i / 4] + start[i / 4]) >> (24 - 8 * (i % 4)));
}
