// SPDX-License-Identifier: BSD-3-Clause
/* text_rung.h - one rung of a ladder on a terminal. */
#ifndef TL_PICTURE_TEXT_RUNG_H
#define TL_PICTURE_TEXT_RUNG_H

#include "picture/text_shape.h"
#include "render/page.h"

void text_rung(struct page *p, const struct ladder *l, const struct shape *s,
               const struct rung *rung);

#endif
