// SPDX-License-Identifier: BSD-3-Clause
/*
 * text.h - a text writer: output is made by hand into one buffer and handed on in large pieces.
 *
 * Two uses of one type:
 *   - with a sink, the buffer is flushed whenever it is full and by text_flush();
 *   - without one (`write == NULL`), it is a bounded string: from the first octet that does not fit
 *     on, everything is dropped, and `failed` says so. It never ends within a UTF-8 character.
 * Invariant: len <= cap. After a sink has refused, nothing more is handed to it and `failed` stays
 * set, so that callers may check once, at the end.
 */
#ifndef TL_BASE_TEXT_H
#define TL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <tcplens/sink.h>

/**
 * struct text - a writer over a caller's buffer
 * @buf:    *borrowed*, `cap` octets; [0, len) is not handed on yet; never NUL-terminated here
 * @write:  the sink, or NULL for a bounded string
 * @ctx:    the sink's
 * @failed: the sink refused, or the bounded string was too short
 */
struct text {
    char *buf;
    size_t len, cap;
    tcplens_sink *write;
    void *ctx;
    bool failed;
};

/* A writer over `cap` octets at `buf`; a writer with a sink wants at least 512. */
void text_init(struct text *t, char *buf, size_t cap, tcplens_sink *write, void *ctx);

/* Hand everything on to the sink. Nothing to do for a bounded string. */
void text_flush(struct text *t);

/* Whether `n` octets fit as it is. */
static inline bool text_has_room(const struct text *t, size_t n)
{
    return __builtin_expect(n <= t->cap - t->len && !t->failed, 1);
}

/* What text_room() does if there is none yet. */
char *text_make_room(struct text *t, size_t n);

/* Room for `n` octets (n <= 512 with a sink): where to write, to be followed by text_advance; NULL
 * if there is none, with `failed` set. */
static inline char *text_room(struct text *t, size_t n)
{
    return text_has_room(t, n) ? t->buf + t->len : text_make_room(t, n);
}

static inline void text_advance(struct text *t, size_t n)
{
    t->len += n;
}

/* What text_octets() does if they do not fit as it is, or if only running it tells how many they
 * are: copying a few octets is not for a compiler to inline. */
void text_append(struct text *t, const char *p, size_t n);

static inline void text_octets(struct text *t, const char *p, size_t n)
{
    if (!__builtin_constant_p(n) || n == 0 || !text_has_room(t, n)) {
        text_append(t, p, n);
        return;
    }
    memcpy(t->buf + t->len, p, n);
    t->len += n;
}

static inline void text_char(struct text *t, char c)
{
    if (text_has_room(t, 1))
        t->buf[t->len++] = c;
    else
        text_append(t, &c, 1);
}

static inline void text_str(struct text *t, const char *s)
{
    text_octets(t, s, strlen(s));
}

/* `n` times the character `c`. */
void text_fill(struct text *t, char c, size_t n);

/* Decimal; the second form pads with `pad` on the left to `width`. */
void text_u64(struct text *t, uint64_t v);
void text_u64_padded(struct text *t, uint64_t v, unsigned width, char pad);
void text_i64(struct text *t, int64_t v);

/* Decimal, in groups of three: 12,345. */
void text_count(struct text *t, uint64_t v);

/* `digits` lower-case hexadecimal digits of `v`, the last ones, 1..16. */
void text_hex(struct text *t, uint64_t v, unsigned digits);

/* An address: dotted quad, or RFC 5952 text. */
void text_ip4(struct text *t, const uint8_t addr[4]);
void text_ip6(struct text *t, const uint8_t addr[16]);

/* Six octets with colons between: 02:42:ac:12:00:01. */
void text_ether(struct text *t, const uint8_t addr[6]);

/* As text_ip6, but ::ffff:a.b.c.d, our one form for both, as the dotted quad it stands for. */
void text_ip(struct text *t, const uint8_t addr[16]);

/* Likewise an address and a port: 192.0.2.1:80, [2001:db8::1]:80. */
void text_socket(struct text *t, const uint8_t addr[16], uint16_t port);

/*
 * Octets from the network as text that is harmless to a terminal: printable ASCII and valid UTF-8
 * outside the control, format and private ranges stay, every other octet becomes '.'.
 */
void text_harmless(struct text *t, const uint8_t *p, size_t n);

/*
 * Octets from the network as text that is harmless and still tells what they were: printable ASCII
 * and valid UTF-8 stay as above, control characters become \n or \033, what is not UTF-8 becomes
 * U+FFFD. It is how Wireshark's trees write text.
 */
void text_escaped(struct text *t, const uint8_t *p, size_t n);

/* A JSON string with its quotes: valid UTF-8 is kept, an octet that is not becomes U+FFFD. */
void text_json_string(struct text *t, const char *p, size_t n);

/* How many octets at the beginning are printable ASCII: one column each, and harmless. */
static inline size_t text_ascii_run(const char *p, size_t n)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    size_t run = 0;

    /* Eight at a time: neither beyond ASCII, nor before the blank, nor DEL. */
    for (uint64_t w; n - run >= sizeof w; run += sizeof w) {
        memcpy(&w, p + run, sizeof w);
        if (((w | (w - ones * ' ') | ((w ^ ones * 0x7f) - ones)) & high) != 0)
            break;
    }
    while (run < n && p[run] >= ' ' && p[run] <= '~')
        run++;
    return run;
}

/* Columns that UTF-8 takes on a terminal: East Asian wide ones two, ambiguous ones one. */
size_t text_columns(const char *p, size_t n);

#endif
