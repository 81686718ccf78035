// SPDX-License-Identifier: BSD-3-Clause
/* follow_options.h - the command line of `tcplens follow`: follow_options.def. */
#ifndef TL_CLI_FOLLOW_OPTIONS_H
#define TL_CLI_FOLLOW_OPTIONS_H

#include <stdbool.h>

#include "parse.h"

enum follow_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) FOLLOW_##id,
#include "follow_options.def"
    FOLLOW_OPTIONS,
};

/* A parsed command line, by enum follow_option_id; texts are *borrowed* from argv. */
struct follow_arguments {
    struct option_value values[FOLLOW_OPTIONS];
    struct parsed line;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool follow_parse(int argc, char **argv, struct follow_arguments *out);

/* How to use `follow`, with every option, on standard output. */
void follow_help(void);

#endif
