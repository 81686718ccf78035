// SPDX-License-Identifier: BSD-3-Clause
/* make.h - the steps between a story's rows and a ladder, private to this room. */
#ifndef TL_PICTURE_MAKE_H
#define TL_PICTURE_MAKE_H

#include "picture/ladder.h"

/* Set marks, severity and again_in of one story's rungs. */
void tl_ladder_mark(struct rung *rungs, size_t n);

/* Set `finding` to the index + 1 of a finding worth a word that the rung is evidence for. */
void tl_ladder_point_to_findings(struct rung *rungs, size_t n, const struct story *story);

/* Make one rung of each run of ordinary data and ACKs, in place; how many there are then. */
size_t tl_ladder_fold(struct rung *rungs, size_t n);

/* One-way times between the capture point and each end, by side; zeros if they are not known. */
void tl_ladder_find_ways(const struct story *story, int64_t way_ns[2]);

/* Set gap, cut, pause_ns, place, sent, arrived and the picture's height. */
void tl_ladder_place(struct ladder *l);

#endif
