// SPDX-License-Identifier: BSD-3-Clause
/* cmd_dump.h - `tcplens dump`. */
#ifndef TL_CLI_CMD_DUMP_H
#define TL_CLI_CMD_DUMP_H

/* argv[0] is the command's name. Returns the exit status. */
int cmd_dump(int argc, char **argv);

#endif
