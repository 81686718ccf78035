// SPDX-License-Identifier: BSD-3-Clause
/* cmd_ui.h - `tcplens ui`: the page of `report`, served to a browser on this machine. */
#ifndef TL_CLI_CMD_UI_H
#define TL_CLI_CMD_UI_H

/* Arguments as main() has them; argv[0] is the command's name. Returns the exit status. */
int cmd_ui(int argc, char **argv);

#endif
