// SPDX-License-Identifier: BSD-3-Clause
/* lab_side.h - one side of a play alone, for a peer of the user's: it captures nothing. */
#ifndef TL_CLI_LAB_SIDE_H
#define TL_CLI_LAB_SIDE_H

#include <stdbool.h>

#include "lab_play.h"

/* Be the server at `address` until killed, without any right. False, having said so, if it cannot
 * be. */
bool side_serve(const struct play *play, const char *address, const char *port, bool quiet);

/* Be the client of a server at `host`, likewise. */
bool side_connect(const struct play *play, const char *host, const char *port, bool quiet);

#endif
