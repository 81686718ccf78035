// SPDX-License-Identifier: BSD-3-Clause
/* pending.c - weak stand-ins for stages that have not landed yet; each goes when its room lands. */
#include <stdlib.h>

#include "base/error.h"
#include "decode/decode.h"
#include "explain/explain.h"
#include "render/render.h"
#include "source/source.h"
#include "track/track.h"

#define WEAK __attribute__((weak))

WEAK enum tcplens_status tl_source_open_file(struct source **ret, const char *path,
                                             const char *filter, struct tcplens_error *err)
{
    (void)ret, (void)filter;
    return tl_error(err, TCPLENS_ERR_SYSTEM, 0, "%s: reading is not built in yet", path);
}
WEAK enum tcplens_status tl_source_open_live(struct source **ret, const char *interface,
                                             const struct source_live_options *options,
                                             struct tcplens_error *err)
{
    (void)ret, (void)options;
    return tl_error(err, TCPLENS_ERR_SYSTEM, 0, "%s: live capture is not built in yet", interface);
}
WEAK enum tcplens_status tl_source_read(struct source *s, struct frame_batch *batch,
                                        struct tcplens_error *err)
{
    (void)s, (void)batch, (void)err;
    return TCPLENS_END;
}
WEAK void tl_source_stats(struct source *s, struct source_stats *out)
{
    (void)s;
    *out = (struct source_stats){0};
}
WEAK void tl_source_close(struct source *s)
{
    (void)s;
}
WEAK void tl_decode_batch(const struct tcplens_frame *frames, size_t n, struct tcplens_segment *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (struct tcplens_segment){
            .frame = frames[i].octets, .number = frames[i].number, .ts_ns = frames[i].ts_ns};
}
WEAK bool tl_decode_knows_link_type(uint16_t link_type)
{
    return link_type == 1;
}
WEAK const char *tl_decode_link_type_name(uint16_t link_type)
{
    return link_type == 1 ? "Ethernet" : NULL;
}
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
WEAK enum tcplens_status tl_teller_new(struct teller **ret, const struct teller_options *options,
                                       struct tcplens_error *err)
{
    (void)ret, (void)options, (void)err;
    return TCPLENS_OK;
}
WEAK const struct row *tl_teller_take(struct teller *t, const struct tcplens_segment *seg,
                                      const struct verdict *v, const struct conn *conn)
{
    (void)t, (void)seg, (void)v, (void)conn;
    return NULL;
}
WEAK const char *tl_teller_texts(const struct teller *t, uint32_t slot)
{
    (void)t, (void)slot;
    return "";
}
WEAK const struct story *tl_teller_story(struct teller *t, uint32_t slot, const struct conn *conn)
{
    (void)t, (void)slot, (void)conn;
    return NULL;
}
WEAK void tl_teller_forget(struct teller *t, uint32_t slot)
{
    (void)t, (void)slot;
}
WEAK void tl_teller_free(struct teller *t)
{
    (void)t;
}
WEAK int tl_finding_by_name(const char *name)
{
    (void)name;
    return -1;
}
#define STORY_STUB(f)                                                                              \
    WEAK void f(struct text *t, const struct view *view, const struct story *story)                \
    {                                                                                              \
        (void)t, (void)view, (void)story;                                                          \
    }
STORY_STUB(tl_render_story_text)
STORY_STUB(tl_render_story_markdown)
STORY_STUB(tl_render_story_json)
STORY_STUB(tl_render_story_brief)
STORY_STUB(tl_render_story_table)
STORY_STUB(tl_render_live_end)
WEAK void tl_render_live_row(struct text *t, const struct view *view, const struct conn *conn,
                             const struct row *row, const char *texts)
{
    (void)t, (void)view, (void)conn, (void)row, (void)texts;
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
WEAK void tl_render_finding(struct text *t, const struct view *view, unsigned id)
{
    (void)t, (void)view, (void)id;
}
WEAK void tl_render_finding_list(struct text *t, const struct view *view)
{
    (void)t, (void)view;
}
WEAK const struct catalogue *tl_catalogue(const char *lang)
{
    (void)lang;
    return NULL;
}
WEAK const char *tr(const struct catalogue *c, const char *id)
{
    (void)c;
    return id;
}
WEAK void phrase(struct text *t, const char *template, const struct phrase_arg *args, size_t n)
{
    (void)args, (void)n;
    text_str(t, template);
}
