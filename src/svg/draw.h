// SPDX-License-Identifier: BSD-3-Clause
/*
 * draw.h - the few elements that images are made of.
 *
 * Lengths are hundredths of a pixel in 64 bits, so that places and slopes are exact without
 * floating point. Classes are ours; words may be anybody's, and are escaped.
 */
#ifndef TL_SVG_DRAW_H
#define TL_SVG_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { PX = 100 };

/* A point of the image. */
struct svg_point {
    int64_t x, y;
};

void svg_text(struct text *t, const char *class, int64_t x, int64_t y, const char *words);

/* `box` is left, top, width and height. */
void svg_rect(struct text *t, const char *class, const int64_t box[4], int64_t radius);

void svg_line(struct text *t, const char *class, struct svg_point a, struct svg_point b);

/* The point of an arrow from `a`, at `b`; a cross at `at`. */
void svg_head(struct text *t, struct svg_point a, struct svg_point b);
void svg_cross(struct text *t, struct svg_point at);

/* The slope of a line as hundredths of a percent, and a point on it. */
int64_t svg_slope(struct svg_point a, struct svg_point b);
struct svg_point svg_on_way(struct svg_point a, struct svg_point b, int percent);

/* The attribute that turns what is drawn at the origin into the direction of `slope` at `at`. It
 * grows by the root of 1 + slope squared, which for arrows is a twentieth at most. */
void svg_turn(struct text *t, struct svg_point at, int64_t slope, bool backwards);

#endif
