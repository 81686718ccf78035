// SPDX-License-Identifier: BSD-3-Clause
/*
 * operands.h - which operands are capture files, and which are the filter.
 *
 * With an interface none is a file. Otherwise the first one always is, and so are those after it as
 * long as they look like files; what is left is one filter expression. After "--" everything is
 * filter, unless no file was named before.
 */
#ifndef TL_CLI_OPERANDS_H
#define TL_CLI_OPERANDS_H

#include <stdbool.h>

#include "parse.h"

/* Whether an argument is meant as a capture file: it exists, or its name ends like one. */
bool looks_like_file(const char *arg);

/* How many of the operands are files: the first ones; none if the command captures `live`. */
int count_files(const struct parsed *line, bool live);

/* The operands from number `from` on, joined with blanks; *owned*; NULL if there are none. */
char *join_filter(const struct parsed *line, int from);

#endif
