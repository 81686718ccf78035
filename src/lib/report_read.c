// SPDX-License-Identifier: BSD-3-Clause
/*
 * report_read.c - a capture file to a report, in two passes: the first tells every connection's
 * story and keeps the most interesting, the second goes through the frames and keeps those of the
 * connections kept. Of standard input there is one pass, and both are done at once: then it is the
 * first frames that are kept.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "decode/decode.h"
#include "lib/report_made.h"
#include "lib/tell.h"

enum { PROGRESS_FRAMES = 16384 };

/* ---- Stories ---- */

/* The pipeline's tell_story. */
static void take_story(void *ctx, const struct story *story)
{
    struct tcplens_report *const r = ctx;
    struct shelved one = {
        .number = story->conn.number,
        .severity = (uint8_t)tl_story_severity(story),
        .segments = (uint64_t)story->conn.ends[0].segs + story->conn.ends[1].segs,
    };

    tl_overview_add(&r->rows, story, &r->tallies[r->pipeline->told_slot]);
    if (!tl_shelf_wants(&r->shelf, &one))
        return;
    if (tl_report_connection(&r->document, &r->telling, story) &&
        tl_blob_deflate(&one.document, r->document.octets.p, r->document.octets.n))
        tl_shelf_put(&r->shelf, &one);
    else
        r->failed = true;
    tl_document_fini(&r->document);
}

/* The pipeline's alter_frames. */
static void redact(void *ctx, struct frame_batch *batch)
{
    struct tcplens_report *const r = ctx;

    r->failed |= !tl_redact_frames(r->redactor, batch->frames, batch->n);
}

static void count(struct tcplens_report *r)
{
    const struct pipeline *const p = r->pipeline;
    struct overview *const o = &r->overview;

    for (size_t i = 0; i < p->batch.n; i++) {
        const struct tcplens_frame *const frame = &p->batch.frames[i];

        if (o->frames++ == 0)
            o->start_ns = o->end_ns = r->telling.start_ns = frame->ts_ns;
        if (frame->ts_ns > o->end_ns)
            o->end_ns = frame->ts_ns;
        o->octets += frame->len;
        o->segments += p->segs[i].kind == TCPLENS_KIND_TCP;
        if (p->verdicts[i].slot != TRACK_NO_CONN)
            tl_tally_add(&r->tallies[p->verdicts[i].slot],
                         tl_track_conn(p->tracker, p->verdicts[i].slot)->number, &p->segs[i],
                         &p->verdicts[i]);
    }
}

/* Whether the caller wants to go on. */
static bool report_progress(const struct tcplens_report *r, struct source *source, uint64_t *next)
{
    struct tcplens_progress progress;
    struct source_stats stats;

    if (r->options.stop != NULL && *r->options.stop != 0)
        return false;
    tl_source_stats(source, &stats);
    if (r->options.progress == NULL || stats.frames < *next)
        return true;
    *next = stats.frames + PROGRESS_FRAMES;
    progress = (struct tcplens_progress){.octets = stats.octets,
                                         .octets_total = stats.octets_total,
                                         .frames = stats.frames,
                                         .connections = r->rows.n};
    return r->options.progress(r->options.progress_ctx, &progress);
}

static struct frame_choice choose_first(const struct tcplens_report *r, size_t before)
{
    const bool listed = r->frames.n_listed + before < r->options.max_listed;

    return (struct frame_choice){
        .listed = listed, .tree = listed && r->frames.n_trees + before < r->options.max_trees};
}

/* In one pass: the frames of the batch that is being told. */
static void take_frames(struct tcplens_report *r, struct framer *framer)
{
    const struct pipeline *const p = r->pipeline;
    struct frame_choice choices[FRAME_BATCH];

    for (size_t i = 0; i < p->batch.n; i++) {
        choices[i] = choose_first(r, i);
        if (p->verdicts[i].slot != TRACK_NO_CONN)
            choices[i].connection = tl_track_conn(p->tracker, p->verdicts[i].slot)->number;
    }
    tl_framer_take(framer, p->source, &p->batch, p->segs, choices);
}

/* Read to the end of the input, or to what ends it early: that status. `framer` NULL: stories only.
 */
