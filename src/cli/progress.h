// SPDX-License-Identifier: BSD-3-Clause
/* progress.h - one line on standard error while a large file is read, gone when there is output. */
#ifndef TL_CLI_PROGRESS_H
#define TL_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/explain.h>

/**
 * struct progress - the line
 * @next_ns: monotonic time before which nothing is shown
 * @enabled: standard error is a terminal, and the user did not ask for quiet
 * @shown:   the line is on the terminal now
 */
struct progress {
    int64_t next_ns;
    bool enabled, shown;
};

/* Start the clock: nothing is shown in the first half second. */
void progress_start(struct progress *p, bool quiet);

/* A tcplens_progress_fn; `ctx` is a struct progress. */
bool progress_show(void *ctx, const struct tcplens_progress *done);

void progress_erase(struct progress *p);

#endif
