// SPDX-License-Identifier: BSD-3-Clause
/*
 * runner.h - runs -z's command on each file that rotation has closed.
 *
 * What captures may not run programs any more. So a process of its own does, made before anything
 * is opened: it has no device, no file and no rights, waits for names in a pipe, and goes when the
 * pipe is closed. Commands run with the lowest priority; nobody waits for them.
 */
#ifndef TL_CLI_RUNNER_H
#define TL_CLI_RUNNER_H

#include <stdbool.h>

/* `pipe` is *owned*, -1 if there is no such process. */
struct runner {
    int pipe;
};

/* Start it, as the user that whom_to_become() says of `user`, if something is saved. On failure,
 * say so and return false. */
bool runner_start(struct runner *r, const char *command, const char *user);

/* Have the command run on `path`; `ctx` is the struct runner. */
void runner_take(void *ctx, const char *path);

void runner_end(struct runner *r);

#endif
