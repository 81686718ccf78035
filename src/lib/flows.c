// SPDX-License-Identifier: BSD-3-Clause
/*
 * flows.c - captures to rows: source → decode → track → tally, and beside them the teller and the
 * analysis only if a column, the order or the filter wants what they know.
 *
 * A connection is listed when the tracker lets go of it, live when it has closed, and at the end if
 * it is still there. Memory is fixed when the handle is born, but for rows that wait to be sorted.
 */
#include <tcplens/flows.h>

#include <stdlib.h>

#include "analysis/analysis.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "decode/decode.h"
#include "explain/explain.h"
#include "flow/output.h"
#include "lib/census.h"
#include "lib/ending.h"
#include "source/source.h"
#include "track/track.h"

_Static_assert((int)FRAME_BATCH == (int)TRACK_BATCH && (int)FRAME_BATCH == (int)ANALYSIS_BATCH,
               "one batch passes through every stage");

enum {
    DEFAULT_CONNECTIONS = 131072,
    OUTPUT = 65536,
    PROGRESS_FRAMES = 16384,
    MIN_WIDTH = 40,
};

/**
 * struct tcplens_flows - the stages
 * @options:  the caller's
 * @source:   of the capture being read; *owned*, NULL between captures
 * @tracker:  *owned*
 * @teller, @analysis: *owned*; NULL if nobody wants what they know
 * @tallies:  *owned*, by slot, @n_slots of them
 * @endings:  closed connections, and which were listed
 * @before:   frames of the captures before, and what the kernel counted
 * @begun:    the output has begun
 */
struct tcplens_flows {
    struct tcplens_flows_options options;
    struct source *source;
    struct tracker *tracker;
    struct teller *teller;
    struct analysis *analysis;
    struct tally *tallies;
    uint32_t n_slots;
    struct endings endings;
    struct flow_output output;
    struct text out;
    struct tcplens_flows_stats stats;
    struct census census;
    int64_t now_ns;
    uint64_t next_progress;
    bool begun;
    struct frame_batch batch;
    struct tcplens_segment segs[FRAME_BATCH];
    struct verdict verdicts[FRAME_BATCH];
    struct analysis_row rows[FRAME_BATCH];
    struct flow_row row;
    char buffer[OUTPUT];
};

static enum tcplens_status check(const struct tcplens_flows_options *o, struct tcplens_error *err)
{
    if (o->output > TCPLENS_FLOWS_ZEEK || o->by > TCPLENS_BY_PAIR)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "unknown output or kind of rows");
    if (o->output == TCPLENS_FLOWS_ZEEK && (o->by != TCPLENS_BY_CONNECTION || o->columns != NULL))
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "Zeek's conn.log has its own columns, and a row for each connection");
    if (o->width != 0 && o->width < MIN_WIDTH)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "width %u is too narrow: %d columns at least, or 0 for no limit", o->width,
                        MIN_WIDTH);
    return TCPLENS_OK;
}

/* The stages that are wanted. */
static enum tcplens_status make_stages(struct tcplens_flows *f, struct tcplens_error *err)
{
    const uint32_t conns =
        f->options.max_connections != 0 ? f->options.max_connections : DEFAULT_CONNECTIONS;
    const struct track_options track = {.max_conns = conns};
    const struct teller_options tell = {.max_conns = conns, .findings_only = true};
    const struct analysis_options analysis = {.max_conversations = conns};
    enum tcplens_status status = tl_track_new(&f->tracker, &track, err);

