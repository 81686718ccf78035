// SPDX-License-Identifier: BSD-3-Clause
/*
 * http_framing.h - where an HTTP/1 message ends (RFC 9112 6): how many of the octets of one
 * direction it takes, or what is missing to know.
 *
 * Invariant: a scan never reads an octet twice. It is asked again, with more octets of the same
 * message behind those it had, until it answers; so a message takes time linear in its length
 * however finely it was cut into segments, and no memory.
 */
#ifndef TL_APP_HTTP_FRAMING_H
#define TL_APP_HTTP_FRAMING_H

#include "app/http_message.h"

enum http_framing {
    HTTP_FRAMING_NONE,      /* no HTTP here: another protocol's octets */
    HTTP_FRAMING_WHOLE,     /* the message, or what continues one, is complete */
    HTTP_FRAMING_SEGMENT,   /* more is needed, nobody knows how much */
    HTTP_FRAMING_OCTETS,    /* so many octets more are needed, and then it is complete or not */
    HTTP_FRAMING_UNTIL_FIN, /* the connection's end will be its end */
};

/**
 * struct http_talk - what both directions of a conversation said so far
 * @seen:     a message was seen: from now on even lines that begin none belong to HTTP
 * @head:     the last request was a HEAD: the response describes a body that does not come
 * @connect:  the last request was a CONNECT
 * @switched: HTTP is over: both sides agreed on another protocol, or on a tunnel
 */
struct http_talk {
    bool seen, head, connect, switched;
};

/**
 * struct http_scan - how far the search for a message's end went; zero at its first octet
 * @line:     where the line at hand begins
 * @at:       octets looked at
 * @length:   of the body, if @sized
 * @fields:   lines of the head behind the first
 * @status:   of a response
 * @step:     what part of the message @line is in
 * @kind:     enum http_kind
 * @sized:    a Content-Length was seen
 * @chunked:  a Transfer-Encoding of chunks was seen
 */
struct http_scan {
    size_t line, at;
    uint64_t length;
    uint32_t fields;
    uint16_t status;
    uint8_t step, kind;
    bool sized, chunked;
};

/**
 * struct http_frame - the answer
 * @n:  octets of the message if WHOLE, all there are if @kind is HTTP_NO_MESSAGE; octets missing if
 *      OCTETS
 */
struct http_frame {
    uint64_t n;
    uint8_t framing, kind;
};

/* Go on looking for the end of the message that begins at octets.p. */
void tl_http_frame(struct http_scan *scan, const struct http_talk *talk, struct span octets,
                   struct http_frame *out);

/* A whole message, as it ended: what it changes for the messages behind it. */
void tl_http_said(struct http_talk *talk, struct span message);

#endif
