// SPDX-License-Identifier: BSD-3-Clause
#include "app/http_framing.h"

#include "app/recognise.h"

enum step { FIRST_LINE, FIELDS, CHUNK_LINE, TRAILER, BODY, NO_BODY, AT_HAND, REST };

enum { LENGTH_MAX = INT32_MAX, LINE_BREAK = 2 };

static void answer(struct http_frame *out, const struct http_scan *scan, enum http_framing framing,
                   uint64_t n)
{
    *out = (struct http_frame){.n = n, .framing = (uint8_t)framing, .kind = scan->kind};
}

/* The line at hand, and behind it; false if its end has not come yet. */
static bool next_line(struct http_scan *scan, struct span octets, struct span *text)
{
    const uint8_t *lf = NULL;

    if (scan->at < octets.n)
        lf = memchr(octets.p + scan->at, '\n', octets.n - scan->at);
    if (lf == NULL) {
        scan->at = octets.n;
        return false;
    }
    *text = (struct span){octets.p + scan->line, (size_t)(lf - octets.p) - scan->line};
    if (text->n > 0 && text->p[text->n - 1] == '\r')
        text->n--;
    scan->line = scan->at = (size_t)(lf - octets.p) + 1;
    return true;
}

/* What begins no message: the rest of something if HTTP was seen here, else not HTTP. */
static void answer_other(const struct http_scan *scan, const struct http_talk *talk,
                         struct span octets, struct http_frame *out)
{
    answer(out, scan, talk->seen ? HTTP_FRAMING_WHOLE : HTTP_FRAMING_NONE, octets.n);
}

/* Whether the first line begins a message; if not, or not yet, `out` is set. */
static bool begin(struct http_scan *scan, const struct http_talk *talk, struct span octets,
                  struct http_frame *out)
{
    struct http_start start;
    struct span text;

    if (octets.n == 0 || tl_http_is_text(octets.p[0])) {
        do {
            if (!next_line(scan, octets, &text)) {
                if (scan->at > HTTP_HEAD_MAX)
                    answer_other(scan, talk, octets, out);
                else
                    answer(out, scan, HTTP_FRAMING_SEGMENT, 0);
                return false;
            }
        } while (text.n == 0 && talk->seen); /* an empty line too many behind the last message */
        tl_http_read_start(text, &start);
        scan->kind = start.kind;
        scan->status = start.status;
    }
    if (scan->kind != HTTP_NO_MESSAGE)
        return true;
    answer_other(scan, talk, octets, out);
    return false;
}

/* A field that says how long the body is. */
static void note_field(struct http_scan *scan, struct span text)
{
    const uint8_t *const colon = memchr(text.p, ':', text.n);
    struct span name = text, value;

    if (colon == NULL)
        return;
    name.n = (size_t)(colon - text.p);
    value = (struct span){colon + 1, text.n - name.n - 1};
    while (value.n > 0 && (value.p[0] == ' ' || value.p[0] == '\t'))
        (void)span_take(&value, 1);
    if (tl_http_is(name, "Content-Length"))
        scan->sized = tl_http_read_length(value, &scan->length) && scan->length <= LENGTH_MAX;
    else if (tl_http_is(name, "Transfer-Encoding") && tl_http_begins(value, "chunked"))
        scan->chunked = true;
}

/* The fields to the empty line. A head beyond the limits ends where it is. */
static bool skip_fields(struct http_scan *scan, struct span octets)
{
    struct span text;

    while (next_line(scan, octets, &text)) {
        if (text.n == 0 || ++scan->fields > HTTP_FIELDS_MAX)
            return true;
        note_field(scan, text);
    }
    return scan->at > HTTP_HEAD_MAX;
}

/* RFC 9112 6.3, in its order. */
static enum step step_of_body(struct http_scan *scan, const struct http_talk *talk)
{
    const bool response = scan->kind == HTTP_RESPONSE;

    if (response && (tl_http_has_no_body(scan->status) || talk->head ||
                     (talk->connect && scan->status / 100 == 2)))
        return NO_BODY;
    if (scan->chunked)
        return CHUNK_LINE;
    if (response && !scan->sized)
        return REST;
    if (scan->kind == HTTP_NOTIFICATION && !scan->sized)
        return AT_HAND;
    if (!scan->sized)
        scan->length = 0;
    return BODY;
}

