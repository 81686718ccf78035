// SPDX-License-Identifier: BSD-3-Clause
/* dissect_http.c - an HTTP/1 message: its head, the turn it belongs to, its body. */
#include "dissect/dissect_http.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "dissect/info.h"
#include "dissect/links.h"

enum { FULL_URI_MAX = 4096 };

/* http://host/target; a target that names its scheme, or CONNECT's, says all itself. Empty if the
 * message names no host. */
static struct span full_uri(struct http_message *m, char *to, size_t room)
{
    const struct span target = m->start.target;
    struct text text;

    if (m->host.p == NULL)
        return (struct span){NULL, 0};
    if (tl_http_begins(target, "http://") || tl_http_begins(target, "https://") ||
        tl_http_is(m->start.method, "CONNECT"))
        return target;
    text_init(&text, to, room, NULL, NULL);
    text_str(&text, "http://");
    text_octets(&text, (const char *)m->host.p, m->host.n);
    text_octets(&text, (const char *)target.p, target.n);
    return (struct span){(const uint8_t *)to, text.len};
}

static void put_frame(struct items *out, enum field_id field, uint64_t frame)
{
    if (frame != 0)
        items_generated(items_u(out, field, frame));
}

/* Of how many messages this is which; the newest dialect does not count them. */
static void put_number(struct dissection *d, enum field_id field, const char *what, uint32_t number)
{
    struct item *it;

    if (is_newest_tree(d))
        return;
    it = items_generated(items_u(d->items, field, number));
    ITEMS_SAY(d->items, it, "HTTP %s %u/%u", what, number, number);
}

/* What of a full URI the request's first line said. */
static struct span target_of(struct span uri)
{
    static const char scheme[] = "http://";
    const uint8_t *slash;

    if (!tl_http_begins(uri, scheme))
        return uri;
    (void)span_take(&uri, sizeof scheme - 1);
    slash = memchr(uri.p, '/', uri.n);
    if (slash != NULL)
        (void)span_take(&uri, (size_t)(slash - uri.p));
    return uri;
}

/* A later frame that a first pass has seen; 0 if there is none, or was no such pass. */
static uint64_t later(const struct http_message *m, enum link_kind kind)
{
    const struct field_view *const view = m->d->view;

    return view->links != NULL ? tl_links_find(view->links, kind, view->frame->number) : 0;
}

static void learn(const struct http_message *m, enum link_kind kind, uint64_t from)
{
    const struct field_view *const view = m->d->view;

    if (view->learn != NULL && from != view->frame->number)
        tl_links_add(view->learn, kind, from, view->frame->number);
}

static void put_request(struct http_message *m)
{
    const struct tcplens_frame *const frame = m->d->view->frame;
    struct items *const out = m->d->items;
    char room[FULL_URI_MAX];
    const struct span uri = full_uri(m, room, sizeof room);

    if (is_newest_tree(m->d))
        put_frame(out, F_HTTP_RESPONSE_IN, later(m, LINK_ANSWER));
    if (uri.n > 0)
        items_generated(items_kept(out, F_HTTP_FULL_URI, uri));
    if (m->exchange == NULL)
        return;
    tl_http_remember_uri(m->exchange, uri.n > 0 ? uri : m->start.target);
    if (m->start.kind == HTTP_NOTIFICATION)
        return;
    tl_http_request(m->exchange, frame->number, frame->ts_ns);
    learn(m, LINK_NEXT_REQUEST, m->exchange->before.request_frame);
    learn(m, LINK_NEXT_REQUEST, m->exchange->before.response_frame);
    if (is_newest_tree(m->d))
        return;
    put_number(m->d, F_HTTP_REQUEST_NUMBER, "request", m->exchange->now.number);
    put_frame(out, F_HTTP_PREV_REQUEST_IN, m->exchange->before.request_frame);
    put_frame(out, F_HTTP_RESPONSE_IN, later(m, LINK_ANSWER));
    put_frame(out, F_HTTP_NEXT_REQUEST_IN, later(m, LINK_NEXT_REQUEST));
}

