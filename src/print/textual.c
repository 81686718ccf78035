// SPDX-License-Identifier: BSD-3-Clause
/*
 * textual.c - protocols that talk in lines of text: HTTP (RFC 9112), RTSP (RFC 2326), SMTP
 * (RFC 5321), FTP (RFC 959), whois (RFC 3912).
 *
 * Without -v only the first line is shown, with -v every line until one is not text. HTTP and RTSP
 * also carry bodies: their segments count as text only if they begin like a request or a response.
 */
#include "print/line.h"

enum { TOKEN_MAX = 128 };

/* Requests, RFC 9110, WebDAV (RFC 4918, 3253) and what common servers understand besides. */
static const char *const http_methods[] = {
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
    "TRACE",
    "DELETE",
    "NOTIFY",
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
    "PROPFIND",
    "BPROPFIND",
    "PROPPATCH",
    "SUBSCRIBE",
    "BPROPPATCH",
    "MKACTIVITY",
    "RPC_CONNECT",
    "UNCHECKOUT",
    "MKWORKSPACE",
    "UNSUBSCRIBE",
    "VERSION-CONTROL",
    "BASELINE-CONTROL",
};

static const char *const rtsp_methods[] = {
    "PLAY",     "PAUSE",    "SETUP",         "RECORD",        "OPTIONS",  "ANNOUNCE",
    "DESCRIBE", "REDIRECT", "GET_PARAMETER", "SET_PARAMETER", "TEARDOWN",
};

struct methods {
    const char *const *names;
    size_t n;
};

/* A word and the blanks behind it: where they end, 0 if there is none. */
static size_t find_token(struct body b, size_t off, struct span *token)
{
    const size_t end = b.len < b.n ? b.len : b.n;
    size_t i = off;

    while (i < b.len) {
        if (i >= b.n)
            return 0;
        if (b.p[i] == ' ' || (b.p[i] >= '\t' && b.p[i] <= '\r'))
            break;
        if (b.p[i] < ' ' || b.p[i] > '~' || i - off >= TOKEN_MAX)
            return 0;
        i++;
    }
    *token = (struct span){b.p + off, i - off};
    if (token->n == 0)
        return 0;
    while (i < end && b.p[i] == ' ')
        i++;
    return i;
}

static char upper(char c)
{
    if (c >= 'a' && c <= 'z')
        return (char)(c ^ 0x20);
    return c;
}

static bool is_method(struct span token, struct methods methods)
{
    for (size_t i = 0; i < methods.n; i++) {
        const char *const name = methods.names[i];
        size_t k = 0;

        while (k < token.n && name[k] != '\0' && upper((char)token.p[k]) == name[k])
            k++;
        if (k == token.n && name[k] == '\0')
            return true;
    }
    return false;
}

static bool is_status(struct span token)
{
    if (token.n != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (token.p[i] < '0' || token.p[i] > '9')
            return false;
    return true;
}

/* Whether the payload begins with a request's method, or with a version and a status code. */
static bool begins_message(struct body b, struct methods methods)
{
    struct span token;
    const size_t second = find_token(b, 0, &token);

    if (second == 0)
        return false;
    if (is_method(token, methods))
        return true;
    return find_token(b, second, &token) != 0 && is_status(token);
}

/* The line at `*off` behind `lead`; `*off` becomes the next one's, 0 if this is the last to show.
 */
static enum print_status put_line(struct line *l, struct body b, const char *lead, size_t *off)
{
    const size_t start = *off;
    size_t end = start, next = 0;

    *off = 0;
    for (; end < b.len && next == 0; end++) {
        if (end >= b.n)
            return CUT;
        if (b.p[end] == '\n') {
            next = end + 1;
            break;
        }
        if (b.p[end] == '\r') {
            if (end + 1 >= b.len)
                return PRINTED;
            if (end + 1 >= b.n)
                return CUT;
            if (b.p[end + 1] != '\n')
                return PRINTED;
            next = end + 2;
            break;
        }
        if ((b.p[end] < ' ' && b.p[end] != '\t') || b.p[end] > '~')
            return PRINTED;
    }
    line_str(l, lead);
    line_octets(l, (const char *)b.p + start, end - start);
    if (next == 0)
        line_cut(l);
    *off = next;
    return PRINTED;
}

static enum print_status put_lines(struct line *l, struct body b)
{
    size_t off = 0;

    line_str(l, ", length: ");
    line_u64(l, b.len);
    do {
        if (put_line(l, b, "\n\t", &off) == CUT)
            return CUT;
    } while (off > 0 && off < b.len);
    return PRINTED;
}

static enum print_status print_text(struct line *l, struct body b, bool is_text)
{
    size_t first = 0;

    line_str(l, ": ");
    for (const char *c = l->protocol; *c != '\0'; c++)
        line_char(l, upper(*c));
    if (!is_text)
        return PRINTED;
    return l->options->verbose > 0 ? put_lines(l, b) : put_line(l, b, ": ", &first);
}

enum print_status print_http(struct line *l, struct body b)
{
    static const struct methods methods = {http_methods,
                                           sizeof http_methods / sizeof http_methods[0]};

    l->protocol = "http";
    return print_text(l, b, begins_message(b, methods));
}

enum print_status print_rtsp(struct line *l, struct body b)
{
    static const struct methods methods = {rtsp_methods,
                                           sizeof rtsp_methods / sizeof rtsp_methods[0]};

    l->protocol = "rtsp";
    return print_text(l, b, begins_message(b, methods));
}

enum print_status print_ftp(struct line *l, struct body b)
{
    l->protocol = "ftp";
    return print_text(l, b, true);
}

enum print_status print_smtp(struct line *l, struct body b)
{
    l->protocol = "smtp";
    return print_text(l, b, true);
}

enum print_status print_whois(struct line *l, struct body b)
{
    l->protocol = "whois";
    return print_text(l, b, true);
}
