// SPDX-License-Identifier: BSD-3-Clause
#include "report/blob.h"

#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

enum {
    FIRST_ROOM = 4096,
    RAW_WINDOW = -15, /* no header and no checksum around the stream */
    MEMORY_LEVEL = 8,
    INFLATED = 4096,
};

uint8_t *tl_blob_room(struct blob *b, size_t n)
{
    size_t room = b->room == 0 ? FIRST_ROOM : b->room;
    uint8_t *more;

    if (n <= b->room - b->n)
        return b->p + b->n;
    while (room - b->n < n && room <= SIZE_MAX / 2)
        room *= 2;
    more = b->failed || room - b->n < n ? NULL : realloc(b->p, room);
    if (more == NULL) {
        b->failed = true;
        return NULL;
    }
    b->p = more;
    b->room = room;
    return b->p + b->n;
}

enum tcplens_status tl_blob_sink(void *ctx, const char *octets, size_t n)
{
    struct blob *const b = ctx;
    uint8_t *const p = tl_blob_room(b, n);

    if (p == NULL)
        return TCPLENS_ERR_MEMORY;
    if (n > 0)
        memcpy(p, octets, n);
    b->n += n;
    return TCPLENS_OK;
}

bool tl_blob_deflate(struct blob *out, const uint8_t *p, size_t n)
{
    z_stream z = {.next_in = p, .avail_in = (uInt)n};
    uint8_t *fitting;
    int result;

    *out = (struct blob){0};
    if (n > UINT32_MAX || deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW_WINDOW,
                                       MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    if (tl_blob_room(out, deflateBound(&z, (uLong)n)) == NULL) {
        (void)deflateEnd(&z);
        return false;
    }
    z.next_out = out->p;
    z.avail_out = (uInt)out->room;
    result = deflate(&z, Z_FINISH);
    out->n = (size_t)(z.next_out - out->p);
    (void)deflateEnd(&z);
    if (result != Z_STREAM_END) {
        tl_blob_fini(out);
        return false;
    }
    fitting = realloc(out->p, out->n); /* there was room for the worst case */
    if (fitting != NULL) {
        out->p = fitting;
        out->room = out->n;
    }
    return true;
}

enum tcplens_status tl_blob_inflate(const struct blob *b, tcplens_sink *sink, void *sink_ctx)
{
    uint8_t piece[INFLATED];
    z_stream z = {.next_in = b->p, .avail_in = (uInt)b->n};
    enum tcplens_status status = TCPLENS_OK;
    int result = Z_OK;

    if (inflateInit2(&z, RAW_WINDOW) != Z_OK)
        return TCPLENS_ERR_MEMORY;
    while (result == Z_OK && status == TCPLENS_OK) {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        result = inflate(&z, Z_NO_FLUSH);
        status = sink(sink_ctx, (const char *)piece, sizeof piece - z.avail_out);
    }
    (void)inflateEnd(&z);
    return status != TCPLENS_OK || result == Z_STREAM_END ? status : TCPLENS_ERR_MEMORY;
}

void tl_blob_fini(struct blob *b)
{
    free(b->p);
    *b = (struct blob){0};
}
