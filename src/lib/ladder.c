// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder.c - a capture file to ladders: each story becomes a picture as it is told, or with hosts
 * all become one at the end.
 */
#include <tcplens/ladder.h>

#include <string.h>

#include "base/error.h"
#include "decode/decode.h"
#include "lib/pipeline.h"
#include "picture/ladder.h"

_Static_assert((int)TCPLENS_LADDER_TRUE == (int)LADDER_TRUE &&
                   (int)TCPLENS_LADDER_LOG == (int)LADDER_LOG,
               "the library's times are the room's");

enum {
    ROWS_DEFAULT = 1000,
    ROWS_MIN = 4,
    ROWS_MAX = 1000000,
    PAGE_CONNECTIONS = 100, /* a page of more is nobody's to read */
    FOLDED_ROWS = 65536,    /* rows of a story that folding looks through */
};

/**
 * struct drawing - one call of the library
 * @options:  *borrowed*
 * @pipeline: *owned*
 * @choice:   for the room
 * @payloads: if they are to be shown
 * @ladder:   with hosts: of all connections; else of the one being told
 * @stats:    so far
 * @failed:   memory was short for a picture
 */
struct drawing {
    const struct tcplens_ladder_options *options;
    struct pipeline *pipeline;
    struct ladder_options choice;
    struct payloads payloads;
    struct ladder ladder;
    struct tcplens_ladder_stats stats;
    bool failed;
};

static enum tcplens_status check_options(const struct tcplens_ladder_options *o,
                                         struct tcplens_error *err)
{
    if (o->output > TCPLENS_LADDER_HTML || o->time > TCPLENS_LADDER_LOG)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "unknown output or kind of time");
    if (o->max_rows != 0 && (o->max_rows < ROWS_MIN || o->max_rows > ROWS_MAX))
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "%u rows: %d to %d can be drawn", o->max_rows,
                        ROWS_MIN, ROWS_MAX);
    return TCPLENS_OK;
}

static struct ladder_options choice_of(const struct tcplens_ladder_options *o)
{
    return (struct ladder_options){
        .time = o->time,
        .fold = o->fold,
        .hosts = o->hosts,
        .from_ns = o->from_ns != 0 ? o->from_ns : INT64_MIN,
        .to_ns = o->to_ns != 0 ? o->to_ns : INT64_MAX,
        .from_frame = o->from_frame,
        .to_frame = o->to_frame != 0 ? o->to_frame : UINT64_MAX,
        .max_rungs = o->max_rows != 0 ? o->max_rows : ROWS_DEFAULT,
    };
}

/* Whether the output holds one connection. */
static bool holds_one(const struct tcplens_ladder_options *o)
{
    return !o->hosts && (o->output == TCPLENS_LADDER_SVG || o->output == TCPLENS_LADDER_MERMAID);
}

/* What the stages before the picture are asked for. */
static struct tcplens_explain_options stages_of(const struct tcplens_ladder_options *o)
{
    struct tcplens_explain_options e = {
        .numbers = o->numbers,
        .color = o->color,
        .ascii = o->ascii,
        .lang = o->lang,
        .filter = o->filter,
        .display = o->display,
        .width = o->output == TCPLENS_LADDER_TEXT ? o->width : 0,
        .connection = o->connection,
        .max_connections = o->max_connections,
        .max_frames = o->max_frames,
        .stop = o->stop,
        .progress = o->progress,
        .progress_ctx = o->progress_ctx,
    };

    if (holds_one(o) && o->display == NULL && e.connection == 0)
        e.connection = 1;
    if (o->fold || o->max_rows > ROWS_DEFAULT)
        e.max_rows = o->max_rows > FOLDED_ROWS ? o->max_rows : FOLDED_ROWS;
    return e;
}

static void draw(struct drawing *d)
{
    struct text *const out = &d->pipeline->out;

    tl_ladder_arrange(&d->ladder);
    switch (d->options->output) {
    case TCPLENS_LADDER_SVG:
        tl_ladder_svg(out, &d->ladder);
        break;
    case TCPLENS_LADDER_MERMAID:
        tl_ladder_mermaid(out, &d->ladder);
        break;
    case TCPLENS_LADDER_HTML:
        tl_ladder_html(out, &d->ladder);
        break;
    default:
        tl_ladder_text(out, &d->ladder);
        break;
    }
}

