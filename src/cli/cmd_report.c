// SPDX-License-Identifier: BSD-3-Clause
/* cmd_report.c - `tcplens report`: a capture to a page, whole or not at all. */
#include "cmd_report.h"

#include <string.h>

#include <tcplens/tcplens.h>

#include "complain.h"
#include "live.h"
#include "output.h"
#include "page_file.h"
#include "progress.h"
#include "reading.h"
#include "report_options.h"

/**
 * struct job - one run of the command
 * @args:   the command line
 * @capture: what is reported
 * @out, @progress: where the page and progress go
 * @page:   the file that it becomes
 */
struct job {
    struct report_arguments args;
    struct one_capture capture;
    struct output out;
    struct progress progress;
    struct page_file page;
};

static bool given(const struct job *job, enum report_option_id id)
{
    return job->args.values[id].given != 0;
}

static const char *text(const struct job *job, enum report_option_id id)
{
    return given(job, id) ? job->args.values[id].text : NULL;
}

static struct tcplens_report_options options_of(struct job *job)
{
    const struct option_value *const v = job->args.values;

    return (struct tcplens_report_options){
        .payload = given(job, REPORT_PAYLOAD),
        .redact = given(job, REPORT_REDACT),
        .redact_key = text(job, REPORT_REDACT_KEY),
        .filter = job->capture.filter,
        .title = text(job, REPORT_TITLE),
        .max_frames = v[REPORT_COUNT].number,
        .max_connections = (uint32_t)v[REPORT_MAX_CONNECTIONS].number,
        .max_told = (uint32_t)v[REPORT_MAX_TOLD].number,
        .max_listed = (uint32_t)v[REPORT_MAX_FRAMES].number,
        .max_trees = (uint32_t)v[REPORT_MAX_TREES].number,
        .stop = &live_stop,
        .progress = progress_show,
        .progress_ctx = &job->progress,
    };
}

/* What is not in the page, on stderr: nothing is left out without a word. */
static void report(const struct job *job, const struct tcplens_report_stats *stats)
{
    if (given(job, REPORT_QUIET))
        return;
    if (stats->connections > stats->told)
        complain("%llu of %llu connections are told in full; see --max-told",
                 (unsigned long long)stats->told, (unsigned long long)stats->connections);
    if (stats->frames > stats->listed)
        complain("%llu of %llu frames are listed; see --max-frames",
                 (unsigned long long)stats->listed, (unsigned long long)stats->frames);
    if (stats->listed > stats->trees)
        complain("%llu of the %llu frames listed are taken apart; see --max-trees",
                 (unsigned long long)stats->trees, (unsigned long long)stats->listed);
    if (stats->evicted > 0)
        complain("%llu connections were given up while still open, because there were too many at "
                 "the same time; see --max-connections",
                 (unsigned long long)stats->evicted);
}

/* Read the capture and write its page; `*whole` tells whether it was written. */
static int make(struct job *job, struct tcplens_report *r, const char *path, bool *whole)
{
    struct tcplens_report_stats stats;
    struct tcplens_error err;
    enum tcplens_status status;
    int result;

    progress_start(&job->progress, given(job, REPORT_QUIET));
    status = tcplens_report_read_file(r, path, &err);
    progress_erase(&job->progress);
    tcplens_report_stats(r, &stats);
    result = one_capture_verdict(&job->capture, status, stats.frames, &err);
    *whole = result != EXIT_TROUBLE;
    if (!*whole)
        return result;
    report(job, &stats);
    status = tcplens_report_write(r, output_write, &job->out, &err);
    *whole = status == TCPLENS_OK;
    if (!*whole && status != TCPLENS_ERR_WRITE) /* which is output_verdict()'s */
        complain("%s", err.text);
    return *whole ? result : EXIT_TROUBLE;
}

static int run(struct job *job, bool *whole)
{
    const char *const path = job->capture.path;
    const struct tcplens_report_options options = options_of(job);
    struct tcplens_report *r;
    struct tcplens_error err;
    int result;

    *whole = false;
    if (is_waiting_for_nothing(path))
        return EXIT_TROUBLE;
    live_catch_signals();
    if (tcplens_report_new(&r, &options, &err) != TCPLENS_OK) {
        complain("%s", err.text);
        return EXIT_TROUBLE;
    }
    result = make(job, r, path, whole);
    tcplens_report_free(r);
    return result;
}

int cmd_report(int argc, char **argv)
{
    struct job job = {.capture = {.path = NULL}};
    int result = EXIT_TROUBLE;
    bool whole;

    if (!report_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, REPORT_HELP)) {
        report_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    if (one_capture(&job.args.line, job.args.values[REPORT_FILTER].text,
                    "report what? Name a capture file; see \"tcplens help report\"",
                    &job.capture) &&
        page_file_open(&job.page, text(&job, REPORT_OUTPUT))) {
        result = run(&job, &whole);
        result = output_end(&job.out, result);
        if (!page_file_close(&job.page, whole && job.out.error == 0))
            result = EXIT_TROUBLE;
    }
    one_capture_end(&job.capture);
    return result;
}
