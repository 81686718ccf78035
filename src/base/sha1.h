// SPDX-License-Identifier: BSD-3-Clause
/*
 * sha1.h - SHA-1 (RFC 3174) of a short message, for names that others have defined by it; never for
 * anything that must be safe from an attacker.
 */
#ifndef TL_BASE_SHA1_H
#define TL_BASE_SHA1_H

#include <stddef.h>
#include <stdint.h>

enum { SHA1_OCTETS = 20, SHA1_SHORT = 55 };

/* The digest of n <= SHA1_SHORT octets, which with the padding fill one block. */
void tl_sha1_short(uint8_t digest[SHA1_OCTETS], const uint8_t *octets, size_t n);

#endif
