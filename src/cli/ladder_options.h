// SPDX-License-Identifier: BSD-3-Clause
/* ladder_options.h - the command line of `tcplens ladder`: ladder_options.def. */
#ifndef TL_CLI_LADDER_OPTIONS_H
#define TL_CLI_LADDER_OPTIONS_H

#include <stdbool.h>

#include <tcplens/ladder.h>

#include "parse.h"

enum ladder_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) LADDER_##id,
#include "ladder_options.def"
    LADDER_OPTIONS,
};

/* A parsed command line, by enum ladder_option_id; texts are *borrowed* from argv. `range` holds
 * what --from and --to say, and nothing else. */
struct ladder_arguments {
    struct option_value values[LADDER_OPTIONS];
    struct parsed line;
    struct tcplens_ladder_options range;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool ladder_parse(int argc, char **argv, struct ladder_arguments *out);

/* How to use `ladder`, with every option, on standard output. */
void ladder_help(void);

#endif
