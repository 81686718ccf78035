// SPDX-License-Identifier: BSD-3-Clause
/* hush.h - stories that do not quote what was sent. */
#ifndef TL_REPORT_HUSH_H
#define TL_REPORT_HUSH_H

#include <stdbool.h>

#include "explain/story.h"

/* A copy that says how much was sent, not what; it *borrows* from `story` all but its rows, which
 * tl_story_unhush() frees. False if there is no memory. */
bool tl_story_hush(struct story *copy, const struct story *story);
void tl_story_unhush(struct story *copy);

#endif
