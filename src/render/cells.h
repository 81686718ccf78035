// SPDX-License-Identifier: BSD-3-Clause
/* cells.h - the texts of one segment's line in a transcript, made once, to be measured or drawn. */
#ifndef TL_RENDER_CELLS_H
#define TL_RENDER_CELLS_H

#include "explain/story.h"
#include "render/page.h"

enum { CELL = 64 };

/* NUL-terminated; "ack" is empty without the ACK flag. Blanks within a cell do not break. */
struct cells {
    char number[24], time[32], state[2][20], flags[CELL], seq[CELL], len[CELL], ack[CELL],
        win[CELL];
};

/* `decimals` are those of the time. */
void cells_make(struct cells *c, const struct view *view, const struct row *row, unsigned decimals);

/*
 * What rests on inference: the state of the side that this segment goes to, since no capture shows
 * what an endpoint made of it, and of both where the capture began in the middle.
 */
bool cells_inferred(const struct row *row, unsigned side);

#endif
