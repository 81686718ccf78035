// SPDX-License-Identifier: BSD-3-Clause
/* dissect_http_head.c - an HTTP/1 message's first line and its fields (RFC 9112 3 to 5). */
#include "dissect/dissect_http.h"

#include <stdio.h>

#include "app/http_status.h"
#include "base/text.h"
#include "dissect/info.h"

enum { CHAT_MAX = 240 };

/* A field of the registry for a field of HTTP. */
static const struct known {
    const char *name;
    uint16_t field;
} known_fields[] = {
    {"Accept", F_HTTP_ACCEPT},
    {"Accept-Encoding", F_HTTP_ACCEPT_ENCODING},
    {"Accept-Language", F_HTTP_ACCEPT_LANGUAGE},
    {"Authorization", F_HTTP_AUTHORIZATION},
    {"Cache-Control", F_HTTP_CACHE_CONTROL},
    {"Connection", F_HTTP_CONNECTION},
    {"Content-Encoding", F_HTTP_CONTENT_ENCODING},
    {"Content-Length", F_HTTP_CONTENT_LENGTH_HEADER},
    {"Content-Type", F_HTTP_CONTENT_TYPE},
    {"Cookie", F_HTTP_COOKIE},
    {"Date", F_HTTP_DATE},
    {"Host", F_HTTP_HOST},
    {"HTTP2-Settings", F_HTTP_SETTINGS},
    {"Last-Modified", F_HTTP_LAST_MODIFIED},
    {"Location", F_HTTP_LOCATION},
    {"Proxy-Authenticate", F_HTTP_PROXY_AUTHENTICATE},
    {"Proxy-Authorization", F_HTTP_PROXY_AUTHORIZATION},
    {"Referer", F_HTTP_REFERER},
    {"Sec-WebSocket-Accept", F_HTTP_WEBSOCKET_ACCEPT},
    {"Sec-WebSocket-Extensions", F_HTTP_WEBSOCKET_EXTENSIONS},
    {"Sec-WebSocket-Key", F_HTTP_WEBSOCKET_KEY},
    {"Sec-WebSocket-Protocol", F_HTTP_WEBSOCKET_PROTOCOL},
    {"Sec-WebSocket-Version", F_HTTP_WEBSOCKET_VERSION},
    {"Server", F_HTTP_SERVER},
    {"Set-Cookie", F_HTTP_SET_COOKIE},
    {"Transfer-Encoding", F_HTTP_TRANSFER_ENCODING},
    {"Upgrade", F_HTTP_UPGRADE},
    {"User-Agent", F_HTTP_USER_AGENT},
    {"WWW-Authenticate", F_HTTP_WWW_AUTHENTICATE},
    {"X-Forwarded-For", F_HTTP_FORWARDED_FOR},
};

/* Take what is before the next `separator`, and that; false at the end. */
static bool take_until(struct span *rest, uint8_t separator, struct span *out)
{
    const uint8_t *const end = rest->n == 0 ? NULL : memchr(rest->p, separator, rest->n);

    *out = *rest;
    if (rest->n == 0)
        return false;
    if (end != NULL)
        out->n = (size_t)(end - rest->p);
    (void)span_take(rest, end == NULL ? out->n : out->n + 1);
    return true;
}

static struct item *put_octets(struct items *out, enum field_id field, struct span s)
{
    return items_octets(out, field, s.p, s.n);
}

static void put_complaint(struct http_message *m, enum field_id field,
                          enum expert_severity severity, enum expert_group group)
{
    expert_below(m->d, field, severity, group, tl_fields[field].title);
}

/* ---- the first line ---- */

static void put_chat(struct http_message *m, struct span line)
{
    char room[CHAT_MAX];
    struct text text;

    if (is_newest_tree(m->d))
        return;
    text_init(&text, room, sizeof room - 1, NULL, NULL);
    text_escaped(&text, line.p, line.n < CHAT_MAX ? line.n : (size_t)CHAT_MAX);
    room[text.len] = '\0';
    expert_add(m->d, F_HTTP_CHAT, EXPERT_CHAT, EXPERT_SEQUENCE, room);
}

static void put_query(struct items *out, struct span query)
{
    struct span parameter;

    put_octets(out, F_HTTP_URI_QUERY, query);
    items_in(out);
    while (take_until(&query, '&', &parameter))
        put_octets(out, F_HTTP_URI_PARAMETER, parameter);
    items_out(out);
}

/* A target is taken apart if it has a query. */
static void put_target(struct items *out, struct span target)
{
    struct span path, query = target;

    put_octets(out, F_HTTP_URI, target);
    if (!take_until(&query, '?', &path) || query.n == 0)
        return;
    items_in(out);
    put_octets(out, F_HTTP_URI_PATH, path);
    put_query(out, query);
    items_out(out);
}

static void put_request_line(struct http_message *m)
{
    struct items *const out = m->d->items;

    put_octets(out, F_HTTP_METHOD, m->start.method);
    put_target(out, m->start.target);
    put_octets(out, F_HTTP_REQUEST_VERSION, m->start.version);
}

