// SPDX-License-Identifier: BSD-3-Clause
#include "base/hash.h"

#include <sys/random.h>

uint64_t hash_seed(void)
{
    uint64_t seed;

    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
        return UINT64_C(0x2545f4914f6cdd1d);
    return seed;
}
