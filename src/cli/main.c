// SPDX-License-Identifier: BSD-3-Clause
/* main.c - which command? A capture file without one is explained, and so are options of ours. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <tcplens/tcplens.h>

#include "capable.h"
#include "cmd_dump.h"
#include "cmd_explain.h"
#include "cmd_extcap.h"
#include "cmd_flows.h"
#include "cmd_follow.h"
#include "cmd_graph.h"
#include "cmd_lab.h"
#include "cmd_ladder.h"
#include "cmd_report.h"
#include "cmd_show.h"
#include "cmd_ui.h"
#include "complain.h"
#include "dump_options.h"
#include "flows_options.h"
#include "follow_options.h"
#include "graph_options.h"
#include "help.h"
#include "lab_options.h"
#include "ladder_options.h"
#include "operands.h"
#include "options.h"
#include "report_options.h"
#include "show_options.h"
#include "suggest.h"
#include "ui_options.h"

static int unknown_command(const char *name)
{
    const char *names[16], *near;
    unsigned n = 0;

    for (; n < command_count && n < sizeof names / sizeof names[0]; n++)
        names[n] = command_specs[n].name;
    near = suggest(name, names, n);
    if (near != NULL)
        complain("there is no command and no file \"%s\"; did you mean \"%s\"?", name, near);
    else
        complain("there is no command and no file \"%s\"; see \"tcplens help\"", name);
    return EXIT_TROUBLE;
}

static int cmd_help(int argc, char **argv);

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    void (*help)(void);
} commands[] = {
#define COMMAND(name_, operands, help_) {.name = #name_, .run = cmd_##name_, .help = name_##_help},
#include "options.def"
};

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    }
    return NULL;
}

static int cmd_help(int argc, char **argv)
{
    const char *const topic = argc > 1 ? argv[1] : "help";
    const struct command *const command = find_command(topic);

    if (command != NULL)
        command->help();
    else if (!explain_finding_by_name(topic)) {
        complain("there is no command and no finding \"%s\"; see \"tcplens help\"", topic);
        return EXIT_TROUBLE;
    }
    return EXIT_FINE;
}

/* Whether the program was called by tcpdump's name, as a link may do. */
static bool is_called_tcpdump(const char *path)
{
    const char *const slash = strrchr(path, '/');

    return strcmp(slash != NULL ? slash + 1 : path, "tcpdump") == 0;
}

static int dispatch(int argc, char **argv)
{
    const char *const first = argc > 1 ? argv[1] : NULL;
    const struct command *command;

    if (argc > 0 && is_called_tcpdump(argv[0])) {
        complain_as("tcpdump");
        return cmd_dump(argc, argv);
    }
    if (first == NULL) {
        help_overview(stderr);
        return EXIT_TROUBLE;
    }
    if (strcmp(first, "--version") == 0) {
        printf("tcplens %s\n", tcplens_version());
        return EXIT_FINE;
    }
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) {
        help_overview(stdout);
        return EXIT_FINE;
    }
    command = find_command(first);
    if (command != NULL)
        return command->run(argc - 1, argv + 1);
    if (is_extcap(first))
        return cmd_extcap(argc, argv);
    if (is_own_option(first))
        return cmd_explain(argc, argv);
    if (first[0] == '-' && first[1] != '\0')
        return cmd_dump(argc, argv);
    if (looks_like_file(first))
        return cmd_explain(argc, argv);
    return unknown_command(first);
}

int main(int argc, char **argv)
{
    int status;

    /* A reader that goes away shows as EPIPE, and a library must not be killed from below. */
    (void)signal(SIGPIPE, SIG_IGN);
    capable_remember(argv);
    status = dispatch(argc, argv);
    if (fflush(stdout) != 0 && errno != EPIPE && status == EXIT_FINE) {
        complain("Unable to write output: %s", strerror(errno));
        return EXIT_TROUBLE;
    }
    return status;
}
