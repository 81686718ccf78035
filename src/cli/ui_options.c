// SPDX-License-Identifier: BSD-3-Clause
#include "ui_options.h"

#include <stdio.h>

#include "complain.h"
#include "help.h"

enum ui_group {
#define GROUP(id, title) UI_GROUP_##id,
#include "ui_options.def"
    UI_GROUPS,
};

static const struct option_spec specs[UI_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [UI_##id] = OPTION_SPEC(UI_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "ui_options.def"
};

static const char *const groups[UI_GROUPS] = {
#define GROUP(id, title) [UI_GROUP_##id] = (title),
#include "ui_options.def"
};

static const struct option_table table = {
    .command = "ui", .specs = specs, .n = UI_OPTIONS, .groups = groups, .n_groups = UI_GROUPS};

bool ui_parse(int argc, char **argv, struct ui_arguments *out)
{
    *out = (struct ui_arguments){0};
    out->line.values = out->values;
    if (!parse_command_line(&table, argc, argv, &out->line))
        return false;
    if (out->values[UI_SNAPLEN].given != 0 && out->values[UI_INTERFACE].given == 0) {
        complain("--snapshot-length is of use with -i only");
        return false;
    }
    return true;
}

void ui_help(void)
{
    (void)fputs("Usage: tcplens ui [OPTION]... FILE [FILTER]\n"
                "       tcplens ui [OPTION]... -i IFACE [FILTER]\n\n"
                "Show a capture in a browser on this machine: the page of \"tcplens report\", and\n"
                "while frames still arrive it grows with them. Prints the address of the page,\n"
                "which nobody else knows, and serves it until Ctrl-C.\n",
                stdout);
    help_options(stdout, &table);
    (void)fputs("\nExamples:\n"
                "  tcplens ui web.pcap\n"
                "  tcplens ui --open -i eth0 port 443\n\n"
                "Exit status: 0 served until Ctrl-C; 1 likewise, but the capture was cut or "
                "damaged;\n2 trouble.\n",
                stdout);
}
