// SPDX-License-Identifier: BSD-3-Clause
/*
 * textual.c - protocols that talk in lines of text: HTTP (RFC 9112), RTSP (RFC 2326), SMTP
 * (RFC 5321), FTP (RFC 959), whois (RFC 3912).
 *
 * Without -v only the first line is shown, with -v every line until one is not text. HTTP and RTSP
 * also carry bodies: their segments count as text only if they begin like a request or a response.
 */
#include "print/line.h"

enum { TOKEN_MAX = 128, METHOD_MAX = 16 };

/* Methods by length, one behind the other. */
typedef const char *const method_table[METHOD_MAX + 1];

/* Requests, RFC 9110, WebDAV (RFC 4918, 3253) and what common servers understand besides. */
static method_table http_methods = {
    [3] = "GET"
          "PUT",
    [4] = "COPY"
          "HEAD"
          "LOCK"
          "MOVE"
          "POLL"
          "POST",
    [5] = "BCOPY"
          "BMOVE"
          "LABEL"
          "MERGE"
          "MKCOL"
          "TRACE",
    [6] = "DELETE"
          "NOTIFY"
          "REPORT"
          "SEARCH"
          "UNLOCK"
          "UPDATE",
    [7] = "BDELETE"
          "CHECKIN"
          "CONNECT"
          "OPTIONS",
    [8] = "CCM_POST"
          "CHECKOUT"
          "PROPFIND",
    [9] = "BPROPFIND"
          "PROPPATCH"
          "SUBSCRIBE",
    [10] = "BPROPPATCH"
           "MKACTIVITY"
           "UNCHECKOUT",
    [11] = "MKWORKSPACE"
           "RPC_CONNECT"
           "UNSUBSCRIBE",
    [15] = "VERSION-CONTROL",
    [16] = "BASELINE-CONTROL",
};

static method_table rtsp_methods = {
    [4] = "PLAY",
    [5] = "PAUSE"
          "SETUP",
    [6] = "RECORD",
    [7] = "OPTIONS",
    [8] = "ANNOUNCE"
          "DESCRIBE"
          "REDIRECT"
          "TEARDOWN",
    [13] = "GET_PARAMETER"
           "SET_PARAMETER",
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

static bool is_method(struct span token, method_table methods)
{
    const char *m = token.n <= METHOD_MAX ? methods[token.n] : NULL;
    char word[METHOD_MAX];

    if (m == NULL)
        return false;
    for (size_t i = 0; i < token.n; i++)
        word[i] = upper((char)token.p[i]);
    for (; *m != '\0'; m += token.n)
        if (memcmp(m, word, token.n) == 0)
            return true;
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
static bool begins_message(struct body b, method_table methods)
{
    struct span token;
    const size_t second = find_token(b, 0, &token);

    if (second == 0)
        return false;
    if (is_method(token, methods))
        return true;
    return find_token(b, second, &token) != 0 && is_status(token);
}

static bool is_text(uint8_t c)
{
    return (c >= ' ' && c <= '~') || c == '\t';
}

/* Where the text at `from` ends, `limit` at the latest. Eight octets at a time as long as
 * none of them has its highest bit set, as it is or by a borrow below ' ' or a carry above '~'. */
static size_t find_text_end(const uint8_t *p, size_t from, size_t limit)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101);

    while (from + 8 <= limit) {
        uint64_t v;

        memcpy(&v, p + from, sizeof v);
        if (((v | (v - ones * ' ') | (v + ones)) & ones * 0x80) != 0)
            break;
        from += 8;
    }
    while (from < limit && is_text(p[from]))
        from++;
    return from;
}

/* How long the end of a line at `off` is: 1, 2 octets, or 0 if another octet stands there. */
static enum print_status find_line_end(struct body b, size_t off, size_t *octets)
{
    *octets = 0;
    if (off >= b.len)
        return PRINTED;
    if (off >= b.n)
        return CUT;
    if (b.p[off] == '\n')
        *octets = 1;
    if (b.p[off] != '\r' || off + 1 >= b.len)
        return PRINTED;
    if (off + 1 >= b.n)
        return CUT;
    if (b.p[off + 1] == '\n')
        *octets = 2;
    return PRINTED;
}

/* The line at `*off` behind `lead`; `*off` becomes the next one's, 0 if this is the last to show.
 */
static enum print_status put_line(struct line *l, struct body b, const char *lead, size_t *off)
{
    const size_t start = *off, limit = b.n < b.len ? b.n : b.len;
    const size_t end = find_text_end(b.p, start, limit);
    size_t line_end;

    *off = 0;
    if (find_line_end(b, end, &line_end) == CUT)
        return CUT;
    if (line_end == 0 && end < b.len)
        return PRINTED;
    line_str(l, lead);
    line_octets(l, (const char *)b.p + start, end - start);
    if (line_end == 0)
        line_cut(l);
    else
        *off = end + line_end;
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

static enum print_status print_text(struct line *l, struct body b, const char *title, bool is_text)
{
    size_t first = 0;

    line_str(l, title);
    if (!is_text)
        return PRINTED;
    return l->options->verbose > 0 ? put_lines(l, b) : put_line(l, b, ": ", &first);
}

enum print_status print_http(struct line *l, struct body b)
{
    l->protocol = "http";
    return print_text(l, b, ": HTTP", begins_message(b, http_methods));
}

enum print_status print_rtsp(struct line *l, struct body b)
{
    l->protocol = "rtsp";
    return print_text(l, b, ": RTSP", begins_message(b, rtsp_methods));
}

enum print_status print_ftp(struct line *l, struct body b)
{
    l->protocol = "ftp";
    return print_text(l, b, ": FTP", true);
}

enum print_status print_smtp(struct line *l, struct body b)
{
    l->protocol = "smtp";
    return print_text(l, b, ": SMTP", true);
}

enum print_status print_whois(struct line *l, struct body b)
{
    l->protocol = "whois";
    return print_text(l, b, ": WHOIS", true);
}
