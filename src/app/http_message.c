// SPDX-License-Identifier: BSD-3-Clause
#include "app/http_message.h"

#include <strings.h>

#include "app/recognise.h"

/* Requests by their first word: RFC 9110, 5789 (PATCH), 4918 and its family (WebDAV), and what
 * Microsoft's and UPnP's programs send besides. */
static const char *const requests[] = {
    "GET",
    "PUT",
    "COPY",
    "HEAD",
    "LOCK",
    "MOVE",
    "POLL",
    "POST",
    "BCOPY",
    "BMOVE",
    "LABEL",
    "MERGE",
    "MKCOL",
    "PATCH",
    "TRACE",
    "DELETE",
    "REPORT",
    "SEARCH",
    "UNLOCK",
    "UPDATE",
    "BDELETE",
    "CHECKIN",
    "CONNECT",
    "OPTIONS",
    "CCM_POST",
    "CHECKOUT",
    "M-SEARCH",
    "PROPFIND",
    "BPROPFIND",
    "PROPPATCH",
    "BPROPPATCH",
    "MKACTIVITY",
    "UNCHECKOUT",
    "MKWORKSPACE",
    "RPC_CONNECT",
    "RPC_IN_DATA",
    "RPC_OUT_DATA",
    "VERSION-CONTROL",
    "BASELINE-CONTROL",
    "SSTP_DUPLEX_POST",
};

static const char *const notifications[] = {"NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE"};

bool tl_http_is(struct span s, const char *name)
{
    return s.n == strlen(name) && tl_http_begins(s, name);
}

bool tl_http_begins(struct span s, const char *prefix)
{
    const size_t n = strlen(prefix);

    return s.n >= n && strncasecmp((const char *)s.p, prefix, n) == 0;
}

bool tl_http_take_line(struct span *rest, struct http_line *out)
{
    const uint8_t *const lf = rest->n == 0 ? NULL : memchr(rest->p, '\n', rest->n);
    size_t n;

    if (lf == NULL) {
        out->text = out->all = *rest;
        return false;
    }
    n = (size_t)(lf - rest->p) + 1;
    out->all = (struct span){rest->p, n};
    (void)span_take(rest, n);
    n--;
    if (n > 0 && out->all.p[n - 1] == '\r')
        n--;
    out->text = (struct span){out->all.p, n};
    return true;
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

static struct span trimmed(struct span s)
{
    while (s.n > 0 && (is_blank(s.p[0]) || s.p[0] == '\r' || s.p[0] == '\n'))
        (void)span_take(&s, 1);
    while (s.n > 0 && (is_blank(s.p[s.n - 1]) || s.p[s.n - 1] == '\r' || s.p[s.n - 1] == '\n'))
        s.n--;
    return s;
}

/* Take what stands before the next space, and the space. */
static struct span take_word(struct span *rest)
{
    struct span word = *rest;

    word.n = 0;
    while (rest->n > 0 && rest->p[0] != ' ') {
        (void)span_take(rest, 1);
        word.n++;
    }
    if (rest->n > 0)
        (void)span_take(rest, 1);
    return word;
}

static bool is_one_of(struct span word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (word.n == strlen(list[i]) && memcmp(word.p, list[i], word.n) == 0)
            return true;
    return false;
}

static enum http_kind kind_of_method(struct span method)
{
    if (method.n == 0)
        return HTTP_NO_MESSAGE;
    if (is_one_of(method, requests, sizeof requests / sizeof requests[0]))
        return HTTP_REQUEST;
    if (is_one_of(method, notifications, sizeof notifications / sizeof notifications[0]))
        return HTTP_NOTIFICATION;
    return HTTP_NO_MESSAGE;
}

static void skip_spaces(struct span *rest)
{
    while (rest->n > 0 && rest->p[0] == ' ')
        (void)span_take(rest, 1);
}

static void read_response(struct span text, struct http_start *out)
{
    struct span status;
    int number;

    out->kind = HTTP_RESPONSE;
    out->version = take_word(&text);
    skip_spaces(&text);
    status = take_word(&text);
    skip_spaces(&text);
    number = app_three_digits(status);
    out->status = (uint16_t)(number < 0 ? 0 : number);
    out->phrase = text;
}

void tl_http_read_start(struct span text, struct http_start *out)
{
    struct span rest = text;

    *out = (struct http_start){.kind = HTTP_NO_MESSAGE};
    if (text.n >= 5 && memcmp(text.p, "HTTP/", 5) == 0) {
        read_response(text, out);
        return;
    }
    out->method = take_word(&rest);
    out->kind = (uint8_t)kind_of_method(out->method);
    if (out->kind == HTTP_NO_MESSAGE) {
        out->method.n = 0;
    } else {
        out->target = take_word(&rest);
        out->version = rest;
    }
}

/* Lines that begin with white space belong to the field before. */
static void take_continuations(struct span *rest, struct http_field *field)
{
    struct http_line more;

    while (rest->n > 0 && is_blank(rest->p[0]) && tl_http_take_line(rest, &more)) {
        field->line.text.n = field->line.all.n + more.text.n;
        field->line.all.n += more.all.n;
    }
}

enum http_part tl_http_take_field(struct span *rest, struct http_field *out)
{
    struct span behind = *rest;
    const uint8_t *colon;

    if (!tl_http_take_line(&behind, &out->line))
        return HTTP_HEAD_CUT;
    if (out->line.text.n == 0) {
        *rest = behind;
        return HTTP_HEAD_END;
    }
    colon = memchr(out->line.text.p, ':', out->line.text.n);
    if (colon == NULL)
        return HTTP_HEAD_END;
    take_continuations(&behind, out);
    *rest = behind;
    out->name = (struct span){out->line.text.p, (size_t)(colon - out->line.text.p)};
    out->value = trimmed((struct span){colon + 1, out->line.text.n - out->name.n - 1});
    return HTTP_FIELD;
}

bool tl_http_read_length(struct span value, uint64_t *out)
{
    uint64_t n = 0;

    value = trimmed(value);
    if (value.n > 0 && value.p[0] == '+')
        (void)span_take(&value, 1);
    if (value.n == 0)
        return false;
    for (size_t i = 0; i < value.n; i++) {
        if (!app_is_digit(value.p[i]) || n > (UINT64_MAX - 9) / 10)
            return false;
        n = n * 10 + (uint64_t)(value.p[i] - '0');
    }
    *out = n;
    return true;
}

uint64_t tl_http_read_chunk_size(struct span line)
{
    uint64_t n = 0;
    size_t i = 0;

    while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
        i++;
    if (line.n - i > 2 && line.p[i] == '0' && (line.p[i + 1] | 0x20) == 'x')
        i += 2;
    for (; i < line.n; i++) {
        const uint8_t c = line.p[i] | 0x20;
        unsigned digit;

        if (app_is_digit(line.p[i]))
            digit = line.p[i] - (unsigned)'0';
        else if (c >= 'a' && c <= 'f')
            digit = c - (unsigned)'a' + 10;
        else
            break;
        if (n > UINT32_MAX)
            return n;
        n = n << 4 | digit;
    }
    return n;
}

bool tl_http_is_text(uint8_t c)
{
    return app_is_graph(c) || c == ' ' || (c >= '\t' && c <= '\r');
}
