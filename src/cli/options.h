// SPDX-License-Identifier: BSD-3-Clause
/* options.h - the command line of `tcplens explain`, and the list of all commands: options.def. */
#ifndef TL_CLI_OPTIONS_H
#define TL_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "parse.h"

enum option_group {
#define GROUP(id, title) GROUP_##id,
#include "options.def"
    GROUPS,
};

enum option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) OPT_##id,
#include "options.def"
    OPTIONS,
};

/* A command of options.def. */
struct command_spec {
    const char *name, *operands, *help;
};

extern const struct option_table explain_options;
extern const struct command_spec command_specs[];
extern const unsigned command_count;

/* A parsed command line, by enum option_id; texts are *borrowed* from argv. */
struct arguments {
    struct option_value values[OPTIONS];
    struct parsed line;
};

/* Whether `arg` is a long option that tcpdump does not have: all but those that say what to read.
 */
bool is_own_option(const char *arg);

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool parse_arguments(int argc, char **argv, struct arguments *out);

#endif
