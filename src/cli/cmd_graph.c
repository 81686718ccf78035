// SPDX-License-Identifier: BSD-3-Clause
/* cmd_graph.c - `tcplens graph`: options to the library's, and its statuses to exit statuses. */
#include "cmd_graph.h"

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "complain.h"
#include "graph_options.h"
#include "live.h"
#include "output.h"
#include "progress.h"
#include "reading.h"
#include "terminal.h"

/**
 * struct job - one run of the command
 * @args:   the command line
 * @capture: what is drawn
 * @out, @progress: where pictures and progress go
 */
struct job {
    struct graph_arguments args;
    struct one_capture capture;
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
        .filter = job->capture.filter,
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

static int draw(struct job *job)
{
    const char *const path = job->capture.path;
    const struct tcplens_graph_options options = options_of(job);
    struct tcplens_graph_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;
    int result;

    if (!reading_begin(path, &job->progress, given(job, GRAPH_QUIET)))
        return EXIT_TROUBLE;
    status = tcplens_graph_file(path, &options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    result = one_capture_verdict(&job->capture, status, stats.frames, &err);
    report(job, &stats);
    return result;
}

static int run(struct job *job)
{
    const struct option_value *const v = job->args.values;

    if (!one_capture(&job->args.line, v[GRAPH_FILTER].text,
                     "plot what? Name a capture file; see \"tcplens help graph\"", &job->capture) ||
        !check_display_filter("-Y", v[GRAPH_DISPLAY_FILTER].text))
        return EXIT_TROUBLE;
    return draw(job);
}

int cmd_graph(int argc, char **argv)
{
    struct job job = {.capture = {.path = NULL}};
    int result;

    if (!graph_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, GRAPH_HELP)) {
        graph_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    result = run(&job);
    one_capture_end(&job.capture);
    return output_end(&job.out, result);
}
