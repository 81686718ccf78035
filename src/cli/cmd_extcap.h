// SPDX-License-Identifier: BSD-3-Clause
/*
 * cmd_extcap.h - Wireshark's extcap interface: Wireshark asks which interfaces there are, and has
 * frames written into a pipe. They are this machine's, captured with tcplens's rights and not with
 * Wireshark's; and the plays of the lab.
 */
#ifndef TL_CLI_CMD_EXTCAP_H
#define TL_CLI_CMD_EXTCAP_H

#include <stdbool.h>

/* Whether a command line that begins with `first` is Wireshark's. */
bool is_extcap(const char *first);

/* Returns the exit status. */
int cmd_extcap(int argc, char **argv);

#endif
