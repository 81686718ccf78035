// SPDX-License-Identifier: BSD-3-Clause
/* ui_options.h - the command line of `tcplens ui`: ui_options.def. */
#ifndef TL_CLI_UI_OPTIONS_H
#define TL_CLI_UI_OPTIONS_H

#include <stdbool.h>

#include "parse.h"

enum ui_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) UI_##id,
#include "ui_options.def"
    UI_OPTIONS,
};

/* A parsed command line, by enum ui_option_id; texts are *borrowed* from argv. */
struct ui_arguments {
    struct option_value values[UI_OPTIONS];
    struct parsed line;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool ui_parse(int argc, char **argv, struct ui_arguments *out);

/* How to use `ui`, with every option, on standard output. */
void ui_help(void);

#endif
