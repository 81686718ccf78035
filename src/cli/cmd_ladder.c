// SPDX-License-Identifier: BSD-3-Clause
/* cmd_ladder.c - `tcplens ladder`: options to the library's, and its statuses to exit statuses. */
#include "cmd_ladder.h"

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "complain.h"
#include "ladder_options.h"
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
    struct ladder_arguments args;
    struct one_capture capture;
    struct output out;
    struct progress progress;
};

static bool given(const struct job *job, enum ladder_option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum ladder_option_id id)
{
    return job->args.values[id].number;
}

static struct tcplens_ladder_options options_of(struct job *job)
{
    const struct option_value *const v = job->args.values;
    struct tcplens_ladder_options o = job->args.range;

    o.output = (uint8_t)number(job, LADDER_OUTPUT);
    o.time = (uint8_t)number(job, LADDER_TIME);
    o.numbers = given(job, LADDER_ABSOLUTE) ? TCPLENS_NUMBERS_ABSOLUTE : TCPLENS_NUMBERS_RELATIVE;
    o.fold = given(job, LADDER_FOLD);
    o.data = given(job, LADDER_DATA);
    o.hosts = given(job, LADDER_HOSTS);
    o.color = use_color((enum color_when)number(job, LADDER_COLOR));
    o.ascii = given(job, LADDER_ASCII) || ascii_only();
    o.width = given(job, LADDER_WIDTH) ? (unsigned)number(job, LADDER_WIDTH) : output_width();
    o.lang = given(job, LADDER_LANG) ? v[LADDER_LANG].text : message_locale();
    o.filter = job->capture.filter;
    o.display = v[LADDER_DISPLAY_FILTER].text;
    o.connection = number(job, LADDER_CONN);
    o.max_frames = number(job, LADDER_COUNT);
    o.max_connections = (uint32_t)number(job, LADDER_MAX_CONNECTIONS);
    o.max_rows = (uint32_t)number(job, LADDER_MAX_ROWS);
    o.stop = &live_stop;
    o.progress = progress_show;
    o.progress_ctx = &job->progress;
    return o;
}

/* What is not in the picture, on stderr: nothing is left out without a word. */
static void report(const struct job *job, const struct tcplens_ladder_options *o,
                   const struct tcplens_ladder_stats *stats)
{
    const bool image = o->output == TCPLENS_LADDER_SVG || o->output == TCPLENS_LADDER_MERMAID;

    if (given(job, LADDER_QUIET))
        return;
    if (image && !o->hosts && o->connection == 0 && o->display == NULL && stats->connections > 1)
        complain("this is connection 1 of %llu: --conn N chooses another, --hosts draws all in one",
                 (unsigned long long)stats->connections);
    else if (image && !o->hosts && stats->undrawn > 0)
        complain("this is the first of %llu connections that match: --conn N chooses another, "
                 "--hosts draws all in one",
                 (unsigned long long)stats->undrawn + 1);
    else if (stats->undrawn > 0)
        complain("%llu connections were left out, because there was no room for them; see --conn, "
                 "--fold and --max-rows",
                 (unsigned long long)stats->undrawn);
    if (stats->evicted > 0)
        complain("%llu connections were given up while still open, because there were too many at "
                 "the same time; see --max-connections",
                 (unsigned long long)stats->evicted);
    if (stats->rows_dropped > 0)
        complain("%llu segments were left out of long connections; see --fold, --conn and "
                 "--max-rows",
                 (unsigned long long)stats->rows_dropped);
    report_given_up(stats->given_up);
}

static int draw(struct job *job)
{
    const char *const path = job->capture.path;
    const struct tcplens_ladder_options options = options_of(job);
    struct tcplens_ladder_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;
    int result;

    if (!reading_begin(path, &job->progress, given(job, LADDER_QUIET)))
        return EXIT_TROUBLE;
    status = tcplens_ladder_file(path, &options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    result = one_capture_verdict(&job->capture, status, stats.frames, &err);
    report(job, &options, &stats);
    return result;
}

static int run(struct job *job)
{
    const struct option_value *const v = job->args.values;

    if (!one_capture(&job->args.line, v[LADDER_FILTER].text,
                     "draw what? Name a capture file; see \"tcplens help ladder\"",
                     &job->capture) ||
        !check_display_filter("-Y", v[LADDER_DISPLAY_FILTER].text))
        return EXIT_TROUBLE;
    return draw(job);
}

int cmd_ladder(int argc, char **argv)
{
    struct job job = {.capture = {.path = NULL}};
    int result;

    if (!ladder_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, LADDER_HELP)) {
        ladder_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    result = run(&job);
    one_capture_end(&job.capture);
    return output_end(&job.out, result);
}
