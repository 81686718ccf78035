// SPDX-License-Identifier: BSD-3-Clause
#include "app/http_message.h"

#include "tap.h"

#define OCTETS(literal) ((struct span){(const uint8_t *)(literal), sizeof(literal) - 1})

static bool is_text(struct span s, const char *text)
{
    return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

static void reads_requests(void)
{
    struct http_start s;

    tl_http_read_start(OCTETS("GET /a?b HTTP/1.1"), &s);
    T_CHECK(s.kind == HTTP_REQUEST && is_text(s.method, "GET") && is_text(s.target, "/a?b") &&
            is_text(s.version, "HTTP/1.1"));
    tl_http_read_start(OCTETS("GET"), &s);
    T_CHECK(s.kind == HTTP_REQUEST && s.target.n == 0 && s.version.n == 0);
    tl_http_read_start(OCTETS("NOTIFY * HTTP/1.1"), &s);
    T_CHECK(s.kind == HTTP_NOTIFICATION);
    tl_http_read_start(OCTETS("get / HTTP/1.1"), &s);
    T_CHECK(s.kind == HTTP_NO_MESSAGE && s.method.n == 0);
    tl_http_read_start(OCTETS(""), &s);
    T_CHECK(s.kind == HTTP_NO_MESSAGE);
}

static void reads_responses(void)
{
    struct http_start s;

    tl_http_read_start(OCTETS("HTTP/1.1 404 Not Found"), &s);
    T_CHECK(s.kind == HTTP_RESPONSE && s.status == 404 && is_text(s.phrase, "Not Found") &&
            is_text(s.version, "HTTP/1.1"));
    tl_http_read_start(OCTETS("HTTP/1.1  200  OK"), &s);
    T_CHECK(s.status == 200 && is_text(s.phrase, "OK"));
    tl_http_read_start(OCTETS("HTTP/1.1 20"), &s);
    T_CHECK(s.kind == HTTP_RESPONSE && s.status == 0 && s.phrase.n == 0);
    tl_http_read_start(OCTETS("HTTP 200"), &s);
    T_CHECK(s.kind == HTTP_NO_MESSAGE);
}

static void takes_fields(void)
{
    struct span rest = OCTETS("Host:  a \r\nX-Long: b\r\n c\r\nempty:\n\r\nbody");
    struct http_field f;

    T_CHECK(tl_http_take_field(&rest, &f) == HTTP_FIELD && is_text(f.name, "Host") &&
            is_text(f.value, "a") && is_text(f.line.all, "Host:  a \r\n"));
    T_CHECK(tl_http_take_field(&rest, &f) == HTTP_FIELD && is_text(f.value, "b\r\n c") &&
            is_text(f.line.all, "X-Long: b\r\n c\r\n"));
    T_CHECK(tl_http_take_field(&rest, &f) == HTTP_FIELD && f.value.n == 0);
    T_CHECK(tl_http_take_field(&rest, &f) == HTTP_HEAD_END && is_text(rest, "body"));
    T_CHECK(tl_http_take_field(&rest, &f) == HTTP_HEAD_CUT && is_text(rest, "body"));
    rest = OCTETS("no field\r\nX: y\r\n");
    T_CHECK(tl_http_take_field(&rest, &f) == HTTP_HEAD_END &&
            is_text(rest, "no field\r\nX: y\r\n"));
}

static void reads_numbers(void)
{
    uint64_t n = 0;

    T_CHECK(tl_http_read_length(OCTETS(" 0042 "), &n) && n == 42);
    T_CHECK(tl_http_read_length(OCTETS("+7"), &n) && n == 7);
    T_CHECK(!tl_http_read_length(OCTETS("-7"), &n) && !tl_http_read_length(OCTETS("7x"), &n) &&
            !tl_http_read_length(OCTETS(""), &n) &&
            !tl_http_read_length(OCTETS("99999999999999999999"), &n) && n == 7);
    T_CHECK(tl_http_read_chunk_size(OCTETS("1aF;x=y")) == 0x1af);
    T_CHECK(tl_http_read_chunk_size(OCTETS(" 0x10 ")) == 16);
    T_CHECK(tl_http_read_chunk_size(OCTETS("zz")) == 0 && tl_http_read_chunk_size(OCTETS("")) == 0);
    T_CHECK(tl_http_read_chunk_size(OCTETS("ffffffffffffffffffffffff")) > UINT32_MAX);
}

int main(void)
{
    reads_requests();
    reads_responses();
    takes_fields();
    reads_numbers();
    return t_done();
}
