// SPDX-License-Identifier: BSD-3-Clause
#include "options.h"

#include <string.h>

static const struct option_spec specs[OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [OPT_##id] = OPTION_SPEC(GROUP_##group, letter, name, kind, operand, min, max, help),
#include "options.def"
};

static const char *const groups[GROUPS] = {
#define GROUP(id, title) [GROUP_##id] = (title),
#include "options.def"
};

const struct option_table explain_options = {
    .command = "explain", .specs = specs, .n = OPTIONS, .groups = groups, .n_groups = GROUPS};

const struct command_spec command_specs[] = {
#define COMMAND(name_, operands_, help_) {.name = #name_, .operands = (operands_), .help = (help_)},
#include "options.def"
};
const unsigned command_count = sizeof command_specs / sizeof command_specs[0];

bool is_own_option(const char *arg)
{
    if (strncmp(arg, "--", 2) != 0)
        return false;
    for (int i = 0; i < OPTIONS; i++) {
        const size_t n = strlen(specs[i].name);

        if (specs[i].group != GROUP_INPUT && strncmp(arg + 2, specs[i].name, n) == 0 &&
            (arg[2 + n] == '\0' || arg[2 + n] == '='))
            return true;
    }
    return false;
}

bool parse_arguments(int argc, char **argv, struct arguments *out)
{
    *out = (struct arguments){0};
    out->line.values = out->values;
    return parse_command_line(&explain_options, argc, argv, &out->line);
}
