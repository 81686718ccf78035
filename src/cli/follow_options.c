// SPDX-License-Identifier: BSD-3-Clause
#include "follow_options.h"

#include <stdio.h>

#include "complain.h"
#include "help.h"

enum follow_group {
#define GROUP(id, title) FOLLOW_GROUP_##id,
#include "follow_options.def"
    FOLLOW_GROUPS,
};

static const struct option_spec specs[FOLLOW_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [FOLLOW_##id] = OPTION_SPEC(FOLLOW_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "follow_options.def"
};

static const char *const groups[FOLLOW_GROUPS] = {
#define GROUP(id, title) [FOLLOW_GROUP_##id] = (title),
#include "follow_options.def"
};

static const struct option_table table = {.command = "follow",
                                          .specs = specs,
                                          .n = FOLLOW_OPTIONS,
                                          .groups = groups,
                                          .n_groups = FOLLOW_GROUPS};

/* Options that cannot stand together; says so. */
static bool consistent(const struct follow_arguments *args)
{
    static const enum follow_option_id exclusive[][2] = {
        {FOLLOW_CONN, FOLLOW_STREAM},         {FOLLOW_CONN, FOLLOW_ALL},
        {FOLLOW_STREAM, FOLLOW_ALL},          {FOLLOW_STATISTICS, FOLLOW_OUTPUT},
        {FOLLOW_STATISTICS, FOLLOW_CONN},     {FOLLOW_STATISTICS, FOLLOW_ALL},
        {FOLLOW_STATISTICS, FOLLOW_STREAM},   {FOLLOW_STATISTICS, FOLLOW_ONLY},
        {FOLLOW_CONN, FOLLOW_DISPLAY_FILTER}, {FOLLOW_STREAM, FOLLOW_DISPLAY_FILTER},
        {FOLLOW_DISPLAY_FILTER, FOLLOW_ALL},  {FOLLOW_STATISTICS, FOLLOW_DISPLAY_FILTER},
        {FOLLOW_STATISTICS, FOLLOW_HTTP},     {FOLLOW_STATISTICS, FOLLOW_BODIES},
        {FOLLOW_BODIES, FOLLOW_OUTPUT},       {FOLLOW_BODIES, FOLLOW_HTTP},
    };

    for (size_t i = 0; i < sizeof exclusive / sizeof exclusive[0]; i++) {
        const struct option_spec *const a = &specs[exclusive[i][0]], *const b =
                                                                         &specs[exclusive[i][1]];

        if (args->values[exclusive[i][0]].given == 0 || args->values[exclusive[i][1]].given == 0)
            continue;
        if (a->name == NULL)
            complain("-%c and --%s cannot be used together", a->letter, b->name);
        else
            complain("--%s and --%s cannot be used together", a->name, b->name);
        return false;
    }
    return true;
}

bool follow_parse(int argc, char **argv, struct follow_arguments *out)
{
    *out = (struct follow_arguments){0};
    out->line.values = out->values;
    return parse_command_line(&table, argc, argv, &out->line) && consistent(out);
}

void follow_help(void)
{
    (void)fputs("Usage: tcplens follow [OPTION]... FILE [N] [FILTER]\n\n"
                "Show what both sides of TCP connection N said, in turn and in order: N is its\n"
                "number in explain and flows, and may be left out if there is only one.\n",
                stdout);
    help_options(stdout, &table);
    (void)fputs("\nExamples:\n"
                "  tcplens follow web.pcap 3                     the third connection\n"
                "  tcplens follow web.pcap port 40312            the one with this port\n"
                "  tcplens follow web.pcap -Y 'http.request.uri contains \"login\"'\n"
                "  tcplens follow web.pcap 3 -o hex --only server\n"
                "  tcplens follow web.pcap 3 -o raw --only server >answer\n"
                "  tcplens follow web.pcap 3 --http              a message at a time, decoded\n"
                "  tcplens follow web.pcap --all --bodies out    every body in a file\n"
                "  tcplens follow web.pcap -z follow,tcp,ascii,2 as tshark prints it\n\n"
                "Exit status: 0 shown; 1 the capture was cut or damaged, and what came before was\n"
                "shown; 2 trouble.\n",
                stdout);
}
