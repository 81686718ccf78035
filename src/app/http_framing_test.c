// SPDX-License-Identifier: BSD-3-Clause
#include "app/http_framing.h"

#include "tap.h"

#define OCTETS(literal) ((struct span){(const uint8_t *)(literal), sizeof(literal) - 1})

static struct http_frame frame(const struct http_talk *talk, struct span octets)
{
    struct http_scan scan = {0};
    struct http_frame out;

    tl_http_frame(&scan, talk, octets, &out);
    return out;
}

static const struct http_talk fresh = {0}, seen = {.seen = true}, after_head = {.head = true};

/* Whether `octets` need what `framing` says, and `n`, in a conversation of its own. */
static bool is(const struct http_talk *talk, struct span octets, enum http_framing framing,
               uint64_t n)
{
    const struct http_frame f = frame(talk, octets);

    return f.framing == framing && f.n == n;
}

static void knows_where_a_head_ends(void)
{
    T_CHECK(is(&fresh, OCTETS("GET / HTTP/1.1\r\n"), HTTP_FRAMING_SEGMENT, 0));
    T_CHECK(is(&fresh, OCTETS("GET / HTTP/1.1\r\n\r\nGET"), HTTP_FRAMING_WHOLE, 18));
    T_CHECK(is(&fresh, OCTETS("GET / HTTP/1.1\nHost: a\n\n"), HTTP_FRAMING_WHOLE, 24));
    T_CHECK(is(&fresh, OCTETS("PO"), HTTP_FRAMING_SEGMENT, 0));
}

static void knows_how_long_a_body_is(void)
{
    T_CHECK(is(&fresh, OCTETS("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab"),
               HTTP_FRAMING_OCTETS, 3));
    T_CHECK(is(&fresh, OCTETS("POST / HTTP/1.1\r\ncontent-length:2\r\n\r\nabc"), HTTP_FRAMING_WHOLE,
               39));
    T_CHECK(is(&fresh, OCTETS("POST / HTTP/1.1\r\n\r\nabc"), HTTP_FRAMING_WHOLE, 19));
    T_CHECK(is(&fresh, OCTETS("HTTP/1.1 200 OK\r\n\r\nabc"), HTTP_FRAMING_UNTIL_FIN, 0));
    T_CHECK(is(&fresh, OCTETS("HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc"),
               HTTP_FRAMING_UNTIL_FIN, 0));
    T_CHECK(is(&fresh, OCTETS("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"),
               HTTP_FRAMING_UNTIL_FIN, 0));
    T_CHECK(
        is(&fresh, OCTETS("HTTP/1.1 304 X\r\nContent-Length: 3\r\n\r\n"), HTTP_FRAMING_WHOLE, 37));
    T_CHECK(is(&fresh, OCTETS("HTTP/1.1 100 X\r\n\r\nHTTP"), HTTP_FRAMING_WHOLE, 18));
    T_CHECK(is(&after_head, OCTETS("HTTP/1.1 200 X\r\nContent-Length: 3\r\n\r\n"),
               HTTP_FRAMING_WHOLE, 37));
    /* A body where none should be: taken if it is there. */
    T_CHECK(is(&after_head, OCTETS("HTTP/1.1 200 X\r\nContent-Length: 3\r\n\r\nabcd"),
               HTTP_FRAMING_WHOLE, 40));
    T_CHECK(is(&after_head, OCTETS("HTTP/1.1 200 X\r\nContent-Length: 3\r\n\r\nHTTP/1.1"),
               HTTP_FRAMING_WHOLE, 37));
}

static void counts_chunks(void)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    enum { HEAD = sizeof head - 1 };

    T_CHECK(is(&fresh,
               OCTETS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
                      "0\r\n\r\nHTTP"),
               HTTP_FRAMING_WHOLE, HEAD + 13));
    T_CHECK(is(&fresh, OCTETS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n"),
               HTTP_FRAMING_SEGMENT, 0));
    T_CHECK(is(&fresh, OCTETS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=y\r\nab"),
               HTTP_FRAMING_OCTETS, 10));
    T_CHECK(is(&fresh,
               OCTETS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n"),
               HTTP_FRAMING_WHOLE, HEAD + 12));
}

