// SPDX-License-Identifier: BSD-3-Clause
/* pictures.h - a story's ladder and graphs: images in every language, without rules of their own.
 */
#ifndef TL_REPORT_PICTURES_H
#define TL_REPORT_PICTURES_H

#include "explain/story.h"
#include "report/document.h"

/* The keys "ladder" and "graphs" of a connection's document. */
void tl_report_pictures(struct document *d, const struct story *story);

/* How a story is seen in a language. */
struct view tl_report_view(unsigned language, const struct story *story);

#endif
