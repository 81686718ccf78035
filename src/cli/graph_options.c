// SPDX-License-Identifier: BSD-3-Clause
#include "graph_options.h"

#include <stdio.h>
#include <string.h>

#include "help.h"

enum graph_group {
#define GROUP(id, title) GRAPH_GROUP_##id,
#include "graph_options.def"
    GRAPH_GROUPS,
};

static const struct option_spec specs[GRAPH_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [GRAPH_##id] = OPTION_SPEC(GRAPH_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "graph_options.def"
};

static const char *const groups[GRAPH_GROUPS] = {
#define GROUP(id, title) [GRAPH_GROUP_##id] = (title),
#include "graph_options.def"
};

static const struct option_table table = {.command = "graph",
                                          .specs = specs,
                                          .n = GRAPH_OPTIONS,
                                          .groups = groups,
                                          .n_groups = GRAPH_GROUPS};

/* The kinds of plots, by their names and short names. */
static const struct {
    const char *name;
    enum tcplens_graph_kind kind;
} kinds[] = {
    {"time-sequence", TCPLENS_GRAPH_TIME_SEQUENCE},
    {"tseq", TCPLENS_GRAPH_TIME_SEQUENCE},
    {"tsg", TCPLENS_GRAPH_TIME_SEQUENCE},
    {"throughput", TCPLENS_GRAPH_THROUGHPUT},
    {"tput", TCPLENS_GRAPH_THROUGHPUT},
    {"goodput", TCPLENS_GRAPH_THROUGHPUT},
    {"rtt", TCPLENS_GRAPH_RTT},
    {"in-flight", TCPLENS_GRAPH_IN_FLIGHT},
    {"flight", TCPLENS_GRAPH_IN_FLIGHT},
    {"window", TCPLENS_GRAPH_WINDOW},
    {"win", TCPLENS_GRAPH_WINDOW},
};

/* Take the first operand if it is a kind. */
static void take_kind(struct graph_arguments *out)
{
    for (size_t i = 0; out->line.n_operands > 0 && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(out->line.operands[0], kinds[i].name) != 0)
            continue;
        out->kind = kinds[i].kind;
        out->line.operands++;
        out->line.n_operands--;
        out->line.n_before -= out->line.n_before > 0;
        return;
    }
}

bool graph_parse(int argc, char **argv, struct graph_arguments *out)
{
    *out = (struct graph_arguments){0};
    out->line.values = out->values;
    if (!parse_command_line(&table, argc, argv, &out->line))
        return false;
    take_kind(out);
    return true;
}

void graph_help(void)
{
    (void)fputs(
        "Usage: tcplens graph [KIND] [OPTION]... FILE [FILTER]\n\n"
        "Plot one TCP connection. KIND is\n"
        "  time-sequence   segments, ACKs, SACK blocks and the window over time, as tcptrace\n"
        "                  draws them (tseq); the default\n"
        "  throughput      what is sent and what is newly acknowledged, a second (tput)\n"
        "  rtt             round-trip times, and how they are distributed\n"
        "  in-flight       what is not acknowledged yet, and the window for it (flight)\n"
        "  window          the other side's receive window (win)\n",
        stdout);
    help_options(stdout, &table);
    (void)fputs("\nExamples:\n"
                "  tcplens graph web.pcap                        of the connection with most data\n"
                "  tcplens graph rtt --conn 3 web.pcap\n"
                "  tcplens graph -o svg --from responder web.pcap port 443 >graph.svg\n"
                "  tcplens graph -o csv web.pcap >segments.csv\n"
                "  tcplens graph -o xpl web.pcap >tsg.xpl && xplot tsg.xpl\n\n"
                "Exit status: 0 drawn; 1 the capture was cut or damaged, and what came before was\n"
                "drawn; 2 trouble.\n",
                stdout);
}
