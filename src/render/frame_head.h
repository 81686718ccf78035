// SPDX-License-Identifier: BSD-3-Clause
/* frame_head.h - what the views of one frame share: their title and their list of points. */
#ifndef TL_RENDER_FRAME_HEAD_H
#define TL_RENDER_FRAME_HEAD_H

#include <tcplens/segment.h>

#include "render/page.h"

/* "Frame 4: 172.18.0.1:43614 → 172.18.0.2:80, " and `what`. */
void frame_head_put(struct page *p, const struct tcplens_segment *seg, const char *what);

/* One point: `label` in its column, and words wrapped beside it. */
void frame_head_point(struct page *p, const char *label, size_t label_width, const char *words);

/* The conclusion on a checksum, in words. */
const char *frame_head_verdict(const struct catalogue *c, const struct tcplens_segment *seg);

/* The options, one point each, with the offset of each in the header. */
void frame_head_options(struct page *p, const struct tcplens_segment *seg);

#endif
