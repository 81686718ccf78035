// SPDX-License-Identifier: BSD-3-Clause
/*
 * resp.c - RESP, the protocol of Redis (https://redis.io/docs/reference/protocol-spec): values one
 * after the other, each on a line, a bulk string with its length before it, an array as its
 * members.
 *
 * Arrays are flattened: all that is left of one, however deep, is the number of values to come.
 */
#include "print/line.h"

/* What became of a value. */
enum value {
    VALUE_SHOWN,
    VALUE_SHORT,   /* the payload ends before it does */
    VALUE_MISSING, /* an octet of it was not captured */
};

enum { LENGTH_MAX = 0x7fffffff };

/* What a length says. */
enum length_kind { LENGTH_GIVEN, LENGTH_NULL, LENGTH_NEGATIVE, LENGTH_HUGE, LENGTH_INVALID };

static size_t seen(struct body b)
{
    return b.n < b.len ? b.n : b.len;
}

static void put_quoted(struct line *l, const uint8_t *p, size_t n)
{
    line_str(l, " \"");
    line_visible(l, p, n);
    line_char(l, '"');
}

/* Go behind the next CR LF; `*before` octets stand before it. */
static bool skip_line(struct body *b, size_t *before)
{
    const size_t end = seen(*b);

    for (size_t i = 0; i + 2 <= end; i++) {
        if (b->p[i] == '\r' && b->p[i + 1] == '\n') {
            *before = i;
            *b = body_skip(*b, i + 2);
            return true;
        }
    }
    return false;
}

static enum value put_simple(struct line *l, struct body *b)
{
    const uint8_t *const text = b->p;
    size_t n;

    if (!skip_line(b, &n))
        return VALUE_SHORT;
    put_quoted(l, text, n);
    return VALUE_SHOWN;
}

/* One octet off the front of `b`. */
static enum value take_octet(struct body *b, uint8_t *octet)
{
    if (b->len == 0)
        return VALUE_SHORT;
    if (b->n == 0)
        return VALUE_MISSING;
    *octet = b->p[0];
    *b = body_skip(*b, 1);
    return VALUE_SHOWN;
}

/* [-]digits CR LF; what is not that ends behind the first octet that shows it. */
static enum value take_length(struct body *b, enum length_kind *kind, uint32_t *length)
{
    uint64_t v = 0;
    bool any = false, negative = false, huge = false;
    uint8_t c;
    enum value got = take_octet(b, &c);

    if (got == VALUE_SHOWN && c == '-') {
        negative = true;
        got = take_octet(b, &c);
    }
    for (; got == VALUE_SHOWN && c >= '0' && c <= '9'; got = take_octet(b, &c)) {
        any = true;
        v = 10 * v + (c - '0');
        huge = huge || v > LENGTH_MAX;
        if (huge)
            v = LENGTH_MAX;
    }
    if (got != VALUE_SHOWN)
        return got;
    *kind = LENGTH_INVALID;
    if (!any || c != '\r')
        return VALUE_SHOWN;
    got = take_octet(b, &c);
    if (got != VALUE_SHOWN)
        return got;
    if (c != '\n' || !any)
        return VALUE_SHOWN;
    if (negative)
        *kind = v == 1 && !huge ? LENGTH_NULL : LENGTH_NEGATIVE;
    else
        *kind = huge ? LENGTH_HUGE : LENGTH_GIVEN;
    *length = (uint32_t)v;
    return VALUE_SHOWN;
}

/* What stands for a length that leads to nothing. */
static void put_no_length(struct line *l, enum length_kind kind)
{
    static const char *const words[] = {
        [LENGTH_NULL] = " null",
        [LENGTH_NEGATIVE] = " length negative and not -1",
        [LENGTH_HUGE] = " length too large",
        [LENGTH_INVALID] = " invalid",
    };

    line_str(l, words[kind]);
}

static enum value put_bulk(struct line *l, struct body *b)
{
    enum length_kind kind = LENGTH_INVALID;
    uint32_t length = 0;
    size_t behind;
    const enum value got = take_length(b, &kind, &length);

    if (got != VALUE_SHOWN)
        return got;
    if (kind != LENGTH_GIVEN) {
        put_no_length(l, kind);
        return VALUE_SHOWN;
    }
    if (length > seen(*b))
        return VALUE_SHORT;
    if (length == 0)
        line_str(l, " empty");
    else
        put_quoted(l, b->p, length);
    *b = body_skip(*b, length);
    return skip_line(b, &behind) ? VALUE_SHOWN : VALUE_SHORT;
}

static enum value put_array(struct line *l, struct body *b, uint64_t *members)
{
    enum length_kind kind = LENGTH_INVALID;
    uint32_t length = 0;
    const enum value got = take_length(b, &kind, &length);

    if (got != VALUE_SHOWN)
        return got;
    if (kind != LENGTH_GIVEN)
        put_no_length(l, kind);
    else if (length == 0)
        line_str(l, " empty");
    else
        *members += length;
    return VALUE_SHOWN;
}

/* How many of the first octets of `b` are CR or LF if `breaks`, or neither of them if not. */
static size_t run_of(struct body b, bool breaks)
{
    size_t i = 0;

    while (i < seen(b) && (b.p[i] == '\r' || b.p[i] == '\n') == breaks)
        i++;
    return i;
}

/* A command typed by a person: a line, whatever ends it, empty ones before and after it. */
static enum value put_inline(struct line *l, struct body *b)
{
    size_t n;

    *b = body_skip(*b, run_of(*b, true));
    n = run_of(*b, false);
    if (n >= b->len)
        return VALUE_SHORT;
    if (n >= b->n)
        return VALUE_MISSING;
    put_quoted(l, b->p, n);
    *b = body_skip(*b, n);
    *b = body_skip(*b, run_of(*b, true));
    return b->n == 0 && b->len > 0 ? VALUE_MISSING : VALUE_SHOWN;
}

static enum value put_value(struct line *l, struct body *b, uint64_t *members)
{
    if (b->len == 0)
        return VALUE_SHORT;
    if (b->n == 0)
        return VALUE_MISSING;
    switch (b->p[0]) {
    case '+':
    case '-':
    case ':':
        *b = body_skip(*b, 1);
        return put_simple(l, b);
    case '$':
        *b = body_skip(*b, 1);
        return put_bulk(l, b);
    case '*':
        *b = body_skip(*b, 1);
        return put_array(l, b, members);
    default:
        return put_inline(l, b);
    }
}

enum print_status print_resp(struct line *l, struct body b)
{
    uint64_t members = 0; /* of the arrays that are open */

    l->protocol = "resp";
    line_str(l, ": RESP");
    while (b.len > 0 || members > 0) {
        if (members > 0)
            members--;
        switch (put_value(l, &b, &members)) {
        case VALUE_SHOWN:
            break;
        case VALUE_SHORT:
            line_cut(l);
            return PRINTED;
        case VALUE_MISSING:
        default:
            return CUT;
        }
    }
    return PRINTED;
}
