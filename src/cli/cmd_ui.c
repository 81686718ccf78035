// SPDX-License-Identifier: BSD-3-Clause
/*
 * cmd_ui.c - `tcplens ui`. A file is read once, before anybody is answered; of a capture that goes
 * on, a new report is made when the page asks for one and there is more to tell. The rights of the
 * process are given up before the first answer.
 */
#include "cmd_ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tcplens/tcplens.h>

#include "browse.h"
#include "complain.h"
#include "listen.h"
#include "live.h"
#include "operands.h"
#include "privileges.h"
#include "progress.h"
#include "serve.h"
#include "ui_live.h"
#include "ui_options.h"

enum {
    LIVE_FRAMES = 100000, /* of which a report is made in some two seconds */
    IDLE_MS = 1000,
    TURNS = 4, /* of the server between two looks at the interface: connect, ask, answer, close */
    /* Making reports takes at most a fifth of the time. */
    REST_FACTOR = 4,
};

/**
 * struct job - one run of the command
 * @args:     the command line
 * @filter:   the filter made of operands, *owned*, or NULL
 * @listener, @server: *owned*
 * @report:   *owned*; what is served
 * @live:     with -i
 * @told_frames: frames of the capture that @report is made of
 * @was_live: the capture still went on when it was made
 * @next_ns:  no other report before
 */
struct job {
    struct ui_arguments args;
    char *filter;
    struct listener listener;
    struct server *server;
    struct tcplens_report *report;
    struct ui_live live;
    struct progress progress;
    uint64_t told_frames, revision;
    bool was_live;
    int64_t next_ns;
};

static bool given(const struct job *job, enum ui_option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum ui_option_id id)
{
    return job->args.values[id].number;
}

static const char *filter_of(const struct job *job)
{
    return given(job, UI_FILTER) ? job->args.values[UI_FILTER].text : job->filter;
}

static int64_t now_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct tcplens_report_options options_of(struct job *job)
{
    const bool live = given(job, UI_INTERFACE);

    return (struct tcplens_report_options){
        .payload = !given(job, UI_NO_PAYLOAD),
        .filter = live ? NULL : filter_of(job),
        .title = live ? job->args.values[UI_INTERFACE].text : NULL,
        .max_frames = live ? 0 : number(job, UI_COUNT),
        .max_connections = (uint32_t)number(job, UI_MAX_CONNECTIONS),
        .max_told = (uint32_t)number(job, UI_MAX_TOLD),
        .max_listed = (uint32_t)number(job, UI_MAX_FRAMES),
        .max_trees = (uint32_t)number(job, UI_MAX_TREES),
        .live = job->live.dump != NULL,
        .revision = job->revision,
        .stop = &live_stop,
        .progress = live ? NULL : progress_show,
        .progress_ctx = &job->progress,
    };
}

/* Make a report of `path` in the place of the one there was. What is damaged is shown as far as it
 * goes. */
static enum tcplens_status make_report(struct job *job, const char *path, struct tcplens_error *err)
{
    const struct tcplens_report_options options = options_of(job);
    struct tcplens_report *made;
    enum tcplens_status status = tcplens_report_new(&made, &options, err);

    if (status != TCPLENS_OK)
        return status;
    status = tcplens_report_read_file(made, path, err);
    if (status != TCPLENS_OK && status != TCPLENS_ERR_CUT && status != TCPLENS_ERR_FORMAT) {
        tcplens_report_free(made);
        return status;
    }
    tcplens_report_free(job->report);
    job->report = made;
    return status;
}

/* A tcplens_sink; `ctx` is a stream in memory. */
static enum tcplens_status gather(void *ctx, const char *octets, size_t n)
{
    return fwrite(octets, 1, n, ctx) == n ? TCPLENS_OK : TCPLENS_ERR_WRITE;
}

/* While frames arrive: another report, if there is more to tell and it is time. */
static void renew(struct job *job)
{
    const int64_t began = now_ns();
    const bool is_live = job->live.dump != NULL;
    struct tcplens_error err;

    if (!job->was_live || (job->live.frames == job->told_frames && is_live) || began < job->next_ns)
        return;
    job->told_frames = job->live.frames;
    job->was_live = is_live;
    job->revision++;
    ui_live_rewind();
    (void)make_report(job, "-",
                      &err); /* the last frame may be there in part: it is told next time */
    job->next_ns = now_ns() + REST_FACTOR * (now_ns() - began);
}

/* A serve_document_fn; `ctx` is the job. */
static char *make_document(void *ctx, const char *name, size_t *ret_size)
{
    struct job *const job = ctx;
    struct tcplens_error err;
    enum tcplens_status status;
    char *text = NULL;
    FILE *stream;

    if (strcmp(name, "overview") == 0)
        renew(job);
    stream = open_memstream(&text, ret_size);
    if (stream == NULL)
        return NULL;
    status = tcplens_report_document(job->report, name, gather, stream, &err);
    if (fclose(stream) != 0 || status != TCPLENS_OK) {
        free(text);
        return NULL;
    }
    return text;
}

