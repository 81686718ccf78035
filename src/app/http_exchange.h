// SPDX-License-Identifier: BSD-3-Clause
/*
 * http_exchange.h - which response answers which request of a conversation, as Wireshark 4.0 counts
 * them: a request opens a turn; a response closes the last turn, or opens one of its own if that is
 * closed. With pipelining the answers are therefore counted to the last request.
 */
#ifndef TL_APP_HTTP_EXCHANGE_H
#define TL_APP_HTTP_EXCHANGE_H

#include <stdint.h>

#include "app/http_framing.h"

enum { HTTP_URI_MAX = 2048 };

/**
 * struct http_turn - a request and its response; frames are 0 if there was none
 * @request_ns: when the request came
 * @number:     from 1; 0: there is no such turn
 */
struct http_turn {
    uint64_t request_frame, response_frame;
    int64_t request_ns;
    uint32_t number;
};

/**
 * struct http_exchange - a conversation's, zero at first
 * @talk:         what both sides said so far
 * @now, @before: the last turn, and the one before it
 * @uri:          what the last request asked for, @uri_len octets; a longer one is cut
 */
struct http_exchange {
    struct http_talk talk;
    struct http_turn now, before;
    uint16_t uri_len;
    uint8_t uri[HTTP_URI_MAX];
};

/* A request came with this frame; then a response did. */
void tl_http_request(struct http_exchange *e, uint64_t frame, int64_t ns);
void tl_http_response(struct http_exchange *e, uint64_t frame);

/* What the last request asked for. */
void tl_http_remember_uri(struct http_exchange *e, struct span uri);

#endif
