// SPDX-License-Identifier: BSD-3-Clause
#include "base/md5.h"

#include <string.h>

#include "base/digest.h"
#include "base/octets.h"

enum { BLOCK = DIGEST_BLOCK, ROUNDS = 64 };

/* RFC 1321 3.4: 2^32 times the sine's absolute value. */
static const uint32_t sines[ROUNDS] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static uint32_t rotate(uint32_t v, unsigned by)
{
    return v << by | v >> (32 - by);
}

/* RFC 1321 3.4: the function of round `t`, and which word of the block it takes. */
static uint32_t mix(unsigned t, const uint32_t v[4], unsigned *word)
{
    const uint32_t b = v[1], c = v[2], d = v[3];

    switch (t / 16) {
    case 0:
        *word = t;
        return (b & c) | (~b & d);
    case 1:
        *word = (5 * t + 1) % 16;
        return (d & b) | (~d & c);
    case 2:
        *word = (3 * t + 5) % 16;
        return b ^ c ^ d;
    default:
        *word = 7 * t % 16;
        return c ^ (b | ~d);
    }
}

static void add_block(uint32_t h[4], const uint8_t *block)
{
    static const uint8_t shifts[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t v[4];

    memcpy(v, h, sizeof v);
    for (unsigned t = 0; t < ROUNDS; t++) {
        unsigned word;
        const uint32_t f = mix(t, v, &word) + v[0] + sines[t] + le32(block + (size_t)4 * word);

        v[0] = v[3];
        v[3] = v[2];
        v[2] = v[1];
        v[1] += rotate(f, shifts[t / 16][t % 4]);
    }
    for (unsigned i = 0; i < 4; i++)
        h[i] += v[i];
}

void tl_md5(uint8_t digest[MD5_OCTETS], const uint8_t *octets, size_t n)
{
    uint32_t h[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    const uint64_t length = n;
    uint8_t last[2 * BLOCK];
    size_t rest;

    for (; n >= BLOCK; n -= BLOCK, octets += BLOCK)
        add_block(h, octets);
    rest = digest_end(last, octets, n, length, true);
    for (size_t at = 0; at < rest; at += BLOCK)
        add_block(h, last + at);
    for (unsigned i = 0; i < MD5_OCTETS; i++)
        digest[i] = (uint8_t)(h[i / 4] >> (8 * (i % 4)));
}