    f->n_slots = conns + TRACK_SPARE;
    if (status == TCPLENS_OK)
        status = tl_endings_init(&f->endings, f->n_slots, err);
    if (status == TCPLENS_OK && (f->output.needs & FLOW_TOLD) != 0)
        status = tl_teller_new(&f->teller, &tell, err);
    if (status == TCPLENS_OK && (f->output.needs & FLOW_ANALYSED) != 0)
        status = tl_analysis_new(&f->analysis, &analysis, err);
    if (status != TCPLENS_OK)
        return status;
    f->tallies = tl_memory_new(f->n_slots, sizeof *f->tallies);
    if (f->tallies == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return TCPLENS_OK;
}

static void free_all(struct tcplens_flows *f)
{
    tl_flow_output_fini(&f->output);
    tl_source_close(f->source);
    tl_endings_fini(&f->endings);
    tl_teller_free(f->teller);
    tl_analysis_free(f->analysis);
    tl_track_free(f->tracker);
    tl_memory_free(f->tallies, f->n_slots, sizeof *f->tallies);
    free(f);
}

enum tcplens_status tcplens_flows_new(struct tcplens_flows **ret,
                                      const struct tcplens_flows_options *options,
                                      tcplens_sink *sink, void *ctx, struct tcplens_error *err)
{
    enum tcplens_status status = check(options, err);
    struct tcplens_flows *f;

    if (status != TCPLENS_OK)
        return status;
    f = calloc(1, sizeof *f);
    if (f == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    f->options = *options;
    f->next_progress = PROGRESS_FRAMES;
    text_init(&f->out, f->buffer, sizeof f->buffer, sink, ctx);
    status = tl_flow_output_init(&f->output, &f->options, &f->out, err);
    if (status == TCPLENS_OK)
        status = make_stages(f, err);
    if (status != TCPLENS_OK) {
        free_all(f);
        return status;
    }
    *ret = f;
    return TCPLENS_OK;
}

static void take(struct tcplens_flows *f, size_t i)
{
    const struct tcplens_segment *const seg = &f->segs[i];
    const struct verdict *const v = &f->verdicts[i];
    const struct conn *const conn = tl_track_conn(f->tracker, v->slot);
    struct tally *const tally = &f->tallies[v->slot];

    if (tl_endings_told(&f->endings, v->slot, conn->number))
        return;
    tl_tally_add(tally, conn->number, seg, v);
    if (f->analysis != NULL && (f->rows[i].shown & A_HAS_STREAM) != 0) {
        tally->stream = f->rows[i].stream;
        tally->completeness = f->rows[i].completeness_after;
        tally->analysed = true;
    }
    if (f->teller != NULL)
        (void)tl_teller_take(f->teller, seg, v, conn);
    if ((v->bits & V_CLOSE_DONE) != 0)
        tl_endings_push(&f->endings, v->slot, conn->number, seg->ts_ns);
}

/* List the connection in `slot`, unless it was, and forget it. */
static void list(struct tcplens_flows *f, uint32_t slot)
{
    const struct conn *const conn = tl_track_conn(f->tracker, slot);
    const struct story *story = NULL;

    if (!tl_endings_told(&f->endings, slot, conn->number)) {
        if (f->teller != NULL)
            story = tl_teller_story(f->teller, slot, conn);
        tl_flow_row(&f->row, conn, &f->tallies[slot], story);
        tl_flow_output_row(&f->output, &f->row);
        tl_endings_mark(&f->endings, slot, conn->number);
    }
    if (f->teller != NULL)
        tl_teller_forget(f->teller, slot);
}

static void list_retired(struct tcplens_flows *f)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(f->tracker, &n);

    for (size_t i = 0; i < n; i++)
        list(f, slots[i]);
}

/* Those that closed a while before `now_ns`. */
static void list_closed(struct tcplens_flows *f, int64_t now_ns)
{
    struct ending closed;

    while (tl_endings_pop(&f->endings, now_ns, &closed)) {
        const struct conn *const conn = tl_track_conn(f->tracker, closed.slot);

        /* The slot may hold another connection by now, or the close was none after all. */
        if (conn->number == closed.number && (conn->bits & CONN_CLOSED) != 0)
            list(f, closed.slot);
    }
}

static enum tcplens_status list_rest(struct tcplens_flows *f, struct tcplens_error *err)
{
    size_t n = 0;
    uint32_t *const slots = tl_track_live(f->tracker, &n);

