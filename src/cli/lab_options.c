// SPDX-License-Identifier: BSD-3-Clause
#include "lab_options.h"

#include <stdio.h>

#include "complain.h"
#include "help.h"

enum lab_group {
#define GROUP(id, title) LAB_GROUP_##id,
#include "lab_options.def"
    LAB_GROUPS,
};

static const struct option_spec specs[LAB_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [LAB_OPT_##id] = OPTION_SPEC(LAB_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "lab_options.def"
};

static const char *const groups[LAB_GROUPS] = {
#define GROUP(id, title) [LAB_GROUP_##id] = (title),
#include "lab_options.def"
};

static const struct option_table table = {
    .command = "lab", .specs = specs, .n = LAB_OPTIONS, .groups = groups, .n_groups = LAB_GROUPS};

bool lab_parse(int argc, char **argv, struct lab_arguments *out)
{
    *out = (struct lab_arguments){0};
    out->line.values = out->values;
    if (!parse_command_line(&table, argc, argv, &out->line))
        return false;
    if (out->values[LAB_OPT_BRIEF].given != 0 && out->values[LAB_OPT_TABLE].given != 0) {
        complain("--brief and --table cannot be used together");
        return false;
    }
    return true;
}

void lab_help(void)
{
    (void)fputs(
        "Usage: tcplens lab list\n"
        "       tcplens lab show NAME\n"
        "       tcplens lab run [OPTION]... NAME\n"
        "       tcplens lab quiz [OPTION]... [NAME]\n"
        "       tcplens lab serve [OPTION]... NAME\n"
        "       tcplens lab connect [OPTION]... NAME HOST\n\n"
        "Make the traffic that you want to understand: \"run\" starts a small client and a\n"
        "small server, captures what they do, and explains it as it happens. \"serve\" and\n"
        "\"connect\" are one side alone, so that the other may be any program. NAME may also be\n"
        "a scenario: two endpoints in user space on a simulated path, which do what no kernel\n"
        "does on demand; or a file with one, its name with a / in it or .pkt at its end.\n"
        "\"quiz\" shows a scenario with holes, and asks what belongs there.\n",
        stdout);
    help_options(stdout, &table);
    (void)fputs(
        "\nExamples:\n"
        "  tcplens lab run echo                          four segments to close\n"
        "  tcplens lab run --loss 20 --seed 3 greeting   what the kernel does about losses\n"
        "  tcplens lab run fast-retransmit               one loss, on a simulated path\n"
        "  tcplens lab run --on path half-close\n"
        "  tcplens lab quiz three-way-handshake          do you know it?\n"
        "  tcplens lab show zero-window >my.pkt          a scenario to change and run\n"
        "  tcplens lab run -w slow.pcapng slow-reader\n"
        "  tcplens lab serve http                        and then: curl 127.0.0.1:8080\n\n"
        "Exit status: 0 done; 1 a scenario did not come as it says, or has a mistake; 2 trouble.\n",
        stdout);
}
