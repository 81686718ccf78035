// SPDX-License-Identifier: BSD-3-Clause
/* help.h - the texts behind --help, made from options.def. */
#ifndef TL_CLI_HELP_H
#define TL_CLI_HELP_H

#include <stdio.h>

#include "parse.h"

/* What tcplens is and which commands it has. */
void help_overview(FILE *to);
void help_help(void);

/* All options of a command, by group. */
void help_options(FILE *to, const struct option_table *table);

/* How to use `explain`, with every option, on standard output. */
void explain_help(void);

#endif
