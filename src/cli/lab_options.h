// SPDX-License-Identifier: BSD-3-Clause
/* lab_options.h - the command line of `tcplens lab`: lab_options.def. */
#ifndef TL_CLI_LAB_OPTIONS_H
#define TL_CLI_LAB_OPTIONS_H

#include <stdbool.h>

#include "parse.h"

enum lab_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) LAB_OPT_##id,
#include "lab_options.def"
    LAB_OPTIONS,
};

/* A parsed command line, by enum lab_option_id; texts are *borrowed* from argv. */
struct lab_arguments {
    struct option_value values[LAB_OPTIONS];
    struct parsed line;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool lab_parse(int argc, char **argv, struct lab_arguments *out);

/* How to use `lab`, with every option, on standard output. */
void lab_help(void);

#endif
