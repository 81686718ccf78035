// SPDX-License-Identifier: BSD-3-Clause
/* cmd_flows.c - `tcplens flows`: options to the library's, and its statuses to exit statuses. */
#include "cmd_flows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "capable.h"
#include "complain.h"
#include "flows_options.h"
#include "live.h"
#include "operands.h"
#include "output.h"
#include "privileges.h"
#include "progress.h"
#include "terminal.h"

enum { KIB = 1024, MIB = 1024 * 1024 };

/**
 * struct job - one run of the command
 * @args:     the command line
 * @options:  for the library
 * @filter:   the filter made of operands, *owned*, or NULL
 * @n_files:  how many of the operands are files
 * @confined: live: the rights of root are given up
 * @result:   exit status so far
 * @out, @progress: where text and progress go
 */
struct job {
    struct flows_arguments args;
    struct tcplens_flows_options options;
    char *filter;
    int n_files;
    bool confined;
    int result;
    struct output out;
    struct progress progress;
};

static bool given(const struct job *job, enum flows_option_id id)
{
    return job->args.values[id].given != 0;
}

static uint64_t number(const struct job *job, enum flows_option_id id)
{
    return job->args.values[id].number;
}

static const char *text(const struct job *job, enum flows_option_id id)
{
    return job->args.values[id].text;
}

static bool set_options(struct job *job)
{
    struct tcplens_flows_options *const o = &job->options;

    if (given(job, FLOWS_FILTER) && job->filter != NULL) {
        complain("two filters: --filter \"%s\" and \"%s\"", text(job, FLOWS_FILTER), job->filter);
        return false;
    }
    o->output = (uint8_t)number(job, FLOWS_OUTPUT);
    o->by = (uint8_t)number(job, FLOWS_BY);
    o->lang = given(job, FLOWS_LANG) ? text(job, FLOWS_LANG) : message_locale();
    o->filter = given(job, FLOWS_FILTER) ? text(job, FLOWS_FILTER) : job->filter;
    o->where = text(job, FLOWS_WHERE);
    o->display = text(job, FLOWS_DISPLAY_FILTER);
    o->columns = text(job, FLOWS_COLUMNS);
    o->sort = text(job, FLOWS_SORT);
    o->top = number(job, FLOWS_TOP);
    o->wide = given(job, FLOWS_WIDE);
    o->width = given(job, FLOWS_WIDTH) ? (unsigned)number(job, FLOWS_WIDTH) : output_width();
    o->color = use_color((enum color_when)number(job, FLOWS_COLOR));
    o->ascii = given(job, FLOWS_ASCII) || ascii_only();
    o->utc_offset_s = number(job, FLOWS_TIME) == 1 ? local_utc_offset() : 0;
    o->max_connections = (uint32_t)number(job, FLOWS_MAX_CONNECTIONS);
    o->memory = number(job, FLOWS_MEMORY) * MIB;
    o->threads = (unsigned)number(job, FLOWS_THREADS);
    o->snaplen = (uint32_t)number(job, FLOWS_SNAPLEN);
    o->buffer_octets = (uint32_t)number(job, FLOWS_BUFFER) * KIB;
    o->max_frames = number(job, FLOWS_COUNT);
    o->stop = &live_stop;
    o->progress = progress_show;
    o->progress_ctx = &job->progress;
    return true;
}

static void worsen(struct job *job, int result)
{
    if (result > job->result)
        job->result = result;
}

/* Say what the library said, and remember what it means for the exit status. */
static void judge(struct job *job, enum tcplens_status status, const struct tcplens_error *err)
{
    if (status == TCPLENS_OK || status == TCPLENS_ERR_WRITE)
        return; /* a failed write is output_verdict()'s */
    progress_erase(&job->progress);
    if (status == TCPLENS_ERR_FILTER && job->filter != NULL && job->n_files > 0)
        complain("%s (taken as a filter, since there is no such file)", err->text);
    else
        complain("%s", err->text);
    worsen(job,
           status == TCPLENS_ERR_CUT || status == TCPLENS_ERR_FORMAT ? EXIT_DAMAGED : EXIT_TROUBLE);
}

/* What had to be left out, on stderr: nothing is lost without a word. */
static void report(const struct job *job, const struct tcplens_flows_stats *stats)
{
    const struct tcplens_explain_stats captured = {.matched = stats->matched,
                                                   .received = stats->received,
                                                   .dropped_ring = stats->dropped_ring,
                                                   .dropped_iface = stats->dropped_iface};

    if (given(job, FLOWS_QUIET))
        return;
    if (given(job, FLOWS_INTERFACE) && job->result == EXIT_FINE)
        live_report(&captured);
    report_given_up(stats->given_up);
    if (stats->evicted > 0)
        complain("%llu connections were given up while still open, because there were too many at "
                 "the same time; see --max-connections",
                 (unsigned long long)stats->evicted);
    if (stats->unsorted > 0)
        complain("%llu rows are missing, because there was no memory left for them; see --memory, "
                 "or --top, which needs little",
                 (unsigned long long)stats->unsorted);
}

/* False if there is no point in going on. */
static bool read_file(struct job *job, struct tcplens_flows *flows, const char *path)
{
    struct tcplens_error err;
    enum tcplens_status status;

    if (is_waiting_for_nothing(path)) {
        worsen(job, EXIT_TROUBLE);
        return false;
    }
    progress_start(&job->progress, given(job, FLOWS_QUIET));
    status = tcplens_flows_read_file(flows, path, &err);
    progress_erase(&job->progress);
    judge(job, status, &err);
    return job->out.error == 0 && live_stop == 0;
}

