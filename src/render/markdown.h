// SPDX-License-Identifier: BSD-3-Clause
/* markdown.h - pieces of Markdown that several outputs share. */
#ifndef TL_RENDER_MARKDOWN_H
#define TL_RENDER_MARKDOWN_H

#include "explain/story.h"
#include "render/render.h"

/* `s` with everything escaped that Markdown, a table or HTML would read as markup. */
void markdown_escape(struct text *t, const char *s);

/* "## Connection 1: …" and what it was, with the blank lines around them. */
void markdown_title(struct text *t, const struct view *view, const struct story *story);

#endif
