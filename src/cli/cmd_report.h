// SPDX-License-Identifier: BSD-3-Clause
/* cmd_report.h - `tcplens report`. */
#ifndef TL_CLI_CMD_REPORT_H
#define TL_CLI_CMD_REPORT_H

/* argv[0] is the command's name. Returns the exit status. */
int cmd_report(int argc, char **argv);

#endif