/* A tcplens_progress_fn: the interface is open, and nothing else will be. `ctx` is the job. */
static bool begin_capture(void *ctx, const struct tcplens_progress *progress)
{
    struct job *const job = ctx;

    (void)progress;
    job->confined = give_up_privileges(&(struct rights){.later = LATER_NOTHING});
    if (job->confined && !given(job, FLOWS_QUIET))
        live_announce(text(job, FLOWS_INTERFACE));
    return job->confined;
}

static void read_interface(struct job *job, struct tcplens_flows *flows)
{
    struct tcplens_error err;
    enum tcplens_status status;

    capable_become();
    status = tcplens_flows_read_live(flows, text(job, FLOWS_INTERFACE), &err);
    judge(job, status, &err);
    if (status == TCPLENS_OK && !job->confined)
        worsen(job, EXIT_TROUBLE); /* said already */
}

static void read_all(struct job *job, struct tcplens_flows *flows)
{
    if (given(job, FLOWS_INTERFACE)) {
        read_interface(job, flows);
        return;
    }
    if (given(job, FLOWS_READ) && !read_file(job, flows, text(job, FLOWS_READ)))
        return;
    for (int i = 0; i < job->n_files; i++) {
        if (!read_file(job, flows, job->args.line.operands[i]))
            return;
    }
}

static void list_flows(struct job *job)
{
    struct tcplens_flows_stats stats = {0};
    struct tcplens_flows *flows;
    struct tcplens_error err;

    if (given(job, FLOWS_INTERFACE)) {
        job->options.progress = begin_capture;
        job->options.progress_ctx = job;
    }
    if (tcplens_flows_new(&flows, &job->options, output_write, &job->out, &err) != TCPLENS_OK) {
        complain("%s", err.text);
        worsen(job, EXIT_TROUBLE);
        return;
    }
    live_catch_signals();
    read_all(job, flows);
    judge(job, tcplens_flows_close(flows, &stats, &err), &err);
    report(job, &stats);
}

static void print_column(void *ctx, const char *name, const char *help)
{
    char line[1024];

    (void)snprintf(line, sizeof line, "%-24s %s\n", name, help);
    (void)output_text(ctx, line);
}

/* Which operands are files: with -r none has to be. */
static int count_captures(const struct job *job)
{
    const bool named = given(job, FLOWS_READ) && job->args.line.n_operands > 0;

    if (named && !looks_like_file(job->args.line.operands[0]))
        return 0;
    return count_files(&job->args.line, given(job, FLOWS_INTERFACE));
}

/* Whether --where is a filter; if not, says so, and points to the place. */
static bool check_where(const struct job *job)
{
    const char *const where = text(job, FLOWS_WHERE);
    struct tcplens_error err;
    size_t column;

    if (where == NULL || tcplens_flows_check_where(where, &column, &err) == TCPLENS_OK)
        return true;
    complain_filter("--where", where, column, &err);
    return false;
}

/* -z conv,tcp: a table a file. */
static void list_conversations(struct job *job)
{
    const char *const path = given(job, FLOWS_READ) ? text(job, FLOWS_READ)
                             : job->n_files > 0     ? job->args.line.operands[0]
                                                    : NULL;
    struct tcplens_error err;
    uint64_t left_out;

    if (strcmp(text(job, FLOWS_STATISTICS), "conv,tcp") != 0) {
        complain("-z %s is none of ours: there is conv,tcp", text(job, FLOWS_STATISTICS));
        worsen(job, EXIT_TROUBLE);
        return;
    }
    if (path == NULL || job->n_files + given(job, FLOWS_READ) > 1) {
        complain("-z conv,tcp wants one capture file");
        worsen(job, EXIT_TROUBLE);
        return;
    }
    judge(
        job,
        tcplens_flows_conversations(path, &job->options, output_write, &job->out, &left_out, &err),
        &err);
    if (left_out > 0)
        complain("%llu conversations are missing, because there was no memory left for them; see "
                 "--memory",
                 (unsigned long long)left_out);
}

static void run(struct job *job)
{
    if (given(job, FLOWS_LIST_COLUMNS)) {
        tcplens_flows_list_columns((enum tcplens_flows_by)job->options.by, job->options.lang,
                                   print_column, &job->out);
    } else if (given(job, FLOWS_STATISTICS)) {
        list_conversations(job);
    } else if (given(job, FLOWS_INTERFACE) || given(job, FLOWS_READ) || job->n_files > 0) {
        list_flows(job);
    } else {
        complain("which connections? Name a capture file, or an interface with -i; see \"tcplens "
                 "help flows\"");
        worsen(job, EXIT_TROUBLE);
    }
}

int cmd_flows(int argc, char **argv)
{
    struct job job = {.n_files = 0};

    if (!flows_parse(argc, argv, &job.args))
        return EXIT_TROUBLE;
    if (given(&job, FLOWS_HELP)) {
        flows_help();
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    job.n_files = count_captures(&job);
    job.filter = join_filter(&job.args.line, job.n_files);
    if (set_options(&job) && check_where(&job) && check_display_filter("-Y", job.options.display))
        run(&job);
    else
        worsen(&job, EXIT_TROUBLE);
    free(job.filter);
    return output_end(&job.out, job.result);
}
