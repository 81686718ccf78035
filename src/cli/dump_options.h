// SPDX-License-Identifier: BSD-3-Clause
/* dump_options.h - the command line of `tcplens dump`: dump_options.def. */
#ifndef TL_CLI_DUMP_OPTIONS_H
#define TL_CLI_DUMP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "parse.h"

enum dump_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) DUMP_##id,
#include "dump_options.def"
    DUMP_OPTIONS,
};

/**
 * struct dump_arguments - a parsed command line; texts are *borrowed* from argv
 * @values: by enum dump_option_id
 * @nano:   the last word about the precision of times was for nanoseconds
 */
struct dump_arguments {
    struct option_value values[DUMP_OPTIONS];
    struct parsed line;
    bool nano;
};

/* Parse argv[1..argc). On a mistake, say so on stderr and return false. */
bool dump_parse(int argc, char **argv, struct dump_arguments *out);

/* How to use `dump`, with every option, on standard output. */
void dump_help(void);

/* Which program this is, whose lines it prints, and which libpcap it captures with. */
void dump_version(void);

#endif
