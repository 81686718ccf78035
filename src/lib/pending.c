// SPDX-License-Identifier: BSD-3-Clause
/* pending.c - weak stand-ins for what has not landed yet; each goes when its room lands. */
#include "render/render.h"

#define WEAK __attribute__((weak))

WEAK void tl_render_header(struct text *t, const struct view *view,
                           const struct tcplens_segment *seg)
{
    (void)t, (void)view, (void)seg;
}
WEAK void tl_render_checksum(struct text *t, const struct view *view,
                             const struct tcplens_segment *seg)
{
    (void)t, (void)view, (void)seg;
}
