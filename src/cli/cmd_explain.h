// SPDX-License-Identifier: BSD-3-Clause
/* cmd_explain.h - `tcplens explain`. */
#ifndef TL_CLI_CMD_EXPLAIN_H
#define TL_CLI_CMD_EXPLAIN_H

#include <stdbool.h>

/* argv[0] is the command's name. Returns the exit status. */
int cmd_explain(int argc, char **argv);

/* `tcplens help NAME` for a finding: false if there is no finding of that name. */
bool explain_finding_by_name(const char *name);

#endif
