// SPDX-License-Identifier: BSD-3-Clause
#include "report_options.h"

#include <stdio.h>

#include "complain.h"
#include "help.h"

enum report_group {
#define GROUP(id, title) REPORT_GROUP_##id,
#include "report_options.def"
    REPORT_GROUPS,
};

static const struct option_spec specs[REPORT_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [REPORT_##id] = OPTION_SPEC(REPORT_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "report_options.def"
};

static const char *const groups[REPORT_GROUPS] = {
#define GROUP(id, title) [REPORT_GROUP_##id] = (title),
#include "report_options.def"
};

static const struct option_table table = {.command = "report",
                                          .specs = specs,
                                          .n = REPORT_OPTIONS,
                                          .groups = groups,
                                          .n_groups = REPORT_GROUPS};

bool report_parse(int argc, char **argv, struct report_arguments *out)
{
    *out = (struct report_arguments){0};
    out->line.values = out->values;
    if (!parse_command_line(&table, argc, argv, &out->line))
        return false;
    if (out->values[REPORT_REDACT_KEY].given != 0 && out->values[REPORT_REDACT].given == 0) {
        complain("--redact-key is of use with --redact only");
        return false;
    }
    return true;
}

void report_help(void)
{
    (void)fputs("Usage: tcplens report [OPTION]... FILE [FILTER] -o PAGE\n\n"
                "Make one page of a capture, to look at in a browser and to send to others: every\n"
                "connection's story, ladder and findings, the list of frames, their trees and\n"
                "bytes. The page is one file that asks for nothing else.\n",
                stdout);
    help_options(stdout, &table);
    (void)fputs("\nExamples:\n"
                "  tcplens report web.pcap -o web.html\n"
                "  tcplens report --payload web.pcap port 80 -o web.html\n"
                "  tcplens report --redact customer.pcapng -o case.html\n\n"
                "Exit status: 0 made; 1 the capture was cut or damaged, and what came before is in "
                "the\npage; 2 trouble: then there is no page.\n",
                stdout);
}
