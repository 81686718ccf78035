// SPDX-License-Identifier: BSD-3-Clause
/*
 * graph.c - a capture file to the plot of one connection. Which one, and whose data, is found out
 * by reading the file a first time where it has to be; tables are written while it is read.
 */
#include <tcplens/graph.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "lib/pipeline.h"
#include "plot/figure.h"
#include "plot/listing.h"

_Static_assert((int)TCPLENS_GRAPH_WINDOW == (int)PLOT_WINDOW, "the library's kinds are the room's");

enum {
    WIDTH_DEFAULT = 100,
    HEIGHT_DEFAULT = 30,
    HEIGHT_MIN = 10,
    HEIGHT_MAX = 1000,
    PROGRESS_FRAMES = 16384,
};

/**
 * struct graphing - one call of the library
 * @options:  *borrowed*
 * @stages:   what the stages before the plot are asked for
 * @path:     *borrowed*
 * @passes, @pass: how often the file is read in all, and before this time
 * @number:   of the connection
 * @from:     enum tcplens_graph_from, AUTO as long as that is not known
 * @conn:     its latest state
 * @course:   of its segments
 * @records:  by side; only those of @keep are fed
 * @listing:  of the segments, for outputs that are written while reading
 * @stats:    so far
 * @lost:     the connection's slot was given up: nothing more will come
 */
struct graphing {
    const struct tcplens_graph_options *options;
    struct tcplens_explain_options stages;
    const char *path;
    unsigned passes, pass;
    uint64_t number;
    uint8_t from;
    struct conn conn;
    struct course course;
    struct record records[2];
    bool keep[2];
    struct listing listing;
    struct tcplens_graph_stats stats;
    bool lost;
};

static enum tcplens_status check_options(const struct tcplens_graph_options *o,
                                         struct tcplens_error *err)
{
    if (o->kind > TCPLENS_GRAPH_WINDOW || o->output > TCPLENS_GRAPH_XPL ||
        o->from > TCPLENS_GRAPH_FROM_RESPONDER)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "unknown kind, output or side");
    if (o->height != 0 && (o->height < HEIGHT_MIN || o->height > HEIGHT_MAX))
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "height %u: %d to %d lines can be drawn",
                        o->height, HEIGHT_MIN, HEIGHT_MAX);
    return TCPLENS_OK;
}

static struct tcplens_explain_options stages_of(const struct tcplens_graph_options *o)
{
    return (struct tcplens_explain_options){
        .color = o->color,
        .ascii = o->ascii,
        .width = o->width != 0 ? o->width : WIDTH_DEFAULT,
        .lang = o->lang,
        .filter = o->filter,
        .max_connections = o->max_connections,
        .max_frames = o->max_frames,
        .stop = o->stop,
    };
}

/* ---- reading ---- */

/* Whether the caller wants to go on. Each pass is its share of the whole. */
static bool report_progress(const struct graphing *g, struct pipeline *p, uint64_t *next)
{
    struct tcplens_progress progress;
    struct source_stats source;
    struct track_stats track;

    if (g->options->progress == NULL || p->stats.matched < *next)
        return true;
    *next = p->stats.matched + PROGRESS_FRAMES;
    tl_source_stats(p->source, &source);
    tl_track_stats(p->tracker, &track);
    progress = (struct tcplens_progress){
        .octets = source.octets_total * g->pass + source.octets,
        .octets_total = source.octets_total * g->passes,
        .frames = source.frames,
        .connections = track.conns,
    };
    return g->options->progress(g->options->progress_ctx, &progress);
}

/* Read the file once, and let `look` see each batch until it has seen enough. */
static enum tcplens_status read_file(struct graphing *g, struct pipeline *p,
                                     void (*look)(struct graphing *, struct pipeline *),
                                     struct tcplens_error *err)
{
    uint64_t next_progress = PROGRESS_FRAMES;
    enum tcplens_status status;

    status = tl_source_open_file(&p->source, g->path, g->options->filter, err);
    if (status != TCPLENS_OK)
        return status;
    do {
        status = tl_pipeline_read(p, err);
        if (status != TCPLENS_OK)
            return status;
        look(g, p);
    } while (!g->lost && !p->out.failed && !tl_pipeline_stopped(p) &&
             report_progress(g, p, &next_progress));
    return TCPLENS_END;
}

/* ---- which connection, and which side ---- */

/* The connection with the most payload of those seen so far. */
struct most {
    uint64_t number, octets[2];
};

static void compare(struct graphing *g, const struct pipeline *p, uint32_t slot)
{
    const struct conn *const conn = tl_track_conn(p->tracker, slot);
    struct most *const most = p->tell_ctx;
    const uint64_t octets = conn->ends[0].octets + conn->ends[1].octets;
    const bool named = g->options->connection != 0;

    if (p->sieve != NULL && p->chosen[slot] != conn->number)
        return;
    if (named ? conn->number != g->options->connection
              : most->number != 0 &&
                    (octets < most->octets[0] + most->octets[1] ||
                     (octets == most->octets[0] + most->octets[1] && conn->number > most->number)))
        return;
    *most = (struct most){conn->number, {conn->ends[0].octets, conn->ends[1].octets}};
}

