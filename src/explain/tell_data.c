// SPDX-License-Identifier: BSD-3-Clause
/* tell_data.c - tells of payload: what message it begins or continues, and how it travels. */
#include "explain/data.h"
#include "explain/sight.h"

bool tl_is_response(const struct sight *s)
{
    return (s->app.kind == APP_HTTP_RESPONSE || (s->app.kind == APP_DNS && s->app.number == 1) ||
            (s->app.kind == APP_REDIS && s->app.number == 1)) &&
           s->past->request_side != s->v->side;
}

bool tl_is_request(const struct sight *s)
{
    return s->app.kind == APP_HTTP_REQUEST || (s->app.kind == APP_DNS && s->app.number == 0) ||
           (s->app.kind == APP_REDIS && s->app.number == 0);
}

/* The largest payload that the peer and the options on every segment leave room for; 0 if nobody
 * announced anything. RFC 9293 3.7.1: the MSS does not count options. */
uint32_t tl_full_payload(const struct conn *conn, unsigned sender)
{
    const struct endpoint *const from = &conn->ends[sender], *const to = &conn->ends[!sender];
    const bool timestamps = (from->known & to->known & EP_TIMESTAMPS) != 0;
    uint32_t mss;

    if ((to->known & EP_MSS) == 0)
        return 0;
    mss = to->mss;
    if ((from->known & EP_MSS) != 0 && from->mss < mss)
        mss = from->mss;
    return mss > 12 && timestamps ? mss - 12u : mss;
}

/* "200 OK" from status and reason. */
static uint32_t status_text(struct sight *s)
{
    uint8_t line[4 + APP_SUBJECT_MAX];

    line[0] = (uint8_t)('0' + s->app.number / 100);
    line[1] = (uint8_t)('0' + s->app.number / 10 % 10);
    line[2] = (uint8_t)('0' + s->app.number % 10);
    line[3] = ' ';
    memcpy(line + 4, s->app.subject, s->app.subject_len);
    return tl_row_text(s, line, s->app.subject_len > 0 ? 4u + s->app.subject_len : 3u);
}

static uint32_t alert_text(struct sight *s)
{
    const char *const name = tl_app_tls_alert(s->app.number);

    return name != NULL ? tl_row_text(s, (const uint8_t *)name, strlen(name)) : 0;
}

/* The tell of a recognised beginning. */
static enum tell_code message_code(const struct app_facts *app)
{
    switch ((enum app_kind)app->kind) {
    case APP_HTTP_REQUEST:
        return TELL_HTTP_REQUEST;
    case APP_HTTP_RESPONSE:
        return TELL_HTTP_RESPONSE;
    case APP_TLS_CLIENT_HELLO:
        return TELL_TLS_CLIENT_HELLO;
    case APP_TLS_SERVER_HELLO:
        return TELL_TLS_SERVER_HELLO;
    case APP_TLS_RECORD:
        return TELL_TLS_RECORD;
    case APP_TLS_ALERT:
        return TELL_TLS_ALERT;
    case APP_SSH_BANNER:
        return TELL_SSH_BANNER;
    case APP_DNS:
        return app->number == 0 ? TELL_DNS_QUERY : TELL_DNS_RESPONSE;
    case APP_SMTP:
    case APP_FTP:
    case APP_REDIS:
        return TELL_APP_LINE;
    case APP_TEXT:
    case APP_UNKNOWN:
        break;
    }
    return TELL_SENDS;
}

bool tl_continues_message(const struct sight *s)
{
    const uint8_t kind = s->self->message_kind;

    return s->self->message_frame != 0 && s->app.kind <= APP_TEXT &&
           (s->self->full || kind == APP_HTTP_REQUEST || kind == APP_HTTP_RESPONSE);
}

static void tell_message(struct sight *s)
{
    enum tell_code code = message_code(&s->app);
    struct tell *tell;

    if (code == TELL_SENDS && tl_continues_message(s))
        code = TELL_SENDS_MORE;
    if ((code == TELL_SENDS || code == TELL_SENDS_MORE) && judged(s, V_RETRANS | V_SPURIOUS))
        return; /* that it repeats something says it all */
    tell = tl_row_tell(s, code);
    tell->ns = -1;
    tell->n = s->seg->payload_len;
    if (code == TELL_SENDS_MORE)
        tell->frame = s->self->message_frame;
    if (code == TELL_APP_LINE)
        tell->n = s->app.kind;
    if (code == TELL_TLS_ALERT || code == TELL_TLS_RECORD)
        tell->n = (uint64_t)(int64_t)s->app.number;
    if (tl_is_response(s) && s->past->request_frame != 0) {
        tell->frame = s->past->request_frame;
        tell->ns = s->seg->ts_ns - s->past->request_ns;
    }
    if (code == TELL_TLS_ALERT)
        tell->text = alert_text(s);
    else
        tell->text = code == TELL_HTTP_RESPONSE
                         ? status_text(s)
                         : tl_row_text(s, s->app.subject, s->app.subject_len);
}

void tl_tell_data(struct sight *s)
{
    const struct tcplens_segment *const seg = s->seg;
    const uint32_t full = tl_full_payload(s->conn, s->v->side);

    if (seg->payload_len == 0 || judged(s, V_KEEP_ALIVE | V_ZERO_WINDOW_PROBE) ||
        flagged(s, TCPLENS_RST) || (flagged(s, TCPLENS_SYN) && s->app.kind <= APP_TEXT))
        return;
    tell_message(s);
    if (flagged(s, TCPLENS_URG))
        tl_row_tell(s, TELL_URGENT)->n = tl_urgent_octets(s);
    if (full > 0 && seg->payload_len > full)
        tl_row_tell(s, TELL_SUPER_SEGMENT)->n = (seg->payload_len + full - 1) / full;
}

uint32_t tl_urgent_octets(const struct sight *s)
{
    struct span header = {NULL, 0};
    const uint8_t *h;

    if (s->seg->caplen > s->seg->l4_off)
        header =
            (struct span){s->seg->frame + s->seg->l4_off, (size_t)s->seg->caplen - s->seg->l4_off};
    h = span_take(&header, 20);
    return h != NULL ? be16(h + 18) : 0;
}
