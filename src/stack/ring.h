// SPDX-License-Identifier: BSD-3-Clause
/*
 * ring.h - octets of a stream that wait: to be acknowledged, or to be read.
 *
 * A ring knows positions, counted from the first octet of the stream and never reduced; an octet's
 * place is its position modulo the size, a power of two. So what comes out of order is put where it
 * belongs at once, and is never moved.
 *
 * Invariant: first <= end <= first + size; octets in [first, end) are there.
 */
#ifndef TL_STACK_RING_H
#define TL_STACK_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"

/**
 * struct ring
 * @octets:  *owned*, of a power of two that is at least @size
 * @mask:    of a position
 * @size:    octets it may hold
 * @first:   position of the oldest octet
 * @end:     position behind the newest one
 */
struct ring {
    uint8_t *octets;
    size_t mask;
    uint32_t size;
    uint64_t first, end;
};

/* An empty ring for `size` octets; false if there is no memory. */
bool ring_init(struct ring *r, uint32_t size);
void ring_fini(struct ring *r);

static inline uint32_t ring_used(const struct ring *r)
{
    return (uint32_t)(r->end - r->first);
}

static inline uint32_t ring_room(const struct ring *r)
{
    return r->size - ring_used(r);
}

/* Put octets at a position that is not before `first`, nor beyond the room with its last octet;
 * they count as there only once `end` passes them. */
void ring_write(struct ring *r, uint64_t at, struct span data);

/* The `n` octets from position `at` on, as one or two runs; *borrowed*. */
void ring_peek(const struct ring *r, uint64_t at, size_t n, struct span out[2]);

/* Copy the first `n` octets out, and drop them; `to` may be NULL. */
void ring_take(struct ring *r, uint8_t *to, size_t n);

#endif