    if (slots == NULL && n > 0)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < n && !f->out.failed; i++)
        list(f, slots[i]);
    free(slots);
    return TCPLENS_OK;
}

/* Read, decode, track and count one batch. */
static enum tcplens_status step(struct tcplens_flows *f, struct tcplens_error *err)
{
    const uint64_t max_frames = f->options.max_frames;
    enum tcplens_status status;

    f->batch.n = 0;
    if (max_frames != 0 && f->stats.matched >= max_frames)
        return TCPLENS_END;
    status = tl_source_read(f->source, &f->batch, err);
    if (status != TCPLENS_OK)
        return status;
    if (max_frames != 0 && f->batch.n > max_frames - f->stats.matched)
        f->batch.n = (size_t)(max_frames - f->stats.matched);
    tl_decode_batch(f->batch.frames, f->batch.n, f->segs);
    tl_track_batch(f->tracker, f->segs, f->batch.n, f->verdicts);
    if (f->analysis != NULL)
        tl_analysis_batch(f->analysis, f->segs, f->batch.n, f->rows);
    for (size_t i = 0; i < f->batch.n; i++) {
        if (f->verdicts[i].slot != TRACK_NO_CONN)
            tally_prefetch(&f->tallies[f->verdicts[i].slot], f->verdicts[i].side);
    }
    for (size_t i = 0; i < f->batch.n; i++) {
        tl_census_add(&f->census, &f->batch.frames[i], &f->segs[i]);
        if (f->segs[i].ts_ns > f->now_ns)
            f->now_ns = f->segs[i].ts_ns;
        if (f->verdicts[i].slot != TRACK_NO_CONN)
            take(f, i);
    }
    f->stats.matched += f->batch.n;
    list_retired(f);
    return TCPLENS_OK;
}

static bool stopped(const struct tcplens_flows *f)
{
    return f->out.failed || (f->options.stop != NULL && *f->options.stop != 0);
}

/* Whether the caller wants to go on. */
static bool report_progress(struct tcplens_flows *f)
{
    struct tcplens_progress progress;
    struct source_stats source;
    struct track_stats track;

    if (f->options.progress == NULL || f->stats.matched < f->next_progress)
        return true;
    f->next_progress = f->stats.matched + PROGRESS_FRAMES;
    tl_source_stats(f->source, &source);
    tl_track_stats(f->tracker, &track);
    progress = (struct tcplens_progress){.octets = source.octets,
                                         .octets_total = source.octets_total,
                                         .frames = f->stats.frames + source.frames,
                                         .connections = track.conns};
    return f->options.progress(f->options.progress_ctx, &progress);
}

/* The capture is over: what it counted is added up. */
static void close_source(struct tcplens_flows *f)
{
    struct source_stats source;

    tl_source_stats(f->source, &source);
    f->stats.frames += source.frames;
    f->stats.received += source.received;
    f->stats.dropped_ring += source.dropped_ring;
    f->stats.dropped_iface += source.dropped_iface;
    tl_source_close(f->source);
    f->source = NULL;
}

static enum tcplens_status begin_output(struct tcplens_flows *f, bool at_once,
                                        struct tcplens_error *err)
{
    const bool begun = f->begun;

    f->begun = true;
    return begun ? TCPLENS_OK : tl_flow_output_begin(&f->output, at_once, err);
}

enum tcplens_status tcplens_flows_read_file(struct tcplens_flows *f, const char *path,
                                            struct tcplens_error *err)
{
    enum tcplens_status status = tl_source_open_file(&f->source, path, f->options.filter, err);

    if (status != TCPLENS_OK)
        return status;
    status = begin_output(f, false, err);
    while (status == TCPLENS_OK && !stopped(f) && report_progress(f))
        status = step(f, err);
    close_source(f);
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

/* Time is packet time: the newest frame's, plus what has passed since it came, so that a row does
 * not have to wait for the next frame. */
static enum tcplens_status capture(struct tcplens_flows *f, struct tcplens_error *err)
{
    int64_t newest_at = clock_monotonic();
    enum tcplens_status status = TCPLENS_OK;