static void tells_http_from_other(void)
{
    T_CHECK(is(&fresh, OCTETS("SSH-2.0-x\r\n"), HTTP_FRAMING_NONE, 11));
    T_CHECK(is(&fresh, OCTETS("\x16\x03\x01"), HTTP_FRAMING_NONE, 3));
    T_CHECK(is(&fresh, OCTETS("\r\nGET / HTTP/1.1\r\n\r\n"), HTTP_FRAMING_NONE, 20));
    T_CHECK(is(&seen, OCTETS("\r\nGET / HTTP/1.1\r\n\r\nGET"), HTTP_FRAMING_WHOLE, 20));
    T_CHECK(is(&seen, OCTETS("abc\r\ndef"), HTTP_FRAMING_WHOLE, 8));
    T_CHECK(is(&seen, OCTETS("abc"), HTTP_FRAMING_SEGMENT, 0));
    T_CHECK(is(&seen, OCTETS("\x01\x02"), HTTP_FRAMING_WHOLE, 2));
}

static void remembers_what_was_said(void)
{
    struct http_talk talk = {0};

    tl_http_said(&talk, OCTETS("HEAD / HTTP/1.1\r\n\r\n"));
    T_CHECK(talk.seen && talk.head && !talk.switched);
    tl_http_said(&talk, OCTETS("HTTP/1.1 200 OK\r\n\r\n"));
    T_CHECK(!talk.switched);
    tl_http_said(&talk, OCTETS("CONNECT a:443 HTTP/1.1\r\n\r\n"));
    tl_http_said(&talk, OCTETS("HTTP/1.1 407 No\r\n\r\n"));
    T_CHECK(!talk.head && !talk.switched);
    tl_http_said(&talk, OCTETS("HTTP/1.1 200 OK\r\n\r\n"));
    T_CHECK(talk.switched && is(&talk, OCTETS("GET / HTTP/1.1\r\n\r\n"), HTTP_FRAMING_NONE, 0));
}

/* However it is cut, a message ends at the same place; and what is asked for is not too much. */
static void ends_where_it_ends(void)
{
    static const char chunks[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "3\r\nabc\r\n1\r\nd\r\n0\r\nT: u\r\n\r\n";
    static const char *const messages[] = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd",
        chunks,
    };

    for (size_t m = 0; m < sizeof messages / sizeof messages[0]; m++) {
        const size_t n = strlen(messages[m]);
        struct http_scan scan = {0};
        struct http_frame f = {0};
        bool early = false;

        for (size_t i = 1; i <= n; i++) {
            tl_http_frame(&scan, &fresh, (struct span){(const uint8_t *)messages[m], i}, &f);
            early |= i < n && f.framing != HTTP_FRAMING_SEGMENT &&
                     (f.framing != HTTP_FRAMING_OCTETS || f.n > n - i);
        }
        T_CHECK(!early && f.framing == HTTP_FRAMING_WHOLE && f.n == n);
    }
}

static void bounds_a_head(void)
{
    static uint8_t lines[HTTP_HEAD_MAX + 16];
    static const char first[16] = "GET / HTTP/1.1\r\n", field[4] = "a:\r\n"; /* and no NUL */

    memset(lines, 'a', sizeof lines);
    for (size_t i = 0; i < sizeof first; i++)
        lines[i] = (uint8_t)first[i];
    T_CHECK(frame(&fresh, (struct span){lines, sizeof lines}).framing == HTTP_FRAMING_WHOLE);
    T_CHECK(frame(&fresh, (struct span){lines, 4096}).framing == HTTP_FRAMING_SEGMENT);
    T_CHECK(frame(&seen, (struct span){lines + 8, sizeof lines - 8}).framing !=
            HTTP_FRAMING_SEGMENT);
    for (size_t i = 16; i + 2 < sizeof lines; i += 4)
        memcpy(lines + i, field, sizeof field);
    T_CHECK(frame(&fresh, (struct span){lines, sizeof lines}).n < 8192);
}

int main(void)
{
    knows_where_a_head_ends();
    knows_how_long_a_body_is();
    counts_chunks();
    tells_http_from_other();
    remembers_what_was_said();
    ends_where_it_ends();
    bounds_a_head();
    return t_done();
}
