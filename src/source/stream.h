// SPDX-License-Identifier: BSD-3-Clause
/*
 * stream.h - octets one after another: from a descriptor or from memory, plain or decompressed.
 *
 * The one thing a stream can do is to give the next octets. It knows nothing of captures, buffers
 * only what its kind of input forces it to, and never goes back.
 */
#ifndef TL_SOURCE_STREAM_H
#define TL_SOURCE_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "base/octets.h"

/**
 * struct stream - the octets of a file, a pipe or a memory area
 * @name:   what messages call it; *borrowed*
 * @fd:     *owned* by whoever opened it; -1 if the octets come from @memory
 * @memory: what is still to be given, *borrowed*; without a descriptor only
 * @octets: given so far
 */
struct stream {
    const char *name;
    int fd;
    struct span memory;
    uint64_t octets;
};

/*
 * Read at most `room` (at least 1) octets to `to`: TCPLENS_OK with `*got` of at least 1, or
 * TCPLENS_END. Waits on a pipe for the first octet only.
 */
enum tcplens_status tl_stream_read(struct stream *s, uint8_t *to, size_t room, size_t *got,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

#endif