    while (status == TCPLENS_OK && !stopped(f)) {
        const int64_t newest = f->now_ns;

        status = step(f, err);
        if (f->now_ns != newest)
            newest_at = clock_monotonic();
        list_closed(f, f->now_ns + (clock_monotonic() - newest_at));
        text_flush(&f->out);
    }
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

enum tcplens_status tcplens_flows_read_live(struct tcplens_flows *f, const char *interface,
                                            struct tcplens_error *err)
{
    const struct source_live_options live = {.filter = f->options.filter,
                                             .snaplen = f->options.snaplen,
                                             .buffer_octets = f->options.buffer_octets};
    const struct tcplens_progress begun = {0};
    enum tcplens_status status = tl_source_open_live(&f->source, interface, &live, err);

    if (status != TCPLENS_OK)
        return status;
    status = begin_output(f, true, err);
    if (status == TCPLENS_OK &&
        (f->options.progress == NULL || f->options.progress(f->options.progress_ctx, &begun)))
        status = capture(f, err);
    close_source(f);
    return status;
}

static void fill_stats(const struct tcplens_flows *f, struct tcplens_flows_stats *out)
{
    struct track_stats track;

    tl_track_stats(f->tracker, &track);
    *out = f->stats;
    out->connections = track.conns;
    out->evicted = track.evicted_open;
    out->listed = f->output.listed;
    out->unsorted = f->output.unsorted;
}

/* What can only be said when all is read: a capture that cannot be decoded, or has no connection.
 */
static enum tcplens_status conclude(struct tcplens_flows *f, struct tcplens_error *err)
{
    const enum tcplens_status status = tl_census_check(&f->census, err);
    struct track_stats track;

    if (status != TCPLENS_OK)
        return status;
    tl_track_stats(f->tracker, &track);
    if (track.conns == 0 && f->options.output == TCPLENS_FLOWS_TEXT)
        tl_census_tell(&f->census, &f->out, tl_catalogue(f->options.lang), f->stats.frames,
                       f->options.filter != NULL);
    return TCPLENS_OK;
}

enum tcplens_status tcplens_flows_close(struct tcplens_flows *f, struct tcplens_flows_stats *stats,
                                        struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    if (f == NULL)
        return TCPLENS_OK;
    if (f->begun) {
        status = list_rest(f, err);
        if (status == TCPLENS_OK)
            status = tl_flow_output_end(&f->output, err);
        if (status == TCPLENS_OK)
            status = conclude(f, err);
    }
    text_flush(&f->out);
    if (f->out.failed)
        status = tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    if (stats != NULL)
        fill_stats(f, stats);
    free_all(f);
    return status;
}

void tcplens_flows_list_columns(enum tcplens_flows_by by, const char *lang, tcplens_column_fn *fn,
                                void *ctx)
{
    const struct catalogue *const catalogue = tl_catalogue(lang);
    const bool grouped = by != TCPLENS_BY_CONNECTION;
    const struct relation relation = grouped ? tl_group_relation(by) : tl_flow_relation(catalogue);

    /* Derived fields of groups are those that this kind does not have. */
    for (unsigned i = 0; i < relation.n_fields; i++) {
        if (!grouped || !relation.fields[i].derived)
            fn(ctx, relation.fields[i].name, tr(catalogue, relation.fields[i].help));
    }
}

enum tcplens_status tcplens_flows_check_where(const char *where, size_t *column,
                                              struct tcplens_error *err)
{
    const struct relation relation = tl_flow_relation(NULL);
    struct condition *filter;
    const enum tcplens_status status = tl_condition_compile(&filter, &relation, where, column, err);

    if (status == TCPLENS_OK)
        tl_condition_free(filter);
    return status;
}
