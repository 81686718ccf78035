// SPDX-License-Identifier: BSD-3-Clause
/*
 * follow.c - a capture file to what its connections say: source → decode → datagram → track →
 * dialogue → text. The tracker says which connection a segment belongs to, by the numbers that
 * explain and flows have.
 */
#include <tcplens/follow.h>

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "decode/decode.h"
#include "follow/messages.h"
#include "follow/writer.h"
#include "lib/follow_read.h"
#include "lib/pipeline.h"
#include "lib/sieve.h"
#include "track/track.h"

_Static_assert((int)FORM_TEXT == (int)TCPLENS_FOLLOW_TEXT &&
                   (int)FORM_HEX == (int)TCPLENS_FOLLOW_HEX &&
                   (int)FORM_RAW == (int)TCPLENS_FOLLOW_RAW &&
                   (int)FORM_YAML == (int)TCPLENS_FOLLOW_YAML &&
                   (int)FORM_C == (int)TCPLENS_FOLLOW_C &&
                   (int)FORM_JSON == (int)TCPLENS_FOLLOW_JSON,
               "one enumeration, seen from inside and outside");

enum { DEFAULT_CONNECTIONS = 131072, MIN_WIDTH = 40, MESSAGE_MAX = 64 << 20 };

/**
 * struct followed - a connection, and its messages if these are wanted; both *owned*
 */
struct followed {
    struct dialogue *dialogue;
    struct messages messages;
};

/**
 * struct job - one run
 * @options:   *borrowed*
 * @wanted:    number of the connection to follow; 0: not known yet, or all
 * @reader, @tracker: *owned*
 * @followed:  *owned*, by slot, @n_slots of them; NULL where nobody is followed
 * @over:      the connection to follow has gone: nothing more can come
 * @stats:     what is known before the end
 */
struct job {
    const struct tcplens_follow_options *options;
    uint64_t wanted;
    struct follow_reader reader;
    struct tracker *tracker;
    struct followed **followed;
    uint32_t n_slots;
    struct dialogue_options dialogue;
    struct stream_store store;
    struct view view;
    struct follow_writer writer;
    bool found, over, short_of_memory;
    struct tcplens_follow_stats stats;
    struct text out;
    struct verdict verdicts[TRACK_BATCH];
    char output[PIPELINE_OUTPUT];
};

static enum tcplens_status check(const char *path, const struct tcplens_follow_options *o,
                                 struct tcplens_error *err)
{
    if (o->output > TCPLENS_FOLLOW_JSON || o->only > TCPLENS_FOLLOW_RESPONDER)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "unknown output or side");
    if (o->output == TCPLENS_FOLLOW_RAW && o->only == TCPLENS_FOLLOW_BOTH)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "raw octets of which side?");
    if (o->all && (o->output == TCPLENS_FOLLOW_RAW || o->output == TCPLENS_FOLLOW_YAML))
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "this output has no place for more than one connection: choose one");
    if (o->display != NULL && (o->connection != 0 || o->by_stream || o->all))
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "a display filter chooses a connection: so does a number, and \"all\"");
    if (o->http && o->output != TCPLENS_FOLLOW_TEXT && o->output != TCPLENS_FOLLOW_JSON)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "messages are shown as text or JSON only");
    if (o->width != 0 && o->width < MIN_WIDTH)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "width %u is too narrow: %d columns at least, or 0 for no limit", o->width,
                        MIN_WIDTH);
    if (strcmp(path, "-") == 0 && o->connection == 0 && !o->by_stream && !o->all)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "which connection? Standard input can be read only once: name its number, "
                        "1 for the first");
    return TCPLENS_OK;
}

/**
 * struct choice - which connections could be meant
 * @connections: how many there are, or with a display filter how many a frame of matches: 2 at most
 * @first, @second: of those that match
 */
struct choice {
    uint64_t connections, first, second;
};

/* The connection `number` has a frame that matches. */
static void add_match(struct choice *c, uint64_t number)
{
    if (c->connections > 1 || (c->connections == 1 && number == c->first))
        return;
    *(c->connections++ == 0 ? &c->first : &c->second) = number;
}

static void look_at(struct job *job, struct sieve *sieve, const struct analysed_batch *batch,
                    struct choice *choice)
{
    bool matches[FRAME_BATCH];

