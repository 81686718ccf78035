// SPDX-License-Identifier: BSD-3-Clause
/*
 * sha256.h - SHA-256 (RFC 6234), for names that others have defined by it; never for anything that
 * must be safe from an attacker.
 */
#ifndef TL_BASE_SHA256_H
#define TL_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_OCTETS = 32 };

/* The digest of n octets. */
void tl_sha256(uint8_t digest[SHA256_OCTETS], const uint8_t *octets, size_t n);

#endif