/* The pipeline's tell_story; `ctx` is the drawing. */
static void take_story(void *ctx, const struct story *story)
{
    struct drawing *const d = ctx;
    uint64_t drawn;

    if ((d->options->output == TCPLENS_LADDER_HTML && d->stats.drawn == PAGE_CONNECTIONS) ||
        (holds_one(d->options) && d->stats.drawn == 1)) {
        d->stats.undrawn++;
        return;
    }
    if (!d->options->hosts)
        tl_ladder_begin(&d->ladder, &d->choice, &d->pipeline->view);
    drawn = d->ladder.stories;
    tl_ladder_add(&d->ladder, story);
    d->stats.rows_dropped += d->ladder.stories > drawn ? story->rows_dropped : 0;
    if (d->options->hosts)
        return;
    if (d->ladder.n_rungs > 0) {
        draw(d);
        d->stats.drawn++;
    }
    d->failed |= d->ladder.failed;
    tl_ladder_fini(&d->ladder);
}

/* Its see_segment. */
static void keep_payload(void *ctx, const struct tcplens_segment *seg)
{
    struct drawing *const d = ctx;

    if (seg->kind == TCPLENS_KIND_TCP && seg->payload_len > 0)
        tl_payloads_keep(&d->payloads, seg->number, tl_decode_payload(seg));
}

static void finish_hosts(struct drawing *d)
{
    if (d->ladder.n_rungs > 0)
        draw(d);
    d->stats.drawn = d->ladder.stories;
    d->stats.undrawn += d->ladder.stories_left;
    d->failed |= d->ladder.failed;
    tl_ladder_fini(&d->ladder);
}

/* A page is for others, whom the directory does not concern. */
static const char *base_name(const char *path)
{
    const char *const slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static enum tcplens_status draw_file(struct drawing *d, const char *path, struct tcplens_error *err)
{
    struct pipeline *const p = d->pipeline;
    enum tcplens_status status;

    p->tell_story = take_story;
    p->see_segment = d->options->data ? keep_payload : NULL;
    p->tell_ctx = d;
    if (d->options->hosts)
        tl_ladder_begin(&d->ladder, &d->choice, &p->view);
    if (d->options->output == TCPLENS_LADDER_HTML)
        tl_ladder_html_begin(&p->out, &p->view, base_name(path));
    status = tl_pipeline_tell_file(p, path, err);
    if (d->options->hosts)
        finish_hosts(d);
    if (d->options->output == TCPLENS_LADDER_HTML)
        tl_ladder_html_end(&p->out);
    if (d->failed && (status == TCPLENS_OK || status == TCPLENS_END))
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for the picture");
    return status;
}

static void take_stats(struct drawing *d, struct tcplens_ladder_stats *out)
{
    struct tcplens_explain_stats stages;

    if (out == NULL)
        return;
    tl_pipeline_stats(d->pipeline, &stages);
    *out = d->stats;
    out->frames = stages.frames;
    out->connections = stages.connections;
    out->evicted = stages.evicted;
    out->given_up = stages.given_up;
}

enum tcplens_status tcplens_ladder_file(const char *path,
                                        const struct tcplens_ladder_options *options,
                                        tcplens_sink *sink, void *sink_ctx,
                                        struct tcplens_ladder_stats *stats,
                                        struct tcplens_error *err)
{
    const struct tcplens_explain_options stages = stages_of(options);
    struct drawing d = {.options = options, .choice = choice_of(options)};
    struct tcplens_error ignored;
    enum tcplens_status status;

    if (err == NULL)
        err = &ignored;
    if (stats != NULL)
        *stats = (struct tcplens_ladder_stats){0};
    status = check_options(options, err);
    if (status == TCPLENS_OK)
        status = tl_pipeline_new(&d.pipeline, &stages, sink, sink_ctx, err);
    if (status != TCPLENS_OK)
        return status;
    if (options->data && !tl_payloads_init(&d.payloads))
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for payloads");
    d.choice.payloads = options->data ? &d.payloads : NULL;
    if (status == TCPLENS_OK)
        status = draw_file(&d, path, err);
    tl_payloads_fini(&d.payloads);
    take_stats(&d, stats);
    status = tl_finish_output(&d.pipeline->out, status, err);
    tl_pipeline_free(d.pipeline);
    return status;
}
