// SPDX-License-Identifier: BSD-3-Clause
/* explain_frame.c - one frame under the magnifying glass: its TCP header, or its checksum. */
#include "base/error.h"
#include "decode/decode.h"
#include "lib/census.h"
#include "lib/pipeline.h"

enum { FRAME_OUTPUT = 4096 };

/* Decode frame `number` of an opened source; what `out` borrows lives until the next read. */
static enum tcplens_status find(struct source *source, uint64_t number, struct tcplens_segment *out,
                                struct tcplens_error *err)
{
    struct frame_batch batch = {.n = 0};
    struct source_stats stats;
    enum tcplens_status status;

    while ((status = tl_source_read(source, &batch, err)) == TCPLENS_OK) {
        for (size_t i = 0; i < batch.n; i++) {
            if (batch.frames[i].number == number) {
                tl_decode_batch(&batch.frames[i], 1, out);
                return TCPLENS_OK;
            }
        }
    }
    if (status != TCPLENS_END)
        return status;
    tl_source_stats(source, &stats);
    return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no frame %llu: the capture has %llu",
                    (unsigned long long)number, (unsigned long long)stats.frames);
}

/* Open, find, and check that there is a TCP header to show. `*source` is to be closed anyway. */
static enum tcplens_status open_at(struct source **source, const char *path, uint64_t number,
                                   struct tcplens_segment *out, struct tcplens_error *err)
{
    enum tcplens_status status = tl_source_open_file(source, path, NULL, err);

    if (status == TCPLENS_OK)
        status = find(*source, number, out, err);
    if (status == TCPLENS_OK && out->kind != TCPLENS_KIND_TCP)
        status = tl_error(err, TCPLENS_ERR_USAGE, 0, "frame %llu holds no TCP header (%s)",
                          (unsigned long long)number, tl_census_kind_name(out->kind));
    return status;
}

/* What to show of which frame. */
struct question {
    const char *path;
    uint64_t number;
    const struct tcplens_explain_options *options;
    void (*render)(struct text *t, const struct view *view, const struct tcplens_segment *seg);
};

static enum tcplens_status answer(const struct question *q, tcplens_sink *sink, void *sink_ctx,
                                  struct tcplens_error *err)
{
    const struct view view = tl_view(q->options);
    struct source *source = NULL;
    struct tcplens_segment seg = {0};
    char output[FRAME_OUTPUT];
    struct text t;
    enum tcplens_status status = tl_check_options(q->options, err);

    if (status == TCPLENS_OK)
        status = open_at(&source, q->path, q->number, &seg, err);
    if (status == TCPLENS_OK) {
        text_init(&t, output, sizeof output, sink, sink_ctx);
        q->render(&t, &view, &seg);
        status = tl_finish_output(&t, TCPLENS_OK, err);
    }
    tl_source_close(source);
    return status;
}

enum tcplens_status tcplens_explain_header(const char *path, uint64_t number,
                                           const struct tcplens_explain_options *options,
                                           tcplens_sink *sink, void *sink_ctx,
                                           struct tcplens_error *err)
{
    const struct question q = {path, number, options, tl_render_header};

    return answer(&q, sink, sink_ctx, err);
}

enum tcplens_status tcplens_explain_checksum(const char *path, uint64_t number,
                                             const struct tcplens_explain_options *options,
                                             tcplens_sink *sink, void *sink_ctx,
                                             struct tcplens_error *err)
{
    const struct question q = {path, number, options, tl_render_checksum};

    return answer(&q, sink, sink_ctx, err);
}