    tl_track_batch(job->tracker, batch->segs, batch->read.n, job->verdicts);
    if (sieve == NULL)
        return;
    tl_sieve_batch(sieve, job->reader.source, &batch->read, matches);
    for (size_t i = 0; i < batch->read.n; i++) {
        if (matches[i] && job->verdicts[i].slot != TRACK_NO_CONN)
            add_match(choice, tl_track_conn(job->tracker, job->verdicts[i].slot)->number);
    }
}

/* Read all of the file, to know which connections there are. */
static enum tcplens_status survey(struct job *job, const char *path, struct choice *ret,
                                  struct tcplens_error *err)
{
    const struct analysed_batch *batch;
    struct sieve *sieve = NULL;
    struct track_stats track;
    enum tcplens_status status = tl_follow_open(&job->reader, path, job->options, err);

    if (status == TCPLENS_OK && job->options->display != NULL)
        status = tl_sieve_new(&sieve, job->options->display, err);
    while (status == TCPLENS_OK) {
        status = tl_follow_read(&job->reader, &batch, err);
        if (status == TCPLENS_OK)
            look_at(job, sieve, batch, ret);
    }
    tl_sieve_free(sieve);
    tl_track_stats(job->tracker, &track);
    job->stats.connections = track.conns;
    job->stats.frames = job->reader.frames;
    if (job->options->display == NULL)
        ret->connections = track.conns;
    tl_follow_close(&job->reader);
    job->reader = (struct follow_reader){0};
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

/* Without a word on which, there must be one connection only. What is wrong with the file the
 * second reading will say. */
static enum tcplens_status choose_only(struct job *job, const char *path, struct tcplens_error *err)
{
    struct choice choice = {.first = 1};
    const enum tcplens_status status = survey(job, path, &choice, err);
    const unsigned long long conns = choice.connections;

    if (status != TCPLENS_OK && status != TCPLENS_ERR_CUT &&
        !(status == TCPLENS_ERR_FORMAT && job->stats.frames > 0))
        return status;
    if (conns > 1 && job->options->display != NULL)
        return tl_error(
            err, TCPLENS_ERR_USAGE, 0,
            "more than one connection has a packet that matches, %llu and %llu to begin "
            "with: which? Name its number",
            (unsigned long long)choice.first, (unsigned long long)choice.second);
    if (conns > 1)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "%s has %llu connections: which? Name its number, 1 to %llu; \"tcplens "
                        "flows\" lists them, and a filter may leave only one",
                        path, conns, conns);
    if (conns == 0 && job->stats.connections > 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "none of the %llu connections of %s has a packet that matches",
                        (unsigned long long)job->stats.connections, path);
    job->wanted = choice.first;
    return TCPLENS_OK;
}

static enum tcplens_status make_tracker(struct job *job, struct tcplens_error *err)
{
    const struct track_options track = {.max_conns = job->n_slots - TRACK_SPARE};

    tl_track_free(job->tracker);
    job->tracker = NULL;
    return tl_track_new(&job->tracker, &track, err);
}

