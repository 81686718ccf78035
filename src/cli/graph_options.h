// SPDX-License-Identifier: BSD-3-Clause
/* graph_options.h - the command line of `tcplens graph`: graph_options.def. */
#ifndef TL_CLI_GRAPH_OPTIONS_H
#define TL_CLI_GRAPH_OPTIONS_H

#include <stdbool.h>

#include <tcplens/graph.h>

#include "parse.h"

enum graph_option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) GRAPH_##id,
#include "graph_options.def"
    GRAPH_OPTIONS,
};

/* A parsed command line, by enum graph_option_id; texts are *borrowed* from argv. A first operand
 * that names a kind of plot is in `kind`, and no longer among the operands. */
struct graph_arguments {
    struct option_value values[GRAPH_OPTIONS];
    struct parsed line;
    enum tcplens_graph_kind kind;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool graph_parse(int argc, char **argv, struct graph_arguments *out);

/* How to use `graph`, with every option, on standard output. */
void graph_help(void);

#endif
