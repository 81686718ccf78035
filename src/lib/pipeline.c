// SPDX-License-Identifier: BSD-3-Clause
#include "lib/pipeline.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "decode/decode.h"

enum {
    MIN_WIDTH = 40,
    DEFAULT_CONNECTIONS = 131072,
    DEFAULT_MAX_ROWS = 200000,
    BRIEF_ROWS_PER_CONN = 16
};

struct view tl_view(const struct tcplens_explain_options *options)
{
    return (struct view){
        .catalogue = tl_catalogue(options->lang),
        .width = options->width,
        .color = options->color,
        .ascii = options->ascii,
        .numbers = options->numbers,
        .utc_offset_s = options->utc_offset_s,
    };
}

enum tcplens_status tl_check_options(const struct tcplens_explain_options *options,
                                     struct tcplens_error *err)
{
    if (options->view > TCPLENS_VIEW_TABLE || options->output > TCPLENS_OUTPUT_JSON ||
        options->numbers > TCPLENS_NUMBERS_BOTH)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "unknown view, output or kind of numbers");
    if (options->width != 0 && options->width < MIN_WIDTH)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "width %u is too narrow: %d columns at least, or 0 for no limit",
                        options->width, MIN_WIDTH);
    return TCPLENS_OK;
}

enum tcplens_status tl_finish_output(struct text *t, enum tcplens_status status,
                                     struct tcplens_error *err)
{
    text_flush(t);
    if (t->failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

/*
 * How many rows to keep: for one line a connection those of its beginning, where the first request
 * and response are; and with one connection asked for, or a limit named, none has to share.
 */
static struct teller_options teller_options(const struct tcplens_explain_options *options)
{
    struct teller_options t = {.max_conns = options->max_connections,
                               .max_rows = options->max_rows};

    if (options->view == TCPLENS_VIEW_BRIEF)
        t.max_rows_per_conn = BRIEF_ROWS_PER_CONN;
    else if (options->max_rows != 0)
        t.max_rows_per_conn = options->max_rows;
    else if (options->connection != 0)
        t.max_rows_per_conn = DEFAULT_MAX_ROWS;
    return t;
}

static enum tcplens_status open_sieve(struct pipeline *p, uint32_t slots, struct tcplens_error *err)
{
    p->chosen = tl_memory_new(slots, sizeof *p->chosen);
    p->n_slots = slots;
    if (p->chosen == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return tl_sieve_new(&p->sieve, p->options->display, err);
}

enum tcplens_status tl_pipeline_new(struct pipeline **ret,
                                    const struct tcplens_explain_options *options,
                                    tcplens_sink *sink, void *sink_ctx, struct tcplens_error *err)
{
    const uint32_t conns =
        options->max_connections != 0 ? options->max_connections : DEFAULT_CONNECTIONS;
    const struct track_options track = {.max_conns = conns};
    const struct teller_options tell = teller_options(options);
    enum tcplens_status status = tl_check_options(options, err);
    struct pipeline *p;

    if (status != TCPLENS_OK)
        return status;
    p = calloc(1, sizeof *p);
    if (p == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    p->options = options;
    p->view = tl_view(options);
    text_init(&p->out, p->output, sizeof p->output, sink, sink_ctx);
    status = tl_track_new(&p->tracker, &track, err);
    if (status == TCPLENS_OK)
        status = tl_teller_new(&p->teller, &tell, err);
    /* The tracker holds a retired slot until the next batch: so many more than its cap. */
    if (status == TCPLENS_OK)
        status = tl_endings_init(&p->endings, conns + TRACK_SPARE, err);
    if (status == TCPLENS_OK && options->display != NULL)
        status = open_sieve(p, conns + TRACK_SPARE, err);
    if (status != TCPLENS_OK) {
        tl_pipeline_free(p);
        return status;
    }
    *ret = p;
    return TCPLENS_OK;
}

static void count(struct pipeline *p, const struct tcplens_segment *seg)
{
    struct tcplens_explain_stats *const stats = &p->stats;

    stats->matched++;
    stats->tcp += seg->kind == TCPLENS_KIND_TCP;
    stats->undecoded += seg->kind == TCPLENS_KIND_OTHER;
    stats->truncated += (seg->notes & TCPLENS_TRUNCATED) != 0;
    stats->malformed += (seg->notes & TCPLENS_MALFORMED) != 0;
    if (seg->ts_ns > p->now_ns)
        p->now_ns = seg->ts_ns;
}

enum tcplens_status tl_pipeline_read(struct pipeline *p, struct tcplens_error *err)
{
    const uint64_t max_frames = p->options->max_frames;
    enum tcplens_status status;

    p->batch.n = 0;
    if (max_frames != 0 && p->stats.matched >= max_frames)
        return TCPLENS_END;
    status = tl_source_read(p->source, &p->batch, err);
    if (status != TCPLENS_OK) {
        p->batch.n = 0;
        return status;
    }
    if (max_frames != 0 && p->batch.n > max_frames - p->stats.matched)
        p->batch.n = (size_t)(max_frames - p->stats.matched);
    if (p->alter_frames != NULL)
        p->alter_frames(p->alter_ctx, &p->batch);
    tl_decode_batch(p->batch.frames, p->batch.n, p->segs);
    tl_track_batch(p->tracker, p->segs, p->batch.n, p->verdicts);
    if (p->sieve != NULL)
        tl_sieve_batch(p->sieve, p->source, &p->batch, p->matches);
    for (size_t i = 0; i < p->batch.n; i++) {
        tl_census_add(&p->census, &p->batch.frames[i], &p->segs[i]);
        count(p, &p->segs[i]);
    }
    return TCPLENS_OK;
}

void tl_pipeline_stats(struct pipeline *p, struct tcplens_explain_stats *out)
{
    struct source_stats source = {0};
    struct track_stats track;

    if (out == NULL)
        return;
    if (p->source != NULL)
        tl_source_stats(p->source, &source);
    tl_track_stats(p->tracker, &track);
    *out = p->stats;
    out->frames = source.frames;
    out->connections = track.conns;
    out->evicted = track.evicted_open;
    out->given_up = p->sieve != NULL ? tl_sieve_given_up(p->sieve) : 0;
    out->received = source.received;
    out->dropped_ring = source.dropped_ring;
    out->dropped_iface = source.dropped_iface;
}

bool tl_pipeline_stopped(const struct pipeline *p)
{
    return p->options->stop != NULL && *p->options->stop != 0;
}

void tl_pipeline_free(struct pipeline *p)
{
    if (p == NULL)
        return;
    tl_source_close(p->source);
    tl_sieve_free(p->sieve);
    tl_memory_free(p->chosen, p->n_slots, sizeof *p->chosen);
    tl_endings_fini(&p->endings);
    tl_teller_free(p->teller);
    tl_track_free(p->tracker);
    free(p);
}
