// SPDX-License-Identifier: BSD-3-Clause
/*
 * text_shape.h - the columns of a ladder on a terminal: all rungs are measured before the first is
 * drawn, and the widest decide which form fits the view.
 */
#ifndef TL_PICTURE_TEXT_SHAPE_H
#define TL_PICTURE_TEXT_SHAPE_H

#include "picture/ladder.h"

enum { ARROW_ENDS = 6 }; /* columns of "── " and " ─▶" */

enum form {
    FORM_BESIDE, /* all on one line, notes in the margin */
    FORM_BELOW,  /* notes between the lifelines */
    FORM_INSIDE, /* states between them too */
    FORM_SPLIT,  /* flags and seq above the arrow, where they do not fit on it */
    FORM_NARROW, /* number and time above it too */
};

/**
 * struct shape - columns that all lines share
 * @form: enum form
 * @number, @time, @state, @tag: widths of the frame number, the time, a state that stands outside
 * of the lifelines, "#3 " with hosts
 * @flags, @seq, @ack, @win: widths on the arrow
 * @x:      column of each lifeline
 * @margin: column where notes begin, with FORM_BESIDE
 * @inferred, @unscaled: such marks are in use, and the legend explains them
 */
struct shape {
    uint8_t form;
    size_t number, time, state, tag;
    size_t flags, seq, ack, win;
    size_t x[LANES_MAX], margin;
    bool inferred, unscaled;
};

void shape_measure(struct shape *s, const struct ladder *l);

#endif
