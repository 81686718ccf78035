// SPDX-License-Identifier: BSD-3-Clause
/*
 * random.h - numbers that look random and are the same for the same seed: what a simulation draws.
 * Nothing that has to be guessed by nobody comes from here.
 */
#ifndef TL_BASE_RANDOM_H
#define TL_BASE_RANDOM_H

#include <stdint.h>

/* The next number; `*state` is the seed at first. SplitMix64 (Steele, Lea, Flood 2014). */
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

#endif
