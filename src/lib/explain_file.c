// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain_file.c - a capture file to its stories.
 *
 * Connections are told at the end of the input, in the order of their first frames, with two
 * exceptions that keep memory bounded: one that the tracker lets go of (evicted, or its ports used
 * again) is told at once; and when most of the room for rows is in use, those that have closed are.
 */
#include "base/error.h"
#include "lib/pipeline.h"
#include "lib/tell.h"

enum { PROGRESS_FRAMES = 16384 };

/* Whether the caller wants to go on. */
static bool report_progress(struct pipeline *p, uint64_t *next)
{
    const struct tcplens_explain_options *const options = p->options;
    struct tcplens_progress progress;
    struct source_stats source;
    struct track_stats track;

    if (options->progress == NULL || p->stats.matched < *next)
        return true;
    *next = p->stats.matched + PROGRESS_FRAMES;
    tl_source_stats(p->source, &source);
    tl_track_stats(p->tracker, &track);
    progress = (struct tcplens_progress){.octets = source.octets,
                                         .octets_total = source.octets_total,
                                         .frames = source.frames,
                                         .connections = track.conns};
    return options->progress(options->progress_ctx, &progress);
}

/* Read to the end of the input, or to what ends it early: that status. */
static enum tcplens_status read_all(struct pipeline *p, struct tcplens_error *err)
{
    uint64_t next_progress = PROGRESS_FRAMES;
    enum tcplens_status status;

    do {
        status = tl_pipeline_read(p, err);
        if (status != TCPLENS_OK)
            return status;
        tl_tell_batch(p);
        tl_tell_retired(p);
        if (tl_teller_is_pressed(p->teller))
            tl_tell_closed(p, p->now_ns);
    } while (!p->out.failed && !tl_pipeline_stopped(p) && report_progress(p, &next_progress));
    return TCPLENS_END;
}

/* What can only be said when all is read: a capture without a connection, or without the one asked
 * for. */
static enum tcplens_status conclude(struct pipeline *p, struct tcplens_error *err)
{
    const struct tcplens_explain_options *const options = p->options;
    const enum tcplens_status status = tl_census_check(&p->census, err);
    struct tcplens_explain_stats stats;

    if (status != TCPLENS_OK)
        return status;
    tl_pipeline_stats(p, &stats);
    if (stats.connections < options->connection)
        return tl_error(
            err, TCPLENS_ERR_USAGE, 0, "there is no connection %llu: the capture has %llu",
            (unsigned long long)options->connection, (unsigned long long)stats.connections);
    if (stats.connections == 0 && options->output != TCPLENS_OUTPUT_JSON && p->tell_story == NULL)
        tl_census_tell(&p->census, &p->out, p->view.catalogue, stats.frames,
                       options->filter != NULL);
    return TCPLENS_OK;
}

enum tcplens_status tl_pipeline_tell_file(struct pipeline *p, const char *path,
                                          struct tcplens_error *err)
{
    struct tcplens_error ignored;
    enum tcplens_status status, told;

    status = tl_source_open_file(&p->source, path, p->options->filter, err);
    if (status != TCPLENS_OK)
        return status;
    status = read_all(p, err);
    /* Damage does not take away what came before it, and it is the more telling failure. */
    told = tl_tell_rest(p, status == TCPLENS_END ? err : &ignored);
    if (status == TCPLENS_END)
        status = told == TCPLENS_OK ? conclude(p, err) : told;
    return status;
}

enum tcplens_status tcplens_explain_file(const char *path,
                                         const struct tcplens_explain_options *options,
                                         tcplens_sink *sink, void *sink_ctx,
                                         struct tcplens_explain_stats *stats,
                                         struct tcplens_error *err)
{
    struct tcplens_error ignored;
    struct pipeline *p = NULL;
    enum tcplens_status status;

    if (err == NULL)
        err = &ignored;
    if (stats != NULL)
        *stats = (struct tcplens_explain_stats){0};
    status = tl_pipeline_new(&p, options, sink, sink_ctx, err);
    if (status != TCPLENS_OK)
        return status;
    status = tl_pipeline_tell_file(p, path, err);
    if (p->source != NULL) {
        tl_tell_summary(p, path);
        tl_pipeline_stats(p, stats);
    }
    status = tl_finish_output(&p->out, status, err);
    tl_pipeline_free(p);
    return status;
}
