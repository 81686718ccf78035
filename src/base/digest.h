// SPDX-License-Identifier: BSD-3-Clause
/*
 * digest.h - how MD5, SHA-1 and SHA-256 end a message: a bit, zeros, and its length in bits, so
 * that whole blocks of 64 octets come of it (RFC 1321 3.1, RFC 6234 4.1).
 */
#ifndef TL_BASE_DIGEST_H
#define TL_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DIGEST_BLOCK = 64, DIGEST_LENGTH = 8 };

/* The last blocks of a message of `length` octets, whose last `n`, less than a block, are at
 * `rest`: how many octets they are, one block or two. MD5 writes the length with its low octet
 * first. */
static inline size_t digest_end(uint8_t last[2 * DIGEST_BLOCK], const uint8_t *rest, size_t n,
                                uint64_t length, bool low_first)
{
    const size_t size = n < DIGEST_BLOCK - DIGEST_LENGTH ? DIGEST_BLOCK : 2 * DIGEST_BLOCK;
    uint8_t *const end = last + size - DIGEST_LENGTH;

    memset(last, 0, 2 * DIGEST_BLOCK);
    if (n > 0)
        memcpy(last, rest, n);
    last[n] = 0x80;
    for (unsigned i = 0; i < DIGEST_LENGTH; i++)
        end[i] = (uint8_t)(length * 8 >> (low_first ? 8 * i : 56 - 8 * i));
    return size;
}

#endif
