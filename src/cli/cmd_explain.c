// SPDX-License-Identifier: BSD-3-Clause
/*
 * cmd_explain.c - `tcplens explain`: options to the library's, and its statuses to exit statuses.
 */
#include "cmd_explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "capable.h"
#include "complain.h"
#include "help.h"
#include "live.h"
#include "operands.h"
#include "options.h"
#include "output.h"
#include "privileges.h"
#include "progress.h"
#include "reading.h"
#include "savefile.h"
#include "terminal.h"

/**
 * struct job - one run of the command
 * @args:     the command line
 * @options:  for the library
 * @save:     live: what @options says of the savefile
 * @filter:   the filter made of operands, *owned*, or NULL
 * @n_files:  how many of the operands are files
 * @confined: live: the rights of root are given up
 * @out, @progress: where text and progress go
 */
struct job {
    struct arguments args;
    struct tcplens_explain_options options;
    struct tcplens_save save;
    char *filter;
    int n_files;
    bool confined;
    struct output out;
    struct progress progress;
};

static bool given(const struct job *job, enum option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum option_id id)
{
    return job->args.values[id].number;
}

/* Options that cannot stand together; says so. */
static bool consistent(const struct job *job)
{
    static const enum option_id exclusive[][2] = {
        {OPT_BRIEF, OPT_TABLE},      {OPT_ABSOLUTE, OPT_BOTH},      {OPT_HEADER, OPT_CHECKSUM},
        {OPT_INTERFACE, OPT_HEADER}, {OPT_INTERFACE, OPT_CHECKSUM},
    };

    for (size_t i = 0; i < sizeof exclusive / sizeof exclusive[0]; i++) {
        if (given(job, exclusive[i][0]) && given(job, exclusive[i][1])) {
            complain("--%s and --%s cannot be used together",
                     explain_options.specs[exclusive[i][0]].name,
                     explain_options.specs[exclusive[i][1]].name);
            return false;
        }
    }
    if (given(job, OPT_WRITE) && !given(job, OPT_INTERFACE)) {
        complain("--write saves what is captured with -i; \"tcplens show -w\" copies frames of a "
                 "file");
        return false;
    }
    if (given(job, OPT_FILTER) && job->filter != NULL) {
        complain("two filters: --filter \"%s\" and \"%s\"", job->args.values[OPT_FILTER].text,
                 job->filter);
        return false;
    }
    return true;
}

static void set_options(struct job *job)
{
    const struct option_value *const v = job->args.values;
    struct tcplens_explain_options *const o = &job->options;

    if (given(job, OPT_BRIEF))
        o->view = TCPLENS_VIEW_BRIEF;
    else if (given(job, OPT_TABLE))
        o->view = TCPLENS_VIEW_TABLE;
    if (given(job, OPT_ABSOLUTE))
        o->numbers = TCPLENS_NUMBERS_ABSOLUTE;
    else if (given(job, OPT_BOTH))
        o->numbers = TCPLENS_NUMBERS_BOTH;
    o->output = (uint8_t)number(job, OPT_OUTPUT);
    o->lang = given(job, OPT_LANG) ? v[OPT_LANG].text : message_locale();
    o->filter = given(job, OPT_FILTER) ? v[OPT_FILTER].text : job->filter;
    o->display = v[OPT_DISPLAY_FILTER].text;
    o->width = given(job, OPT_WIDTH) ? (unsigned)number(job, OPT_WIDTH) : output_width();
    o->color = use_color((enum color_when)number(job, OPT_COLOR));
    o->ascii = given(job, OPT_ASCII) || ascii_only();
    o->utc_offset_s = number(job, OPT_TIME) == 1 ? local_utc_offset() : 0;
    o->connection = number(job, OPT_CONN);
    o->max_connections = (uint32_t)number(job, OPT_MAX_CONNECTIONS);
    o->max_rows = (uint32_t)number(job, OPT_MAX_ROWS);
    o->snaplen = (uint32_t)number(job, OPT_SNAPLEN);
    o->buffer_octets = (uint32_t)number(job, OPT_BUFFER) * 1024U;
    o->max_frames = number(job, OPT_COUNT);
    o->stop = &live_stop;
    o->progress = progress_show;
    o->progress_ctx = &job->progress;
}

