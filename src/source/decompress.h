// SPDX-License-Identifier: BSD-3-Clause
/*
 * decompress.h - gzip, zstd and lz4 frames, streaming: a step from a stream's octets to plain ones.
 *
 * Members (gzip) and frames (zstd, lz4) may follow each other; together they are one input. Memory
 * is bounded by the format's window: 32 KiB, 128 MiB (zstd, what its own tool allows by default),
 * 4 MiB.
 */
#ifndef TL_SOURCE_DECOMPRESS_H
#define TL_SOURCE_DECOMPRESS_H

#include "source/stream.h"

struct codec;
struct decompressor;

/* The format that `head` begins like, or NULL. Four octets suffice. */
const struct codec *tl_decompress_recognise(struct span head);

/*
 * A decompressor that takes `head`, of which it makes a copy, and then `from` (*borrowed*). On
 * success `*ret` is *owned* by the caller.
 */
enum tcplens_status tl_decompress_new(struct decompressor **ret, const struct codec *codec,
                                      struct span head, struct stream *from,
                                      struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* As tl_stream_read(); TCPLENS_ERR_CUT if the compressed octets end early, TCPLENS_ERR_FORMAT if
 * they are damaged. */
enum tcplens_status tl_decompress_read(struct decompressor *d, uint8_t *to, size_t room,
                                       size_t *got, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* "gzip", "zstd" or "lz4". */
const char *tl_decompress_name(const struct decompressor *d);

/* NULL is allowed. */
void tl_decompress_free(struct decompressor *d);

#endif
