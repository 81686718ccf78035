// SPDX-License-Identifier: BSD-3-Clause
/* cmd_ladder.h - `tcplens ladder`. */
#ifndef TL_CLI_CMD_LADDER_H
#define TL_CLI_CMD_LADDER_H

/* Returns the exit status. */
int cmd_ladder(int argc, char **argv);

#endif
