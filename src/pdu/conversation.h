// SPDX-License-Identifier: BSD-3-Clause
/*
 * conversation.h - what the machine remembers of a conversation: who speaks, and what waits in each
 * direction. Within this room.
 *
 * Invariants: the conversations are in a row by their latest segment, and the first of the row is
 * given up for want of room; `held` is the sum of wait_holds() of all that waits.
 */
#ifndef TL_PDU_CONVERSATION_H
#define TL_PDU_CONVERSATION_H

#include "base/table.h"
#include "pdu/hear.h"
#include "pdu/wait.h"

/* PDUs remembered in each direction: what is complete or was passed over is forgotten first. */
enum { WAITS_MAX = 8 };

/**
 * struct direction
 * @waits:     *owned*: latest start first, @n of them
 * @until_fin: something waits for a FIN
 * @finished:  the frame whose FIN completed it; 0: none yet
 */
struct direction {
    struct wait *waits;
    uint64_t finished;
    uint8_t n;
    bool until_fin;
};

/* @newer, @older: neighbours in the row, by index plus one; 0: none */
struct conversation {
    struct talk talk;
    struct direction sides[2];
    uint32_t stream, newer, older;
};

struct conversations {
    struct table table;
    struct conversation *of; /* *owned*: `cap` of them, `n` in use */
    uint32_t cap, n, newest, oldest;
    uint64_t seed, forgotten;
    size_t held, max_held;
};

/* False if there is no memory. */
bool conversations_init(struct conversations *all, uint32_t cap, size_t max_held);
void conversations_fini(struct conversations *all);

/* The one of this stream, new if it must be; at the row's end now. */
struct conversation *conversations_get(struct conversations *all, uint32_t stream);

/* Give up what waits, of those without segments for longest first, until there is room. */
void conversations_keep_to_cap(struct conversations *all);

/* ---- what waits in a direction ---- */

/* The latest PDU that starts at `seq` or before; NULL if there is none. */
struct wait *direction_find(const struct direction *d, struct tcplens_seq seq);

/* A new one; NULL if there is no memory. One of the same start is replaced. */
struct wait *direction_begin(struct conversations *all, struct direction *d,
                             struct tcplens_seq start, struct tcplens_seq end, uint64_t frame);

/* wait_add(), counted. */
bool conversations_add(struct conversations *all, struct wait *w, uint64_t frame, uint32_t offset,
                       struct span octets);

#endif
