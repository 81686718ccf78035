// SPDX-License-Identifier: BSD-3-Clause
/*
 * mail.c - SMTP (RFC 5321, CHUNKING RFC 3030) and POP3 (RFC 1939): lines of commands and replies,
 * the mail between them, and the TLS that a command leads to.
 */
#include "app/http_message.h"
#include "pdu/speakers.h"

enum { SMTP = 25, SUBMISSION = 587, POP3 = 110 };

/**
 * struct mail_state
 * @octets:     of BDAT's chunk that are still to come
 * @data:       mail is sent, to the line of one full stop
 * @last:       the chunk is the last
 * @some:       octets of mail were sent
 * @starts_tls: the command was given
 * @line_begun: the last octets of mail did not end a line
 * @multiline:  a reply of several lines follows
 */
struct mail_state {
    uint64_t octets;
    bool data, last, some, starts_tls, line_begun, multiline;
};

static bool is_client(const struct hearing *h)
{
    const uint16_t server = h->talk->server_port;

    if (server != 0)
        return h->dst_port == server;
    return h->dst_port == SMTP || h->dst_port == SUBMISSION;
}

static bool is_letter(uint8_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Take a line, which CR may end, too, if more is there. */
static void take_line(struct span *rest, struct http_line *out)
{
    struct span s = *rest;
    const uint8_t *cr;

    (void)tl_http_take_line(rest, out);
    cr = out->text.n > 0 ? memchr(out->text.p, '\r', out->text.n) : NULL;
    if (cr == NULL || cr + 1 == s.p + s.n)
        return;
    out->text.n = (size_t)(cr - s.p);
    out->all = (struct span){s.p, out->text.n + 1};
    (void)span_take(&s, out->all.n);
    *rest = s;
}

/* A command is a word of four letters, or one of the longer ones. */
static bool is_command(struct span line)
{
    if (tl_http_begins(line, "STARTTLS") || tl_http_begins(line, "X-EXPS") ||
        tl_http_begins(line, "XXXXXXXX"))
        return true;
    for (size_t i = 0; i < 4; i++)
        if (i >= line.n || !is_letter(line.p[i]))
            return false;
    return line.n == 4 || line.p[4] == ' ';
}

static void note_command(struct mail_state *state, struct span line)
{
    state->starts_tls = tl_http_begins(line, "STARTTLS");
    if (tl_http_is(line, "DATA")) {
        state->data = true;
        state->line_begun = false;
    } else if (tl_http_is(line, "BDAT")) {
        state->octets = UINT32_MAX;
    } else if (tl_http_begins(line, "BDAT ")) {
        state->octets = 0;
        for (size_t i = 5; i < line.n && line.p[i] >= '0' && line.p[i] <= '9'; i++)
            state->octets = (10 * state->octets + (line.p[i] - '0')) & UINT32_MAX;
        state->last = line.n >= 4 && tl_http_is((struct span){line.p + line.n - 4, 4}, "LAST");
    }
}

/* How many of the octets are mail; `*end`: it ends with them. */
static size_t mail_length(struct mail_state *state, struct span s, bool *end)
{
    struct http_line line;
    const size_t n = s.n;

    *end = false;
    if (state->octets > 0) {
        const size_t take = state->octets < n ? (size_t)state->octets : n;

        state->octets -= take;
        *end = state->octets == 0 && state->last;
        return take;
    }
    while (s.n > 0) {
        const bool ended = tl_http_take_line(&s, &line);

        if (!state->line_begun && ended && line.text.n == 1 && line.text.p[0] == '.') {
            state->data = false;
            *end = true;
            return n - s.n;
        }
        state->line_begun = !ended;
        if (!ended)
            break;
    }
    return n;
}

/* Mail in octets [at, ...): where it ends. */
static size_t take_mail(struct hearing *h, struct mail_state *state, size_t at)
{
    bool end;
    const size_t n = mail_length(state, hear_rest(h, at), &end);

    state->some = true;
    h->depth++;
    hear_name(h, end ? PDU_IMF : PDU_DATA_TEXT_LINES, at, n);
    h->depth--;
    return at + n;
}

static void hear_commands(struct hearing *h)
{
    struct mail_state *const state = hear_state(h, PDU_SMTP);
    size_t at = 0;

    while (at < h->octets.n) {
        struct span s = hear_rest(h, at);
        struct http_line line;

        if (state->data || state->octets > 0) {
            at = take_mail(h, state, at);
            continue;
        }
        take_line(&s, &line);
        if (!is_command(line.text)) {
            h->depth++;
            hear_name(h, PDU_DATA_TEXT_LINES, at, h->len - at);
            h->depth--;
            return;
        }
        note_command(state, line.text);
        at += line.all.n;
        if (state->last && state->octets == 0 && state->some &&
            tl_http_begins(line.text, "BDAT ")) {
            h->depth++;
            hear_name(h, PDU_IMF, at, 0);
            h->depth--;
        }
    }
}

static void hear_replies(struct hearing *h)
{
    struct mail_state *const state = hear_state(h, PDU_SMTP);

    if (!state->starts_tls || h->octets.n < 3)
        return;
    if (memcmp(h->octets.p, "220", 3) == 0)
        h->talk->speaker = PDU_TLS;
    state->starts_tls = false;
}

/* Whether the first line ends; what was announced with its length may end anywhere. CR ends a line,
 * too, if more is there to tell. */
static bool ends_line(const struct hearing *h, const struct mail_state *state)
{
    const struct span s = h->octets;
    size_t n = 0;

    while (n < s.n && s.p[n] != '\n' && s.p[n] != '\r')
        n++;
    return state->octets > 0 || (n < s.n && (s.p[n] == '\n' || n + 1 < s.n));
}

bool hear_smtp(struct hearing *h)
{
    if (h->may_wait && !ends_line(h, hear_state(h, PDU_SMTP))) {
        hear_wait_segment(h, 0);
        return true;
    }
    hear_name(h, PDU_SMTP, 0, h->len);
    (is_client(h) ? hear_commands : hear_replies)(h);
    return true;
}

/* A reply begins with its sign; all else that a server says is mail, as is what follows the sign
 * where a command asks for several lines. */
bool hear_pop(struct hearing *h)
{
    struct mail_state *const state = hear_state(h, PDU_POP);
    const bool client = h->dst_port == POP3;
    const struct span s = h->octets;

    hear_name(h, PDU_POP, 0, h->len);
    if (client) {
        state->starts_tls = tl_http_begins(s, "STLS");
        return true;
    }
    if (!tl_http_begins(s, "+OK") && !tl_http_begins(s, "-ERR")) {
        h->depth++;
        hear_name(h, PDU_IMF, 0, h->len);
        h->depth--;
    }
    if (state->starts_tls && tl_http_begins(s, "+OK"))
        h->talk->speaker = PDU_TLS;
    state->starts_tls = false;
    return true;
}
