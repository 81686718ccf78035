// SPDX-License-Identifier: BSD-3-Clause
/*
 * redis.c - RESP, the protocol of Redis: "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n" and its replies.
 *
 * A bare "+OK" or "-ERR" is POP3's as well and stays text.
 */
#include "app/recognise.h"

enum { DIGITS_MAX = 9 };

/* Take "<mark><number>\r\n" off `s`. */
static bool take_number(struct span *s, uint8_t mark, uint32_t *number)
{
    struct span rest = *s;
    size_t digits = 0;

    if (rest.n == 0 || rest.p[0] != mark)
        return false;
    (void)span_take(&rest, 1);
    *number = 0;
    while (rest.n > 0 && app_is_digit(rest.p[0]) && digits < DIGITS_MAX) {
        *number = *number * 10 + (uint32_t)(*span_take(&rest, 1) - '0');
        digits++;
    }
    if (digits == 0 || !app_take_prefix(&rest, "\r\n"))
        return false;
    *s = rest;
    return true;
}

/* Append the bulk string at the front of `s` to the subject. */
static bool append_bulk(struct span *s, struct app_facts *out)
{
    uint32_t n;
    const uint8_t *p;

    if (!take_number(s, '$', &n))
        return false;
    if (n > s->n)
        n = (uint32_t)s->n;
    p = span_take(s, n);
    (void)app_take_prefix(s, "\r\n");
    if (out->subject_len > 0 && out->subject_len < APP_SUBJECT_MAX)
        out->subject[out->subject_len++] = ' ';
    for (uint32_t i = 0; i < n && out->subject_len < APP_SUBJECT_MAX; i++)
        out->subject[out->subject_len++] = p[i];
    return true;
}

static bool is_auth(const struct app_facts *facts)
{
    return facts->subject_len == 4 && (facts->subject[0] | 0x20) == 'a' &&
           (facts->subject[1] | 0x20) == 'u' && (facts->subject[2] | 0x20) == 't' &&
           (facts->subject[3] | 0x20) == 'h';
}

bool app_redis(struct span payload, struct app_facts *out)
{
    struct app_facts facts = {.kind = APP_REDIS};
    uint32_t n;

    if (take_number(&payload, '*', &n)) {
        if (!append_bulk(&payload, &facts))
            return false;
        if (n > 1 && !is_auth(&facts))
            (void)append_bulk(&payload, &facts);
        *out = facts;
        return true;
    }
    if (take_number(&payload, '$', &n) || (take_number(&payload, ':', &n) && payload.n == 0)) {
        app_fill(out, APP_REDIS, 1, (struct span){NULL, 0});
        return true;
    }
    return false;
}
