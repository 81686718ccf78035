// SPDX-License-Identifier: BSD-3-Clause
/*
 * gone.h - closed connections that were let go of to make room, so that a later one on the same
 * ports is known to follow them: 16 octets each, where a record has 512.
 *
 * Buckets of four, found by the hash of the flow; the one put in first gives way. The hash has a
 * seed of its own that is always the same, since what is said depends on who shares a bucket. Two
 * flows with the same 64 bits of hash are taken for one: what hangs on it is a remark.
 */
#ifndef TL_TRACK_GONE_H
#define TL_TRACK_GONE_H

#include <stdbool.h>
#include <stdint.h>

enum { GONE_WAYS = 4 };

#define GONE_SEED UINT64_C(0x8cb92ba72f3d8dd7)

/* @number: of the connection; 0 if none stands here. */
struct gone_entry {
    uint64_t hash, number;
};

/* @buckets: *owned*, @mask + 1 of them; NULL as long as there are none: then ask nothing of it. */
struct gone {
    struct gone_entry (*buckets)[GONE_WAYS];
    uint32_t mask;
};

/* For about `cap` of them. False if there is no memory. */
bool tl_gone_init(struct gone *g, uint32_t cap);
void tl_gone_fini(struct gone *g);

void tl_gone_put(struct gone *g, uint64_t hash, uint64_t number);

/* The number of the latest one with this hash, 0 if none is known. */
uint64_t tl_gone_find(const struct gone *g, uint64_t hash);

#endif