static enum tcplens_status prepare(struct job *job, const char *path, tcplens_sink *sink,
                                   void *sink_ctx, struct tcplens_error *err)
{
    const struct tcplens_follow_options *const o = job->options;
    enum tcplens_status status;

    job->n_slots =
        (o->max_connections != 0 ? o->max_connections : DEFAULT_CONNECTIONS) + TRACK_SPARE;
    job->wanted = o->connection;
    job->store.max = tl_follow_memory(o);
    job->dialogue = (struct dialogue_options){
        .wanted = {o->only != TCPLENS_FOLLOW_RESPONDER, o->only != TCPLENS_FOLLOW_INITIATOR},
        .max_octets = o->max_octets};
    job->view = (struct view){.catalogue = tl_catalogue(o->lang),
                              .width = o->width,
                              .color = o->color,
                              .ascii = o->ascii};
    text_init(&job->out, job->output, sizeof job->output, sink, sink_ctx);
    job->writer = (struct follow_writer){.form = o->output, .view = &job->view, .out = &job->out};
    job->followed = tl_memory_new(job->n_slots, sizeof(struct followed *));
    if (job->followed == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    status = make_tracker(job, err);
    if (status == TCPLENS_OK && o->connection == 0 && !o->by_stream && !o->all) {
        status = choose_only(job, path, err);
        if (status == TCPLENS_OK)
            status = make_tracker(job, err);
    }
    return status == TCPLENS_OK ? tl_follow_open(&job->reader, path, o, err) : status;
}

/* Whether the segment's connection is one to follow. */
static bool is_wanted(struct job *job, const struct conn *conn, const struct analysis_row *row)
{
    const struct tcplens_follow_options *const o = job->options;

    if (o->by_stream && job->wanted == 0 && (row->shown & A_HAS_STREAM) != 0 &&
        row->stream == o->stream)
        job->wanted = conn->number;
    return o->all || conn->number == job->wanted;
}

/* A message_receiver: its body to the caller; `ctx` are the options. */
static void give_body(void *ctx, const struct message *m)
{
    const struct tcplens_follow_options *const o = ctx;
    const struct tcplens_body body = {.connection = m->dialogue->number,
                                      .number = m->number,
                                      .response = m->side == SIDE_RESPONDER,
                                      .name = m->name,
                                      .octets = m->body.p,
                                      .n = m->body.n,
                                      .whole = m->whole};

    if (body.n > 0)
        o->body(o->body_ctx, &body);
}

static bool wants_messages(const struct job *job)
{
    return job->options->http || job->options->body != NULL;
}

/* NULL if there is no memory. */
static struct followed *begin_following(struct job *job, const struct conn *conn)
{
    struct followed *const f = calloc(1, sizeof *f);

    if (f == NULL)
        return NULL;
    if (job->options->body != NULL)
        tl_messages_init(&f->messages, MESSAGE_MAX, give_body, (void *)(uintptr_t)job->options);
    else
        tl_messages_init(&f->messages, MESSAGE_MAX, tl_follow_write_message, &job->writer);
    f->dialogue =
        wants_messages(job)
            ? tl_dialogue_new(conn, &job->dialogue, &job->store, tl_messages_take, &f->messages)
            : tl_dialogue_new(conn, &job->dialogue, &job->store, tl_follow_write, &job->writer);
    if (f->dialogue == NULL) {
        free(f);
        return NULL;
    }
    return f;
}

static void followed_free(struct followed *f)
{
    if (f == NULL)
        return;
    tl_messages_fini(&f->messages);
    tl_dialogue_free(f->dialogue);
    free(f);
}

static void take(struct job *job, const struct tcplens_segment *seg, const struct verdict *v,
                 const struct analysis_row *row)
{
    const struct conn *const conn = tl_track_conn(job->tracker, v->slot);
    struct followed **const f = &job->followed[v->slot];

    if (!is_wanted(job, conn, row))
        return;
    job->found = true;
    if (*f == NULL)
        *f = begin_following(job, conn);
    if (*f != NULL)
        tl_dialogue_take((*f)->dialogue, seg, v);
    else
        job->short_of_memory = true;
}

/* The connection in `slot` is over, or the capture is. */
static void finish(struct job *job, uint32_t slot)
{
    struct followed *const f = job->followed[slot];

    if (f == NULL)
        return;
    tl_dialogue_end(f->dialogue);
    if (wants_messages(job))
        tl_messages_end(&f->messages);
    for (unsigned side = 0; side < 2; side++) {
        const struct dialogue_side *const s = &f->dialogue->sides[side];

        job->stats.octets[side] += s->shown;
        job->stats.missing[side] += s->missing;
        job->stats.conflicts += s->conflicts;
    }
    job->stats.left_out += f->messages.left_out;
    followed_free(f);
    job->followed[slot] = NULL;
    job->over = !job->options->all;
}

static void take_batch(struct job *job, const struct analysed_batch *batch)
{
    const uint32_t *retired;
    size_t n;

    tl_track_batch(job->tracker, batch->segs, batch->read.n, job->verdicts);
    for (size_t i = 0; i < batch->read.n; i++) {
        if (job->verdicts[i].slot != TRACK_NO_CONN)
            take(job, &batch->segs[i], &job->verdicts[i], &batch->rows[i]);
    }
    retired = tl_track_retired(job->tracker, &n);
    for (size_t i = 0; i < n; i++)
        finish(job, retired[i]);
}

static enum tcplens_status read_all(struct job *job, struct tcplens_error *err)
{
    const struct analysed_batch *batch;
    enum tcplens_status status = TCPLENS_OK;

    while (status == TCPLENS_OK && !job->over && !job->out.failed && !job->short_of_memory) {
        status = tl_follow_read(&job->reader, &batch, err);
        if (status == TCPLENS_OK)
            take_batch(job, batch);
    }
    return job->short_of_memory ? tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory") : status;
}

static enum tcplens_status finish_rest(struct job *job, struct tcplens_error *err)
{
    size_t n = 0;
    uint32_t *const slots = tl_track_live(job->tracker, &n);

    if (slots == NULL && n > 0)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < n; i++)
        finish(job, slots[i]);
    free(slots);
    return TCPLENS_OK;
}