static void put_status_line(struct http_message *m)
{
    const unsigned status = m->start.status;
    struct items *const out = m->d->items;
    const char *words;
    char unknown[24];

    put_octets(out, F_HTTP_RESPONSE_VERSION, m->start.version);
    if (status == 0)
        return;
    items_u(out, F_HTTP_CODE, status);
    words = tl_http_status(status);
    if (words == NULL) {
        (void)snprintf(unknown, sizeof unknown, "Unknown (%u)", status);
        words = unknown;
    }
    items_generated(items_text(out, F_HTTP_CODE_DESC, words));
    if (m->start.phrase.n > 0)
        put_octets(out, F_HTTP_PHRASE, m->start.phrase);
}

/* Several messages in one frame stand beside one another. */
static void put_info(struct http_message *m, struct span line)
{
    struct info *const info = m->d->info;

    if (info == NULL)
        return;
    if (strcmp(info->protocol, "HTTP") != 0)
        (void)info_begin(m->d, "HTTP");
    text_octets(&info->text, (const char *)line.p, line.n);
    text_char(&info->text, ' ');
}

static void put_first_line(struct http_message *m, const struct http_line *line)
{
    static const uint16_t kinds[] = {
        [HTTP_REQUEST] = F_HTTP_REQUEST,
        [HTTP_RESPONSE] = F_HTTP_RESPONSE,
        [HTTP_NOTIFICATION] = F_HTTP_NOTIFICATION,
    };
    struct items *const out = m->d->items;
    struct item *const it = put_octets(out, F_TEXT, line->all);

    ITEMS_SAY_OCTETS(out, it, line->all.p, line->all.n);
    put_info(m, line->text);
    items_in(out);
    put_chat(m, line->all);
    if (m->start.kind == HTTP_RESPONSE)
        put_status_line(m);
    else
        put_request_line(m);
    items_out(out);
    items_hidden(items_u(out, kinds[m->start.kind], 1));
}

/* ---- fields ---- */

static void put_length(struct http_message *m, struct span value)
{
    struct items *const out = m->d->items;
    uint64_t length;

    items_in(out);
    if (tl_http_read_length(value, &length))
        items_generated(items_u(out, F_HTTP_CONTENT_LENGTH, length));
    items_out(out);
    if (m->coded)
        put_complaint(m, F_HTTP_TE_AND_LENGTH, EXPERT_WARNING, EXPERT_MALFORMED);
    m->sized = true;
}

static void put_transfer(struct http_message *m, struct span value)
{
    static const char *const codings[] = {"chunked", "compress", "deflate", "gzip", "identity"};
    bool known = false;

    if (m->sized)
        put_complaint(m, F_HTTP_TE_AND_LENGTH, EXPERT_WARNING, EXPERT_MALFORMED);
    for (size_t i = 0; i < sizeof codings / sizeof codings[0]; i++)
        known |= tl_http_begins(value, codings[i]);
    if (!known)
        put_complaint(m, F_HTTP_TE_UNKNOWN, EXPERT_WARNING, EXPERT_UNDECODED);
    m->coded = true;
    m->chunked = tl_http_begins(value, "chunked");
}

static void put_cookies(struct items *out, struct span value)
{
    struct span pair;

    items_in(out);
    while (take_until(&value, ';', &pair)) {
        while (pair.n > 0 && pair.p[0] == ' ')
            (void)span_take(&pair, 1);
        put_octets(out, F_HTTP_COOKIE_PAIR, pair);
    }
    items_out(out);
}

static int base64_digit(uint8_t c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *const at = c == '\0' ? NULL : strchr(digits, c);

    return at == NULL ? -1 : (int)(at - digits);
}

/* Name and password of "Basic bmFtZTpwYXNzd29yZA==" (RFC 7617). */
static void put_credentials(struct items *out, struct span value)
{
    enum { SCHEME = 5, TEXT_MAX = 256 };
    uint8_t text[TEXT_MAX];
    uint32_t bits = 0;
    unsigned n_bits = 0;
    size_t n = 0;

    if (!tl_http_begins(value, "Basic"))
        return;
    (void)span_take(&value, SCHEME);
    while (value.n > 0 && value.p[0] == ' ')
        (void)span_take(&value, 1);
    for (size_t i = 0; i < value.n && n < TEXT_MAX && base64_digit(value.p[i]) >= 0; i++) {
        bits = bits << 6 | (uint32_t)base64_digit(value.p[i]);
        n_bits += 6;
        if (n_bits >= 8) {
            n_bits -= 8;
            text[n++] = (uint8_t)(bits >> n_bits);
        }
    }
    items_in(out);
    items_kept(out, F_HTTP_AUTH_BASIC, (struct span){text, n});
    items_out(out);
}

/* RFC 9110 5.6.2: what a field's name is made of. */
static bool is_token(struct span name)
{
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] <= ' ' || name.p[i] >= 0x7f || strchr("()<>@,;:\\\"/[]?={}", name.p[i]))
            return false;
    return true;
}

