// SPDX-License-Identifier: BSD-3-Clause
/*
 * machine.h - one segment's octets: what is no use is left out, what belongs to a PDU that waits is
 * added to it, the rest is given to who speaks. Within this room.
 */
#ifndef TL_PDU_MACHINE_H
#define TL_PDU_MACHINE_H

#include "pdu/conversation.h"

/* Joins that a frame completed: their octets live until the next one. */
struct spent {
    uint8_t *octets;
    struct pdu_segment *segments;
};

struct pdu_engine {
    struct conversations all;
    struct pdu_frame out;
    struct spent spent[PDU_JOINS_MAX];
    size_t n_spent;
};

/**
 * struct piece - what is left of the segment at hand
 * @c:      its conversation, @d the direction in it
 * @octets: from `seq` on; its end is `next`
 */
struct piece {
    struct pdu_engine *e;
    const struct tcplens_segment *seg;
    const struct analysis_row *row;
    struct conversation *c;
    struct direction *d;
    struct span octets;
    struct tcplens_seq seq, next;
};

/* Hand over all of a piece: whole octets that have numbers. */
void machine_hand_over(struct piece *p);

/* A FIN completes what waits for one: whether something did. */
bool machine_until_fin(const struct piece *p);

/* Give up what the frame before was shown. */
void machine_drop_spent(struct pdu_engine *e);

#endif
