// SPDX-License-Identifier: BSD-3-Clause
/* tell.h - a connection's story, in the view and the format that the caller asked for. */
#ifndef TL_LIB_TELL_H
#define TL_LIB_TELL_H

#include <tcplens/explain.h>

#include "explain/story.h"
#include "render/render.h"

void tl_tell_story(struct text *t, const struct view *view,
                   const struct tcplens_explain_options *options, const struct story *story);

#endif