/* What this field means for the message, and what is shown below it. */
static void read_field(struct http_message *m, enum field_id field, struct span value)
{
    switch ((unsigned)field) {
    case F_HTTP_HOST:
        m->host = value;
        return;
    case F_HTTP_CONTENT_TYPE:
        m->type = value;
        return;
    case F_HTTP_CONTENT_ENCODING:
        m->coding = value;
        return;
    case F_HTTP_CONTENT_LENGTH_HEADER:
        put_length(m, value);
        return;
    case F_HTTP_TRANSFER_ENCODING:
        put_transfer(m, value);
        return;
    case F_HTTP_COOKIE:
        put_cookies(m->d->items, value);
        return;
    case F_HTTP_AUTHORIZATION:
    case F_HTTP_PROXY_AUTHORIZATION:
        put_credentials(m->d->items, value);
        return;
    default:
        return;
    }
}

static enum field_id known_field(struct span name)
{
    for (size_t i = 0; i < sizeof known_fields / sizeof known_fields[0]; i++)
        if (tl_http_is(name, known_fields[i].name))
            return known_fields[i].field;
    return FIELDS;
}

static void put_field(struct http_message *m, const struct http_field *f)
{
    const bool response = m->start.kind == HTTP_RESPONSE;
    struct items *const out = m->d->items;
    const enum field_id field = known_field(f->name);
    struct item *it;

    if (field == FIELDS)
        it = put_octets(out, F_TEXT, f->line.all);
    else
        it = items_at(put_octets(out, field, f->value), f->line.all.p, (uint32_t)f->line.all.n);
    ITEMS_SAY_OCTETS(out, it, f->line.all.p, f->line.all.n);
    if (!is_token(f->name))
        put_complaint(m, F_HTTP_BAD_NAME, EXPERT_WARNING, EXPERT_PROTOCOL);
    if (field != FIELDS)
        read_field(m, field, f->value);
    items_hidden(
        put_octets(out, response ? F_HTTP_RESPONSE_LINE : F_HTTP_REQUEST_LINE, f->line.all));
}

/* An empty line before the message: one too many behind the last one. */
static void put_empty_line(struct http_message *m, const struct http_line *line)
{
    struct items *const out = m->d->items;

    ITEMS_LINE(out, line->all.p, line->all.n, "%s", tl_fields[F_HTTP_LEADING_CRLF].title);
    put_complaint(m, F_HTTP_LEADING_CRLF, EXPERT_ERROR, EXPERT_MALFORMED);
}

/* Take the next field; the octets may end in its line. */
static enum http_part take_field(struct span *rest, struct http_field *out)
{
    const enum http_part part = tl_http_take_field(rest, out);
    struct span value = *rest;

    if (part != HTTP_HEAD_CUT || !take_until(&value, ':', &out->name) || out->name.n == rest->n)
        return part;
    while (value.n > 0 && (value.p[0] == ' ' || value.p[0] == '\t'))
        (void)span_take(&value, 1);
    out->value = value;
    rest->p += rest->n;
    rest->n = 0;
    return HTTP_FIELD;
}

/* The fields, and the empty line that ends them. */
static void put_fields(struct http_message *m)
{
    struct items *const out = m->d->items;
    struct http_field field;
    struct span behind;
    enum http_part part;
    unsigned n = 0;

    do {
        behind = m->rest;
        part = take_field(&m->rest, &field);
        if (part == HTTP_FIELD)
            put_field(m, &field);
    } while (part == HTTP_FIELD && ++n < HTTP_FIELDS_MAX);
    if (n == HTTP_FIELDS_MAX)
        expert_below(m->d, FIELDS, EXPERT_WARNING, EXPERT_UNDECODED,
                     "More than 1000 fields: what follows is not read as HTTP");
    if (part == HTTP_HEAD_END && m->rest.p != behind.p) {
        struct item *const it = put_octets(out, F_TEXT, field.line.all);

        ITEMS_SAY_OCTETS(out, it, field.line.all.p, field.line.all.n);
    }
}

/* A head without its first line is still one: the rest of what another segment began. */
void dissect_http_head(struct http_message *m)
{
    struct span behind = m->rest;
    struct http_line line;

    (void)tl_http_take_line(&behind, &line);
    if (line.text.n == 0 && behind.n > 0) {
        put_empty_line(m, &line);
        m->rest = behind;
        (void)tl_http_take_line(&behind, &line);
    }
    tl_http_read_start(line.text, &m->start);
    if (m->start.kind == HTTP_NO_MESSAGE) {
        if (m->rest.n > 0 && tl_http_is_text(m->rest.p[0]))
            put_fields(m);
        return;
    }
    if (behind.p == line.all.p) /* the line does not end */
        behind = (struct span){line.all.p + line.all.n, 0};
    put_first_line(m, &line);
    m->rest = behind;
    put_fields(m);
}
