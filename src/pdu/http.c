// SPDX-License-Identifier: BSD-3-Clause
/*
 * http.c - HTTP/1 messages one behind the other, and what they turn into: WebSocket, or the
 * protocol of a tunnel.
 *
 * Where a message ends, app/http_framing.h knows; what its body is called, content.h.
 */
#include "app/http_body.h"
#include "app/http_framing.h"
#include "pdu/content.h"
#include "pdu/speakers.h"

/**
 * struct http_state - of a conversation
 * @scan, @start: by side: the search for the end of the message that starts there
 * @websocket:    what the next 101 leads to, as the request's Upgrade has it
 * @tunnel_port:  the port that a CONNECT asks for
 */
struct http_state {
    struct http_talk talk;
    struct http_scan scan[2];
    struct tcplens_seq start[2];
    uint16_t tunnel_port;
    bool websocket;
};

_Static_assert(sizeof(struct http_state) <= TALK_STATE, "it is kept in struct talk");

/* The port of "host:port"; 0 if there is none. */
static uint16_t port_of(struct span target)
{
    unsigned port = 0;
    size_t i = target.n;

    while (i > 0 && target.p[i - 1] != ':')
        i--;
    if (i == 0)
        return 0;
    for (; i < target.n && target.p[i] >= '0' && target.p[i] <= '9' && port <= UINT16_MAX; i++)
        port = 10 * port + (target.p[i] - '0');
    return port <= UINT16_MAX ? (uint16_t)port : 0;
}

/* What a message's head says of its body. */
struct http_head {
    struct span type, coding;
    bool chunked, websocket;
};

/* False: the octets end before the head does. */
static bool read_head(struct span *rest, struct http_head *out)
{
    struct http_field field;
    enum http_part part;

    *out = (struct http_head){0};
    while ((part = tl_http_take_field(rest, &field)) == HTTP_FIELD) {
        if (tl_http_is(field.name, "Content-Type"))
            out->type = field.value;
        else if (tl_http_is(field.name, "Content-Encoding"))
            out->coding = field.value;
        else if (tl_http_is(field.name, "Transfer-Encoding"))
            out->chunked = tl_http_begins(field.value, "chunked");
        else if (tl_http_is(field.name, "Upgrade"))
            out->websocket = tl_http_is(field.value, "websocket");
    }
    return part == HTTP_HEAD_END;
}

/* What is behind the head, [at, end) of the run: the body's name. */
static void name_body(struct hearing *h, const struct http_head *head, size_t at, size_t end)
{
    if (at >= end)
        return;
    h->depth++;
    content_name(h, head->type, head->coding, head->chunked, at, end - at);
    h->depth--;
}

/* Whether the octets, which may be cut, begin a message. */
static bool is_message(struct span s)
{
    struct http_start start;
    struct http_line line;

    (void)tl_http_take_line(&s, &line);
    tl_http_read_start(line.text, &start);
    return start.kind != HTTP_NO_MESSAGE;
}

static void skip_empty_lines(struct span *rest)
{
    struct http_line line;

    while (rest->n > 0 && (rest->p[0] == '\r' || rest->p[0] == '\n') &&
           tl_http_take_line(rest, &line)) {
    }
}

/* How many octets make a token (RFC 9110 5.6.2), as the name of a field is one. */
static size_t token_length(struct span s)
{
    size_t n = 0;

    while (n < s.n && s.p[n] > ' ' && s.p[n] < 0x7f &&
           strchr("()<>@,;:\\\"/[]?={}", s.p[n]) == NULL)
        n++;
    return n;
}

/* Whether the octets begin with text and a line that is a field: the rest of a head. If they are
 * cut, it may be so before the line ends. */
static bool is_head(struct span s, bool cut)
{
    struct http_field field;
    size_t n;

    skip_empty_lines(&s);
    n = token_length(s);
    if (s.n == 0 || !tl_http_is_text(s.p[0]))
        return false;
    if (cut && memchr(s.p, '\n', s.n) == NULL)
        return n == s.n || (n > 0 && s.p[n] == ':');
    return tl_http_take_field(&s, &field) == HTTP_FIELD;
}

/* The rest of a head, and the body that it tells of: all there is. */
static void take_head(struct hearing *h, size_t at)
{
    struct span rest = hear_rest(h, at);
    const size_t n = rest.n;
    struct http_head head;

    (at == 0 ? hear_name : hear_more)(h, PDU_HTTP, at, h->len - at);
    skip_empty_lines(&rest);
    if (read_head(&rest, &head))
        name_body(h, &head, at + (n - rest.n), h->len);
}

