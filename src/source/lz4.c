// SPDX-License-Identifier: BSD-3-Clause
/* lz4.c - the LZ4 frame format (lz4_Frame_format.md, version 1.6) through liblz4. */
#include <lz4frame.h>

#include "source/codec.h"

static void *open_lz4(void)
{
    LZ4F_dctx *z;

    return LZ4F_isError(LZ4F_createDecompressionContext(&z, LZ4F_VERSION)) ? NULL : z;
}

static enum codec_result step_lz4(void *state, struct span *in, uint8_t *to, size_t room,
                                  size_t *made)
{
    size_t taken = in->n, result;

    *made = room;
    result = LZ4F_decompress(state, to, made, in->p, &taken, NULL);
    if (LZ4F_isError(result)) {
        *made = 0;
        return CODEC_DAMAGED;
    }
    (void)span_take(in, taken);
    return result == 0 ? CODEC_BORDER : CODEC_MORE;
}

static void close_lz4(void *state)
{
    LZ4F_freeDecompressionContext(state);
}

const struct codec tl_codec_lz4 = {
    .name = "lz4",
    .open = open_lz4,
    .step = step_lz4,
    .close = close_lz4,
};
