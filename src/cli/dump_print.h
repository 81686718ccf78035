// SPDX-License-Identifier: BSD-3-Clause
/* dump_print.h - what the options of `tcplens dump` mean to the library. */
#ifndef TL_CLI_DUMP_PRINT_H
#define TL_CLI_DUMP_PRINT_H

#include <tcplens/dump.h>

#include "dump_options.h"

/* Whether the options go together, and with this program; if not, one line says why not. */
bool dump_check(const struct dump_arguments *args);

/* How to print; on a wrong argument, say so and return false. */
bool dump_options_of(const struct dump_arguments *args, struct tcplens_dump_options *out);

/* What kind of savefile is meant: enum tcplens_file_format. */
uint8_t dump_format_of(const struct dump_arguments *args);

/* The filter, *owned*, NULL if there is none: of -F's file, else the operands. */
bool dump_filter_of(const struct dump_arguments *args, char **ret);

#endif
