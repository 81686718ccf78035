// SPDX-License-Identifier: BSD-3-Clause
/*
 * octets.h - octets as captured: unaligned loads, and a span that cannot be over-read.
 *
 * Two steps, the same in every decoder here:
 *   1. span_take() proves that a header's octets were captured (the only place a bound is tested);
 *   2. be16()/be32() load fields at fixed offsets inside what step 1 proved.
 * A function that loads without having taken is a review error.
 */
#ifndef TL_BASE_OCTETS_H
#define TL_BASE_OCTETS_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A borrowed run of octets. Invariant: `p` is valid for `n` octets; NULL only when n == 0. */
struct span {
    const uint8_t *p;
    size_t n;
};

static inline uint16_t be16(const uint8_t *p)
{
    return (uint16_t)((uint32_t)p[0] << 8 | p[1]);
}

static inline uint32_t be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static inline uint64_t be64(const uint8_t *p)
{
    return (uint64_t)be32(p) << 32 | be32(p + 4);
}

static inline uint16_t le16(const uint8_t *p)
{
    return (uint16_t)((uint32_t)p[1] << 8 | p[0]);
}

static inline uint32_t le32(const uint8_t *p)
{
    return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

/* Take `n` octets off the front of `s`: their address, or NULL (and `s` unchanged) if too few. */
static inline const uint8_t *span_take(struct span *s, size_t n)
{
    const uint8_t *p = s->p;

    if (n > s->n)
        return NULL;
    assert(p != NULL || n == 0);
    s->p += n;
    s->n -= n;
    return p;
}

#endif
