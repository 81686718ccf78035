// SPDX-License-Identifier: BSD-3-Clause
/* cmd_follow.c - `tcplens follow`: options to the library's, and its statuses to exit statuses. */
#include "cmd_follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "bodies.h"
#include "complain.h"
#include "follow_options.h"
#include "live.h"
#include "operands.h"
#include "output.h"
#include "progress.h"
#include "reading.h"
#include "terminal.h"

enum { MIB = 1024 * 1024 };

/**
 * struct job - one run of the command
 * @args:    the command line
 * @options: for the library
 * @path:    *borrowed*: the capture
 * @filter:  the filter made of operands, *owned*, or NULL
 * @bodies:  where they are saved, if they are
 * @out, @progress: where text and progress go
 */
struct job {
    struct follow_arguments args;
    struct tcplens_follow_options options;
    const char *path;
    char *filter;
    struct bodies bodies;
    struct output out;
    struct progress progress;
};

static bool given(const struct job *job, enum follow_option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum follow_option_id id)
{
    return job->args.values[id].number;
}

static const char *text(const struct job *job, enum follow_option_id id)
{
    return job->args.values[id].text;
}

/* A connection's number, and nothing else. */
static bool read_number(const char *s, uint64_t *out)
{
    uint64_t v = 0;

    if (*s == '\0' || strlen(s) > 18)
        return false;
    for (; *s != '\0'; s++) {
        if (*s < '0' || *s > '9')
            return false;
        v = v * 10 + (uint64_t)(*s - '0');
    }
    *out = v;
    return v != 0;
}

/* FILE, N and FILTER, as far as options did not say them. */
static bool read_operands(struct job *job)
{
    char **const operands = job->args.line.operands;
    const int n = job->args.line.n_operands;
    const bool chosen = given(job, FOLLOW_CONN) || given(job, FOLLOW_STREAM) ||
                        given(job, FOLLOW_ALL) || given(job, FOLLOW_STATISTICS) ||
                        given(job, FOLLOW_DISPLAY_FILTER);
    int used = 0;

    if (given(job, FOLLOW_READ))
        job->path = text(job, FOLLOW_READ);
    else if (n > 0)
        job->path = operands[used++];
    if (!chosen && used < n && read_number(operands[used], &job->options.connection))
        used++;
    job->filter = join_filter(&job->args.line, used);
    if (job->path == NULL) {
        complain("follow what? Name a capture file; see \"tcplens help follow\"");
        return false;
    }
    if (given(job, FOLLOW_FILTER) && job->filter != NULL) {
        complain("two filters: --filter \"%s\" and \"%s\"", text(job, FOLLOW_FILTER), job->filter);
        return false;
    }
    return true;
}

static void set_options(struct job *job)
{
    struct tcplens_follow_options *const o = &job->options;

    if (given(job, FOLLOW_CONN))
        o->connection = number(job, FOLLOW_CONN);
    o->by_stream = given(job, FOLLOW_STREAM);
    o->stream = (uint32_t)number(job, FOLLOW_STREAM);
    o->all = given(job, FOLLOW_ALL);
    o->output = (uint8_t)number(job, FOLLOW_OUTPUT);
    if (given(job, FOLLOW_ONLY))
        o->only = (uint8_t)(TCPLENS_FOLLOW_INITIATOR + number(job, FOLLOW_ONLY));
    o->display = text(job, FOLLOW_DISPLAY_FILTER);
    o->as_tshark = text(job, FOLLOW_STATISTICS);
    o->http = given(job, FOLLOW_HTTP);
    o->max_octets = number(job, FOLLOW_MAX_OCTETS);
    o->filter = given(job, FOLLOW_FILTER) ? text(job, FOLLOW_FILTER) : job->filter;
    o->lang = given(job, FOLLOW_LANG) ? text(job, FOLLOW_LANG) : message_locale();
    o->color = use_color((enum color_when)number(job, FOLLOW_COLOR));
    o->ascii = given(job, FOLLOW_ASCII) || ascii_only();
    o->width = given(job, FOLLOW_WIDTH) ? (unsigned)number(job, FOLLOW_WIDTH) : output_width();
    o->memory = number(job, FOLLOW_STREAM_MEMORY) * MIB;
    o->max_connections = (uint32_t)number(job, FOLLOW_MAX_CONNECTIONS);
    o->stop = &live_stop;
    o->progress = progress_show;
    o->progress_ctx = &job->progress;
}

/* What cannot be done with this output, or this input; says so. */
static bool feasible(const struct job *job)
{
    if (job->options.output == TCPLENS_FOLLOW_RAW && job->options.only == TCPLENS_FOLLOW_BOTH) {
        complain("-o raw: which side's bytes? Say --only client or --only server");
        return false;
    }
    if (job->options.output == TCPLENS_FOLLOW_RAW && isatty(STDOUT_FILENO) == 1) {
        complain("-o raw: standard output is a terminal, which these bytes may confuse: write them "
                 "to a file or a pipe");
        return false;
    }
    return !is_waiting_for_nothing(job->path);
}

/* What had to be left out, on stderr: nothing is lost without a word. */
static void report(const struct job *job, const struct tcplens_follow_stats *stats)
{
    const unsigned long long missing = stats->missing[0] + stats->missing[1];

    if (given(job, FOLLOW_QUIET))
        return;
    if (job->options.output == TCPLENS_FOLLOW_RAW && missing > 0)
        complain("%llu bytes are missing, and nothing stands in their place", missing);
    if (stats->left_out > 0)
        complain(
            "%llu bytes were left out: they are no HTTP message, or the rest of one behind a gap",
            (unsigned long long)stats->left_out);
    if (stats->given_up > 0)
        complain("%llu gaps were given up, because there was no memory to wait for what fills "
                 "them; see --stream-memory",
                 (unsigned long long)stats->given_up);
    if (stats->evicted > 0)
        complain("%llu connections were given up while still open, because there were too many at "
                 "the same time; see --max-connections",
                 (unsigned long long)stats->evicted);
}

static int follow(struct job *job)
{
    struct tcplens_follow_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;

    if (strcmp(job->path, "-") == 0)
        live_catch_signals(); /* Ctrl-C ends the capture at the other end of the pipe */
    progress_start(&job->progress, given(job, FOLLOW_QUIET));
    status = tcplens_follow_file(job->path, &job->options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    report(job, &stats);
    return reading_verdict(status, stats.frames, &err,
                           job->filter != NULL ? "it is no number" : NULL);
}

/* The same with bodies to files. */
static int save_bodies(struct job *job)
{
    int result;

    if (!bodies_open(&job->bodies, text(job, FOLLOW_BODIES), &job->out))
        return EXIT_TROUBLE;
    job->options.body = bodies_save;
    job->options.body_ctx = &job->bodies;
    result = follow(job);
    bodies_close(&job->bodies);
    if (job->bodies.saved == 0 && result == EXIT_FINE && !given(job, FOLLOW_QUIET))
        complain("no HTTP message with a body was found");
    return job->bodies.failed > 0 && result == EXIT_FINE ? EXIT_TROUBLE : result;
}

int cmd_follow(int argc, char **argv)
{
    struct job job = {.path = NULL};
    int result = EXIT_TROUBLE;

    if (!follow_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, FOLLOW_HELP)) {
        follow_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    if (read_operands(&job)) {
        set_options(&job);
        if (feasible(&job) && check_display_filter("-Y", job.options.display))
            result = given(&job, FOLLOW_BODIES) ? save_bodies(&job) : follow(&job);
    }
    free(job.filter);
    return output_end(&job.out, result);
}
