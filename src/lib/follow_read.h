// SPDX-License-Identifier: BSD-3-Clause
/* follow_read.h - a capture file for those who follow a connection: read, decoded, datagrams put
 * together, streams numbered; and the caller asked whether to go on. */
#ifndef TL_LIB_FOLLOW_READ_H
#define TL_LIB_FOLLOW_READ_H

#include <tcplens/follow.h>

#include "lib/analysed.h"
#include "source/source.h"

/**
 * struct follow_reader
 * @options:  *borrowed*
 * @source, @analysed: *owned*
 * @frames:   read so far
 * @next_progress: how many there must be before the caller is asked again
 */
struct follow_reader {
    const struct tcplens_follow_options *options;
    struct source *source;
    struct analysed *analysed;
    uint64_t frames, next_progress;
};

/* Octets that may wait, by the options. */
uint64_t tl_follow_memory(const struct tcplens_follow_options *options);

/* `r` is to be closed in any case. */
enum tcplens_status tl_follow_open(struct follow_reader *r, const char *path,
                                   const struct tcplens_follow_options *options,
                                   struct tcplens_error *err);

/* As tl_analysed_read(); TCPLENS_END also when the caller wants to stop. */
enum tcplens_status tl_follow_read(struct follow_reader *r, const struct analysed_batch **ret,
                                   struct tcplens_error *err);

void tl_follow_close(struct follow_reader *r);

/* tcplens_follow_file() with options->as_tshark. */
enum tcplens_status tl_follow_as_tshark(const char *path,
                                        const struct tcplens_follow_options *options,
                                        tcplens_sink *sink, void *sink_ctx,
                                        struct tcplens_follow_stats *stats,
                                        struct tcplens_error *err);

#endif
