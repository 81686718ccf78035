// SPDX-License-Identifier: BSD-3-Clause
/* cmd_flows.h - `tcplens flows`. */
#ifndef TL_CLI_CMD_FLOWS_H
#define TL_CLI_CMD_FLOWS_H

/* Returns the exit status. */
int cmd_flows(int argc, char **argv);

#endif
