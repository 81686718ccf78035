// SPDX-License-Identifier: BSD-3-Clause
/*
 * hex.c - dumps. A row is made in place: offsets, sixteen octets in pairs, and their characters at
 * a fixed column.
 */
#include "print/hex.h"

enum {
    ROW = 16,
    HEAD = 12,               /* "\n\t0x0000: " and a space, which each pair begins with */
    PAIRS = ROW / 2 * 5 - 1, /* "4500 003c ..." */
    TEXT_GAP = 2,
    ROW_MAX = HEAD + PAIRS + TEXT_GAP + ROW + 4,
};

static const char digits[] = "0123456789abcdef";

static inline char *put_octet(char *at, uint8_t v)
{
    at[0] = digits[v >> 4];
    at[1] = digits[v & 0xf];
    return at + 2;
}

static inline bool printable(uint8_t c)
{
    return c > 0x20 && c < 0x7f;
}

/* The characters of a string literal, without the NUL that ends it. */
static inline char *put_words(char *at, const char *words)
{
    while (*words != '\0')
        *at++ = *words++;
    return at;
}

/* One row of n <= ROW octets; false if there is no room for it. */
static bool put_row(struct line *l, const uint8_t *p, size_t n, size_t offset, bool ascii)
{
    char *const row = text_room(l->out, ROW_MAX);
    char *at = row;

    if (row == NULL)
        return false;
    at = put_words(at, "\n\t0x");
    for (unsigned shift = offset > 0xfffff ? 20 : offset > 0xffff ? 16 : 12;; shift -= 4) {
        *at++ = digits[offset >> shift & 0xf];
        if (shift == 0)
            break;
    }
    at = put_words(at, ": ");
    for (size_t i = 0; i < n; i++) {
        if (i % 2 == 0)
            *at++ = ' ';
        at = put_octet(at, p[i]);
    }
    if (ascii) {
        const size_t used = n * 2 + (n + 1) / 2;

        memset(at, ' ', PAIRS + 1 - used + TEXT_GAP);
        at += PAIRS + 1 - used + TEXT_GAP;
        for (size_t i = 0; i < n; i++)
            *at++ = (char)(printable(p[i]) ? p[i] : '.');
    }
    text_advance(l->out, (size_t)(at - row));
    return true;
}

/* As text: lines and tabs stay, CR goes before LF and among the last two octets, the rest that
 * cannot be shown is a dot. */
static void put_text(struct line *l, const uint8_t *p, size_t n)
{
    if (n > 0)
        line_char(l, '\n');
    for (size_t i = 0; i < n; i++) {
        const uint8_t c = p[i];

        if (c == '\r' && (n - i <= 2 || p[i + 1] == '\n'))
            continue;
        line_char(l, (char)(printable(c) || c == ' ' || c == '\t' || c == '\n' ? c : '.'));
    }
}

void hex_print(struct line *l, const uint8_t *p, size_t n, enum hex_form form)
{
    if (form == ASCII_ONLY) {
        put_text(l, p, n);
        return;
    }
    for (size_t i = 0; i < n; i += ROW)
        if (!put_row(l, p + i, n - i < ROW ? n - i : ROW, i, form == HEX_AND_ASCII))
            return;
}

void hex_print_frame(struct line *l)
{
    const struct tcplens_print_options *const o = l->options;
    const struct tcplens_frame *const f = l->frame;
    enum hex_form form = ASCII_ONLY;
    unsigned with_link = o->ascii;
    size_t from;

    if (o->hex_ascii > 0) {
        form = HEX_AND_ASCII;
        with_link = o->hex_ascii;
    } else if (o->hex > 0) {
        form = HEX_ONLY;
        with_link = o->hex;
    } else if (o->ascii == 0) {
        return;
    }
    from = with_link > 1 || l->link_len > f->caplen ? 0 : l->link_len;
    hex_print(l, f->octets + from, f->caplen - from, form);
}
