// SPDX-License-Identifier: BSD-3-Clause
/*
 * reading.h - what the commands that read a capture file have in common: which file and which
 * filter the command line names, and what the end of reading means for the exit status.
 */
#ifndef TL_CLI_READING_H
#define TL_CLI_READING_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "parse.h"
#include "progress.h"

/**
 * struct one_capture - FILE [FILTER]
 * @path:   *borrowed*: "-" for standard input
 * @joined: *owned*: the filter made of operands, NULL if there is none
 * @filter: *borrowed*: that, or what --filter says; NULL for none
 */
struct one_capture {
    const char *path;
    char *joined;
    const char *filter;
};

/* Take it from a command line; `filter` is what --filter says, NULL for nothing; `wanted` is said
 * if there is no file. False, having said so, if there is none or too much. To be ended in any
 * case. */
bool one_capture(const struct parsed *line, const char *filter, const char *wanted,
                 struct one_capture *ret);
void one_capture_end(struct one_capture *c);

/* Get ready to read a file to its end: a terminal is no capture, which is said, and false; progress
 * is shown unless `quiet`. Of a pipe Ctrl-C ends the capture at its other end, and is no reason to
 * say nothing. */
bool reading_begin(const char *path, struct progress *progress, bool quiet);

/* The exit status for what reading came to after so many frames, having said why. `operand`: what a
 * filter that makes no sense might have been meant as ("there is no such file"), if it was made of
 * operands; else NULL. A failed write is output_verdict()'s. */
int reading_verdict(enum tcplens_status status, uint64_t frames, const struct tcplens_error *err,
                    const char *operand);

/* Likewise, of one_capture(). */
int one_capture_verdict(const struct one_capture *c, enum tcplens_status status, uint64_t frames,
                        const struct tcplens_error *err);

#endif