static void look_for_most(struct graphing *g, struct pipeline *p)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(p->tracker, &n);

    for (size_t i = 0; p->sieve != NULL && i < p->batch.n; i++) {
        const uint32_t slot = p->verdicts[i].slot;

        if (p->matches[i] && slot != TRACK_NO_CONN)
            p->chosen[slot] = tl_track_conn(p->tracker, slot)->number;
    }
    for (size_t i = 0; i < n; i++)
        compare(g, p, slots[i]);
}

/* Read the file to know what to draw; damage is told when it is read again. */
static enum tcplens_status choose(struct graphing *g, struct tcplens_error *err)
{
    struct tcplens_explain_stats stages;
    struct most most = {0};
    struct tcplens_explain_options options = g->stages;
    enum tcplens_status status;
    struct pipeline *p;
    uint32_t *slots;
    size_t n;

    options.display = g->options->display;
    status = tl_pipeline_new(&p, &options, NULL, NULL, err);
    if (status != TCPLENS_OK)
        return status;
    p->tell_ctx = &most;
    status = read_file(g, p, look_for_most, err);
    if (p->source != NULL) {
        slots = tl_track_live(p->tracker, &n);
        for (size_t i = 0; slots != NULL && i < n; i++)
            compare(g, p, slots[i]);
        free(slots);
        tl_pipeline_stats(p, &stages);
        g->stats.connections = stages.connections;
        g->stats.given_up = stages.given_up;
        status = TCPLENS_OK;
        if (stages.connections > 0 && most.number == 0 && options.display != NULL)
            status = tl_error(err, TCPLENS_ERR_USAGE, 0,
                              "no frame of such a connection matches the display filter");
    }
    tl_pipeline_free(p);
    if (most.number != 0) {
        g->number = most.number;
        g->stats.most = g->options->connection == 0;
        if (g->from == TCPLENS_GRAPH_FROM_AUTO)
            g->from = most.octets[1] > most.octets[0] ? TCPLENS_GRAPH_FROM_RESPONDER
                                                      : TCPLENS_GRAPH_FROM_INITIATOR;
    }
    g->pass++;
    return status;
}

