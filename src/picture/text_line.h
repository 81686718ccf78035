// SPDX-License-Identifier: BSD-3-Clause
/*
 * text_line.h - a line of a ladder on a terminal, written from left to right: whoever writes into
 * it asks for a column first, and every lifeline that stands before that column is drawn on the way
 * there.
 */
#ifndef TL_PICTURE_TEXT_LINE_H
#define TL_PICTURE_TEXT_LINE_H

#include "picture/notes.h"
#include "picture/text_shape.h"
#include "render/cells.h"

/* A line being written: `next` is the first lifeline that it has not passed. */
struct line {
    struct page *page;
    const struct ladder *ladder;
    const struct shape *shape;
    unsigned next;
};

struct line line_begin(struct page *p, const struct ladder *l, const struct shape *s);

/* Blanks up to a column, none if it is there already. */
void line_blanks(struct page *p, size_t column);

/* Draw the next lifeline, as "│" or something else. */
void line_pass(struct line *line, const char *as);

/* Go to a column; the lifelines before it are drawn. */
void line_to(struct line *line, size_t column);

/* Leave out the lifelines that what was written covers. */
void line_pass_covered(struct line *line);

/* Draw the lifelines that are left; and end the line. */
void line_pass_all(struct line *line);
void line_end(struct line *line);

/* A piece that ends before `column`. */
void line_right(struct line *line, enum style style, const char *s, size_t column);

/* The column of the last lifeline. */
size_t line_last_lane(const struct line *line);

/* "#3" with hosts, number and time. */
void line_head(struct line *line, const struct rung *rung, const struct cells *c);

/* The notes of a rung and the end of its line: in the margin, or on lines of their own. */
void line_notes(struct line *line, const struct rung *rung, struct notes *notes);

#endif
