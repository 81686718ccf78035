// SPDX-License-Identifier: BSD-3-Clause
/* svg_parts.h - a ladder's image being written, for the files that write its parts. */
#ifndef TL_PICTURE_SVG_PARTS_H
#define TL_PICTURE_SVG_PARTS_H

#include "picture/ladder.h"
#include "svg/draw.h"

enum {
    SVG_ROW = 40 * PX,
    SVG_EDGE = 16 * PX,
    SVG_LINE_HEIGHT = 16 * PX, /* of a note or of the foot */
};

/**
 * struct svg - an image being written
 * @top:   of the rungs: place 0
 * @foot, @width, @height: of the image
 * @note_end: how far down the margin is in use
 * @state_end: likewise beside each lifeline
 */
struct svg {
    struct text *out;
    const struct ladder *ladder;
    int64_t top, foot, width, height, note_end, state_end[LANES_MAX];
};

/* Where lifelines and notes stand, and how far down a place is. */
int64_t svg_lane_x(const struct ladder *l, unsigned lane);
int64_t svg_last_x(const struct ladder *l);
int64_t svg_note_x(const struct ladder *l);
int64_t svg_y(const struct svg *s, int32_t place);

/* The class that colours what belongs to the rung's phase. */
const char *svg_phase_class(const struct ladder *l, const struct rung *rung);

/* The notes in the margin; without `draw` only how far down they go. */
void svg_notes(struct svg *s, const struct rung *rung, bool draw);

/* A rung: arrows, states and notes; then, when all arrows are there, its labels, so that none is
 * crossed out. */
void svg_rung(struct svg *s, const struct rung *rung);
void svg_labels(struct svg *s, const struct rung *rung);

#endif