static enum tcplens_status read_stories(struct tcplens_report *r, struct framer *framer,
                                        struct tcplens_error *err)
{
    struct pipeline *const p = r->pipeline;
    uint64_t next_progress = PROGRESS_FRAMES;
    struct tcplens_error ignored;
    enum tcplens_status status, told;

    do {
        status = tl_pipeline_read(p, err);
        if (status != TCPLENS_OK)
            break;
        count(r);
        if (framer != NULL)
            take_frames(r, framer);
        tl_tell_batch(p);
        tl_tell_retired(p);
        if (tl_teller_is_pressed(p->teller))
            tl_tell_closed(p, p->now_ns);
    } while (report_progress(r, p->source, &next_progress));
    told = tl_tell_rest(p, status == TCPLENS_OK || status == TCPLENS_END ? err : &ignored);
    return told != TCPLENS_OK && (status == TCPLENS_OK || status == TCPLENS_END) ? told : status;
}

/* ---- Frames ---- */

/**
 * struct second - the second pass
 * @tracker: *owned*: tells which connection a frame is of, as in the first
 * @all:     every frame has a place in the list; @all_trees: and a tree
 * @left:    frames still to come
 */
struct second {
    struct source *source;
    struct tracker *tracker;
    struct framer *framer;
    struct frame_batch batch;
    struct tcplens_segment segs[FRAME_BATCH];
    struct verdict verdicts[FRAME_BATCH];
    bool all, all_trees;
    uint64_t left;
};

/* A connection that is kept has so many places; take one. */
static bool take_place(uint64_t *places)
{
    if (*places == 0)
        return false;
    --*places;
    return true;
}

static struct frame_choice choose(const struct tcplens_report *r, const struct second *s, size_t i)
{
    const uint32_t slot = s->verdicts[i].slot;
    struct frame_choice choice = {.listed = s->all, .tree = s->all_trees};
    struct shelved *kept;

    if (slot == TRACK_NO_CONN)
        return choice;
    choice.connection = tl_track_conn(s->tracker, slot)->number;
    kept = tl_shelf_find(&r->shelf, choice.connection);
    if (kept == NULL)
        return choice;
    choice.listed = s->all || take_place(&kept->listed);
    choice.tree = choice.listed && (s->all_trees || take_place(&kept->trees));
    return choice;
}

static void take_batch(struct tcplens_report *r, struct second *s)
{
    struct frame_choice choices[FRAME_BATCH];

    if (s->batch.n > s->left)
        s->batch.n = (size_t)s->left;
    s->left -= s->batch.n;
    if (r->redactor != NULL)
        redact(r, &s->batch);
    tl_decode_batch(s->batch.frames, s->batch.n, s->segs);
    tl_track_batch(s->tracker, s->segs, s->batch.n, s->verdicts);
    for (size_t i = 0; i < s->batch.n; i++)
        choices[i] = choose(r, s, i);
    tl_framer_take(s->framer, s->source, &s->batch, s->segs, choices);
}

static enum tcplens_status read_frames(struct tcplens_report *r, struct second *s, const char *path,
                                       struct tcplens_error *err)
{
    const struct track_options track = {.max_conns = r->stages.max_connections};
    uint64_t next_progress = PROGRESS_FRAMES;
    enum tcplens_status status = tl_source_open_file(&s->source, path, r->options.filter, err);

