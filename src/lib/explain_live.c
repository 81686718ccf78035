// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain_live.c - an interface to its stories: each segment as it arrives, each connection's
 * summary when it ends.
 *
 * Time is packet time: the newest frame's, plus what the monotonic clock says has passed since that
 * frame came, so that a summary does not have to wait for the next frame. Output is flushed after
 * each batch.
 */
#include <time.h>

#include "base/clock.h"
#include "base/error.h"
#include "lib/ending.h"
#include "lib/pipeline.h"
#include "lib/tell.h"

enum { DEFAULT_CONNECTIONS = 131072 };

/**
 * struct live - a capture under way
 * @p:         the stages
 * @endings:   closed connections
 * @newest_at: monotonic time at which p->now_ns last moved
 */
struct live {
    struct pipeline *p;
    struct endings endings;
    int64_t newest_at;
};

static int64_t monotonic_ns(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * CLOCK_NS_PER_S + ts.tv_nsec;
}

/* Summarise the connection in `slot`, once. */
static void tell(void *ctx, uint32_t slot)
{
    struct live *const live = ctx;
    struct pipeline *const p = live->p;
    const uint64_t number = tl_track_conn(p->tracker, slot)->number;

    if (tl_endings_told(&live->endings, slot, number)) {
        tl_teller_forget(p->teller, slot);
        return;
    }
    tl_tell(p, slot, tl_tell_live_rows(p));
    tl_endings_mark(&live->endings, slot, number);
}

static void take(struct live *live)
{
    struct pipeline *const p = live->p;

    for (size_t i = 0; i < p->batch.n; i++) {
        const struct verdict *const v = &p->verdicts[i];
        const struct conn *conn;
        const struct row *row;

        if (p->view.t0_ns == 0)
            p->view.t0_ns = p->segs[i].ts_ns;
        if (v->slot == TRACK_NO_CONN)
            continue;
        conn = tl_track_conn(p->tracker, v->slot);
        if (!tl_tell_wanted(p, conn))
            continue;
        row = tl_teller_take(p->teller, &p->segs[i], v, conn);
        if (row != NULL && tl_tell_live_rows(p))
            tl_tell_row(p, v->slot, row);
        if ((v->bits & V_CLOSE_DONE) != 0)
            tl_endings_push(&live->endings, v->slot, conn->number, p->segs[i].ts_ns);
    }
}

static void tell_retired(struct live *live)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(live->p->tracker, &n);

    for (size_t i = 0; i < n; i++)
        tell(live, slots[i]);
}

/* Tell the connections that closed some time ago, unless their slots have others by now. */
static void tell_due(struct live *live)
{
    const int64_t now_ns = live->p->now_ns + (monotonic_ns() - live->newest_at);
    struct ending due;

    while (tl_endings_pop(&live->endings, now_ns, &due)) {
        const struct conn *const conn = tl_track_conn(live->p->tracker, due.slot);

        if (conn->number == due.number && (conn->bits & CONN_CLOSED) != 0)
            tell(live, due.slot);
    }
}

/* Tell the caller that frames are being captured from now on; whether it wants to go on. */
static bool announce(const struct pipeline *p)
{
    const struct tcplens_progress begun = {0};

    return p->options->progress == NULL || p->options->progress(p->options->progress_ctx, &begun);
}

static enum tcplens_status capture(struct live *live, struct tcplens_error *err)
{
    struct pipeline *const p = live->p;
    struct tcplens_error ignored;
    enum tcplens_status status = TCPLENS_END, told;

    while (!tl_pipeline_stopped(p) && !p->out.failed) {
        const int64_t newest = p->now_ns;

        status = tl_pipeline_read(p, err);
        if (status != TCPLENS_OK)
            break;
        if (p->now_ns != newest)
            live->newest_at = monotonic_ns();
        take(live);
        tell_retired(live);
        tell_due(live);
        text_flush(&p->out);
    }
    if (status == TCPLENS_OK)
        status = TCPLENS_END;
    told = tl_tell_rest(p, tell, live, status == TCPLENS_END ? err : &ignored);
    if (status == TCPLENS_END && told != TCPLENS_OK)
        status = told;
    return status;
}

enum tcplens_status tcplens_explain_live(const char *interface,
                                         const struct tcplens_explain_options *options,
                                         tcplens_sink *sink, void *sink_ctx,
                                         struct tcplens_explain_stats *stats,
                                         struct tcplens_error *err)
{
    const struct source_live_options source = {.filter = options->filter,
                                               .snaplen = options->snaplen,
                                               .buffer_octets = options->buffer_octets};
    const uint32_t conns =
        options->max_connections != 0 ? options->max_connections : DEFAULT_CONNECTIONS;
    struct live live = {.newest_at = monotonic_ns()};
    enum tcplens_status status;

    if (stats != NULL)
        *stats = (struct tcplens_explain_stats){0};
    status = tl_pipeline_new(&live.p, options, sink, sink_ctx, err);
    if (status != TCPLENS_OK)
        return status;
    /* The tracker holds a retired slot until the next batch: so many more than its cap. */
    status = tl_endings_init(&live.endings, conns + TRACK_BATCH, err);
    if (status == TCPLENS_OK)
        status = tl_source_open_live(&live.p->source, interface, &source, err);
    if (status == TCPLENS_OK) {
        status = announce(live.p) ? capture(&live, err) : TCPLENS_END;
        tl_tell_summary(live.p, interface);
        tl_pipeline_stats(live.p, stats);
    }
    status = tl_finish_output(&live.p->out, status, err);
    tl_endings_fini(&live.endings);
    tl_pipeline_free(live.p);
    return status;
}
