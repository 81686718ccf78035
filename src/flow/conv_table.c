// SPDX-License-Identifier: BSD-3-Clause
/* conv_table.c - the lines of tshark's tables of conversations, whatever they are of. */
#include "flow/conv.h"

#include <stdio.h>
#include <string.h>

enum { AMOUNT_WIDTH = 9, TIMES_MAX = 64 };

static void put_padded(struct text *t, const char *s, size_t n, size_t width)
{
    text_octets(t, s, n);
    text_fill(t, ' ', n < width ? width - n : 0);
}

/* Four digits at most, cut, not rounded: 9999 bytes, 10 kB. */
static void put_size(struct text *t, uint64_t frames, uint64_t octets)
{
    static const char *const units[] = {" bytes", " kB", " MB", " GB", " TB", " PB", " EB"};
    char buf[40];
    struct text size;
    unsigned unit = 0;

    for (; octets >= 10000; unit++)
        octets /= 1000;
    text_str(t, "  ");
    text_u64_padded(t, frames, 6, ' ');
    text_char(t, ' ');
    text_init(&size, buf, sizeof buf, NULL, NULL);
    text_u64(&size, octets);
    text_str(&size, units[unit]);
    put_padded(t, buf, size.len, AMOUNT_WIDTH);
}

static double seconds(int64_t ns)
{
    const int64_t whole = ns / 1000000000;

    return (double)whole + (double)(ns - whole * 1000000000) / 1e9;
}

/*
 * tshark prints a double. Where that cannot differ from the nanoseconds themselves, they are
 * written in a tenth of the time: below a million seconds, and not half way between two last
 * digits. Else false, and nothing is written.
 */
static bool put_exact(struct text *t, int64_t ns, unsigned width, unsigned decimals)
{
    enum { NANO = 9 };
    static const uint32_t powers[] = {1,      10,      100,      1000,      10000,
                                      100000, 1000000, 10000000, 100000000, 1000000000};
    const uint64_t unit = powers[NANO - decimals], second = powers[decimals];
    const uint64_t limit = UINT64_C(1000000) * powers[NANO], rest = (uint64_t)ns % unit;
    const uint64_t units = (uint64_t)ns / unit + (2 * rest > unit);

    if (ns < 0 || (uint64_t)ns >= limit || 2 * rest == unit)
        return false;
    text_u64_padded(t, units / second, width - decimals - 1, ' ');
    text_char(t, '.');
    text_u64_padded(t, units % second, decimals, '0');
    return true;
}

static void put_seconds(struct text *t, double s, unsigned width, unsigned decimals)
{
    char buf[TIMES_MAX];
    const int n = snprintf(buf, sizeof buf, "%*.*f", (int)width, (int)decimals, s);

    text_octets(t, buf, (size_t)n);
}

void tl_conv_row(struct text *t, const struct conversation_row *row, const char *left,
                 const char *right, size_t width, int64_t zero_ns)
{
    enum { START_WIDTH = 14, START_DECIMALS = 9, DURATION_WIDTH = 12, DURATION_DECIMALS = 4 };
    const double start = seconds(row->first_ns - zero_ns);

    put_padded(t, left, strlen(left), width);
    text_str(t, " <-> ");
    put_padded(t, right, strlen(right), width);
    put_size(t, row->frames[1], row->octets[1]);
    put_size(t, row->frames[0], row->octets[0]);
    put_size(t, row->frames[0] + row->frames[1], row->octets[0] + row->octets[1]);
    text_str(t, "  ");
    if (!put_exact(t, row->first_ns - zero_ns, START_WIDTH, START_DECIMALS))
        put_seconds(t, start, START_WIDTH, START_DECIMALS);
    text_str(t, "   ");
    if (!put_exact(t, row->last_ns - row->first_ns, DURATION_WIDTH, DURATION_DECIMALS))
        put_seconds(t, seconds(row->last_ns - zero_ns) - start, DURATION_WIDTH, DURATION_DECIMALS);
    text_char(t, '\n');
}

void tl_conv_rule(struct text *t)
{
    text_fill(t, '=', 80);
    text_char(t, '\n');
}

void tl_conv_head(struct text *t, const char *name, size_t width)
{
    const size_t ends = 2 * width + strlen(" <-> ") + 2;

    tl_conv_rule(t);
    text_str(t, name);
    text_str(t, " Conversations\nFilter:<No Filter>\n");
    text_fill(t, ' ', ends);
    text_str(t,
             "|       <-      | |       ->      | |     Total     |    Relative    |   Duration   "
             "|\n");
    text_fill(t, ' ', ends);
    text_str(t,
             "| Frames  Bytes | | Frames  Bytes | | Frames  Bytes |      Start     |              "
             "|\n");
}
