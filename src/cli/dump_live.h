// SPDX-License-Identifier: BSD-3-Clause
/* dump_live.h - from `dump`'s options to an open interface. */
#ifndef TL_CLI_DUMP_LIVE_H
#define TL_CLI_DUMP_LIVE_H

#include <stdbool.h>

#include <tcplens/dump.h>

#include "dump_options.h"

/* Open the interface that the options mean, whose name is put into `interface`. On failure, say so
 * and return false. */
bool dump_open_live(struct tcplens_dump *d, const struct dump_arguments *args, const char *filter,
                    char interface[64]);

#endif
