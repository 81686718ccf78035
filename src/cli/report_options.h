// SPDX-License-Identifier: BSD-3-Clause
/* report_options.h - the command line of `tcplens report`: report_options.def. */
#ifndef TL_CLI_REPORT_OPTIONS_H
#define TL_CLI_REPORT_OPTIONS_H

#include <stdbool.h>

#include "parse.h"

enum report_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) REPORT_##id,
#include "report_options.def"
    REPORT_OPTIONS,
};

/* A parsed command line, by enum report_option_id; texts are *borrowed* from argv. */
struct report_arguments {
    struct option_value values[REPORT_OPTIONS];
    struct parsed line;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool report_parse(int argc, char **argv, struct report_arguments *out);

/* How to use `report`, with every option, on standard output. */
void report_help(void);

#endif
