// SPDX-License-Identifier: BSD-3-Clause
/*
 * cmd_dump.c - `tcplens dump`: opens what is to be read and where it is to be saved, gives up its
 * rights, and steps until the end or a signal.
 */
#include "cmd_dump.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

#include "bad_filter.h"
#include "complain.h"
#include "dump_lists.h"
#include "dump_live.h"
#include "dump_notice.h"
#include "dump_options.h"
#include "dump_print.h"
#include "losses.h"
#include "names.h"
#include "output.h"
#include "privileges.h"
#include "runner.h"

/* Exit statuses that tcpdump has too. */
enum { DUMP_TROUBLE = 1, DUMP_OUTPUT_FAILED = 14 };

enum { SNAPLEN_MAX = 262144, LINK_ETHERNET = 1 };

/* What signals ask for. */
static volatile sig_atomic_t stop_asked, report_asked, flush_asked;

static void on_signal(int number)
{
    if (number == SIGUSR1)
        report_asked = 1;
    else if (number == SIGUSR2)
        flush_asked = 1;
    else if (stop_asked != 0)
        _exit(128 + number);
    else
        stop_asked = number;
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};
    struct sigaction action = {.sa_handler = on_signal}, before;

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* nohup(1) stays in force. A shell's background jobs ignore SIGINT too, and yet it ends
         * tcpdump: so it does here. */
        if (numbers[i] != SIGHUP ||
            (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN))
            sigaction(numbers[i], &action, NULL);
    }
}

/**
 * struct dump_run - one call of the command
 * @filter: *owned*, NULL if there is none
 * @names:  *owned*, NULL for numbers
 * @begun:  what was to be read last could be opened
 * @counts: -v -w on an interface: what was saved is counted under the user's eyes
 * @runner: of -z's command
 */
struct dump_run {
    const struct dump_arguments *args;
    struct tcplens_dump *dump;
    char *filter;
    struct names *names;
    bool begun, counts;
    struct notice_progress progress;
    struct runner runner;
    struct output out;
};

static const struct option_value *value(const struct dump_run *r, enum dump_option_id id)
{
    return &r->args->values[id];
}

static bool is_live(const struct dump_run *r)
{
    return value(r, DUMP_READ)->given == 0 && value(r, DUMP_READ_LIST)->given == 0;
}

/* As all_is_well(), of what came to nothing in the middle: tcpdump names the function of libpcap
 * then. */
static bool went_well(enum tcplens_status status, const struct tcplens_error *err)
{
    const bool reading =
        status == TCPLENS_ERR_CUT || status == TCPLENS_ERR_FORMAT || status == TCPLENS_ERR_DEVICE;

    if (!reading || err->libpcap[0] == '\0')
        return all_is_well(status, err);
    complain("pcap_loop: %s", err->libpcap);
    return false;
}

/* Whether the output came to nothing, which output_verdict() says at the end. Whoever read what was
 * saved may have gone away as well as who read lines. */
static bool output_failed(struct dump_run *r, enum tcplens_status status,
                          const struct tcplens_error *err)
{
    if (status == TCPLENS_ERR_WRITE && err->sys_errno == EPIPE)
        r->out.error = EPIPE;
    return status == TCPLENS_ERR_WRITE && r->out.error != 0;
}

static bool open_file(struct dump_run *r, const char *path)
{
    struct tcplens_error err;

    if (!all_is_well(tcplens_dump_open_file(r->dump, path, &err), &err))
        return false;
    notice_file(r->dump, path);
    return all_is_well(tcplens_dump_filter(r->dump, r->filter, &err), &err);
}

static bool open_save(struct dump_run *r)
{
    struct tcplens_save save = {
        .path = value(r, DUMP_WRITE)->text,
        .rotate_octets = value(r, DUMP_ROTATE_SIZE)->number * 1000000,
        .rotate_seconds = (uint32_t)value(r, DUMP_ROTATE_TIME)->number,
        .files = (uint32_t)value(r, DUMP_FILES)->number,
        .format = dump_format_of(r->args),
        .nano = r->args->nano,
        .flush_each = value(r, DUMP_UNBUFFERED)->given != 0,
        .closed = value(r, DUMP_COMMAND)->given != 0 ? runner_take : NULL,
        .closed_ctx = &r->runner,
    };
    struct tcplens_error err;

    if (save.path == NULL)
        return true;
    if (strcmp(save.path, "-") == 0 && isatty(STDOUT_FILENO)) {
        complain("standard output is a terminal: send what -w - saves into a file or a pipe");
        return false;
    }
    return whom_to_become(value(r, DUMP_USER)->text, true, &save.owner, &save.group) &&
           all_is_well(tcplens_dump_save(r->dump, &save, &err), &err);
}

