// SPDX-License-Identifier: BSD-3-Clause
/* literal_text.c - what stands between quotes, without its escapes. */
#include <string.h>

#include "filter/literal.h"

static int digit_of(char c, int base)
{
    int digit = -1;

    if (c >= '0' && c <= '9')
        digit = c - '0';
    else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        digit = (c | 0x20) - 'a' + 10;
    return digit < base ? digit : -1;
}

/* At most `n` digits of the base, as far as there are any; how many there were. */
static size_t read_digits(const char *s, size_t n, int base, uint32_t *out)
{
    size_t i = 0;

    *out = 0;
    for (; i < n && digit_of(s[i], base) >= 0; i++)
        *out = *out * (uint32_t)base + (uint32_t)digit_of(s[i], base);
    return i;
}

/* Append a code point as UTF-8; false if there is none of that number. */
static bool put_code_point(uint8_t *store, size_t *used, uint32_t c)
{
    uint8_t *const at = store + *used;

    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return false;
    if (c < 0x80) {
        at[0] = (uint8_t)c;
        *used += 1;
    } else if (c < 0x800) {
        at[0] = (uint8_t)(0xc0 | c >> 6);
        at[1] = (uint8_t)(0x80 | (c & 0x3f));
        *used += 2;
    } else if (c < 0x10000) {
        at[0] = (uint8_t)(0xe0 | c >> 12);
        at[1] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
        at[2] = (uint8_t)(0x80 | (c & 0x3f));
        *used += 3;
    } else {
        at[0] = (uint8_t)(0xf0 | c >> 18);
        at[1] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
        at[2] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
        at[3] = (uint8_t)(0x80 | (c & 0x3f));
        *used += 4;
    }
    return true;
}

/* The escape behind the backslash, at s[0..n): octets of it, 0 if it is none. What it stands for is
 * never longer than it is written. */
static size_t take_escape(const char *s, size_t n, uint8_t *store, size_t *used)
{
    static const char names[] = "abfnrtv\\\"'", stands_for[] = "\a\b\f\n\r\t\v\\\"'";
    const char *const at = n > 0 ? strchr(names, *s) : NULL;
    uint32_t number;
    size_t digits;

    if (n == 0)
        return 0;
    if (at != NULL && *at != '\0') {
        store[(*used)++] = (uint8_t)stands_for[at - names];
        return 1;
    }
    if (*s == 'u' || *s == 'U') {
        const size_t needed = *s == 'u' ? 4 : 8;

        digits = read_digits(s + 1, n - 1 < needed ? n - 1 : needed, 16, &number);
        return digits == needed && put_code_point(store, used, number) ? 1 + digits : 0;
    }
    if (*s == 'x') {
        digits = read_digits(s + 1, n - 1 < 2 ? n - 1 : 2, 16, &number);
        store[(*used)++] = (uint8_t)number;
        return digits > 0 ? 1 + digits : 0;
    }
    digits = read_digits(s, n < 3 ? n : 3, 8, &number);
    store[(*used)++] = (uint8_t)number;
    return number <= UINT8_MAX ? digits : 0;
}

const char *tl_literal_text(const struct token *token, uint8_t *store, struct literal *out)
{
    const bool escapes = token->kind == TOKEN_STRING || token->kind == TOKEN_CHARACTER;
    size_t used = 0;

    for (size_t i = 0; i < token->n; i++) {
        size_t n;

        if (!escapes || token->text[i] != '\\') {
            store[used++] = (uint8_t)token->text[i];
            continue;
        }
        n = take_escape(token->text + i + 1, token->n - i - 1, store, &used);
        if (n == 0)
            return "this escape is none: there are \\n, \\x41, \\101, \\u00e9 and the like";
        i += n;
    }
    *out = (struct literal){.value.octets = {store, used}, .stored = used};
    return NULL;
}