/* A whole message, or what there is of one: octets [at, end). */
static void take_message(struct hearing *h, struct http_state *s, size_t at, size_t end)
{
    const struct span message = hear_part(h, at, end - at);
    struct span rest = message;
    struct http_line line;
    struct http_start start;
    struct http_head head;
    bool ended;

    do
        ended = tl_http_take_line(&rest, &line);
    while (line.text.n == 0 && rest.n > 0);
    if (!ended)
        rest.n = 0;
    tl_http_read_start(line.text, &start);
    if (start.kind == HTTP_NO_MESSAGE) {
        h->depth++;
        hear_name(h, PDU_DATA, at, end - at);
        h->depth--;
        return;
    }
    if (read_head(&rest, &head))
        name_body(h, &head, at + (message.n - rest.n), end);
    if (start.kind == HTTP_REQUEST && tl_http_is(start.method, "CONNECT"))
        s->tunnel_port = port_of(start.target);
    if (start.kind == HTTP_REQUEST || start.status == 101)
        s->websocket = head.websocket;
    tl_http_said(&s->talk, message);
}

/* The conversation is HTTP's no more. */
static void hand_on(struct hearing *h, const struct http_state *s)
{
    const uint16_t port = s->tunnel_port;
    const bool websocket = s->websocket, tunnel = s->talk.connect;

    if (!s->talk.switched)
        return;
    *h->talk = (struct talk){.wrapper = PDU_HTTP};
    if (tunnel)
        h->talk->server_port = port;
    else
        h->talk->speaker = websocket ? PDU_WEBSOCKET : PDU_DATA;
}

/* The scan of the message at octet `at`: the one that waits, if it is that. */
static struct http_scan *scan_of(const struct hearing *h, struct http_state *s, size_t at)
{
    struct http_scan *const scan = &s->scan[h->side];
    const struct tcplens_seq start = {h->start.v + (uint32_t)at};

    if (h->join == 0 || s->start[h->side].v != start.v)
        *scan = (struct http_scan){0};
    s->start[h->side] = start;
    return scan;
}

/* Whether more is asked for, of the message at octet `at`. */
static bool asks_for_more(struct hearing *h, const struct http_frame *frame, size_t at)
{
    if (!h->may_wait)
        return false;
    switch ((enum http_framing)frame->framing) {
    case HTTP_FRAMING_SEGMENT:
        hear_wait_segment(h, at);
        return true;
    case HTTP_FRAMING_OCTETS:
        hear_wait_octets(h, at, frame->n);
        return true;
    case HTTP_FRAMING_UNTIL_FIN:
        h->wait = WAIT_UNTIL_FIN;
        h->waits_from = at;
        return true;
    case HTTP_FRAMING_NONE:
    case HTTP_FRAMING_WHOLE:
        break;
    }
    return false;
}

/* Whether the message at octet `at` has to wait for more. Chunks are asked for one segment after
 * another in Wireshark, which so shows the message in each. */
static bool waits(struct hearing *h, const struct http_state *s, const struct http_frame *frame,
                  size_t at)
{
    if (!asks_for_more(h, frame, at))
        return false;
    h->out->begun = hear_rest(h, at);
    h->shown = s->scan[h->side].chunked;
    return true;
}

/* Frames of WebSocket come right behind the answer that switches to it. */
static void hear_behind(struct hearing *h, size_t at)
{
    struct hearing behind = *h;

    if (h->talk->speaker != PDU_WEBSOCKET || at >= h->octets.n || h->depth >= HEAR_DEPTH_MAX)
        return;
    behind.octets = hear_rest(h, at);
    behind.len -= at;
    behind.start.v += (uint32_t)at;
    behind.depth++;
    (void)hear_as(&behind, PDU_WEBSOCKET);
    h->wait = behind.wait;
    h->waits_from = at + behind.waits_from;
    h->waits_for = behind.waits_for;
}

bool hear_http(struct hearing *h)
{
    struct http_state *const s = hear_state(h, PDU_HTTP);
    size_t at = 0;

    while (at < h->len && !s->talk.switched) {
        const struct span rest = hear_rest(h, at);
        struct http_frame frame;
        size_t end = h->len;

        if (!is_message(rest) && is_head(rest, h->octets.n < h->len)) {
            take_head(h, at);
            return true;
        }
        tl_http_frame(scan_of(h, s, at), &s->talk, rest, &frame);
        if (frame.framing == HTTP_FRAMING_NONE &&
            (h->may_wait || rest.n == 0 || !tl_http_is_text(rest.p[0])))
            return true;
        if (waits(h, s, &frame, at))
            return true;
        if (!s->talk.seen && h->may_wait && !is_message(rest))
            return true;
        if (frame.framing == HTTP_FRAMING_WHOLE)
            end = at + frame.n;
        (at == 0 ? hear_name : hear_more)(h, PDU_HTTP, at, end - at);
        take_message(h, s, at, end);
        at = end;
    }
    hand_on(h, s);
    hear_behind(h, at);
    return true;
}
