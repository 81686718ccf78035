// SPDX-License-Identifier: BSD-3-Clause
/*
 * stream_history.h - the latest octets that a stream delivered, and which frames brought them: what
 * a retransmission is compared with.
 *
 * Invariant: the octets at offsets [start, end) are remembered, at most `room` of them; the octet
 * at offset i is at octets[i % room].
 */
#ifndef TL_REASSEMBLY_STREAM_HISTORY_H
#define TL_REASSEMBLY_STREAM_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"

enum { HISTORY_ORIGINS = 256 };

struct stream_history {
    uint64_t start, end;
    uint32_t room, n_origins;
    struct {
        uint64_t offset, frame;
    } origins[HISTORY_ORIGINS]; /* of the latest deliveries, the newest at (n_origins - 1) % … */
    uint8_t octets[];
};

/**
 * struct stream_difference - between what was delivered and what came again
 * @offset: of the first octet that differs
 * @octets: how many differ; 0: none, and the rest means nothing
 * @frame:  that delivered that octet; 0 if forgotten
 */
struct stream_difference {
    uint64_t offset, octets, frame;
};

/* What a history of `room` octets takes. */
static inline size_t stream_history_size(uint32_t room)
{
    return sizeof(struct stream_history) + room;
}

/* NULL if there is no memory; *owned* by the caller, free() it. */
struct stream_history *tl_stream_history_new(uint32_t room);

/* `octets` were delivered at `offset`; between `end` and there is a gap, unless they are equal. */
void tl_stream_history_add(struct stream_history *h, uint64_t offset, struct span octets,
                           uint64_t frame);

/* Compare `octets`, which belong to `offset`, with those that are remembered. */
struct stream_difference tl_stream_history_compare(const struct stream_history *h, uint64_t offset,
                                                   struct span octets);

#endif
