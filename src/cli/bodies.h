// SPDX-License-Identifier: BSD-3-Clause
/*
 * bodies.h - the bodies of messages to files in one folder.
 *
 * A file is always a new one, and always in that folder: names that exist get a number behind them,
 * links are not followed, and no name has a slash.
 */
#ifndef TL_CLI_BODIES_H
#define TL_CLI_BODIES_H

#include <stdbool.h>

#include <tcplens/follow.h>

#include "output.h"

/**
 * struct bodies
 * @folder: descriptor of the folder
 * @path:   *borrowed*: its name
 * @out:    *borrowed*: where saved files are listed
 * @saved, @failed: files
 * @partial: files of messages that were not whole
 */
struct bodies {
    int folder;
    const char *path;
    struct output *out;
    unsigned long long saved, failed, partial;
};

/* Open the folder, made if it is not there; on failure, says so and returns false. */
bool bodies_open(struct bodies *b, const char *path, struct output *out);

/* A tcplens_body_fn; `ctx` is a struct bodies. The first failure is said, all are counted. */
void bodies_save(void *ctx, const struct tcplens_body *body);

void bodies_close(struct bodies *b);

#endif
