// SPDX-License-Identifier: BSD-3-Clause
/* svg.h - the parts of a ladder's image that also stand within a page of HTML. */
#ifndef TL_PICTURE_SVG_H
#define TL_PICTURE_SVG_H

#include "picture/ladder.h"

/* The rules that colour an image, for light and dark surroundings: once a document. */
void svg_style(struct text *t);

/* The image; `alone` it has a title of its own and carries its rules with it. */
void svg_ladder(struct text *t, const struct ladder *l, bool alone);

#endif