static bool begin_serving(struct job *job, char **page)
{
    struct serve_options options = {.listener = &job->listener,
                                    .policy = tcplens_report_policy(),
                                    .document = make_document,
                                    .ctx = job};
    FILE *const stream = open_memstream(page, &options.page_size);
    struct tcplens_error err;
    enum tcplens_status status;

    if (stream == NULL)
        return false;
    status = tcplens_report_page(gather, stream, &err);
    if (fclose(stream) != 0 || status != TCPLENS_OK) {
        complain("%s", "out of memory");
        return false;
    }
    options.page = *page;
    job->server = serve_begin(&options);
    return job->server != NULL;
}

/* Say where the page is. */
static void announce(struct job *job)
{
    if (!job->listener.loopback)
        complain("warning: %s is not this machine alone: whoever learns the address of the page "
                 "can read the capture, and so can the network that it crosses",
                 job->listener.host);
    printf("%s\n", serve_url(job->server));
    (void)fflush(stdout);
    if (!given(job, UI_QUIET))
        complain("open that address in a browser; Ctrl-C ends");
    if (given(job, UI_OPEN))
        browse(serve_url(job->server));
}

static void serve(struct job *job)
{
    bool fine = true;

    while (live_stop == 0 && fine) {
        if (job->live.dump == NULL) {
            fine = serve_wait(job->server, IDLE_MS);
            continue;
        }
        ui_live_step(&job->live);
        for (int i = 0; i < TURNS && fine; i++)
            fine = serve_wait(job->server, 0);
    }
}

/* Show a capture file. */
static int show_file(struct job *job, const char *path)
{
    struct tcplens_error err;
    enum tcplens_status status;

    progress_start(&job->progress, given(job, UI_QUIET));
    status = make_report(job, path, &err);
    progress_erase(&job->progress);
    if (status != TCPLENS_OK)
        complain(status == TCPLENS_ERR_FILTER && job->filter != NULL
                     ? "%s (taken as a filter, since there is no such file)"
                     : "%s",
                 err.text);
    if (job->report == NULL)
        return EXIT_TROUBLE;
    announce(job);
    if (!give_up_privileges(&(struct rights){.later = LATER_SERVE}))
        return EXIT_TROUBLE;
    serve(job);
    return status == TCPLENS_OK ? EXIT_FINE : EXIT_DAMAGED;
}

/* A report of what has come so far, be it nothing. */
static bool begin_report(struct job *job)
{
    struct tcplens_error err;

    ui_live_step(&job->live);
    job->told_frames = job->live.frames;
    ui_live_rewind();
    (void)make_report(job, "-", &err);
    if (job->report == NULL)
        complain("%s", err.text);
    return job->report != NULL;
}

/* The capture filter without the page's own traffic, which would never end; *owned*. */
static char *without_us(const struct job *job)
{
    const char *const filter = filter_of(job);
    char *text = NULL;
    const int n = filter == NULL
                      ? asprintf(&text, "not tcp port %u", job->listener.port)
                      : asprintf(&text, "(%s) and not tcp port %u", filter, job->listener.port);

    return n < 0 ? NULL : text;
}

/* Show what arrives at an interface. */
static int show_interface(struct job *job)
{
    char *const filter = without_us(job);
    const struct ui_live_options options = {
        .interface = job->args.values[UI_INTERFACE].text,
        .filter = filter,
        .snaplen = (uint32_t)number(job, UI_SNAPLEN),
        .count = given(job, UI_COUNT) ? number(job, UI_COUNT) : LIVE_FRAMES,
    };

    const bool begun = filter != NULL && ui_live_begin(&job->live, &options);
    int result = EXIT_TROUBLE;

    free(filter);
    if (!begun)
        return EXIT_TROUBLE;
    job->was_live = true;
    announce(job);
    if (ui_live_keep(&job->live) && give_up_privileges(&(struct rights){.later = LATER_SERVE}) &&
        begin_report(job)) {
        serve(job);
        result = EXIT_FINE;
    }
    ui_live_end(&job->live);
    return result;
}

static int run(struct job *job)
{
    const struct parsed *const line = &job->args.line;
    const bool live = given(job, UI_INTERFACE);
    char *page = NULL;
    int result = EXIT_TROUBLE;

    if (!live && line->n_operands == 0) {
        complain(
            "show what? Name a capture file, or an interface with -i; see \"tcplens help ui\"");
        return EXIT_TROUBLE;
    }
    if (!live && is_waiting_for_nothing(line->operands[0]))
        return EXIT_TROUBLE;
    job->filter = join_filter(line, live ? 0 : 1);
    if (given(job, UI_FILTER) && job->filter != NULL) {
        complain("two filters: --filter \"%s\" and \"%s\"", job->args.values[UI_FILTER].text,
                 job->filter);
        return EXIT_TROUBLE;
    }
    if (!listener_open(&job->listener, job->args.values[UI_LISTEN].text,
                       (uint16_t)number(job, UI_PORT)))
        return EXIT_TROUBLE;
    live_catch_signals();
    if (begin_serving(job, &page))
        result = live ? show_interface(job) : show_file(job, line->operands[0]);
    serve_end(job->server);
    tcplens_report_free(job->report);
    listener_close(&job->listener);
    free(page);
    return result;
}

int cmd_ui(int argc, char **argv)
{
    struct job job = {.listener = {.fd = -1}};
    int result;

    if (!ui_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, UI_HELP)) {
        ui_help();
        return EXIT_FINE;
    }
    result = run(&job);
    free(job.filter);
    return result;
}
