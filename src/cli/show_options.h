// SPDX-License-Identifier: BSD-3-Clause
/* show_options.h - the command line of `tcplens show`: show_options.def, and what -E sets. */
#ifndef TL_CLI_SHOW_OPTIONS_H
#define TL_CLI_SHOW_OPTIONS_H

#include <stdbool.h>

#include <tcplens/show.h>

#include "parse.h"

enum show_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) SHOW_##id,
#include "show_options.def"
    SHOW_OPTIONS,
};

/**
 * struct show_arguments - a parsed command line; texts are *borrowed* from argv
 * @values: by enum show_option_id
 * @form:   for the library: what -E, -a, -n and -N say; of the rest, nothing yet
 * @seconds: after which -a ends the reading, 0 for never
 * @fields: *owned*: the arguments of -e, @n_fields of them
 * @protocols: *owned*: those that -O or -j names, @n_protocols of them
 * @statistics: *owned*: the arguments of -z, @n_statistics of them
 * @list:   *owned*: what @protocols borrow
 */
struct show_arguments {
    struct option_value values[SHOW_OPTIONS];
    struct parsed line;
    struct tcplens_show_options form;
    unsigned seconds;
    const char **fields;
    unsigned n_fields;
    const char **protocols;
    unsigned n_protocols;
    const char **statistics;
    unsigned n_statistics;
    char *list;
};

/* Parse argv[1..argc). On a mistake, say so on stderr and return false. In either case, follow it
 * with show_arguments_free(). */
bool show_parse(int argc, char **argv, struct show_arguments *out);
void show_arguments_free(struct show_arguments *args);

/* How to use `show`, with every option, on standard output. */
void show_help(void);

#endif
