// SPDX-License-Identifier: BSD-3-Clause
/* gzip.c - RFC 1952 through zlib. */
#define ZLIB_CONST
#include <stdlib.h>
#include <zlib.h>

#include "source/codec.h"

enum { WINDOW_BITS = 15, GZIP_ONLY = 16 };

static void *open_gzip(void)
{
    z_stream *const z = calloc(1, sizeof *z);

    if (z == NULL || inflateInit2(z, WINDOW_BITS + GZIP_ONLY) != Z_OK) {
        free(z);
        return NULL;
    }
    return z;
}

static enum codec_result step_gzip(void *state, struct span *in, uint8_t *to, size_t room,
                                   size_t *made)
{
    z_stream *const z = state;
    int result;

    z->next_in = in->p;
    z->avail_in = (uInt)in->n;
    z->next_out = to;
    z->avail_out = (uInt)room;
    result = inflate(z, Z_NO_FLUSH);
    *made = room - z->avail_out;
    (void)span_take(in, in->n - z->avail_in);
    if (result == Z_STREAM_END)
        return inflateReset(z) == Z_OK ? CODEC_BORDER : CODEC_DAMAGED;
    if (result == Z_MEM_ERROR)
        return CODEC_NO_MEMORY;
    /* Z_BUF_ERROR says only that this step could do nothing. */
    return result == Z_OK || result == Z_BUF_ERROR ? CODEC_MORE : CODEC_DAMAGED;
}

static void close_gzip(void *state)
{
    inflateEnd(state);
    free(state);
}

const struct codec tl_codec_gzip = {
    .name = "gzip",
    .open = open_gzip,
    .step = step_gzip,
    .close = close_gzip,
};
