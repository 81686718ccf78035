// SPDX-License-Identifier: BSD-3-Clause
#include "flows_options.h"

#include <stdio.h>

#include "complain.h"
#include "help.h"

enum flows_group {
#define GROUP(id, title) FLOWS_GROUP_##id,
#include "flows_options.def"
    FLOWS_GROUPS,
};

static const struct option_spec specs[FLOWS_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [FLOWS_##id] = OPTION_SPEC(FLOWS_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "flows_options.def"
};

static const char *const groups[FLOWS_GROUPS] = {
#define GROUP(id, title) [FLOWS_GROUP_##id] = (title),
#include "flows_options.def"
};

static const struct option_table table = {.command = "flows",
                                          .specs = specs,
                                          .n = FLOWS_OPTIONS,
                                          .groups = groups,
                                          .n_groups = FLOWS_GROUPS};

/* Options that cannot stand together; says so. */
static bool consistent(const struct flows_arguments *args)
{
    static const enum flows_option_id exclusive[][2] = {
        {FLOWS_INTERFACE, FLOWS_READ},
        {FLOWS_STATISTICS, FLOWS_OUTPUT},
        {FLOWS_STATISTICS, FLOWS_BY},
        {FLOWS_STATISTICS, FLOWS_WHERE},
    };

    for (size_t i = 0; i < sizeof exclusive / sizeof exclusive[0]; i++) {
        const struct option_spec *const a = &specs[exclusive[i][0]], *const b =
                                                                         &specs[exclusive[i][1]];

        if (args->values[exclusive[i][0]].given == 0 || args->values[exclusive[i][1]].given == 0)
            continue;
        complain("-%c and --%s cannot be used together", a->letter, b->name);
        return false;
    }
    return true;
}

bool flows_parse(int argc, char **argv, struct flows_arguments *out)
{
    *out = (struct flows_arguments){0};
    out->line.values = out->values;
    return parse_command_line(&table, argc, argv, &out->line) && consistent(out);
}

void flows_help(void)
{
    (void)fputs("Usage: tcplens flows [OPTION]... FILE... [FILTER]\n"
                "       tcplens flows [OPTION]... -i IFACE [FILTER]\n\n"
                "List the TCP connections of a capture, one row each. Several files are one\n"
                "capture, as tcpdump -C and -G write it.\n",
                stdout);
    help_options(stdout, &table);
    (void)fputs("\nExamples:\n"
                "  tcplens flows web.pcap                        every connection\n"
                "  tcplens flows --top 10 --sort retransmissions web.pcap\n"
                "  tcplens flows --where 'server_port == 443 and rtt_to_server > 50ms' web.pcap\n"
                "  tcplens flows --by host --top 5 web.pcap      who sent and got most\n"
                "  tcplens flows -o zeek web.pcap >conn.log\n"
                "  sudo tcplens flows -i any                     live, until Ctrl-C\n\n"
                "Exit status: 0 listed; 1 the capture was cut or damaged, and what came before\n"
                "was listed; 2 trouble.\n",
                stdout);
}
