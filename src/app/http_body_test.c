// SPDX-License-Identifier: BSD-3-Clause
#define ZLIB_CONST
#include "app/http_body.h"

#include <zlib.h>

#include "tap.h"

#define OCTETS(literal) ((struct span){(const uint8_t *)(literal), sizeof(literal) - 1})

static void takes_chunks(void)
{
    struct span rest = OCTETS("3;a=b\r\nabc\r\n10\r\nab");
    struct http_chunk c;

    T_CHECK(tl_http_take_chunk(&rest, &c) && c.size == 3 && c.data.n == 3 && c.end.n == 2 &&
            c.line.all.n == 7 && memcmp(c.data.p, "abc", 3) == 0);
    T_CHECK(tl_http_take_chunk(&rest, &c) && c.size == 16 && c.data.n == 2 && c.end.n == 0);
    T_CHECK(!tl_http_take_chunk(&rest, &c));
    rest = OCTETS("0\r\n\r\n");
    T_CHECK(tl_http_take_chunk(&rest, &c) && c.size == 0 && c.end.n == 0 && rest.n == 2);
    T_CHECK(!tl_http_take_chunk(&rest, &c) && rest.n == 2);
}

static void names_codings(void)
{
    T_CHECK(tl_http_read_coding(OCTETS("GZip")) == HTTP_CODING_GZIP);
    T_CHECK(tl_http_read_coding(OCTETS("identity")) == HTTP_CODING_NONE);
    T_CHECK(tl_http_read_coding(OCTETS("")) == HTTP_CODING_NONE);
    T_CHECK(tl_http_read_coding(OCTETS("compress")) == HTTP_CODING_OTHER);
}

/* `n` octets of text, compressed with the header that `window_bits` asks for. */
static struct span compressed(uint8_t *to, size_t room, int window_bits, const uint8_t *text,
                              size_t n)
{
    z_stream z = {.next_in = text, .avail_in = (uInt)n};

    if (deflateInit2(&z, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return (struct span){NULL, 0};
    z.next_out = to;
    z.avail_out = (uInt)room;
    (void)deflate(&z, Z_FINISH);
    deflateEnd(&z);
    return (struct span){to, room - z.avail_out};
}

static void decodes(void)
{
    static const int with_gzip = 15 + 16, with_zlib = 15, bare = -15;
    static uint8_t zeros[1 << 20];
    uint8_t packed[4096], out[64];
    size_t made = 99;
    struct span body = compressed(packed, sizeof packed, with_gzip, (const uint8_t *)"hello", 5);

    T_CHECK(tl_http_decode(HTTP_CODING_GZIP, body, out, sizeof out, &made) == HTTP_DECODED &&
            made == 5 && memcmp(out, "hello", 5) == 0);
    body.n -= 4;
    T_CHECK(tl_http_decode(HTTP_CODING_GZIP, body, out, sizeof out, &made) == HTTP_DECODED_CUT &&
            made == 5);
    body = compressed(packed, sizeof packed, with_zlib, (const uint8_t *)"hello", 5);
    T_CHECK(tl_http_decode(HTTP_CODING_DEFLATE, body, out, sizeof out, &made) == HTTP_DECODED);
    body = compressed(packed, sizeof packed, bare, (const uint8_t *)"hello", 5);
    T_CHECK(tl_http_decode(HTTP_CODING_DEFLATE, body, out, sizeof out, &made) == HTTP_DECODED &&
            made == 5);
    /* A bomb fills the room and no more. */
    body = compressed(packed, sizeof packed, with_gzip, zeros, sizeof zeros);
    T_CHECK(tl_http_decode(HTTP_CODING_GZIP, body, out, sizeof out, &made) == HTTP_DECODED_CUT &&
            made == sizeof out);
    T_CHECK(tl_http_decode(HTTP_CODING_GZIP, OCTETS("hello"), out, sizeof out, &made) ==
                HTTP_UNDECODED &&
            made == 0);
    T_CHECK(tl_http_decode(HTTP_CODING_OTHER, body, out, sizeof out, &made) == HTTP_UNDECODED);
#ifdef HAVE_BROTLI
    body = OCTETS("\x0b\x02\x80hello\x03");
    T_CHECK(tl_http_decode(HTTP_CODING_BROTLI, body, out, sizeof out, &made) == HTTP_DECODED &&
            made == 5);
#endif
}

int main(void)
{
    takes_chunks();
    names_codings();
    decodes();
    return t_done();
}
