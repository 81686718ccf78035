// SPDX-License-Identifier: BSD-3-Clause
/* dissect_http.h - a message while it is dissected: within the files dissect_http*.c. */
#ifndef TL_DISSECT_DISSECT_HTTP_H
#define TL_DISSECT_DISSECT_HTTP_H

#include "app/http_message.h"
#include "dissect/dissect.h"

/**
 * struct http_message - spans are *borrowed*
 * @pdu:      its octets, @rest what of them is not dissected yet
 * @inside:   what the body is; NULL if nobody knows
 * @exchange: of its conversation; NULL if there is none
 * @host, @type, @coding: values of its fields, empty if absent
 * @sized, @coded: it has a Content-Length, a Transfer-Encoding
 * @chunked:  that is "chunked"
 */
struct http_message {
    struct dissection *d;
    const struct pdu *pdu, *inside;
    struct http_exchange *exchange;
    struct span rest;
    struct http_start start;
    struct span host, type, coding;
    bool sized, coded, chunked;
};

/* The first line and the fields: what @rest begins with. */
void dissect_http_head(struct http_message *m);

/* The body: all of @rest. Steps out of the message. */
void dissect_http_body(struct http_message *m);

#endif
