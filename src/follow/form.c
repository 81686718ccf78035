// SPDX-License-Identifier: BSD-3-Clause
#include "follow/form.h"

enum { LINE = 16, BASE64_LINE = 57 };

static const char hex[] = "0123456789abcdef";

static void put_offset(struct text *t, uint32_t offset)
{
    for (int shift = 28; shift >= 0; shift -= 4)
        text_char(t, "0123456789ABCDEF"[offset >> shift & 15]);
}

/* One line of at most sixteen octets. */
static void put_line(struct text *t, struct span octets, uint32_t offset)
{
    put_offset(t, offset);
    text_str(t, "  ");
    for (size_t i = 0; i < LINE; i++) {
        if (i < octets.n) {
            text_char(t, hex[octets.p[i] >> 4]);
            text_char(t, hex[octets.p[i] & 15]);
            text_char(t, ' ');
        } else {
            text_fill(t, ' ', 3);
        }
        if (i == LINE / 2 - 1)
            text_char(t, ' ');
    }
    text_char(t, ' ');
    for (size_t i = 0; i < octets.n; i++) {
        const uint8_t c = octets.p[i];

        if (i == LINE / 2)
            text_char(t, ' ');
        /* A blank at the end of a line is left out; eight octets have one more behind them. */
        if (c != ' ' || i + 1 < octets.n || octets.n == LINE / 2)
            text_char(t, (char)(c >= 0x20 && c < 0x7f ? c : '.'));
    }
    text_char(t, '\n');
}

void form_hex_dump(struct text *t, struct span octets, uint32_t offset, const char *indent)
{
    while (octets.n > 0) {
        const size_t n = octets.n < LINE ? octets.n : LINE;

        text_str(t, indent);
        put_line(t, (struct span){span_take(&octets, n), n}, offset);
        offset += (uint32_t)n;
    }
}

void form_hex_digits(struct text *t, struct span octets)
{
    for (size_t i = 0; i < octets.n; i++) {
        text_char(t, hex[octets.p[i] >> 4]);
        text_char(t, hex[octets.p[i] & 15]);
    }
}

void form_base64(struct text *t, struct span octets)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < octets.n; i += 3) {
        const size_t left = octets.n - i;
        const uint8_t *const p = octets.p + i;
        const uint32_t v =
            (uint32_t)p[0] << 16 | (left > 1 ? (uint32_t)p[1] << 8 : 0) | (left > 2 ? p[2] : 0);

        text_char(t, digits[v >> 18]);
        text_char(t, digits[v >> 12 & 63]);
        text_char(t, (char)(left > 1 ? digits[v >> 6 & 63] : '='));
        text_char(t, (char)(left > 2 ? digits[v & 63] : '='));
    }
}

void form_base64_lines(struct text *t, struct span octets, const char *indent)
{
    while (octets.n > 0) {
        const size_t n = octets.n < BASE64_LINE ? octets.n : BASE64_LINE;

        text_str(t, indent);
        form_base64(t, (struct span){span_take(&octets, n), n});
        text_char(t, '\n');
    }
}
