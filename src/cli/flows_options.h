// SPDX-License-Identifier: BSD-3-Clause
/* flows_options.h - the command line of `tcplens flows`: flows_options.def. */
#ifndef TL_CLI_FLOWS_OPTIONS_H
#define TL_CLI_FLOWS_OPTIONS_H

#include <stdbool.h>

#include "parse.h"

enum flows_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) FLOWS_##id,
#include "flows_options.def"
    FLOWS_OPTIONS,
};

/* A parsed command line, by enum flows_option_id; texts are *borrowed* from argv. */
struct flows_arguments {
    struct option_value values[FLOWS_OPTIONS];
    struct parsed line;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool flows_parse(int argc, char **argv, struct flows_arguments *out);

/* How to use `flows`, with every option, on standard output. */
void flows_help(void);

#endif