/* A response's turn, in the order of the newest dialect. */
static void put_turn(const struct http_message *m)
{
    const struct http_exchange *const e = m->exchange;
    const struct span uri = {e->uri, e->uri_len};
    struct items *const out = m->d->items;

    put_frame(out, F_HTTP_REQUEST_IN, e->now.request_frame);
    if (e->now.request_frame != 0)
        items_generated(items_i(out, F_HTTP_TIME, m->d->view->frame->ts_ns - e->now.request_ns));
    if (uri.n == 0)
        return;
    items_generated(items_kept(out, F_HTTP_RESPONSE_FOR_URI, target_of(uri)));
    items_generated(items_kept(out, F_HTTP_FULL_URI, uri));
}

static void put_response(struct http_message *m)
{
    const struct tcplens_frame *const frame = m->d->view->frame;
    struct http_exchange *const e = m->exchange;
    struct items *const out = m->d->items;

    if (e == NULL)
        return;
    tl_http_response(e, frame->number);
    learn(m, LINK_ANSWER, e->now.request_frame);
    learn(m, LINK_NEXT_RESPONSE, e->before.response_frame);
    if (is_newest_tree(m->d)) {
        put_turn(m);
        return;
    }
    put_number(m->d, F_HTTP_RESPONSE_NUMBER, "response", e->now.number);
    if (e->now.request_frame != 0)
        items_generated(items_i(out, F_HTTP_TIME, frame->ts_ns - e->now.request_ns));
    put_frame(out, F_HTTP_PREV_REQUEST_IN, e->before.request_frame);
    put_frame(out, F_HTTP_PREV_RESPONSE_IN, e->before.response_frame);
    put_frame(out, F_HTTP_REQUEST_IN, e->now.request_frame);
    put_frame(out, F_HTTP_NEXT_REQUEST_IN, later(m, LINK_NEXT_REQUEST));
    put_frame(out, F_HTTP_NEXT_RESPONSE_IN, later(m, LINK_NEXT_RESPONSE));
    if (e->uri_len > 0)
        items_generated(
            items_kept(out, F_HTTP_RESPONSE_FOR_URI, (struct span){e->uri, e->uri_len}));
}

/* What a CONNECT asked for, in each frame of its tunnel. */
static void put_tunnel(const struct http_message *m)
{
    const struct http_exchange *const e = m->exchange;
    struct span host = {e->uri, e->uri_len};
    uint64_t port = 0;

    while (host.n > 0 && host.p[host.n - 1] != ':')
        host.n--;
    if (host.n == 0 ||
        !tl_http_read_length((struct span){host.p + host.n, e->uri_len - host.n}, &port))
        return;
    host.n--;
    items_generated(items_kept(m->d->items, F_HTTP_TUNNEL_HOST, host));
    items_generated(items_u(m->d->items, F_HTTP_TUNNEL_PORT, port & UINT16_MAX));
}

/* What the body is: "(text/html)". */
static void put_type(const struct http_message *m)
{
    const uint8_t *const end = m->type.n > 0 ? memchr(m->type.p, ';', m->type.n) : NULL;
    size_t n = end != NULL ? (size_t)(end - m->type.p) : m->type.n;

    if (m->d->info == NULL || m->inside == NULL || n == 0)
        return;
    while (n > 0 && m->type.p[n - 1] == ' ')
        n--;
    info_add(m->d, " (");
    text_octets(&m->d->info->text, (const char *)m->type.p, n);
    info_add(m->d, ")");
}

void dissect_http(struct dissection *d, const struct pdu *pdu, const struct pdu *inside)
{
    const struct field_view *const view = d->view;
    struct http_message m = {.d = d, .pdu = pdu, .inside = inside, .rest = pdu->octets};

    if (view->past != NULL && !view->quoted && (view->row->shown & A_HAS_STREAM) != 0)
        m.exchange = past_exchange(view->past, view->row->stream);
    if (m.exchange != NULL && m.exchange->talk.switched) {
        if (m.exchange->talk.connect) {
            items_begin(d->items, F_HTTP, pdu->octets.p, pdu->octets.n);
            put_tunnel(&m);
            items_out(d->items);
        }
        return;
    }
    items_begin(d->items, F_HTTP, pdu->octets.p, pdu->octets.n);
    dissect_http_head(&m);
    if (m.start.kind == HTTP_RESPONSE)
        put_response(&m);
    else if (m.start.kind != HTTP_NO_MESSAGE)
        put_request(&m);
    if (m.exchange != NULL)
        tl_http_said(&m.exchange->talk, pdu->octets);
    put_type(&m);
    dissect_http_body(&m);
}
