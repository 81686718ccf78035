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

static enum tcplens_status show(const struct tcplens_segment *seg, enum tcplens_frame_view view,
                                const struct tcplens_explain_options *options, tcplens_sink *sink,
                                void *sink_ctx, struct tcplens_error *err)
{
    const struct view v = tl_view(options);
    char output[FRAME_OUTPUT];
    struct text t;

    if (seg->kind != TCPLENS_KIND_TCP)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "frame %llu holds no TCP header (%s)",
                        (unsigned long long)seg->number, tl_census_kind_name(seg->kind));
    text_init(&t, output, sizeof output, sink, sink_ctx);
    if (view == TCPLENS_FRAME_CHECKSUM)
        tl_render_checksum(&t, &v, seg);
    else
        tl_render_header(&t, &v, seg);
    text_flush(&t);
    if (t.failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return TCPLENS_OK;
}

enum tcplens_status tcplens_explain_frame(const char *path, uint64_t number,
                                          enum tcplens_frame_view view,
                                          const struct tcplens_explain_options *options,
                                          tcplens_sink *sink, void *sink_ctx,
                                          struct tcplens_error *err)
{
    struct source *source = NULL;
    struct tcplens_segment seg;
    enum tcplens_status status = tl_check_options(options, err);

    if (status == TCPLENS_OK)
        status = tl_source_open_file(&source, path, NULL, err);
    if (status == TCPLENS_OK)
        status = find(source, number, &seg, err);
    if (status == TCPLENS_OK)
        status = show(&seg, view, options, sink, sink_ctx, err);
    tl_source_close(source);
    return status;
}
