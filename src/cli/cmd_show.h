// SPDX-License-Identifier: BSD-3-Clause
/* cmd_show.h - `tcplens show`. */
#ifndef TL_CLI_CMD_SHOW_H
#define TL_CLI_CMD_SHOW_H

/* argv[0] is the command's name. Returns the exit status. */
int cmd_show(int argc, char **argv);

#endif
