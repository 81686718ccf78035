// SPDX-License-Identifier: BSD-3-Clause
/* cmd_graph.h - `tcplens graph`. */
#ifndef TL_CLI_CMD_GRAPH_H
#define TL_CLI_CMD_GRAPH_H

/* Returns the exit status. */
int cmd_graph(int argc, char **argv);

#endif