/* Chunks, each its size in a line, its octets and a line break, to the one of size 0. */
static bool skip_chunks(struct http_scan *scan, struct span octets, struct http_frame *out)
{
    for (;;) {
        const size_t begin = scan->line;
        struct span text;
        uint64_t n;

        if (begin > octets.n) {
            answer(out, scan, HTTP_FRAMING_OCTETS, begin - octets.n);
            return false;
        }
        if (!next_line(scan, octets, &text)) {
            answer(out, scan, HTTP_FRAMING_SEGMENT, 0);
            return false;
        }
        if (text.n == 0) {
            answer(out, scan, HTTP_FRAMING_WHOLE, begin);
            return false;
        }
        n = tl_http_read_chunk_size(text);
        if (n == 0)
            return true;
        if (n > LENGTH_MAX) {
            answer(out, scan, HTTP_FRAMING_WHOLE, octets.n);
            return false;
        }
        scan->line += n + LINE_BREAK;
        scan->at = scan->line;
    }
}

static void frame_trailer(struct http_scan *scan, struct span octets, struct http_frame *out)
{
    struct span text;

    while (next_line(scan, octets, &text)) {
        if (text.n == 0 || ++scan->fields > HTTP_FIELDS_MAX) {
            answer(out, scan, HTTP_FRAMING_WHOLE, scan->at);
            return;
        }
    }
    answer(out, scan, HTTP_FRAMING_SEGMENT, 0);
}

static void frame_body(const struct http_scan *scan, struct span octets, struct http_frame *out)
{
    const uint64_t end = scan->line + scan->length;

    if (end > octets.n)
        answer(out, scan, HTTP_FRAMING_OCTETS, end - octets.n);
    else
        answer(out, scan, HTTP_FRAMING_WHOLE, end);
}

/* There should be no body. A server that sends one nevertheless sends it at once: what is there and
 * no next message is taken for it, but nothing is waited for. */
static void frame_no_body(const struct http_scan *scan, struct span octets, struct http_frame *out)
{
    struct span behind = octets;
    uint64_t n = 0;

    (void)span_take(&behind, scan->line);
    if (scan->sized && !tl_http_begins(behind, "HTTP/"))
        n = scan->length < behind.n ? scan->length : behind.n;
    answer(out, scan, HTTP_FRAMING_WHOLE, scan->line + n);
}

void tl_http_frame(struct http_scan *scan, const struct http_talk *talk, struct span octets,
                   struct http_frame *out)
{
    if (talk->switched) {
        answer(out, scan, HTTP_FRAMING_NONE, 0);
        return;
    }
    if (scan->step == FIRST_LINE) {
        if (!begin(scan, talk, octets, out))
            return;
        scan->step = FIELDS;
    }
    if (scan->step == FIELDS) {
        if (!skip_fields(scan, octets)) {
            answer(out, scan, HTTP_FRAMING_SEGMENT, 0);
            return;
        }
        scan->step = (uint8_t)step_of_body(scan, talk);
    }
    if (scan->step == CHUNK_LINE) {
        if (!skip_chunks(scan, octets, out))
            return;
        scan->step = TRAILER;
    }
    if (scan->step == TRAILER)
        frame_trailer(scan, octets, out);
    else if (scan->step == REST)
        answer(out, scan, HTTP_FRAMING_UNTIL_FIN, 0);
    else if (scan->step == AT_HAND)
        answer(out, scan, HTTP_FRAMING_WHOLE, octets.n);
    else if (scan->step == NO_BODY)
        frame_no_body(scan, octets, out);
    else
        frame_body(scan, octets, out);
}

void tl_http_said(struct http_talk *talk, struct span message)
{
    struct http_start start;
    struct http_line line;

    do {
        if (message.n == 0)
            return;
        (void)tl_http_take_line(&message, &line);
    } while (line.text.n == 0 && message.n > 0);
    tl_http_read_start(line.text, &start);
    if (start.kind == HTTP_NO_MESSAGE)
        return;
    talk->seen = true;
    if (start.kind != HTTP_RESPONSE) {
        talk->head = tl_http_is(start.method, "HEAD");
        talk->connect = tl_http_is(start.method, "CONNECT");
        return;
    }
    talk->switched = start.status == 101 || (talk->connect && start.status / 100 == 2);
}
