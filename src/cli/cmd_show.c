// SPDX-License-Identifier: BSD-3-Clause
/* cmd_show.c - `tcplens show`: options to the library's, and its statuses to exit statuses. */
#include "cmd_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "complain.h"
#include "live.h"
#include "operands.h"
#include "output.h"
#include "progress.h"
#include "reading.h"
#include "savefile.h"
#include "show_options.h"
#include "suggest.h"
#include "terminal.h"

/**
 * struct job - one run of the command
 * @args: the command line
 * @path: *borrowed*: the capture
 * @display: *borrowed*: the display filter; NULL if there is none
 * @joined: *owned*: of operands, or NULL
 * @out, @progress: where rows and progress go
 */
struct job {
    struct show_arguments args;
    const char *path, *display;
    char *joined;
    struct output out;
    struct progress progress;
};

static bool given(const struct job *job, enum show_option_id id)
{
    return job->args.values[id].given != 0;
}

static unsigned count_fields(void)
{
    struct tcplens_field field;
    unsigned n = 0;

    while (tcplens_field_at(n, &field))
        n++;
    return n;
}

static int list_fields(struct job *job)
{
    struct tcplens_field field;
    char line[256];

    for (unsigned i = 0; tcplens_field_at(i, &field); i++) {
        (void)snprintf(line, sizeof line, "%s\t%s\t%s\n", field.name, field.type, field.doc);
        (void)output_text(&job->out, line);
    }
    return EXIT_FINE;
}

static bool is_field(const char *name)
{
    struct tcplens_field field;

    for (unsigned i = 0; tcplens_field_at(i, &field); i++)
        if (strcasecmp(field.name, name) == 0)
            return true;
    return false;
}

/* Whether there is such a field; if not, say so, and which one of names[0..n) may be meant. */
static bool check_field(const char *name, const char *const *names, unsigned n)
{
    const char *near;

    if (is_field(name))
        return true;
    near = suggest(name, names, n);
    if (near != NULL)
        complain("there is no field \"%s\"; did you mean \"%s\"?", name, near);
    else
        complain("there is no field \"%s\"; --fields lists them", name);
    return false;
}

/* Every field that does not exist is named, not only the first. */
static bool check_fields(const struct show_arguments *args)
{
    const unsigned n = count_fields();
    const char **const names = calloc(n, sizeof *names);
    struct tcplens_field field;
    bool good = names != NULL;

    if (names == NULL)
        complain("out of memory");
    for (unsigned i = 0; names != NULL && tcplens_field_at(i, &field) && i < n; i++)
        names[i] = field.name;
    for (unsigned i = 0; names != NULL && i < args->n_fields; i++)
        good &= check_field(args->fields[i], names, n);
    free(names);
    return good;
}

/* -a speaks of what comes in, and of what is saved. */
static bool check_stops(const struct job *job)
{
    if (job->args.seconds != 0 && strcmp(job->path, "-") != 0) {
        complain("-a duration: of standard input only; a file is there at once");
        return false;
    }
    if (job->args.form.max_saved != 0 && !given(job, SHOW_SAVE)) {
        complain("-a filesize: of which file? Name one with -w");
        return false;
    }
    return true;
}

/* The capture; what else stands there is the display filter, as in tshark. */
static bool choose_input(struct job *job)
{
    char **const operands = job->args.line.operands;
    const int n = job->args.line.n_operands;
    int used = 0;

    if (given(job, SHOW_READ))
        job->path = job->args.values[SHOW_READ].text;
    else if (n > 0 && looks_like_file(operands[0]))
        job->path = operands[used++];
    job->display = job->joined = join_filter(&job->args.line, used);
    if (given(job, SHOW_DISPLAY_FILTER) && job->joined != NULL) {
        complain("there is a display filter with -Y, and one more: \"%s\"", job->joined);
        return false;
    }
    if (given(job, SHOW_DISPLAY_FILTER))
        job->display = job->args.values[SHOW_DISPLAY_FILTER].text;
    if (job->path == NULL) {
        complain("show what? Name a capture file with -r; see \"tcplens help show\"");
        return false;
    }
    if (job->args.form.form == TCPLENS_SHOW_FIELDS && job->args.n_fields == 0) {
        complain("show which fields? Name them with -e; --fields lists them");
        return false;
    }
    return !is_waiting_for_nothing(job->path);
}

/* What was left out, on standard error: nothing is lost without a word. */
static void report(const struct tcplens_show_stats *stats)
{
    if (stats->forgotten > 0)
        complain("%llu connections were forgotten while the capture went on, because there were "
                 "too many: rows of theirs may differ from tshark's; see --max-connections and "
                 "--exact",
                 (unsigned long long)stats->forgotten);
    if (stats->unjoined > 0)
        complain("%llu times what waited for more segments was given up, because too much waited: "
                 "PDUs of those connections may be missing",
                 (unsigned long long)stats->unjoined);
    if (stats->unlinked > 0)
        complain("%llu things that -2 saw of later frames found no room",
                 (unsigned long long)stats->unlinked);
    if (stats->crowded > 0)
        complain("%llu frames hold more values than are kept of one: the rest was left out",
                 (unsigned long long)stats->crowded);
    report_given_up(stats->given_up);
}

static int verdict(const struct job *job, enum tcplens_status status,
                   const struct tcplens_show_stats *stats, const struct tcplens_error *err)
{
    if (!given(job, SHOW_QUIET))
        report(stats);
    return reading_verdict(status, stats->frames, err, NULL);
}

