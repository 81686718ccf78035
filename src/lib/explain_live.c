// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain_live.c - an interface to its stories: each segment as it arrives, each connection's
 * summary when it ends.
 *
 * Time is packet time: the newest frame's, plus what the monotonic clock says has passed since that
 * frame came, so that a summary does not have to wait for the next frame. Output is flushed after
 * each batch.
 */
#include <stdlib.h>
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

static bool wanted(const struct pipeline *p, const struct conn *conn)
{
    return p->options->connection == 0 || conn->number == p->options->connection;
}

/* Summarise the connection in `slot`, once, and give its rows back. */
static void tell_end(struct live *live, uint32_t slot)
{
    struct pipeline *const p = live->p;
    const struct conn *const conn = tl_track_conn(p->tracker, slot);
    const struct story *story;

    if (!tl_endings_told(&live->endings, slot, conn->number) && wanted(p, conn)) {
        story = tl_teller_story(p->teller, slot, conn);
        if (story != NULL) {
            p->stats.rows_dropped += story->rows_dropped;
            if (p->options->view == TCPLENS_VIEW_STORY &&
                p->options->output == TCPLENS_OUTPUT_TEXT)
                tl_render_live_end(&p->out, &p->view, story);
            else
                tl_tell_story(&p->out, &p->view, p->options, story);
        }
        tl_endings_mark(&live->endings, slot, conn->number);
    }
    tl_teller_forget(p->teller, slot);
}

/* Rows are shown as they arrive in the story as text; every other form needs the whole story. */
static void show_row(struct pipeline *p, uint32_t slot, const struct conn *conn,
                     const struct row *row)
{
    if (p->options->view == TCPLENS_VIEW_STORY && p->options->output == TCPLENS_OUTPUT_TEXT)
        tl_render_live_row(&p->out, &p->view, conn, row, tl_teller_texts(p->teller, slot));
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
        if (!wanted(p, conn))
            continue;
        row = tl_teller_take(p->teller, &p->segs[i], v, conn);
        if (row != NULL)
            show_row(p, v->slot, conn, row);
        if ((v->bits & V_CLOSE_DONE) != 0)
            tl_endings_push(&live->endings, v->slot, conn->number, p->segs[i].ts_ns);
    }
}

static void tell_retired(struct live *live)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(live->p->tracker, &n);

    for (size_t i = 0; i < n; i++)
        tell_end(live, slots[i]);
}

/* Tell the connections that closed some time ago, unless their slots have others by now. */
static void tell_due(struct live *live)
{
    const int64_t now_ns = live->p->now_ns + (monotonic_ns() - live->newest_at);
    struct ending due;

    while (tl_endings_pop(&live->endings, now_ns, &due)) {
        const struct conn *const conn = tl_track_conn(live->p->tracker, due.slot);

        if (conn->number == due.number && (conn->bits & CONN_CLOSED) != 0)
            tell_end(live, due.slot);
    }
}

static enum tcplens_status tell_open(struct live *live, struct tcplens_error *err)
{
    size_t n;
    uint32_t *const slots = tl_track_live(live->p->tracker, &n);

    if (slots == NULL && n > 0)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < n && !live->p->out.failed; i++)
        tell_end(live, slots[i]);
    free(slots);
    return TCPLENS_OK;
}

static enum tcplens_status capture(struct live *live, const volatile int *stop,
                                   struct tcplens_error *err)
{
    struct pipeline *const p = live->p;
    struct tcplens_error ignored;
    enum tcplens_status status = TCPLENS_END, told;

    while (*stop == 0 && !p->out.failed) {
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
    told = tell_open(live, status == TCPLENS_END ? err : &ignored);
    if (status == TCPLENS_END && told != TCPLENS_OK)
        status = told;
    return status;
}

enum tcplens_status
tcplens_explain_live(const char *interface, const struct tcplens_explain_options *options,
                     const volatile int *stop, tcplens_sink *sink, void *sink_ctx,
                     struct tcplens_explain_stats *stats, struct tcplens_error *err)
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
        status = capture(&live, stop, err);
        tl_pipeline_stats(live.p, stats);
    }
    status = tl_pipeline_finish(live.p, status, err);
    tl_endings_fini(&live.endings);
    tl_pipeline_free(live.p);
    return status;
}
