// SPDX-License-Identifier: BSD-3-Clause
#include "app/http_exchange.h"

static void open_turn(struct http_exchange *e)
{
    e->before = e->now;
    e->now = (struct http_turn){.number = e->before.number + 1};
}

void tl_http_request(struct http_exchange *e, uint64_t frame, int64_t ns)
{
    open_turn(e);
    e->now.request_frame = frame;
    e->now.request_ns = ns;
}

void tl_http_response(struct http_exchange *e, uint64_t frame)
{
    if (e->now.number == 0 || e->now.response_frame != 0)
        open_turn(e);
    e->now.response_frame = frame;
}

void tl_http_remember_uri(struct http_exchange *e, struct span uri)
{
    e->uri_len = (uint16_t)(uri.n < HTTP_URI_MAX ? uri.n : HTTP_URI_MAX);
    if (e->uri_len > 0)
        memcpy(e->uri, uri.p, e->uri_len);
}
