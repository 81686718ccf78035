// SPDX-License-Identifier: BSD-3-Clause
/* canvas.h - a plot's image being written: where its area is, and the pieces that its parts are
 * made of, in tenths of a pixel. */
#ifndef TL_PLOT_CANVAS_H
#define TL_PLOT_CANVAS_H

#include <stdbool.h>

#include "plot/figure.h"
#include "svg/draw.h"

/* `left`, `right`, `top` and `bottom` are those of the plot's area. */
struct canvas {
    struct text *out;
    const struct figure *f;
    int64_t left, right, top, bottom;
};

/* Where a time and a value are. */
int64_t canvas_x(const struct canvas *c, int64_t at);
int64_t canvas_y(const struct canvas *c, int64_t value);
bool canvas_is_above(const struct canvas *c, int64_t value);

/* A group of elements that look as a role does. */
void canvas_begin_group(const struct canvas *c, enum role role);
void canvas_end_group(const struct canvas *c);

/* A path, command by command: "M", to a place; "V" and "H", to a height or a width. */
void path_begin(struct text *t, const char *class);
void path_command(struct text *t, char command, int64_t length);
void path_move(struct text *t, int64_t x, int64_t y);
void path_end(struct text *t);

/* svg_series.c, svg_events.c: what is drawn in the area. */
void canvas_put_series(const struct canvas *c);
void canvas_put_events(const struct canvas *c, const struct events *events);

#endif
