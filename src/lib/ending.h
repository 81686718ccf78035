// SPDX-License-Identifier: BSD-3-Clause
/*
 * ending.h - which live connections have closed and are to be summarised soon.
 *
 * A connection that closed gets a short grace, so that late segments (the last ACK sent again, a
 * RST to late data) are still part of its story. Closed connections wait in a ring, in the order in
 * which they closed; should more of them close within the grace than the ring has room for, the
 * oldest lose their place and are told when their slots are given up. A told connection stays
 * marked until its slot gets another one.
 */
#ifndef TL_LIB_ENDING_H
#define TL_LIB_ENDING_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>

enum { ENDING_GRACE_NS = 500 * 1000 * 1000 };

/* One closed connection: `number` tells whether the slot still holds the same one. */
struct ending {
    uint64_t number;
    int64_t due_ns;
    uint32_t slot;
};

/**
 * struct endings - the ring and the marks
 * @ring: *owned*, `cap` of them, the next to come due at `first`
 * @told: *owned*, by slot: number of the connection that was told there, 0 if none
 */
struct endings {
    struct ending *ring;
    uint64_t *told;
    uint32_t cap, first, n;
};

/* For slots below `cap`. */
enum tcplens_status tl_endings_init(struct endings *e, uint32_t cap, struct tcplens_error *err);
void tl_endings_fini(struct endings *e);

/* The connection closed at `now_ns`. */
void tl_endings_push(struct endings *e, uint32_t slot, uint64_t number, int64_t now_ns);

/* Take the next one that is due at `now_ns`. */
bool tl_endings_pop(struct endings *e, int64_t now_ns, struct ending *ret);

bool tl_endings_told(const struct endings *e, uint32_t slot, uint64_t number);
void tl_endings_mark(struct endings *e, uint32_t slot, uint64_t number);

#endif