static bool drop(const struct dump_run *r)
{
    const bool saves = value(r, DUMP_WRITE)->given != 0;
    const bool rotates =
        saves && (value(r, DUMP_ROTATE_SIZE)->given != 0 || value(r, DUMP_ROTATE_TIME)->given != 0);
    struct rights rights = {.user = value(r, DUMP_USER)->text,
                            .saves = saves,
                            .verbose = value(r, DUMP_VERBOSE)->given != 0,
                            .savefile = value(r, DUMP_WRITE)->text};

    if (rotates)
        rights.later |= LATER_WRITE;
    if (value(r, DUMP_READ_LIST)->given != 0)
        rights.later |= LATER_READ;
    if (r->names != NULL)
        rights.later |= LATER_NAMES;
    return give_up_privileges(&rights);
}

/* Step to the end of what is open. */
static bool run(struct dump_run *r)
{
    struct tcplens_error err;
    enum tcplens_status status = TCPLENS_OK;
    struct losses losses;

    r->begun = true;
    losses_start(&losses, is_live(r));
    while (status == TCPLENS_OK && stop_asked == 0) {
        status = tcplens_dump_step(r->dump, &err);
        losses_show(&losses, r->dump);
        if (report_asked != 0) {
            report_asked = 0;
            notice_sums_so_far(r->dump);
        }
        if (r->counts)
            notice_progress(&r->progress, r->dump);
        if (flush_asked != 0 && status == TCPLENS_OK) {
            flush_asked = 0;
            status = tcplens_dump_flush(r->dump, &err);
        }
    }
    if (output_failed(r, status, &err))
        return false;
    if (status != TCPLENS_OK && status != TCPLENS_END)
        (void)tcplens_dump_flush(r->dump, &(struct tcplens_error){0});
    return went_well(status, &err);
}

static bool next_line(FILE *list, char *path, size_t cap)
{
    if (fgets(path, (int)cap, list) == NULL)
        return false;
    path[strcspn(path, "\n")] = '\0';
    return true;
}

/* -V: one file after the other, as if they were one. */
static bool run_list(struct dump_run *r, const char *name)
{
    FILE *const list = strcmp(name, "-") == 0 ? stdin : fopen(name, "re");
    bool ok = list != NULL, begun = false;
    char path[4096];

    if (list == NULL)
        complain("Unable to open file: %s", strerror(errno));
    while (ok && stop_asked == 0 && next_line(list, path, sizeof path)) {
        r->begun = false;
        ok = open_file(r, path) && (begun || (open_save(r) && drop(r))) && run(r);
        begun = true;
    }
    if (ok && !begun) {
        complain("Nothing in %s", name);
        ok = false;
    }
    if (list != NULL && list != stdin)
        (void)fclose(list);
    return ok;
}

static bool run_live(struct dump_run *r)
{
    const bool lines = value(r, DUMP_WRITE)->given == 0 && value(r, DUMP_VERBOSE)->given == 0;
    char interface[64];
    bool ok;

    if (!dump_open_live(r->dump, r->args, r->filter, interface) || !open_save(r))
        return false;
    if (r->names != NULL && value(r, DUMP_FOREIGN)->given != 0)
        names_only_of(r->names, interface);
    if (!drop(r))
        return false;
    notice_interface(r->dump, interface, lines);
    r->counts = value(r, DUMP_VERBOSE)->given != 0 && value(r, DUMP_WRITE)->given != 0 &&
                value(r, DUMP_PRINT_TOO)->given == 0;
    ok = run(r);
    if (stop_asked != 0 && value(r, DUMP_WRITE)->given == 0)
        ok = tcplens_dump_flush(r->dump, &(struct tcplens_error){0}) == TCPLENS_OK &&
             output_text(&r->out, "\n") && ok;
    if (tcplens_dump_rotated_out(r->dump))
        (void)fprintf(stderr, "Maximum file limit reached: %llu\n",
                      (unsigned long long)value(r, DUMP_FILES)->number);
    notice_sums(r->dump);
    return ok;
}

/* -d: the filter's code, for the link type of what would be read. */
static bool print_code(struct dump_run *r)
{
    const unsigned count = value(r, DUMP_CODE)->given;
    const char *const path = value(r, DUMP_READ)->text;
    const uint32_t asked = (uint32_t)value(r, DUMP_SNAPLEN)->number;
    struct tcplens_dump_source source = {.link_type = LINK_ETHERNET,
                                         .snaplen = asked == 0 ? SNAPLEN_MAX : asked};
    struct tcplens_code_target target = {.file = path != NULL,
                                         .optimize = value(r, DUMP_NO_OPTIMIZE)->given == 0};
    struct tcplens_error err;
    char interface[64];

    if (path != NULL) {
        if (!all_is_well(tcplens_dump_open_file(r->dump, path, &err), &err))
            return false;
        notice_file(r->dump, path);
        source = tcplens_dump_source(r->dump);
    } else if (value(r, DUMP_INTERFACE)->given != 0) {
        if (!dump_open_live(r->dump, r->args, r->filter, interface))
            return false;
        source = tcplens_dump_source(r->dump);
    } else if (value(r, DUMP_LINK_TYPE)->given == 0) {
        (void)fputs("Warning: assuming Ethernet\n", stderr);
    } else if (!dump_find_link_type(value(r, DUMP_LINK_TYPE)->text, &source.link_type)) {
        return false;
    }
    target.link_type = source.link_type;
    target.snaplen = source.snaplen;
    return all_is_well(
        tcplens_dump_code(r->filter, &target,
                          count > 3 ? TCPLENS_CODE_DECIMAL : (enum tcplens_code_form)count,
                          output_write, &r->out, &err),
        &err);
}

