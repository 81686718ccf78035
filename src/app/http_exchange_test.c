// SPDX-License-Identifier: BSD-3-Clause
#include "app/http_exchange.h"

#include "tap.h"

static void counts_turns(void)
{
    static struct http_exchange e;

    tl_http_request(&e, 4, 100);
    T_CHECK(e.now.number == 1 && e.now.request_frame == 4 && e.before.number == 0);
    tl_http_response(&e, 5);
    T_CHECK(e.now.number == 1 && e.now.response_frame == 5);
    tl_http_request(&e, 6, 200);
    tl_http_response(&e, 7);
    T_CHECK(e.now.number == 2 && e.before.response_frame == 5 && e.now.request_ns == 200);
    tl_http_response(&e, 8);
    T_CHECK(e.now.number == 3 && e.now.request_frame == 0 && e.before.response_frame == 7);
}

static void cuts_targets(void)
{
    static uint8_t uri[HTTP_URI_MAX + 1];
    static struct http_exchange e;

    tl_http_remember_uri(&e, (struct span){uri, sizeof uri});
    T_CHECK(e.uri_len == HTTP_URI_MAX);
    tl_http_remember_uri(&e, (struct span){NULL, 0});
    T_CHECK(e.uri_len == 0);
}

int main(void)
{
    counts_turns();
    cuts_targets();
    return t_done();
}
