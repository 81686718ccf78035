// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain_live.c - an interface to its stories: each segment as it arrives, each connection's
 * summary when it ends.
 *
 * Time is packet time: the newest frame's, plus what the monotonic clock says has passed since that
 * frame came, so that a summary does not have to wait for the next frame. Output is flushed after
 * each batch.
 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "lib/pipeline.h"
#include "lib/saving.h"
#include "lib/tell.h"

/* Tell the caller that frames are being captured from now on; whether it wants to go on. */
static bool announce(const struct pipeline *p)
{
    const struct tcplens_progress begun = {0};

    return p->options->progress == NULL || p->options->progress(p->options->progress_ctx, &begun);
}

/* Save the frames of a batch, if anything is saved. */
static enum tcplens_status save_batch(struct saving *saving, const struct pipeline *p,
                                      struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    if (saving->saver == NULL)
        return TCPLENS_OK;
    for (size_t i = 0; i < p->batch.n && status == TCPLENS_OK; i++)
        status = tl_saving_frame(saving, &p->batch.frames[i], err);
    return status;
}

static enum tcplens_status capture(struct pipeline *p, struct saving *saving,
                                   struct tcplens_error *err)
{
    int64_t newest_at = clock_monotonic();
    struct tcplens_error ignored;
    enum tcplens_status status = TCPLENS_END, told;

    while (!tl_pipeline_stopped(p) && !p->out.failed) {
        const int64_t newest = p->now_ns;

        status = tl_pipeline_read(p, err);
        if (status == TCPLENS_OK)
            status = save_batch(saving, p, err);
        if (status != TCPLENS_OK)
            break;
        if (p->now_ns != newest)
            newest_at = clock_monotonic();
        if (p->view.t0_ns == 0 && p->batch.n > 0)
            p->view.t0_ns = p->batch.frames[0].ts_ns;
        tl_tell_batch(p);
        tl_tell_retired(p);
        tl_tell_closed(p, p->now_ns + (clock_monotonic() - newest_at));
        text_flush(&p->out);
    }
    if (status == TCPLENS_OK)
        status = TCPLENS_END;
    told = tl_tell_rest(p, status == TCPLENS_END ? err : &ignored);
    if (status == TCPLENS_END && told != TCPLENS_OK)
        status = told;
    return status;
}

/* Of all interfaces at once, the header that tells which one it was. */
static const char *link_type_for(const char *interface)
{
    return strcmp(interface, "any") == 0 ? "LINUX_SLL2" : NULL;
}

/* Open the savefile, if one is wanted; the interface is open. */
static enum tcplens_status begin_saving(struct saving *saving, const struct pipeline *p,
                                        struct tcplens_error *err)
{
    const struct tcplens_explain_options *const o = p->options;
    enum tcplens_status status;

    if (o->save == NULL)
        return TCPLENS_OK;
    status = tl_saving_source(saving, p->source, true, o->filter, err);
    return status == TCPLENS_OK ? tl_saving_open(saving, o->save, err) : status;
}

enum tcplens_status tcplens_explain_live(const char *interface,
                                         const struct tcplens_explain_options *options,
                                         tcplens_sink *sink, void *sink_ctx,
                                         struct tcplens_explain_stats *stats,
                                         struct tcplens_error *err)
{
    const struct source_live_options source = {.filter = options->filter,
                                               .snaplen = options->snaplen,
                                               .buffer_octets = options->buffer_octets,
                                               .link_type = link_type_for(interface)};
    struct saving saving = {.saver = NULL};
    struct pipeline *p = NULL;
    enum tcplens_status status;

    if (stats != NULL)
        *stats = (struct tcplens_explain_stats){0};
    status = tl_pipeline_new(&p, options, sink, sink_ctx, err);
    if (status != TCPLENS_OK)
        return status;
    p->rows_shown = tl_tell_can_show_rows(p);
    status = tl_source_open_live(&p->source, interface, &source, err);
    if (status == TCPLENS_OK)
        status = begin_saving(&saving, p, err);
    if (status == TCPLENS_OK) {
        status = announce(p) ? capture(p, &saving, err) : TCPLENS_END;
        tl_tell_summary(p, interface);
        tl_pipeline_stats(p, stats);
    }
    status = tl_finish_output(&p->out, tl_saving_end(&saving, status, err), err);
    tl_pipeline_free(p);
    return status;
}
