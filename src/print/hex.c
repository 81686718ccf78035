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

/* clang-format off */
#define OCTETS(first)                                                                              \
    first "0" first "1" first "2" first "3" first "4" first "5" first "6" first "7"                \
    first "8" first "9" first "a" first "b" first "c" first "d" first "e" first "f"

/* "00" to "ff", one behind the other. */
static const char octets[] =
    OCTETS("0") OCTETS("1") OCTETS("2") OCTETS("3") OCTETS("4") OCTETS("5") OCTETS("6") OCTETS("7")
    OCTETS("8") OCTETS("9") OCTETS("a") OCTETS("b") OCTETS("c") OCTETS("d") OCTETS("e") OCTETS("f");
/* clang-format on */

static inline char *put_octet(char *at, uint8_t v)
{
    memcpy(at, octets + 2 * (size_t)v, 2);
    return at + 2;
}

/* Written out octet by octet, gcc 12 makes four times as many instructions of it. */
typedef uint8_t row_vector __attribute__((vector_size(ROW)));

static inline bool printable(uint8_t c)
{
    return c > 0x20 && c < 0x7f;
}

static inline char *put_head(char *at, size_t offset)
{
    at = line_put(at, "\n\t0x");
    if (offset > 0xfffff)
        *at++ = digits[offset >> 20 & 0xf];
    if (offset > 0xffff)
        *at++ = digits[offset >> 16 & 0xf];
    at = put_octet(at, (uint8_t)(offset >> 8));
    at = put_octet(at, (uint8_t)offset);
    return line_put(at, ": ");
}

/* A row in pairs, each behind a space. */
static inline void put_pairs(char *at, const uint8_t row[ROW])
{
#pragma GCC unroll 8
    for (unsigned i = 0; i < ROW; i += 2) {
        *at++ = ' ';
        at = put_octet(put_octet(at, row[i]), row[i + 1]);
    }
}

static inline void put_characters(char *at, const uint8_t octet_row[ROW])
{
    row_vector row, shown;

    memcpy(&row, octet_row, sizeof row);
    shown = (row_vector)((row > ' ') & (row < 0x7f));
    row = (row & shown) | ('.' & ~shown);
    memcpy(at, &row, sizeof row);
}

/* One row of n <= ROW octets; false if there is no room for it. It is made from a copy and as if it
 * were full, with what there is too much blotted out: so all lengths are known to the compiler. */
static bool put_row(struct line *l, const uint8_t *p, size_t n, size_t offset, bool ascii)
{
    char *const begin = text_room(l->out, ROW_MAX), *pairs, *end;
    uint8_t row[ROW] = {0};

    if (begin == NULL)
        return false;
    memcpy(row, p, n);
    pairs = put_head(begin, offset);
    put_pairs(pairs, row);
    end = pairs + n * 2 + (n + 1) / 2;
    if (ascii) {
        char *const column = pairs + 1 + PAIRS + TEXT_GAP;

        memset(end, ' ', (size_t)(column - end));
        put_characters(column, row);
        end = column + n;
    }
    text_advance(l->out, (size_t)(end - begin));
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
