// SPDX-License-Identifier: BSD-3-Clause
/*
 * text.c - the writer itself, and numbers: reserve the longest form, write it, advance.
 *
 * Measured with bench/: a line made by these costs 44 ns where snprintf takes 374.
 */
#include <assert.h>
#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

enum { ROOM_MAX = 512, FEW = 16 };

void text_init(struct text *t, char *buf, size_t cap, tcplens_sink *write, void *ctx)
{
    assert(write == NULL || cap >= ROOM_MAX);
    *t = (struct text){.buf = buf, .cap = cap, .write = write, .ctx = ctx};
}

void text_flush(struct text *t)
{
    if (t->write == NULL)
        return;
    if (!t->failed && t->len > 0)
        t->failed = t->write(t->ctx, t->buf, t->len) != TCPLENS_OK;
    t->len = 0;
}

char *text_make_room(struct text *t, size_t n)
{
    text_flush(t);
    if (t->failed || n > t->cap - t->len) {
        t->failed = true;
        return NULL;
    }
    return t->buf + t->len;
}

/* How many of p[0..n) end on the boundary of a UTF-8 character. */
static size_t whole_characters(const char *p, size_t n)
{
    while (n > 0 && ((unsigned char)p[n] & 0xc0) == 0x80)
        n--;
    return n;
}

/* Whatever `n` <= FEW is: two pieces that overlap. */
static inline void copy_few(char *to, const char *p, size_t n)
{
    uint64_t a, b;
    uint32_t c, e;

    if (n >= sizeof a) {
        memcpy(&a, p, sizeof a);
        memcpy(&b, p + n - sizeof b, sizeof b);
        memcpy(to, &a, sizeof a);
        memcpy(to + n - sizeof b, &b, sizeof b);
    } else if (n >= sizeof c) {
        memcpy(&c, p, sizeof c);
        memcpy(&e, p + n - sizeof e, sizeof e);
        memcpy(to, &c, sizeof c);
        memcpy(to + n - sizeof e, &e, sizeof e);
    } else if (n > 0) {
        to[0] = p[0];
        to[n / 2] = p[n / 2];
        to[n - 1] = p[n - 1];
    }
}

void text_append(struct text *t, const char *p, size_t n)
{
    if (n <= FEW && text_has_room(t, n)) {
        copy_few(t->buf + t->len, p, n);
        t->len += n;
        return;
    }
    while (!t->failed && n > t->cap - t->len) {
        size_t part = t->cap - t->len;

        if (t->write == NULL)
            part = whole_characters(p, part);
        memcpy(t->buf + t->len, p, part);
        t->len += part;
        p += part;
        n -= part;
        text_flush(t);
        t->failed |= t->write == NULL;
    }
    if (t->failed || n == 0)
        return;
    memcpy(t->buf + t->len, p, n);
    t->len += n;
}

void text_fill(struct text *t, char c, size_t n)
{
    while (n > 0 && !t->failed) {
        const size_t part = n < ROOM_MAX / 8 ? n : ROOM_MAX / 8;
        char *const p = text_room(t, part);

        if (p == NULL)
            return;
        memset(p, c, part);
        text_advance(t, part);
        n -= part;
    }
}

void text_u64(struct text *t, uint64_t v)
{
    if (text_has_room(t, DECIMAL_MAX_64))
        text_advance(t, (size_t)(decimal_put_64(t->buf + t->len, v) - (t->buf + t->len)));
    else
        text_u64_padded(t, v, 0, ' ');
}

void text_u64_padded(struct text *t, uint64_t v, unsigned width, char pad)
{
    char digits[DECIMAL_MAX_64];
    const size_t n = (size_t)(decimal_put_64(digits, v) - digits);
    const size_t blanks = width > n ? width - n : 0;

    if (!text_has_room(t, blanks + n)) {
        text_fill(t, pad, blanks);
        text_octets(t, digits, n);
        return;
    }
    memset(t->buf + t->len, pad, blanks);
    memcpy(t->buf + t->len + blanks, digits, n);
    text_advance(t, blanks + n);
}

void text_i64(struct text *t, int64_t v)
{
    if (v < 0)
        text_char(t, '-');
    text_u64(t, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void text_count(struct text *t, uint64_t v)
{
    char digits[DECIMAL_MAX_64];
    const char *const end = decimal_put_64(digits, v);

    for (const char *p = digits; p < end; p++) {
        if (p > digits && (end - p) % 3 == 0)
            text_char(t, ',');
        text_char(t, *p);
    }
}

void text_hex(struct text *t, uint64_t v, unsigned digits)
{
    char *const p = text_room(t, digits);

    if (p == NULL)
        return;
    for (unsigned i = digits; i-- > 0; v >>= 4)
        p[i] = "0123456789abcdef"[v & 0xf];
    text_advance(t, digits);
}
