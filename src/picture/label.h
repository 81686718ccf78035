// SPDX-License-Identifier: BSD-3-Clause
/* label.h - the words of a rung, made once for whoever draws it. */
#ifndef TL_PICTURE_LABEL_H
#define TL_PICTURE_LABEL_H

#include "picture/ladder.h"
#include "render/cells.h"

/* A segment's cells as in `explain`, but with "+1" behind a seq of which SYN or FIN takes one. */
void label_cells(struct cells *c, const struct ladder *l, const struct rung *rung);

/* "SYN ACK  seq 0 +1  ack 1  win 65160". */
void label_segment(struct text *t, const struct cells *c);

/* What one side of a RUNG_FOLD sent: "9 segments, 12.0 kB  seq 1:12001", "8 ACKs  ack 12001". */
void label_fold(struct text *t, const struct ladder *l, const struct rung *rung, unsigned side);

/* "… 1,234 segments not shown … → 12 kB  ← 1.06 MB". */
void label_absent(struct text *t, const struct ladder *l, const struct rung *rung);

/* What is wrong with a segment in a word or two, "" if nothing is: "not acknowledged". */
void label_fate(struct text *t, const struct ladder *l, const struct rung *rung);

/* The finding that the rung is evidence for, with its severity: "notice: half-closed for 13.1 ms".
 */
void label_finding(struct text *t, const struct ladder *l, const struct rung *rung);

/* "client" or "server" without hosts; with hosts "". */
const char *label_role(const struct ladder *l, unsigned lane);

/* "10.77.0.1:26059", with hosts "10.77.0.1". */
void label_lane(struct text *t, const struct ladder *l, unsigned lane);

/* How the arrows slope and what long pauses became, one sentence each. */
void label_time(struct text *t, const struct ladder *l);

#endif
