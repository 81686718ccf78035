// SPDX-License-Identifier: BSD-3-Clause
/*
 * http_message.h - the head of an HTTP/1 message (RFC 9112 2 to 5): its lines, what its first line
 * says, and its fields one by one.
 *
 * Nothing is copied and nothing is kept: every answer is a span into the octets that were given.
 * What servers and clients tolerate is tolerated: a bare LF ends a line too, methods and versions
 * may be odd. What a message may not be is told apart by Wireshark's 4.0 rules: the version of a
 * response decides it, and the method of a request.
 */
#ifndef TL_APP_HTTP_MESSAGE_H
#define TL_APP_HTTP_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"

/* A message's own limits: beyond them its head is taken as it is (RFC 9110 5.4 lets us). */
enum { HTTP_HEAD_MAX = 1 << 20, HTTP_FIELDS_MAX = 1000 };

/**
 * struct http_line - a line, all *borrowed*
 * @text: without its end
 * @all:  with CR LF or LF; the same as @text if the octets end before the line does
 */
struct http_line {
    struct span text, all;
};

/* Take the line at the front of `rest`. False, with `rest` as it was, if it does not end there. */
bool tl_http_take_line(struct span *rest, struct http_line *out);

enum http_kind {
    HTTP_NO_MESSAGE, /* not the first line of a message */
    HTTP_REQUEST,
    HTTP_RESPONSE,
    HTTP_NOTIFICATION, /* a request by which a server announces something: GENA, SSDP */
};

/**
 * struct http_start - what a first line says; spans are *borrowed*, empty if absent
 * @method, @target:  of requests and notifications
 * @version, @phrase: "HTTP/1.1"; the reason phrase of a response
 * @status:           of a response; 0 if its line has none
 * @kind:             enum http_kind
 */
struct http_start {
    struct span method, target, version, phrase;
    uint16_t status;
    uint8_t kind;
};

/* What the first line `text`, without its end, is. HTTP_NO_MESSAGE leaves the rest empty. */
void tl_http_read_start(struct span text, struct http_start *out);

/**
 * struct http_field - one field of a head, *borrowed*
 * @line:  all of it, with the lines that continue it (RFC 9112 5.2)
 * @name:  before the colon
 * @value: behind it, without white space around
 */
struct http_field {
    struct http_line line;
    struct span name, value;
};

enum http_part {
    HTTP_FIELD,    /* a field was taken */
    HTTP_HEAD_END, /* the empty line was taken, or the first line that is no field is next */
    HTTP_HEAD_CUT, /* the octets end before the line does */
};

/* Take the next field of a head off `rest`, which stands behind the first line. */
enum http_part tl_http_take_field(struct span *rest, struct http_field *out);

/* Whether `s` is `name`, and whether it begins with it, in any case. */
bool tl_http_is(struct span s, const char *name);
bool tl_http_begins(struct span s, const char *prefix);

/* Whether an octet may begin a line. */
bool tl_http_is_text(uint8_t c);

/* Whether a response of that status never has a body (RFC 9112 6.3). */
static inline bool tl_http_has_no_body(unsigned status)
{
    return status / 100 == 1 || status == 204 || status == 304;
}

/* The size in a chunk's first line (RFC 9112 7.1), before its extensions; 0 if there is none. One
 * that no message can have is greater than UINT32_MAX. */
uint64_t tl_http_read_chunk_size(struct span line);

/* The number that a Content-Length's value is; false if it is none, or does not fit. */
bool tl_http_read_length(struct span value, uint64_t *out);

#endif
