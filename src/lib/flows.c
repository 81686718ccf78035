// SPDX-License-Identifier: BSD-3-Clause
/*
 * flows.c - captures to rows: a line of blocks through the shards (flow_line.h), and from there the
 * rows of connections that are over, in the order of the capture, to the output.
 *
 * A connection is listed when the tracker lets go of it, live when it has closed, and at the end if
 * it is still there. Memory is fixed when the handle is born, but for rows that wait to be sorted.
 */
#include <tcplens/flows.h>

#include <stdlib.h>

#include "analysis/analysis.h"
#include "base/clock.h"
#include "base/crew.h"
#include "base/error.h"
#include "flow/output.h"
#include "lib/flow_roll.h"

enum {
    DEFAULT_CONNECTIONS = 131072,
    OUTPUT = 65536,
    PROGRESS_FRAMES = 16384,
    MIN_WIDTH = 40,
};

/**
 * struct tcplens_flows
 * @options:  the caller's
 * @source:   of the capture being read; *owned*, NULL between captures
 * @roll:     all connections
 * @sieve:    *owned*; NULL without a display filter
 * @analysis: *owned*; NULL if nobody wants what it knows
 * @stats:    of the captures before, but for what is counted as it passes
 * @next_progress: frames after which progress is told again
 * @begun:    the output has begun
 */
struct tcplens_flows {
    struct tcplens_flows_options options;
    struct source *source;
    struct flow_roll roll;
    struct sieve *sieve;
    struct analysis *analysis;
    struct flow_output output;
    struct text out;
    struct tcplens_flows_stats stats;
    struct census census;
    int64_t now_ns;
    uint64_t next_progress;
    bool begun;
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
    const struct analysis_options analysis = {.max_conversations = conns, .streams_only = true};
    enum tcplens_status status =
        tl_flow_roll_init(&f->roll, conns, (f->output.needs & FLOW_TOLD) != 0, &f->output, err);

    if (status == TCPLENS_OK && f->options.display != NULL)
        status = tl_sieve_new(&f->sieve, f->options.display, err);
    if (status == TCPLENS_OK && (f->output.needs & FLOW_ANALYSED) != 0)
        status = tl_analysis_new(&f->analysis, &analysis, err);
    return status;
}

