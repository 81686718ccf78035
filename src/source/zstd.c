// SPDX-License-Identifier: BSD-3-Clause
/* zstd.c - RFC 8878 through libzstd. */
#include <zstd.h>
#include <zstd_errors.h>

#include "source/codec.h"

/* What the zstd tool itself accepts without being told otherwise: 128 MiB. */
enum { WINDOW_LOG_MAX = 27 };

static void *open_zstd(void)
{
    ZSTD_DCtx *const z = ZSTD_createDCtx();

    if (z != NULL)
        ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    return z;
}

static enum codec_result step_zstd(void *state, struct span *in, uint8_t *to, size_t room,
                                   size_t *made)
{
    ZSTD_inBuffer from = {in->p, in->n, 0};
    ZSTD_outBuffer out = {to, room, 0};
    const size_t result = ZSTD_decompressStream(state, &out, &from);

    *made = out.pos;
    (void)span_take(in, from.pos);
    if (ZSTD_isError(result))
        return ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation ? CODEC_NO_MEMORY
                                                                         : CODEC_DAMAGED;
    return result == 0 ? CODEC_BORDER : CODEC_MORE;
}

static void close_zstd(void *state)
{
    ZSTD_freeDCtx(state);
}

const struct codec tl_codec_zstd = {
    .name = "zstd",
    .open = open_zstd,
    .step = step_zstd,
    .close = close_zstd,
};
