// SPDX-License-Identifier: BSD-3-Clause
/*
 * lines.c - protocols that speak in lines: SSH's banner (RFC 4253 4.2), SMTP (RFC 5321), FTP
 * (RFC 959), and any other printable text.
 *
 * SMTP and FTP share the form of their replies and some commands. A line counts as the one or the
 * other only if no server of the other kind would say it; the rest is text.
 */
#include "app/recognise.h"

enum { LINE_MAX_OCTETS = 512, TEXT_LOOKED_AT = 96 };

bool app_ssh(struct span payload, struct app_facts *out)
{
    struct span rest = payload;

    if (!app_take_prefix(&rest, "SSH-2.0-") && !app_take_prefix(&rest, "SSH-1.99-") &&
        !app_take_prefix(&rest, "SSH-1.5-"))
        return false;
    app_fill(out, APP_SSH_BANNER, 0, app_first_line(rest));
    return true;
}

/* The length of the UTF-8 sequence at the front (RFC 3629), 0 if there is none. A sequence that the
 * end of the octets cuts counts as whole. */
static size_t utf8_length(struct span s)
{
    const uint8_t c = s.p[0];
    const size_t want = c >= 0xc2 && c <= 0xdf   ? 2
                        : c >= 0xe0 && c <= 0xef ? 3
                        : c >= 0xf0 && c <= 0xf4 ? 4
                                                 : 0;

    for (size_t i = 1; i < want && i < s.n; i++) {
        if ((s.p[i] & 0xc0) != 0x80)
            return 0;
    }
    return want < s.n ? want : s.n;
}

/* Whether the first octets are all printable: ASCII, UTF-8, tab, CR, LF. */
static bool printable(struct span s)
{
    if (s.n > TEXT_LOOKED_AT)
        s.n = TEXT_LOOKED_AT;
    while (s.n > 0) {
        const uint8_t c = s.p[0];
        size_t n = 1;

        if (c >= 0x80)
            n = utf8_length(s);
        else if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && !app_is_graph(c))
            return false;
        if (n == 0)
            return false;
        (void)span_take(&s, n);
    }
    return true;
}

bool app_text(struct span payload, struct app_facts *out)
{
    if (!printable(payload))
        return false;
    app_fill(out, APP_TEXT, 0, app_first_line(payload));
    return true;
}

/* Whether `word` occurs in `s`. */
static bool contains(struct span s, const char *word)
{
    return s.p != NULL && memmem(s.p, s.n, word, strlen(word)) != NULL;
}

/* A command word at the front, followed by a space or the end of the line; case as servers see it:
 * upper, which is what programs send. */
static bool is_command(struct span line, const char *word)
{
    return app_take_prefix(&line, word) && (line.n == 0 || line.p[0] == ' ');
}

static bool smtp_command(struct span line)
{
    static const char *const words[] = {"EHLO", "HELO", "STARTTLS", "DATA", "BDAT", "VRFY"};
    struct span rest = line;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_command(line, words[i]))
            return true;
    }
    return app_take_prefix(&rest, "MAIL FROM:") || app_take_prefix(&rest, "RCPT TO:");
}

static bool ftp_command(struct span line)
{
    static const char *const words[] = {"PASV", "EPSV", "PORT", "EPRT", "RETR", "STOR", "SYST",
                                        "CWD",  "PWD",  "CDUP", "MLSD", "NLST", "RNFR", "RNTO"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_command(line, words[i]))
            return true;
    }
    return is_command(line, "TYPE") && line.n == 6;
}

static enum app_kind reply_kind(int code, struct span line)
{
    switch (code) {
    case 220:
        if (contains(line, "SMTP"))
            return APP_SMTP;
        return contains(line, "FTP") || contains(line, "ftp") ? APP_FTP : APP_UNKNOWN;
    case 250:
        return line.p[3] == '-' || line.p[4] == '2' || contains(line, "OK") || contains(line, "Ok")
                   ? APP_SMTP
                   : APP_UNKNOWN;
    case 235: /* authentication succeeded */
    case 334: /* continue authentication */
    case 354: /* start mail input */
        return APP_SMTP;
    case 150: /* about to open data connection */
    case 226: /* closing data connection */
    case 227: /* entering passive mode */
    case 229: /* entering extended passive mode */
    case 230: /* logged in */
    case 331: /* need password */
        return APP_FTP;
    default:
        return APP_UNKNOWN;
    }
}

bool app_reply_line(struct span payload, struct app_facts *out)
{
    struct span line = app_first_line(payload);
    const int code = app_three_digits(line);
    enum app_kind kind = APP_UNKNOWN;

    if (line.n < 3 || line.n == payload.n || line.n > LINE_MAX_OCTETS || !printable(line))
        return false;
    if (code >= 0 && line.n > 4 && (line.p[3] == ' ' || line.p[3] == '-'))
        kind = reply_kind(code, line);
    else if (smtp_command(line))
        kind = APP_SMTP;
    else if (ftp_command(line))
        kind = APP_FTP;
    else if (is_command(line, "PASS")) {
        kind = APP_FTP;
        line.n = strlen("PASS");
    }
    if (kind == APP_UNKNOWN)
        return false;
    app_fill(out, kind, code >= 0 ? code : 0, line);
    return true;
}
