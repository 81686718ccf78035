// SPDX-License-Identifier: BSD-3-Clause
/* dump_options.h - the command line of `tcplens dump` against dump_options.def, as getopt(3) takes
 * it: letters may stand together, and options between the words of the filter. */
#ifndef TL_CLI_DUMP_OPTIONS_H
#define TL_CLI_DUMP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum dump_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) DUMP_##id,
#include "dump_options.def"
    DUMP_OPTIONS,
};

/* How often one option was given, and its last argument; of a CHOICE, `number` is the position of
 * the word. */
struct dump_value {
    unsigned count;
    const char *text;
    uint64_t number;
};

/**
 * struct dump_arguments - a parsed command line
 * @values:   by enum dump_option_id; texts are *borrowed* from argv
 * @operands: *borrowed*: the filter's words, `n_operands` of them
 */
struct dump_arguments {
    struct dump_value values[DUMP_OPTIONS];
    char **operands;
    int n_operands;
};

/* Parse argv[1..argc). On a mistake, say so on stderr and return false. */
bool dump_parse(int argc, char **argv, struct dump_arguments *out);

/* All options, one a line, on standard output. */
void dump_help(void);

#endif
