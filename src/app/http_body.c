// SPDX-License-Identifier: BSD-3-Clause
#define ZLIB_CONST
#include "app/http_body.h"

#include <zlib.h>

#ifdef HAVE_BROTLI
#include <brotli/decode.h>
#endif

enum { LINE_BREAK = 2, WINDOW_BITS = 15, GZIP_OR_ZLIB = 32 };

/* As many as there are of the next `n` octets. */
static struct span take_most(struct span *rest, uint64_t n)
{
    struct span taken = *rest;

    if (n < rest->n)
        taken.n = (size_t)n;
    (void)span_take(rest, taken.n);
    return taken;
}

bool tl_http_take_chunk(struct span *rest, struct http_chunk *out)
{
    struct span behind = *rest;

    if (!tl_http_take_line(&behind, &out->line) || out->line.text.n == 0)
        return false;
    out->size = tl_http_read_chunk_size(out->line.text);
    out->data = take_most(&behind, out->size);
    out->end = take_most(&behind, out->size > 0 ? LINE_BREAK : 0);
    *rest = behind;
    return true;
}

enum http_coding tl_http_read_coding(struct span value)
{
    static const struct {
        const char *name;
        enum http_coding coding;
    } names[] = {
        {"identity", HTTP_CODING_NONE},     {"gzip", HTTP_CODING_GZIP},
        {"x-gzip", HTTP_CODING_GZIP},       {"deflate", HTTP_CODING_DEFLATE},
        {"x-deflate", HTTP_CODING_DEFLATE}, {"br", HTTP_CODING_BROTLI},
    };

    if (value.n == 0)
        return HTTP_CODING_NONE;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (tl_http_is(value, names[i].name))
            return names[i].coding;
    return HTTP_CODING_OTHER;
}

/* One try, with the header that `window_bits` asks for: negative, none. */
static enum http_decoded inflate_as(int window_bits, struct span body, uint8_t *to, size_t room,
                                    size_t *made)
{
    z_stream z = {.next_in = body.p, .avail_in = (uInt)body.n};
    int result;

    if (body.n > UINT32_MAX || room > UINT32_MAX || inflateInit2(&z, window_bits) != Z_OK)
        return HTTP_UNDECODED;
    z.next_out = to;
    z.avail_out = (uInt)room;
    result = inflate(&z, Z_FINISH);
    *made = room - z.avail_out;
    inflateEnd(&z);
    if (result == Z_STREAM_END)
        return HTTP_DECODED;
    return *made > 0 && result == Z_BUF_ERROR ? HTTP_DECODED_CUT : HTTP_UNDECODED;
}

#ifdef HAVE_BROTLI
static enum http_decoded decode_brotli(struct span body, uint8_t *to, size_t room, size_t *made)
{
    BrotliDecoderState *const state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    size_t left = room;
    BrotliDecoderResult result;

    if (state == NULL)
        return HTTP_UNDECODED;
    result = BrotliDecoderDecompressStream(state, &body.n, &body.p, &left, &to, NULL);
    BrotliDecoderDestroyInstance(state);
    *made = room - left;
    if (result == BROTLI_DECODER_RESULT_SUCCESS)
        return HTTP_DECODED;
    return *made > 0 && result != BROTLI_DECODER_RESULT_ERROR ? HTTP_DECODED_CUT : HTTP_UNDECODED;
}
#else
static enum http_decoded decode_brotli(struct span body, uint8_t *to, size_t room, size_t *made)
{
    (void)body, (void)to, (void)room, (void)made;
    return HTTP_UNDECODED;
}
#endif

/* Some servers send "deflate" without the header of RFC 1950. */
static enum http_decoded decode_deflate(struct span body, uint8_t *to, size_t room, size_t *made)
{
    const enum http_decoded decoded = inflate_as(WINDOW_BITS + GZIP_OR_ZLIB, body, to, room, made);

    return decoded != HTTP_UNDECODED ? decoded : inflate_as(-WINDOW_BITS, body, to, room, made);
}

enum http_decoded tl_http_decode(enum http_coding coding, struct span body, uint8_t *to,
                                 size_t room, size_t *made)
{
    enum http_decoded decoded = HTTP_UNDECODED;
    size_t n = 0;

    if (body.n > 0 && room > 0) {
        if (coding == HTTP_CODING_GZIP)
            decoded = inflate_as(WINDOW_BITS + GZIP_OR_ZLIB, body, to, room, &n);
        else if (coding == HTTP_CODING_DEFLATE)
            decoded = decode_deflate(body, to, room, &n);
        else if (coding == HTTP_CODING_BROTLI)
            decoded = decode_brotli(body, to, room, &n);
    }
    *made = decoded == HTTP_UNDECODED ? 0 : n;
    return decoded;
}
