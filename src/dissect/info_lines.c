// SPDX-License-Identifier: BSD-3-Clause
/*
 * info_lines.c - column Info of protocols that speak in lines of text: "Request: USER anonymous".
 *
 * Who speaks is told by the ports alone. Of mail on its way nothing is said: a segment that does
 * not begin as a command or a reply does is left to TCP.
 */
#include "app/http_message.h"
#include "dissect/info.h"

enum { FTP = 21, SMTP = 25, POP3 = 110, IMAP = 143, SUBMISSION = 587 };

/* The line at the front, which may be all there is. */
static struct span take_line(struct span *rest)
{
    const struct span all = *rest;
    struct http_line line;

    if (tl_http_take_line(rest, &line))
        return line.text;
    rest->n = 0;
    return all;
}

static void say_span(struct text *t, struct span s)
{
    text_octets(t, (const char *)s.p, s.n);
}

/* The first line, with who says it. */
static void say_line(struct dissection *d, const char *who, struct span s)
{
    struct text *const t = info_begin(d, d->info->protocol);

    text_str(t, who);
    say_span(t, take_line(&s));
}

/* "250-one", "250 two" (RFC 5321 4.2.1) in one line: the code, then each line's text. */
static void say_replies(struct dissection *d, struct span s)
{
    enum { CODE = 4 };
    struct span line;

    say_line(d, "S: ", s);
    (void)take_line(&s);
    while (s.n > 0) {
        line = take_line(&s);
        if (line.n < CODE)
            continue;
        text_str(&d->info->text, " | ");
        say_span(&d->info->text, (struct span){line.p + CODE, line.n - CODE});
    }
}

static bool is_mail_command(struct span s)
{
    static const char *const commands[] = {"EHLO", "HELO", "MAIL FROM:", "RCPT TO:", "DATA\r\n",
                                           "RSET", "NOOP", "QUIT\r\n",   "STARTTLS", "AUTH ",
                                           "VRFY", "EXPN", "BDAT"};

    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (tl_http_begins(s, commands[i]))
            return true;
    return false;
}

static bool is_reply(struct span s)
{
    if (s.n < 4 || (s.p[3] != ' ' && s.p[3] != '-' && s.p[3] != '\r'))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

static void say_smtp(struct dissection *d, struct span s, const struct tcplens_segment *seg)
{
    if (seg->dst_port == SMTP || seg->dst_port == SUBMISSION) {
        if (is_mail_command(s))
            say_line(d, "C: ", s);
    } else if (is_reply(s)) {
        say_replies(d, s);
    }
}

/* What is behind the spaces at the front, or behind all that is none. */
static struct span skip(struct span s, bool spaces)
{
    while (s.n > 0 && (s.p[0] == ' ') == spaces)
        s = (struct span){s.p + 1, s.n - 1};
    return s;
}

/* The commands of all its messages (RFC 1459 2.3.1): what follows a prefix, up to a space. */
static void say_irc(struct dissection *d, struct span s, bool request)
{
    struct text *const t = info_begin(d, d->info->protocol);

    text_str(t, request ? "Request" : "Response");
    while (s.n > 0) {
        struct span line = take_line(&s);
        size_t n = 0;

        line = skip(line, true);
        if (line.n > 0 && line.p[0] == ':')
            line = skip(skip(line, false), true);
        while (n < line.n && line.p[n] != ' ')
            n++;
        if (n == 0)
            continue;
        text_str(t, " (");
        say_span(t, (struct span){line.p, n});
        text_str(t, ")");
    }
}

void info_lines(struct dissection *d, const struct pdu *pdu)
{
    enum { IRC_FIRST = 6660, IRC_LAST = 6697 };
    const struct tcplens_segment *const seg = d->view->segment;
    const struct span s = pdu->octets;

    if (seg == NULL || s.n == 0)
        return;
    switch ((unsigned)pdu->protocol) {
    case PDU_SMTP:
        say_smtp(d, s, seg);
        return;
    case PDU_FTP:
        say_line(d, seg->dst_port == FTP ? "Request: " : "Response: ", s);
        return;
    case PDU_IMAP:
        say_line(d, seg->dst_port == IMAP ? "Request: " : "Response: ", s);
        return;
    case PDU_POP:
        if (seg->dst_port == POP3 || s.p[0] == '+' || s.p[0] == '-')
            say_line(d, seg->dst_port == POP3 ? "C: " : "S: ", s);
        return;
    case PDU_IRC:
        say_irc(d, s, seg->dst_port >= IRC_FIRST && seg->dst_port <= IRC_LAST);
        return;
    default:
        return;
    }
}
