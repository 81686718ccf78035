// SPDX-License-Identifier: BSD-3-Clause
/* cmd_lab.h - `tcplens lab`. */
#ifndef TL_CLI_CMD_LAB_H
#define TL_CLI_CMD_LAB_H

/* Returns the exit status. */
int cmd_lab(int argc, char **argv);

#endif
