// SPDX-License-Identifier: BSD-3-Clause
#include "export/dump.h"

enum { A_LINE = 16, SHORT_OFFSETS = 0x10000 };

static void write_line(struct text *out, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < A_LINE; i++) {
        text_char(out, ' ');
        if (i < n)
            text_hex(out, p[i], 2);
        else
            text_fill(out, ' ', 2);
    }
    text_fill(out, ' ', 3);
    for (size_t i = 0; i < n; i++)
        text_char(out, (char)(p[i] >= ' ' && p[i] <= '~' ? p[i] : '.'));
    text_char(out, '\n');
}

void tl_dump_write(struct text *out, struct span octets)
{
    const unsigned digits = octets.n <= SHORT_OFFSETS ? 4 : 8;

    for (size_t at = 0; at < octets.n; at += A_LINE) {
        text_hex(out, at, digits);
        text_char(out, ' ');
        write_line(out, octets.p + at, octets.n - at < A_LINE ? octets.n - at : (size_t)A_LINE);
    }
}
