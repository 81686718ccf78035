// SPDX-License-Identifier: BSD-3-Clause
/* title.h - the line that a connection begins with, in every text output. */
#ifndef TL_RENDER_TITLE_H
#define TL_RENDER_TITLE_H

#include "explain/story.h"
#include "render/page.h"

/* "Connection 1   192.168.0.50:58626 (client) → 192.168.0.52:8080 (server)   HTTP   complete" */
void title_put(struct page *p, const struct story *story);

/* "… 12,345 segments not shown …"; nothing if `dropped` is 0. */
void title_put_dropped(struct page *p, uint64_t dropped);

#endif