static bool run_all(struct dump_run *r)
{
    if (value(r, DUMP_CODE)->given != 0)
        return print_code(r);
    if (value(r, DUMP_READ_LIST)->given != 0)
        return run_list(r, value(r, DUMP_READ_LIST)->text);
    if (value(r, DUMP_READ)->given != 0)
        return open_file(r, value(r, DUMP_READ)->text) && open_save(r) && drop(r) && run(r);
    return run_live(r);
}

static void print_count(struct dump_run *r)
{
    struct tcplens_dump_stats s;
    char line[48];

    /* Behind all that -w - or --print still has to write. */
    (void)tcplens_dump_flush(r->dump, &(struct tcplens_error){0});
    tcplens_dump_stats(r->dump, &s);
    (void)snprintf(line, sizeof line, "%llu packet%s\n", (unsigned long long)s.frames,
                   s.frames == 1 ? "" : "s");
    (void)output_text(&r->out, line);
}

/* Names, before anything is open that their process should not hold. */
static bool prepare_names(struct dump_run *r, struct tcplens_dump_options *options)
{
    if (value(r, DUMP_NUMERIC)->given != 0 || value(r, DUMP_CODE)->given != 0 || options->silent)
        return true;
    r->names = names_new(value(r, DUMP_USER)->text, is_live(r));
    if (r->names == NULL) {
        complain("not enough memory for names");
        return false;
    }
    options->print.names = names_hooks(r->names);
    return true;
}

static int dump(const struct dump_arguments *args)
{
    struct dump_run r = {.args = args, .runner = {.pipe = -1}};
    struct tcplens_dump_stats stats;
    struct tcplens_dump_options options;
    struct tcplens_error err;
    enum tcplens_status closed;
    bool ok;

    if (!dump_check(args) || !dump_options_of(args, &options) || !dump_filter_of(args, &r.filter) ||
        !check_display_filter("-Y", options.display) || !prepare_names(&r, &options))
        return DUMP_TROUBLE;
    if (!all_is_well(tcplens_dump_new(&r.dump, &options, output_write, &r.out, &err), &err))
        return DUMP_TROUBLE;
    catch_signals();
    ok = value(&r, DUMP_COMMAND)->given == 0 ||
         runner_start(&r.runner, value(&r, DUMP_COMMAND)->text, value(&r, DUMP_USER)->text);
    ok = ok && run_all(&r);
    if (r.begun && value(&r, DUMP_ONLY_COUNT)->given != 0 && !is_live(&r))
        print_count(&r);
    tcplens_dump_stats(r.dump, &stats);
    report_given_up(stats.given_up);
    closed = tcplens_dump_close(r.dump, &err);
    if (closed != TCPLENS_OK && !output_failed(&r, closed, &err))
        ok = all_is_well(closed, &err) && ok;
    names_free(r.names);
    runner_end(&r.runner);
    free(r.filter);
    output_close(&r.out);
    if (output_verdict(&r.out) != EXIT_FINE)
        return DUMP_OUTPUT_FAILED;
    return ok || r.out.error == EPIPE ? EXIT_FINE : DUMP_TROUBLE;
}

int cmd_dump(int argc, char **argv)
{
    struct dump_arguments args;

    if (!dump_parse(argc, argv, &args))
        return DUMP_TROUBLE;
    if (args.values[DUMP_VERSION].given != 0) {
        dump_version();
        return EXIT_FINE;
    }
    if (args.values[DUMP_HELP].given != 0) {
        dump_help();
        return EXIT_FINE;
    }
    if (args.values[DUMP_LIST_INTERFACES].given != 0)
        return dump_list_interfaces() ? EXIT_FINE : DUMP_TROUBLE;
    if (args.values[DUMP_LIST_LINK_TYPES].given != 0 && args.values[DUMP_READ].given == 0)
        return dump_list_link_types(args.values[DUMP_INTERFACE].text,
                                    args.values[DUMP_MONITOR].given != 0)
                   ? EXIT_FINE
                   : DUMP_TROUBLE;
    if (args.values[DUMP_LIST_TIMESTAMPS].given != 0 && args.values[DUMP_READ].given == 0)
        return dump_list_timestamps(args.values[DUMP_INTERFACE].text) ? EXIT_FINE : DUMP_TROUBLE;
    return dump(&args);
}
