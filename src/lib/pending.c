// SPDX-License-Identifier: BSD-3-Clause
/* pending.c - weak stand-ins for stages that have not landed yet; each goes when its room lands. */
#include "base/error.h"
#include "render/render.h"
#include "track/track.h"

#define WEAK __attribute__((weak))

WEAK enum tcplens_status tl_track_new(struct tracker **ret, const struct track_options *options,
                                      struct tcplens_error *err)
{
    (void)ret, (void)options, (void)err;
    return TCPLENS_OK;
}
WEAK void tl_track_batch(struct tracker *t, const struct tcplens_segment *segs, size_t n,
                         struct verdict *out)
{
    (void)t, (void)segs;
    for (size_t i = 0; i < n; i++)
        out[i].slot = TRACK_NO_CONN;
}
WEAK const struct conn *tl_track_conn(const struct tracker *t, uint32_t slot)
{
    static const struct conn none;

    (void)t, (void)slot;
    return &none;
}
WEAK const uint32_t *tl_track_retired(const struct tracker *t, size_t *n)
{
    (void)t;
    *n = 0;
    return NULL;
}
WEAK uint32_t *tl_track_live(const struct tracker *t, size_t *n)
{
    (void)t;
    *n = 0;
    return NULL;
}
WEAK void tl_track_stats(const struct tracker *t, struct track_stats *out)
{
    (void)t;
    *out = (struct track_stats){0};
}
WEAK void tl_track_free(struct tracker *t)
{
    (void)t;
}
#define STORY_STUB(f)                                                                              \
    WEAK void f(struct text *t, const struct view *view, const struct story *story)                \
    {                                                                                              \
        (void)t, (void)view, (void)story;                                                          \
    }
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
