// SPDX-License-Identifier: BSD-3-Clause
/* head_parts.h - the sentences of a head that have files of their own. */
#ifndef TL_RENDER_HEAD_PARTS_H
#define TL_RENDER_HEAD_PARTS_H

#include "explain/story.h"
#include "render/catalogue.h"

/* head_course.c */
void head_put_opened(struct text *t, const struct catalogue *c, const struct story *story);
void head_put_closed(struct text *t, const struct catalogue *c, const struct story *story);
void head_put_left_in(struct text *t, const struct catalogue *c, const struct story *story);

/* head_agreed.c */
void head_put_agreed(struct text *t, const struct catalogue *c, const struct conn *conn);

#endif
