// SPDX-License-Identifier: BSD-3-Clause
#include "base/sha256.h"

#include <string.h>

#include "base/digest.h"
#include "base/octets.h"

enum { BLOCK = DIGEST_BLOCK, ROUNDS = 64, A = 0, B, C, D, E, F, G, H, WORDS };

/* RFC 6234 5.1: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* The same of their square roots, of the first 8. */
static const uint32_t start[WORDS] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static uint32_t rotate(uint32_t v, unsigned by)
{
    return v >> by | v << (32 - by);
}

/* The message as words, and what follows from them for the later rounds. */
static void schedule(uint32_t w[ROUNDS], const uint8_t block[BLOCK])
{
    for (unsigned t = 0; t < ROUNDS; t++) {
        uint32_t s0, s1;

        if (t < 16) {
            w[t] = be32(block + (size_t)4 * t);
            continue;
        }
        s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
        s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
}

static void do_round(uint32_t h[WORDS], uint32_t word)
{
    const uint32_t s1 = rotate(h[E], 6) ^ rotate(h[E], 11) ^ rotate(h[E], 25);
    const uint32_t s0 = rotate(h[A], 2) ^ rotate(h[A], 13) ^ rotate(h[A], 22);
    const uint32_t choice = (h[E] & h[F]) ^ (~h[E] & h[G]);
    const uint32_t majority = (h[A] & h[B]) ^ (h[A] & h[C]) ^ (h[B] & h[C]);
    const uint32_t t1 = h[H] + s1 + choice + word;

    memmove(h + B, h + A, (WORDS - 1) * sizeof *h);
    h[E] += t1;
    h[A] = t1 + s0 + majority;
}

static void add_block(uint32_t sum[WORDS], const uint8_t block[BLOCK])
{
    uint32_t w[ROUNDS], h[WORDS];

    schedule(w, block);
    memcpy(h, sum, sizeof h);
    for (unsigned t = 0; t < ROUNDS; t++)
        do_round(h, w[t] + constants[t]);
    for (unsigned i = 0; i < WORDS; i++)
        sum[i] += h[i];
}

void tl_sha256(uint8_t digest[SHA256_OCTETS], const uint8_t *octets, size_t n)
{
    const uint64_t length = n;
    uint8_t last[2 * BLOCK];
    uint32_t h[WORDS];
    size_t rest;

    memcpy(h, start, sizeof h);
    for (; n >= BLOCK; n -= BLOCK, octets += BLOCK)
        add_block(h, octets);
    rest = digest_end(last, octets, n, length, false);
    for (size_t at = 0; at < rest; at += BLOCK)
        add_block(h, last + at);
    for (unsigned i = 0; i < SHA256_OCTETS; i++)
        digest[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}
