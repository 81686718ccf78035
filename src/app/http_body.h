// SPDX-License-Identifier: BSD-3-Clause
/*
 * http_body.h - the body of an HTTP/1 message as it was meant: without chunks (RFC 9112 7.1), and
 * without compression (RFC 9110 8.4.1).
 *
 * Invariant: what comes out fits into the room that the caller gave. A body that would grow beyond
 * it is cut there and says so, whatever the octets promise.
 */
#ifndef TL_APP_HTTP_BODY_H
#define TL_APP_HTTP_BODY_H

#include "app/http_message.h"

/**
 * struct http_chunk - one chunk, *borrowed*; the last has no data
 * @line:  its first, with the size
 * @data:  what there is of it
 * @end:   the octets behind the data, which should be a line break
 * @size:  as its line says: more than data.n if the octets end within it
 */
struct http_chunk {
    struct http_line line;
    struct span data, end;
    uint64_t size;
};

/* Take the chunk at the front of `rest`. False, with `rest` as it was, if there is none: the octets
 * end before its line does, or the line is empty. */
bool tl_http_take_chunk(struct span *rest, struct http_chunk *out);

enum http_coding {
    HTTP_CODING_NONE, /* none, or identity */
    HTTP_CODING_GZIP,
    HTTP_CODING_DEFLATE,
    HTTP_CODING_BROTLI,
    HTTP_CODING_OTHER, /* one that cannot be undone here */
};

/* What a Content-Encoding's value names. */
enum http_coding tl_http_read_coding(struct span value);

enum http_decoded {
    HTTP_DECODED,     /* the whole */
    HTTP_DECODED_CUT, /* as much as there was room for, or as the octets held */
    HTTP_UNDECODED,   /* nothing: the octets are not what their coding says, or no memory */
};

/* Undo `coding` of `body` into the `room` octets at `to`; *made: how many there are now. */
enum http_decoded tl_http_decode(enum http_coding coding, struct span body, uint8_t *to,
                                 size_t room, size_t *made);

#endif