    if (status == TCPLENS_OK)
        status = tl_track_new(&s->tracker, &track, err);
    while (status == TCPLENS_OK && s->left > 0) {
        status = tl_source_read(s->source, &s->batch, err);
        if (status == TCPLENS_OK)
            take_batch(r, s);
        if (status == TCPLENS_OK && !report_progress(r, s->source, &next_progress))
            break;
    }
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

static enum tcplens_status second_pass(struct tcplens_report *r, struct framer *framer,
                                       const char *path, struct tcplens_error *err)
{
    struct second *const s = calloc(1, sizeof *s);
    enum tcplens_status status;

    if (s == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    s->framer = framer;
    s->left = r->overview.frames;
    s->all = r->overview.frames <= r->options.max_listed;
    s->all_trees = r->overview.frames <= r->options.max_trees;
    status = read_frames(r, s, path, err);
    tl_track_free(s->tracker);
    tl_source_close(s->source);
    free(s);
    return status;
}

/* ---- Both ---- */

static enum tcplens_status open_stages(struct tcplens_report *r, struct tcplens_error *err)
{
    enum tcplens_status status = tl_pipeline_new(&r->pipeline, &r->stages, NULL, NULL, err);

    if (status != TCPLENS_OK)
        return status;
    r->pipeline->tell_story = take_story;
    r->pipeline->tell_ctx = r;
    r->pipeline->alter_frames = r->redactor != NULL ? redact : NULL;
    r->pipeline->alter_ctx = r;
    r->n_tallies = r->stages.max_connections + TRACK_BATCH;
    r->tallies = tl_memory_new(r->n_tallies, sizeof *r->tallies);
    return r->tallies != NULL ? TCPLENS_OK : tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

static void close_stages(struct tcplens_report *r)
{
    tl_pipeline_free(r->pipeline);
    tl_memory_free(r->tallies, r->n_tallies, sizeof *r->tallies);
    r->pipeline = NULL;
    r->tallies = NULL;
}

/* Mark who is told in full, and count who is not. */
static void conclude(struct tcplens_report *r)
{
    struct tcplens_explain_stats stats;

    tl_pipeline_stats(r->pipeline, &stats);
    r->overview.evicted = stats.evicted;
    r->overview.dropped = stats.dropped_ring + stats.dropped_iface;
    r->overview.undecoded = stats.undecoded;
    r->overview.cut = stats.truncated;
    r->overview.malformed = stats.malformed;
    r->overview.connections = stats.connections;
    tl_overview_sort(&r->rows);
    tl_shelf_sort(&r->shelf, r->options.max_listed, r->options.max_trees);
    for (size_t i = 0; i < r->rows.n; i++)
        r->rows.rows[i].told = tl_shelf_find(&r->shelf, r->rows.rows[i].flow.number) != NULL;
}

static enum tcplens_status read_all(struct tcplens_report *r, const char *path,
                                    struct tcplens_error *err)
{
    const struct framer_options options = {.payload = r->options.payload,
                                           .nameless = r->options.redact};
    const bool once = strcmp(path, "-") == 0;
    struct framer *framer = NULL;
    struct tcplens_error ignored;
    enum tcplens_status status;

    status = tl_source_open_file(&r->pipeline->source, path, r->options.filter, err);
    if (status == TCPLENS_OK)
        status = tl_framer_new(&framer, &options, &r->frames, err);
    if (status == TCPLENS_OK) {
        status = read_stories(r, once ? framer : NULL, err);
        conclude(r);
        if (!once)
            (void)second_pass(r, framer, path, &ignored); /* the first tells what is wrong */
    }
    tl_framer_free(framer);
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

enum tcplens_status tcplens_report_read_file(struct tcplens_report *r, const char *path,
                                             struct tcplens_error *err)
{
    struct tcplens_error ignored;
    enum tcplens_status status = TCPLENS_OK;
    const char *const slash = strrchr(path, '/');
    struct text t;

    if (err == NULL)
        err = &ignored;
    if (r->is_read)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "a report is of one capture");
    if (r->options.title == NULL && !r->options.redact) {
        /* A page is for others, whom the directory does not concern. */
        const char *const name = strcmp(path, "-") == 0              ? "standard input"
                                 : slash != NULL && slash[1] != '\0' ? slash + 1
                                                                     : path;

        text_init(&t, r->title, sizeof r->title - 1, NULL, NULL);
        text_harmless(&t, (const uint8_t *)name, strlen(name));
        r->title[t.len] = '\0';
    }
    status = open_stages(r, err);
    if (status == TCPLENS_OK)
        status = read_all(r, path, err);
    close_stages(r);
    r->is_read = true;
    if (!tl_frames_finish(&r->frames) || r->failed || r->rows.failed)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for the report");
    if (status == TCPLENS_ERR_CUT || status == TCPLENS_ERR_FORMAT) {
        text_init(&t, r->damage, sizeof r->damage - 1, NULL, NULL);
        text_harmless(&t, (const uint8_t *)err->text, strlen(err->text));
        r->damage[t.len] = '\0';
        r->overview.damage = r->damage;
    }
    return status;
}
