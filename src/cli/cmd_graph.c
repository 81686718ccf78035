// SPDX-License-Identifier: BSD-3-Clause
/* cmd_graph.c - `tcplens graph`: options to the library's, and its statuses to exit statuses. */
#include "cmd_graph.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "complain.h"
#include "graph_options.h"
#include "live.h"
#include "operands.h"
#include "output.h"
#include "progress.h"
#include "terminal.h"

/**
 * struct job - one run of the command
 * @args:   the command line
 * @filter: the filter made of operands, *owned*, or NULL
 * @out, @progress: where pictures and progress go
 */
struct job {
    struct graph_arguments args;
    char *filter;
    struct output out;
    struct progress progress;
};

static bool given(const struct job *job, enum graph_option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum graph_option_id id)
{
    return job->args.values[id].number;
}

static struct tcplens_graph_options options_of(struct job *job)
{
    const struct option_value *const v = job->args.values;

    return (struct tcplens_graph_options){
        .kind = (uint8_t)job->args.kind,
        .output = (uint8_t)number(job, GRAPH_OUTPUT),
        .from = (uint8_t)number(job, GRAPH_FROM),
        .color = use_color((enum color_when)number(job, GRAPH_COLOR)),
        .ascii = given(job, GRAPH_ASCII) || ascii_only(),
        .width = given(job, GRAPH_WIDTH) ? (unsigned)number(job, GRAPH_WIDTH) : output_width(),
        .height = given(job, GRAPH_HEIGHT) ? (unsigned)number(job, GRAPH_HEIGHT) : output_height(),
        .lang = given(job, GRAPH_LANG) ? v[GRAPH_LANG].text : message_locale(),
        .filter = given(job, GRAPH_FILTER) ? v[GRAPH_FILTER].text : job->filter,
        .display = v[GRAPH_DISPLAY_FILTER].text,
        .connection = number(job, GRAPH_CONN),
        .max_frames = number(job, GRAPH_COUNT),
        .max_connections = (uint32_t)number(job, GRAPH_MAX_CONNECTIONS),
        .stop = &live_stop,
        .progress = progress_show,
        .progress_ctx = &job->progress,
    };
}

/* Which connection it is, if nobody named one, on stderr. */
static void report(const struct job *job, const struct tcplens_graph_stats *stats)
{
    if (given(job, GRAPH_QUIET) || stats->connection == 0)
        return;
    if (!given(job, GRAPH_CONN) && stats->connections > 1)
        complain("this is connection %llu of %llu, %s: --conn N chooses another",
                 (unsigned long long)stats->connection, (unsigned long long)stats->connections,
                 stats->most ? "the one with most data" : "the first one");
    report_given_up(stats->given_up);
    if (stats->evicted)
        complain("the connection was given up while still open, because there were too many at the "
                 "same time; see --max-connections");
}

static int verdict(const struct job *job, const char *path, enum tcplens_status status,
                   const struct tcplens_graph_stats *stats, const struct tcplens_error *err)
{
    if (status == TCPLENS_OK || status == TCPLENS_ERR_WRITE)
        return EXIT_FINE; /* a failed write is output_verdict()'s */
    if (status == TCPLENS_ERR_FILTER && job->filter != NULL && path != NULL)
        complain("%s (taken as a filter, since there is no such file)", err->text);
    else
        complain("%s", err->text);
    if (status == TCPLENS_ERR_CUT || (status == TCPLENS_ERR_FORMAT && stats->frames > 0))
        return EXIT_DAMAGED;
    return EXIT_TROUBLE;
}

static int draw(struct job *job, const char *path)
{
    const struct tcplens_graph_options options = options_of(job);
    struct tcplens_graph_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;
    int result;

    if (is_waiting_for_nothing(path))
        return EXIT_TROUBLE;
    if (strcmp(path, "-") == 0)
        /* Ctrl-C ends the capture at the other end of the pipe, and is no reason to say nothing. */
        live_catch_signals();
    progress_start(&job->progress, given(job, GRAPH_QUIET));
    status = tcplens_graph_file(path, &options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    result = verdict(job, path, status, &stats, &err);
    report(job, &stats);
    return result;
}

static int run(struct job *job)
{
    const struct parsed *const line = &job->args.line;

    if (line->n_operands == 0) {
        complain("plot what? Name a capture file; see \"tcplens help graph\"");
        return EXIT_TROUBLE;
    }
    if (line->n_before > 1 && looks_like_file(line->operands[1])) {
        complain("\"%s\": one capture at a time", line->operands[1]);
        return EXIT_TROUBLE;
    }
    job->filter = join_filter(line, 1);
    if (given(job, GRAPH_FILTER) && job->filter != NULL) {
        complain("two filters: --filter \"%s\" and \"%s\"", job->args.values[GRAPH_FILTER].text,
                 job->filter);
        return EXIT_TROUBLE;
    }
    if (!check_display_filter("-Y", job->args.values[GRAPH_DISPLAY_FILTER].text))
        return EXIT_TROUBLE;
    return draw(job, line->operands[0]);
}

int cmd_graph(int argc, char **argv)
{
    struct job job = {.filter = NULL};
    int result, written;

    if (!graph_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, GRAPH_HELP)) {
        graph_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    result = run(&job);
    free(job.filter);
    output_close(&job.out);
    written = output_verdict(&job.out);
    return written != EXIT_FINE ? written : result;
}