/* What had to be left out, on stderr: nothing is lost without a word. */
static void report_losses(const struct job *job, const struct tcplens_explain_stats *stats)
{
    if (given(job, OPT_QUIET))
        return;
    report_given_up(stats->given_up);
    if (stats->evicted > 0)
        complain("%llu connections were given up while still open, because there were too many at "
                 "the same time; see --max-connections",
                 (unsigned long long)stats->evicted);
    if (stats->rows_dropped > 0 && job->options.view != TCPLENS_VIEW_BRIEF)
        complain("%llu segments were left out of long stories; see --conn and --max-rows",
                 (unsigned long long)stats->rows_dropped);
}

static int explain_one(struct job *job, const char *path)
{
    struct tcplens_explain_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;
    int result;

    if (!reading_begin(path, &job->progress, given(job, OPT_QUIET)))
        return EXIT_TROUBLE;
    if (given(job, OPT_HEADER))
        status = tcplens_explain_header(path, number(job, OPT_HEADER), &job->options, output_write,
                                        &job->out, &err);
    else if (given(job, OPT_CHECKSUM))
        status = tcplens_explain_checksum(path, number(job, OPT_CHECKSUM), &job->options,
                                          output_write, &job->out, &err);
    else
        status = tcplens_explain_file(path, &job->options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    result = reading_verdict(status, stats.frames, &err,
                             job->filter != NULL ? "there is no such file" : NULL);
    report_losses(job, &stats);
    if (result == EXIT_FINE && given(job, OPT_EXIT_CODE) && stats.failed > 0)
        return EXIT_FAILED;
    return result;
}

/* Head the story of one of several files with the file's name. */
static void head_file(struct job *job, const char *path, bool first)
{
    char line[4096];

    if (job->options.output == TCPLENS_OUTPUT_JSON)
        return;
    (void)snprintf(line, sizeof line, "%s%s", first ? "" : "\n",
                   job->options.output == TCPLENS_OUTPUT_MARKDOWN ? "# " : "==> ");
    (void)output_text(&job->out, line);
    (void)snprintf(line, sizeof line, "%s", path);
    for (char *p = line; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    }
    (void)output_text(&job->out, line);
    (void)output_text(&job->out,
                      job->options.output == TCPLENS_OUTPUT_MARKDOWN ? "\n\n" : " <==\n");
}

static int explain_files(struct job *job)
{
    int worst = EXIT_FINE;

    for (int i = 0; i < job->n_files && job->out.error == 0; i++) {
        int result;

        if (job->n_files > 1)
            head_file(job, job->args.line.operands[i], i == 0);
        result = explain_one(job, job->args.line.operands[i]);
        if (result > worst)
            worst = result;
    }
    return worst;
}

/* A tcplens_progress_fn: the interface is open, and nothing else will be. `ctx` is the job. */
static bool begin_capture(void *ctx, const struct tcplens_progress *progress)
{
    struct job *const job = ctx;

    (void)progress;
    job->confined = give_up_privileges(
        &(struct rights){.later = LATER_NOTHING, .saves = job->options.save != NULL});
    if (job->confined && !given(job, OPT_QUIET))
        live_announce(job->args.values[OPT_INTERFACE].text);
    return job->confined;
}

/* Where to save what is captured; false, having said so, if that cannot be. */
static bool plan_saving(struct job *job)
{
    const char *const path = job->args.values[OPT_WRITE].text;

    if (path == NULL)
        return true;
    if (strcmp(path, "-") == 0) {
        complain("-w -: standard output has the explanation; name a file");
        return false;
    }
    job->save = (struct tcplens_save){.path = path, .format = (uint8_t)savefile_format(path)};
    job->options.save = &job->save;
    return whom_to_become(NULL, true, &job->save.owner, &job->save.group);
}

static int explain_interface(struct job *job)
{
    const char *interface = job->args.values[OPT_INTERFACE].text;
    const bool quiet = given(job, OPT_QUIET);
    struct tcplens_explain_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;
    int result;

    job->options.progress = begin_capture;
    job->options.progress_ctx = job;
    if (!plan_saving(job))
        return EXIT_TROUBLE;
    live_catch_signals();
    capable_become();
    status = tcplens_explain_live(interface, &job->options, output_write, &job->out, &stats, &err);
    if (status == TCPLENS_OK && !job->confined)
        return EXIT_TROUBLE; /* said already */
    result = reading_verdict(status, stats.frames, &err, NULL);
    if (!quiet && result == EXIT_FINE)
        live_report(&stats);
    report_losses(job, &stats);
    if (result == EXIT_FINE && given(job, OPT_EXIT_CODE) && stats.failed > 0)
        return EXIT_FAILED;
    return result;
}

static void print_device(void *ctx, const struct tcplens_device *device)
{
    char line[1024];

    (void)snprintf(line, sizeof line, "%-16s%s%s%s%s%s%s\n", device->name,
                   device->up ? " up" : " down", device->running ? ", running" : "",
                   device->loopback ? ", loopback" : "", device->wireless ? ", wireless" : "",
                   *device->description != '\0' ? "; " : "", device->description);
    (void)output_text(ctx, line);
}

static int list_interfaces(struct job *job)
{
    struct tcplens_error err;

    if (tcplens_list_devices(print_device, &job->out, &err) == TCPLENS_OK)
        return EXIT_FINE;
    complain("%s", err.text);
    return EXIT_TROUBLE;
}

static int explain_finding(struct job *job)
{
    const char *name = job->args.values[OPT_FINDING].text;
    struct tcplens_error err;
    enum tcplens_status status;

    if (name == NULL && job->args.line.n_operands > 0)
        name = job->args.line.operands[0];
    status = tcplens_explain_finding(name, &job->options, output_write, &job->out, &err);
    if (status == TCPLENS_OK || status == TCPLENS_ERR_WRITE)
        return EXIT_FINE;
    complain("%s; --finding without a name lists them", err.text);
    return EXIT_TROUBLE;
}

bool explain_finding_by_name(const char *name)
{
    struct job job = {.n_files = 0};
    struct tcplens_error err;

    set_options(&job);
    return tcplens_explain_finding(name, &job.options, output_write, &job.out, &err) == TCPLENS_OK;
}

static int run(struct job *job)
{
    if (given(job, OPT_LIST_INTERFACES))
        return list_interfaces(job);
    if (given(job, OPT_FINDING))
        return explain_finding(job);
    if (given(job, OPT_INTERFACE))
        return explain_interface(job);
    if (job->n_files > 0)
        return explain_files(job);
    complain("explain what? Name a capture file, or an interface with -i; see \"tcplens explain "
             "--help\"");
    return EXIT_TROUBLE;
}

int cmd_explain(int argc, char **argv)
{
    struct job job = {.n_files = 0};
    int result;

    if (!parse_arguments(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, OPT_HELP)) {
        explain_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    job.n_files = count_files(&job.args.line, given(&job, OPT_INTERFACE));
    if (!given(&job, OPT_FINDING))
        job.filter = join_filter(&job.args.line, job.n_files);
    if (!consistent(&job) ||
        !check_display_filter("-Y", job.args.values[OPT_DISPLAY_FILTER].text)) {
        free(job.filter);
        return EXIT_TROUBLE;
    }
    set_options(&job);
    result = run(&job);
    free(job.filter);
    return output_end(&job.out, result);
}
