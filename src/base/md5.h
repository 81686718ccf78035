// SPDX-License-Identifier: BSD-3-Clause
/*
 * md5.h - MD5 (RFC 1321), for names that others have defined by it; never for anything that must be
 * safe from an attacker.
 */
#ifndef TL_BASE_MD5_H
#define TL_BASE_MD5_H

#include <stddef.h>
#include <stdint.h>

enum { MD5_OCTETS = 16 };

/* The digest of `n` octets. */
void tl_md5(uint8_t digest[MD5_OCTETS], const uint8_t *octets, size_t n);

#endif