static void free_all(struct tcplens_flows *f)
{
    tl_flow_output_fini(&f->output);
    tl_source_close(f->source);
    tl_flow_roll_fini(&f->roll);
    tl_sieve_free(f->sieve);
    tl_analysis_free(f->analysis);
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

static bool stopped(const struct tcplens_flows *f)
{
    return f->out.failed || (f->options.stop != NULL && *f->options.stop != 0);
}

/* Whether the caller wants to go on. */
static bool report_progress(struct tcplens_flows *f, const struct source_stats *source)
{
    struct tcplens_progress progress;

    if (f->options.progress == NULL || f->stats.matched < f->next_progress)
        return true;
    f->next_progress = f->stats.matched + PROGRESS_FRAMES;
    progress = (struct tcplens_progress){.octets = source->octets,
                                         .octets_total = source->octets_total,
                                         .frames = f->stats.frames + source->frames,
                                         .connections = f->roll.numbered};
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

/* The output, or one more capture of it. */
static enum tcplens_status begin_output(struct tcplens_flows *f, bool at_once,
                                        struct tcplens_error *err)
{
    const bool begun = f->begun;

    f->begun = true;
    if (begun && f->sieve != NULL)
        return tl_sieve_restart(f->sieve, err);
    return begun ? TCPLENS_OK : tl_flow_output_begin(&f->output, at_once, err);
}

static enum tcplens_status make_line(struct tcplens_flows *f, struct flow_line **line,
                                     unsigned threads, bool live, struct tcplens_error *err)
{
    const uint64_t max_frames = f->options.max_frames;
    const struct flow_line_options options = {
        .source = f->source,
        .shards = f->roll.shards,
        .n_shards = f->roll.n,
        .analysis = f->analysis,
        .sieve = f->sieve,
        .census = &f->census,
        .now_ns = f->now_ns,
        .max_frames = max_frames != 0 ? max_frames - f->stats.matched : UINT64_MAX,
        .threads = threads,
        .live = live,
    };

    return tl_flow_line_new(line, &options, err);
}

/* Take a block: the status that came after it, or what failed. */
static enum tcplens_status take_block(struct tcplens_flows *f, struct flow_block *block,
                                      struct tcplens_error *err)
{
    const enum tcplens_status status = tl_flow_roll_take(&f->roll, block, err);

    f->stats.matched += block->n;
    f->now_ns = block->newest_ns;
    if (status == TCPLENS_OK && block->status != TCPLENS_OK && block->status != TCPLENS_END)
        *err = block->err;
    return status == TCPLENS_OK ? block->status : status;
}

/* All that was read is taken, also after a stop or a failure: the shards have it already. */
static enum tcplens_status take_file(struct tcplens_flows *f, struct flow_line *line,
                                     struct tcplens_error *err)
{
    enum tcplens_status result = TCPLENS_OK;
    struct flow_block *block;

    for (block = tl_flow_line_next(line); block != NULL; block = tl_flow_line_next(line)) {
        struct tcplens_error failure;
        const enum tcplens_status status = take_block(f, block, &failure);

        if (result == TCPLENS_OK && status != TCPLENS_OK && status != TCPLENS_END) {
            result = status;
            *err = failure;
        }
        if (result != TCPLENS_OK || stopped(f) || !report_progress(f, &block->source))
            tl_flow_line_stop(line);
    }
    return result;
}

enum tcplens_status tcplens_flows_read_file(struct tcplens_flows *f, const char *path,
                                            struct tcplens_error *err)
{
    const unsigned threads = f->options.threads == 0                 ? tl_crew_processors()
                             : f->options.threads > CREW_THREADS_MAX ? CREW_THREADS_MAX
                                                                     : f->options.threads;
    struct flow_line *line = NULL;
    enum tcplens_status status = tl_source_open_file(&f->source, path, f->options.filter, err);

    if (status != TCPLENS_OK)
        return status;
    status = begin_output(f, false, err);
    if (status == TCPLENS_OK)
        status = make_line(f, &line, threads, false, err);
    if (status == TCPLENS_OK)
        status = take_file(f, line, err);
    tl_flow_line_free(line);
    close_source(f);
    return status;
}

/* Time is packet time: the newest frame's, plus what has passed since it came, so that a row does
 * not have to wait for the next frame. */
static enum tcplens_status capture(struct tcplens_flows *f, struct flow_line *line,
                                   struct tcplens_error *err)
{
    int64_t newest_at = clock_monotonic();
    enum tcplens_status status = TCPLENS_OK;

    while (status == TCPLENS_OK && !stopped(f)) {
        const int64_t newest = f->now_ns;

        status = take_block(f, tl_flow_line_next(line), err);
        if (f->now_ns != newest)
            newest_at = clock_monotonic();
        if (status == TCPLENS_OK)
            status =
                tl_flow_roll_closed(&f->roll, f->now_ns + (clock_monotonic() - newest_at), err);
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
    struct flow_line *line = NULL;
    enum tcplens_status status = tl_source_open_live(&f->source, interface, &live, err);

    if (status != TCPLENS_OK)
        return status;
    status = begin_output(f, true, err);
    if (status == TCPLENS_OK)
        status = make_line(f, &line, 1, true, err);
    if (status == TCPLENS_OK &&
        (f->options.progress == NULL || f->options.progress(f->options.progress_ctx, &begun)))
        status = capture(f, line, err);
    tl_flow_line_free(line);
    close_source(f);
    return status;
}

static void fill_stats(const struct tcplens_flows *f, struct tcplens_flows_stats *out)
{
    struct track_stats track;

    tl_flow_roll_stats(&f->roll, &track);
    *out = f->stats;
    out->connections = track.conns;
    out->evicted = track.evicted_open;
    out->given_up = f->sieve != NULL ? tl_sieve_given_up(f->sieve) : 0;
    out->listed = f->output.listed;
    out->unsorted = f->output.unsorted;
}

/* What can only be said when all is read: a capture that cannot be decoded, or has no connection.
 */
static enum tcplens_status conclude(struct tcplens_flows *f, struct tcplens_error *err)
{
    const enum tcplens_status status = tl_census_check(&f->census, err);

    if (status != TCPLENS_OK)
        return status;
    if (f->roll.numbered == 0 && f->options.output == TCPLENS_FLOWS_TEXT)
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
        status = tl_flow_roll_rest(&f->roll, err);
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
    const struct schema schema = tl_relation_schema(&relation);
    struct condition *filter;
    const enum tcplens_status status = tl_condition_compile(&filter, &schema, where, column, err);

    if (status == TCPLENS_OK)
        tl_condition_free(filter);
    return status;
}
