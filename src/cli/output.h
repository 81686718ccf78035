// SPDX-License-Identifier: BSD-3-Clause
/*
 * output.h - standard output as a sink: what the library makes is written at once, whole.
 *
 * A reader that has gone away (EPIPE: `| head`) is no failure worth a word; any other failure, such
 * as a full disk, is kept in `error` for one.
 */
#ifndef TL_CLI_OUTPUT_H
#define TL_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/sink.h>

struct progress;

/**
 * struct output - where text goes
 * @progress: *borrowed*: erased before anything is written, since both may share a terminal; or
 * NULL
 * @error:    errno of the write that failed, 0 if none
 */
struct output {
    struct progress *progress;
    int error;
};

/* A tcplens_sink; `ctx` is a struct output. */
enum tcplens_status output_write(void *ctx, const char *octets, size_t n);

/* Write a string of our own. */
bool output_text(struct output *out, const char *text);

/* Close standard output, where some file systems first tell of a full disk. */
void output_close(struct output *out);

/* Complain about a write that failed, unless the reader has just gone. Returns the exit status. */
int output_verdict(const struct output *out);

/* Both, at a command's end: its exit status `result`, unless the output could not be written. */
int output_end(struct output *out, int result);

#endif
