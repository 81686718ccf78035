// SPDX-License-Identifier: BSD-3-Clause
/*
 * text_utf8.c - octets from the network, made harmless; JSON strings; columns on a terminal.
 *
 * What is dangerous is the same everywhere: characters of Unicode's control, format, surrogate,
 * private and unassigned categories and the line separators. They can move a cursor, reverse a line
 * (bidi) or hide in it; none of them is text that somebody reads.
 */
#include <utf8proc.h>

#include "base/text.h"

enum { LAST_OF_BMP = 0xffff };

/* A character read from octets: how many there were, and which; -1 if they are not UTF-8. */
struct character {
    utf8proc_int32_t code;
    size_t n;
};

static struct character take_character(const uint8_t *p, size_t n)
{
    struct character c = {-1, 1};
    const utf8proc_ssize_t used = utf8proc_iterate(p, (utf8proc_ssize_t)(n < 4 ? n : 4), &c.code);

    if (used > 0)
        c.n = (size_t)used;
    return c;
}

static bool is_text(utf8proc_int32_t code)
{
    static const uint32_t dangerous = 1u << UTF8PROC_CATEGORY_CN | 1u << UTF8PROC_CATEGORY_CC |
                                      1u << UTF8PROC_CATEGORY_CF | 1u << UTF8PROC_CATEGORY_CS |
                                      1u << UTF8PROC_CATEGORY_CO | 1u << UTF8PROC_CATEGORY_ZL |
                                      1u << UTF8PROC_CATEGORY_ZP;

    return (dangerous >> utf8proc_category(code) & 1) == 0;
}

void text_harmless(struct text *t, const uint8_t *p, size_t n)
{
    const size_t ascii = text_ascii_run((const char *)p, n);

    if (n == 0)
        return; /* no octets may have no address */
    text_octets(t, (const char *)p, ascii);
    p += ascii;
    n -= ascii;
    while (n > 0) {
        const struct character c = take_character(p, n);

        if (c.code >= 0 && is_text(c.code))
            text_octets(t, (const char *)p, c.n);
        else
            text_fill(t, '.', c.n);
        p += c.n;
        n -= c.n;
    }
}

static void escape_control(struct text *t, uint8_t c)
{
    static const char letters[] = "abtnvfr"; /* 7 to 13 */

    text_char(t, '\\');
    if (c >= '\a' && c <= '\r') {
        text_char(t, letters[c - '\a']);
        return;
    }
    text_char(t, (char)('0' + (c >> 6)));
    text_char(t, (char)('0' + (c >> 3 & 7)));
    text_char(t, (char)('0' + (c & 7)));
}

void text_escaped(struct text *t, const uint8_t *p, size_t n)
{
    while (n > 0) {
        const size_t ascii = text_ascii_run((const char *)p, n);
        struct character c;

        text_octets(t, (const char *)p, ascii);
        p += ascii;
        n -= ascii;
        if (n == 0)
            return;
        c = take_character(p, n);
        if (c.code >= 0 && is_text(c.code))
            text_octets(t, (const char *)p, c.n);
        else if (c.n == 1 && c.code >= 0)
            escape_control(t, p[0]);
        else
            text_str(t, "\xef\xbf\xbd");
        p += c.n;
        n -= c.n;
    }
}

static void json_escape_unit(struct text *t, uint32_t unit)
{
    text_str(t, "\\u");
    text_hex(t, unit, 4);
}

static void json_escape(struct text *t, uint32_t code)
{
    if (code <= LAST_OF_BMP) {
        json_escape_unit(t, code);
        return;
    }
    json_escape_unit(t, 0xd7c0 + (code >> 10));
    json_escape_unit(t, 0xdc00 + (code & 0x3ff));
}

/* The letter that follows a backslash in JSON's short escapes, 0 if there is none. */
static char short_escape(utf8proc_int32_t code)
{
    switch (code) {
    case '"':
    case '\\':
        return (char)code;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

/* How many octets from `p` on stand in a JSON string as they are: most strings to their end. */
static size_t plain_run(const char *p, size_t n)
{
    size_t run = 0;

    while (run < n && p[run] >= ' ' && p[run] <= '~' && p[run] != '"' && p[run] != '\\')
        run++;
    return run;
}

void text_json_string(struct text *t, const char *p, size_t n)
{
    text_char(t, '"');
    while (n > 0) {
        const size_t run = plain_run(p, n);
        struct character c;
        char letter;

        text_octets(t, p, run);
        p += run;
        n -= run;
        if (n == 0)
            break;
        c = take_character((const uint8_t *)p, n);
        letter = short_escape(c.code);
        if (letter != 0) {
            text_char(t, '\\');
            text_char(t, letter);
        } else if (c.code < 0) {
            text_str(t, "\xef\xbf\xbd");
        } else if (is_text(c.code)) {
            text_octets(t, p, c.n);
        } else {
            json_escape(t, (uint32_t)c.code);
        }
        p += c.n;
        n -= c.n;
    }
    text_char(t, '"');
}

size_t text_columns(const char *p, size_t n)
{
    size_t columns = text_ascii_run(p, n);

    p += columns;
    n -= columns;
    while (n > 0) {
        const struct character c = take_character((const uint8_t *)p, n);

        columns += c.code < 0 ? 1 : (size_t)utf8proc_charwidth(c.code);
        p += c.n;
        n -= c.n;
    }
    return columns;
}
