// SPDX-License-Identifier: BSD-3-Clause
/* cmd_follow.h - `tcplens follow`. */
#ifndef TL_CLI_CMD_FOLLOW_H
#define TL_CLI_CMD_FOLLOW_H

/* Returns the exit status. */
int cmd_follow(int argc, char **argv);

#endif
