// SPDX-License-Identifier: BSD-3-Clause
/*
 * permute.h - a keyed permutation of bits: what is the same stays the same, what differs differs,
 * and nobody without the key can tell which was which.
 *
 * A Feistel network of six rounds over both halves of the bits, with SHA-1 of key, domain, round
 * and half as its function. Each round only adds to one half what the other says, so every network
 * is a bijection, whatever its function.
 */
#ifndef TL_REDACT_PERMUTE_H
#define TL_REDACT_PERMUTE_H

#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "base/sha1.h"

/* Kinds of addresses, each with a permutation of its own. */
enum permute_domain { PERMUTE_IP4 = 1, PERMUTE_IP6, PERMUTE_ETHER, PERMUTE_GROUP };

struct permute_key {
    uint8_t octets[SHA1_OCTETS];
};

/* The key that a text stands for; NULL: one that the kernel makes, TCPLENS_ERR_SYSTEM if it has
 * none. */
enum tcplens_status tl_permute_key(struct permute_key *key, const char *text,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Permute what of the n <= 16 octets is behind their first `kept` bits; at least two bits are. */
void tl_permute(const struct permute_key *key, enum permute_domain domain, uint8_t *octets,
                size_t n, unsigned kept);

#endif
