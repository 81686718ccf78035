// SPDX-License-Identifier: BSD-3-Clause
/*
 * decimal.h - numbers as digits, for writers that have made sure of their room before.
 *
 * Eight digits are made at once in one 64-bit word: no loop and no branch, since lengths of numbers
 * are what a processor guesses wrong.
 */
#ifndef TL_BASE_DECIMAL_H
#define TL_BASE_DECIMAL_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

enum { DECIMAL_MAX_32 = 10, DECIMAL_MAX_64 = 20, DECIMAL_DOTTED_MAX = 16 };

/* "00" to "99", one behind the other. */
extern const char decimal_pairs[200];

/* "0." to "255.", not NUL-terminated. */
extern const char decimal_dotted[256][4];

/* The last two digits of `v`, at `at`. */
static inline char *decimal_put_two(char *at, uint32_t v)
{
    memcpy(at, decimal_pairs + 2 * (v % 100), 2);
    return at + 2;
}

/* The eight digits of `v` < 10^8, one in each octet, the first one in the lowest. Each step cuts
 * all parts in two at once; the factors are reciprocals, exact for parts of that size. */
static inline uint64_t decimal_eight(uint32_t v)
{
    const uint64_t fours = (uint64_t)(v % 10000) << 32 | v / 10000;
    const uint64_t hundreds = fours * 10486 >> 20 & UINT64_C(0x0000007f0000007f);
    const uint64_t twos = (fours - hundreds * 100) << 16 | hundreds;
    const uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000f000f000f000f);

    return (twos - tens * 10) << 8 | tens;
}

static inline char *decimal_store(char *at, uint64_t digits, unsigned n)
{
    digits = htole64(digits | UINT64_C(0x3030303030303030));
    memcpy(at, &digits, sizeof digits);
    return at + n;
}

/* All of `v`, in room of DECIMAL_MAX_32; where it ends. */
static inline char *decimal_put(char *at, uint32_t v)
{
    const uint32_t above = v / 100000000;
    const uint64_t digits = decimal_eight(v % 100000000);
    unsigned zeros;

    if (above != 0) {
        *at = (char)('0' + above / 10);
        at += above > 9;
        *at++ = (char)('0' + above % 10);
        return decimal_store(at, digits, 8);
    }
    zeros = (unsigned)__builtin_ctzll(digits | UINT64_C(1) << 56) / 8;
    return decimal_store(at, digits >> zeros * 8, 8 - zeros);
}

/* The same for 64 bits, in room of DECIMAL_MAX_64. */
static inline char *decimal_put_64(char *at, uint64_t v)
{
    static const uint64_t cut = 100000000;

    if (v <= UINT32_MAX)
        return decimal_put(at, (uint32_t)v);
    if (v / cut <= UINT32_MAX) {
        at = decimal_put(at, (uint32_t)(v / cut));
    } else {
        at = decimal_put(at, (uint32_t)(v / cut / cut));
        at = decimal_store(at, decimal_eight((uint32_t)(v / cut % cut)), 8);
    }
    return decimal_store(at, decimal_eight((uint32_t)(v % cut)), 8);
}

/* An IPv4 address and a dot behind it, in room of DECIMAL_DOTTED_MAX. */
static inline char *decimal_put_dotted(char *at, const uint8_t addr[4])
{
    for (unsigned i = 0; i < 4; i++) {
        memcpy(at, decimal_dotted[addr[i]], 4);
        at += 2 + (addr[i] > 9) + (addr[i] > 99);
    }
    return at;
}

#endif
