// SPDX-License-Identifier: BSD-3-Clause
#include "redact/permute.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "base/error.h"
#include "base/hash.h"

enum { ROUNDS = 6, PIECE = SHA1_SHORT - SHA1_OCTETS };

/* Pieces of a long text are digested one after the other, each with the digest before. */
static void key_of_text(struct permute_key *key, const char *text)
{
    uint8_t block[SHA1_SHORT] = {0};
    size_t n = strlen(text);

    do {
        const size_t piece = n < PIECE ? n : PIECE;

        memcpy(block + SHA1_OCTETS, text, piece);
        tl_sha1_short(key->octets, block, SHA1_OCTETS + piece);
        memcpy(block, key->octets, SHA1_OCTETS);
        text += piece;
        n -= piece;
    } while (n > 0);
}

enum tcplens_status tl_permute_key(struct permute_key *key, const char *text,
                                   struct tcplens_error *err)
{
    if (text != NULL) {
        key_of_text(key, text);
        return TCPLENS_OK;
    }
    if (getrandom(key->octets, sizeof key->octets, 0) == (ssize_t)sizeof key->octets)
        return TCPLENS_OK;
    return tl_error(err, TCPLENS_ERR_SYSTEM, errno, "no random key");
}

static uint64_t low_bits(unsigned n)
{
    return n == 64 ? UINT64_MAX : (UINT64_C(1) << n) - 1;
}

/* What a half says in a round. */
static uint64_t mix(const struct permute_key *key, enum permute_domain domain, unsigned round,
                    uint64_t half)
{
    uint8_t block[SHA1_OCTETS + 2 + sizeof half], digest[SHA1_OCTETS];
    uint64_t said;

    memcpy(block, key->octets, SHA1_OCTETS);
    block[SHA1_OCTETS] = (uint8_t)domain;
    block[SHA1_OCTETS + 1] = (uint8_t)round;
    for (size_t i = 0; i < sizeof half; i++)
        block[SHA1_OCTETS + 2 + i] = (uint8_t)(half >> 8 * i);
    tl_sha1_short(digest, block, sizeof block);
    said = 0;
    for (size_t i = 0; i < sizeof said; i++)
        said |= (uint64_t)digest[i] << 8 * i;
    return said;
}

void tl_permute(const struct permute_key *key, enum permute_domain domain, uint8_t *octets,
                size_t n, unsigned kept)
{
    const unsigned bits = (unsigned)(8 * n) - kept, right_bits = bits / 2;
    const unsigned left_bits = bits - right_bits;
    hash_u128 v = 0, top;
    uint64_t left, right;

    for (size_t i = 0; i < n; i++)
        v = v << 8 | octets[i];
    right = (uint64_t)v & low_bits(right_bits);
    left = (uint64_t)(v >> right_bits) & low_bits(left_bits);
    top = v ^ ((hash_u128)left << right_bits | right);
    for (unsigned round = 0; round < ROUNDS; round++) {
        if (round % 2 == 0)
            left ^= mix(key, domain, round, right) & low_bits(left_bits);
        else
            right ^= mix(key, domain, round, left) & low_bits(right_bits);
    }
    v = top | (hash_u128)left << right_bits | right;
    for (size_t i = n; i-- > 0; v >>= 8)
        octets[i] = (uint8_t)v;
}