/* What to say if nothing was followed. */
static enum tcplens_status missing_connection(const struct job *job, const char *path,
                                              struct tcplens_error *err)
{
    const struct tcplens_follow_options *const o = job->options;
    const unsigned long long conns = job->stats.connections;

    if (conns == 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "%s has no TCP connection%s; \"tcplens explain\" says what it has", path,
                        o->filter != NULL ? " that passes the filter" : "");
    if (o->by_stream)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "%s has no stream %u: there are %llu connections, and streams count from 0",
                        path, o->stream, conns);
    return tl_error(err, TCPLENS_ERR_USAGE, 0,
                    "%s has no connection %llu: there %s %llu; \"tcplens flows\" lists them", path,
                    (unsigned long long)job->wanted, conns == 1 ? "is only" : "are", conns);
}

static enum tcplens_status follow(struct job *job, const char *path, struct tcplens_error *err)
{
    struct track_stats track;
    enum tcplens_status status = read_all(job, err), rest;

    if (status == TCPLENS_OK || status == TCPLENS_END || status == TCPLENS_ERR_CUT ||
        status == TCPLENS_ERR_FORMAT) {
        rest = finish_rest(job, status == TCPLENS_OK || status == TCPLENS_END ? err : NULL);
        status = rest == TCPLENS_OK ? status : rest;
    }
    tl_track_stats(job->tracker, &track);
    job->stats.frames = job->reader.frames;
    job->stats.connections = track.conns;
    job->stats.evicted = track.evicted_open;
    job->stats.given_up = job->store.given_up;
    if ((status == TCPLENS_OK || status == TCPLENS_END) && !job->found && !job->options->all)
        status = missing_connection(job, path, err);
    return tl_finish_output(&job->out, status, err);
}

static void job_free(struct job *job)
{
    for (uint32_t i = 0; job->followed != NULL && i < job->n_slots; i++)
        followed_free(job->followed[i]);
    tl_memory_free(job->followed, job->n_slots, sizeof(struct followed *));
    tl_follow_close(&job->reader);
    tl_track_free(job->tracker);
    free(job);
}

static enum tcplens_status
follow_file(const char *path, const struct tcplens_follow_options *options, tcplens_sink *sink,
            void *sink_ctx, struct tcplens_follow_stats *stats, struct tcplens_error *err)
{
    enum tcplens_status status = check(path, options, err);
    struct job *job;

    if (status != TCPLENS_OK)
        return status;
    job = calloc(1, sizeof *job);
    if (job == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    job->options = options;
    status = prepare(job, path, sink, sink_ctx, err);
    if (status == TCPLENS_OK)
        status = follow(job, path, err);
    *stats = job->stats;
    job_free(job);
    return status;
}

enum tcplens_status tcplens_follow_file(const char *path,
                                        const struct tcplens_follow_options *options,
                                        tcplens_sink *sink, void *sink_ctx,
                                        struct tcplens_follow_stats *stats,
                                        struct tcplens_error *err)
{
    struct tcplens_follow_stats unread, *const counts = stats != NULL ? stats : &unread;

    *counts = (struct tcplens_follow_stats){0};
    if (options->as_tshark != NULL)
        return tl_follow_as_tshark(path, options, sink, sink_ctx, counts, err);
    return follow_file(path, options, sink, sink_ctx, counts, err);
}