/* Whether the file can be read a second time. */
static bool is_lasting(const char *path)
{
    struct stat st;

    return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* ---- the connection's segments ---- */

static bool is_csv(const struct graphing *g)
{
    return g->options->output == TCPLENS_GRAPH_CSV;
}

/* Whether segments are written as they are read. */
static bool is_listing(const struct graphing *g)
{
    return is_csv(g) ||
           (g->options->output == TCPLENS_GRAPH_XPL && g->options->kind == PLOT_TIME_SEQUENCE);
}

static void begin_listing(struct graphing *g, struct text *out, const struct conn *conn)
{
    if (is_csv(g))
        tl_csv_begin(out);
    else
        tl_xpl_begin(&g->listing, out, conn, g->from - 1U);
}

/* Of a table both sides are written unless one was asked for. */
static void list(struct graphing *g, struct text *out, const struct plot_sample *sample)
{
    if (!is_csv(g))
        tl_xpl_add(&g->listing, sample);
    else if (g->options->from == TCPLENS_GRAPH_FROM_AUTO || g->options->from - 1U == sample->side)
        tl_csv_add(out, sample);
}

static void take(struct graphing *g, struct text *out, const struct plot_sample *sample)
{
    g->stats.segments++;
    if (is_listing(g))
        list(g, out, sample);
    for (unsigned side = 0; side < 2; side++) {
        if (g->keep[side])
            tl_record_add(&g->records[side], sample);
    }
}

static void look_at_segments(struct graphing *g, struct pipeline *p)
{
    size_t n_retired;
    const uint32_t *const retired = tl_track_retired(p->tracker, &n_retired);
    uint32_t slot = TRACK_NO_CONN;

    for (size_t i = 0; i < p->batch.n; i++) {
        struct plot_sample sample;

        if (p->verdicts[i].slot == TRACK_NO_CONN ||
            tl_track_conn(p->tracker, p->verdicts[i].slot)->number != g->number)
            continue;
        slot = p->verdicts[i].slot;
        if (!tl_course_segment(&g->course, &p->segs[i], &p->verdicts[i], &sample))
            continue;
        if (g->stats.segments == 0 && is_listing(g))
            begin_listing(g, &p->out, tl_track_conn(p->tracker, slot));
        take(g, &p->out, &sample);
    }
    if (slot != TRACK_NO_CONN)
        g->conn = *tl_track_conn(p->tracker, slot);
    for (size_t i = 0; i < n_retired; i++) {
        const struct conn *const conn = tl_track_conn(p->tracker, retired[i]);

        if (conn->number != g->number)
            continue;
        g->lost = true;
        g->stats.evicted = (conn->bits & (CONN_EVICTED | CONN_CLOSED)) == CONN_EVICTED;
    }
}

/* ---- drawing ---- */

/* Of the sides that records were kept of, the one that has sent more. */
static unsigned side_to_draw(const struct graphing *g)
{
    if (g->keep[0] && g->keep[1])
        return g->records[1].octets > g->records[0].octets ? SIDE_RESPONDER : SIDE_INITIATOR;
    return g->keep[0] ? SIDE_INITIATOR : SIDE_RESPONDER;
}

static enum tcplens_status draw(struct graphing *g, struct pipeline *p, struct tcplens_error *err)
{
    const struct tcplens_graph_options *const o = g->options;
    enum tcplens_status status = TCPLENS_OK;
    struct figure figure;

    tl_figure_make(&figure, &g->records[side_to_draw(g)], o->kind, &p->view);
    if (figure.failed)
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for the plot");
    else if (o->output == TCPLENS_GRAPH_SVG)
        tl_figure_svg(&p->out, &figure, &g->conn, true);
    else if (o->output == TCPLENS_GRAPH_XPL)
        tl_figure_xpl(&p->out, &figure, &g->conn);
    else
        tl_figure_text(&p->out, &figure, &g->conn, o->height != 0 ? o->height : HEIGHT_DEFAULT);
    tl_figure_fini(&figure);
    return status;
}

/* What can only be said when all is read: there is no such connection. */
static enum tcplens_status miss(const struct graphing *g, const struct pipeline *p,
                                struct tcplens_error *err)
{
    const enum tcplens_status status = tl_census_check(&p->census, err);
    struct track_stats track;

    if (status != TCPLENS_OK)
        return status;
    tl_track_stats(p->tracker, &track);
    if (track.conns == 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no TCP connection to draw");
    return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no connection %llu: the capture has %llu",
                    (unsigned long long)g->number, (unsigned long long)track.conns);
}

static enum tcplens_status draw_file(struct graphing *g, struct pipeline *p,
                                     struct tcplens_error *err)
{
    struct tcplens_error ignored;
    enum tcplens_status status, drawn;

    for (unsigned side = 0; side < 2; side++) {
        g->keep[side] =
            !is_listing(g) && (g->from == TCPLENS_GRAPH_FROM_AUTO || g->from - 1U == side);
        if (g->keep[side])
            tl_record_begin(&g->records[side], side);
    }
    if (is_listing(g) && !is_csv(g) && g->from == TCPLENS_GRAPH_FROM_AUTO)
        return tl_error(
            err, TCPLENS_ERR_USAGE, 0,
            "whose data? Name a side: %s cannot be read twice to find out who sends most", g->path);
    status = read_file(g, p, look_at_segments, err);
    if (g->stats.segments == 0)
        return status == TCPLENS_END ? miss(g, p, err) : status;
    g->stats.connection = g->number;
    if (is_listing(g)) {
        if (!is_csv(g))
            tl_xpl_end(&p->out);
        return status;
    }
    /* Damage does not take away what came before it, and it is the more telling failure. */
    drawn = draw(g, p, status == TCPLENS_END ? err : &ignored);
    return status == TCPLENS_END ? drawn : status;
}

static enum tcplens_status draw_chosen(struct graphing *g, tcplens_sink *sink, void *sink_ctx,
                                       struct tcplens_error *err)
{
    struct tcplens_explain_stats stages;
    struct pipeline *p;
    enum tcplens_status status = tl_pipeline_new(&p, &g->stages, sink, sink_ctx, err);

    if (status != TCPLENS_OK)
        return status;
    status = draw_file(g, p, err);
    tl_pipeline_stats(p, &stages);
    g->stats.frames = stages.frames;
    if (g->stats.connections < stages.connections)
        g->stats.connections = stages.connections;
    status = tl_finish_output(&p->out, status, err);
    tl_pipeline_free(p);
    tl_record_fini(&g->records[0]);
    tl_record_fini(&g->records[1]);
    return status;
}

enum tcplens_status tcplens_graph_file(const char *path,
                                       const struct tcplens_graph_options *options,
                                       tcplens_sink *sink, void *sink_ctx,
                                       struct tcplens_graph_stats *stats, struct tcplens_error *err)
{
    const bool undecided =
        options->connection == 0 || options->display != NULL ||
        (options->output == TCPLENS_GRAPH_XPL && options->from == TCPLENS_GRAPH_FROM_AUTO);
    struct graphing g = {
        .options = options,
        .stages = stages_of(options),
        .path = path,
        .passes = undecided && is_lasting(path) ? 2 : 1,
        .number = options->connection != 0 ? options->connection : 1,
        .from = options->from,
    };
    struct tcplens_error ignored;
    enum tcplens_status status;

    if (err == NULL)
        err = &ignored;
    status = check_options(options, err);
    if (status == TCPLENS_OK && g.passes == 1 && options->display != NULL)
        status = tl_error(
            err, TCPLENS_ERR_USAGE, 0,
            "a display filter chooses a connection of a file: %s cannot be read twice", path);
    if (status == TCPLENS_OK && g.passes == 2)
        status = choose(&g, err);
    if (status == TCPLENS_OK)
        status = draw_chosen(&g, sink, sink_ctx, err);
    if (stats != NULL)
        *stats = g.stats;
    return status;
}