/* Whether the capture would be emptied before it is read. */
static bool saves_onto_itself(const struct job *job)
{
    const char *const to = job->args.values[SHOW_SAVE].text;
    struct stat from_file, to_file;

    if (to == NULL || stat(to, &to_file) != 0 || stat(job->path, &from_file) != 0 ||
        !S_ISREG(to_file.st_mode) || to_file.st_dev != from_file.st_dev ||
        to_file.st_ino != from_file.st_ino)
        return false;
    complain("-w %s: that is the file being read; name another one", to);
    return true;
}

/* Where to save: what the name of the file says of its form, unless -F does. */
static struct tcplens_save save_options(const struct job *job)
{
    const char *const path = job->args.values[SHOW_SAVE].text;
    const bool pcap = given(job, SHOW_FORMAT) ? job->args.values[SHOW_FORMAT].number == 0
                                              : savefile_format(path) == TCPLENS_FORMAT_PCAP;

    return (struct tcplens_save){
        .path = path,
        .format = pcap ? TCPLENS_FORMAT_PCAP : TCPLENS_FORMAT_PCAPNG,
        .owner = (uid_t)-1,
        .group = (gid_t)-1,
    };
}

static int show_file(struct job *job)
{
    const struct option_value *const v = job->args.values;
    struct tcplens_show_options options = job->args.form;
    struct tcplens_save save;
    struct tcplens_show_stats stats = {0};
    struct tcplens_error err;
    enum tcplens_status status;

    options.fields = job->args.fields;
    options.n_fields = job->args.n_fields;
    options.color = given(job, SHOW_COLOR) && v[SHOW_COLOR].number != COLOR_NEVER;
    options.paint = (options.form == TCPLENS_SHOW_LIST || options.list) &&
                    use_color((enum color_when)v[SHOW_COLOR].number);
    options.protocols = job->args.protocols;
    options.n_protocols = job->args.n_protocols;
    options.statistics = job->args.statistics;
    options.n_statistics = job->args.n_statistics;
    if (given(job, SHOW_SAVE)) {
        save = save_options(job);
        options.save = &save;
    }
    options.filter = v[SHOW_FILTER].text;
    options.display = job->display;
    if (given(job, SHOW_COUNT) &&
        (options.max_frames == 0 || v[SHOW_COUNT].number < options.max_frames))
        options.max_frames = v[SHOW_COUNT].number;
    options.flush_each = given(job, SHOW_LINES);
    options.two_passes = given(job, SHOW_TWO_PASSES);
    options.exact = given(job, SHOW_EXACT);
    options.max_connections = (uint32_t)v[SHOW_MAX_CONNECTIONS].number;
    options.threads = (unsigned)v[SHOW_THREADS].number;
    options.progress = progress_show;
    options.progress_ctx = &job->progress;
    options.stop = &live_stop;
    if (strcmp(job->path, "-") == 0) {
        live_catch_signals(); /* Ctrl-C ends the capture at the other end of the pipe */
        live_stop_after(job->args.seconds);
    }
    progress_start(&job->progress, given(job, SHOW_QUIET) || isatty(STDOUT_FILENO) == 1);
    status = tcplens_show_file(job->path, &options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    return verdict(job, status, &stats, &err);
}

static bool is_follow(const char *statistic)
{
    return strncmp(statistic, "follow,", strlen("follow,")) == 0;
}

/* Whether a stream is to be followed, which no other output can stand beside; says so if one does.
 */
static bool wants_follow(const struct job *job, bool *alone)
{
    bool follows = false;

    for (unsigned i = 0; i < job->args.n_statistics; i++)
        follows |= is_follow(job->args.statistics[i]);
    *alone = job->args.n_statistics == 1 && job->args.form.form == TCPLENS_SHOW_NOTHING &&
             !given(job, SHOW_SAVE) && !given(job, SHOW_COUNT);
    if (follows && !*alone)
        complain("-z follow stands alone: no other -z, no form of frames, neither -w nor -c");
    return follows;
}

/* -z follow,tcp,… */
static int follow_stream(struct job *job)
{
    const struct tcplens_follow_options options = {
        .as_tshark = job->args.statistics[0],
        .filter = job->args.values[SHOW_FILTER].text,
        .max_connections = (uint32_t)job->args.values[SHOW_MAX_CONNECTIONS].number,
        .progress = progress_show,
        .progress_ctx = &job->progress,
        .stop = &live_stop,
    };
    struct tcplens_follow_stats stats;
    struct tcplens_error err;
    enum tcplens_status status;

    progress_start(&job->progress, given(job, SHOW_QUIET) || isatty(STDOUT_FILENO) == 1);
    status = tcplens_follow_file(job->path, &options, output_write, &job->out, &stats, &err);
    progress_erase(&job->progress);
    return verdict(job, status, &(struct tcplens_show_stats){.frames = stats.frames}, &err);
}

static int run(struct job *job)
{
    bool alone;

    if (given(job, SHOW_FIELDS))
        return list_fields(job);
    if (!choose_input(job) || !check_fields(&job->args) ||
        !check_display_filter("-Y", job->display) || !check_stops(job) || saves_onto_itself(job))
        return EXIT_TROUBLE;
    if (wants_follow(job, &alone))
        return alone ? follow_stream(job) : EXIT_TROUBLE;
    return show_file(job);
}

int cmd_show(int argc, char **argv)
{
    struct job job = {.path = NULL};
    int result;

    if (!show_parse(argc, argv, &job.args)) {
        show_arguments_free(&job.args);
        return EXIT_TROUBLE;
    }
    if (given(&job, SHOW_HELP)) {
        show_help();
        show_arguments_free(&job.args);
        return EXIT_FINE;
    }
    job.out.progress = &job.progress;
    result = run(&job);
    free(job.joined);
    show_arguments_free(&job.args);
    return output_end(&job.out, result);
}
