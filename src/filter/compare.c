// SPDX-License-Identifier: BSD-3-Clause
/* compare.c - one value with one other. */
#include <string.h>

#include "filter/program.h"

/* The bits of both that count, compared. Octets are less than any that are more of them, texts only
 * than those that they begin. */
static int compare_octets(const struct instruction *at, struct span a, struct span b)
{
    const unsigned bits = at->bits;
    const size_t shorter = a.n < b.n ? a.n : b.n;
    const size_t whole = bits < ALL_BITS && bits / 8 < shorter ? bits / 8 : shorter;
    const bool by_length = at->type != FILTER_TEXT && a.n != b.n;
    const int order = whole > 0 && !by_length ? memcmp(a.p, b.p, whole) : 0;

    if (order != 0)
        return order;
    if (whole < shorter)
        return bits % 8 == 0 ? 0 : (a.p[whole] >> (8 - bits % 8)) - (b.p[whole] >> (8 - bits % 8));
    return (a.n > b.n) - (a.n < b.n);
}

static int compare_unsigned(uint64_t a, uint64_t b, unsigned bits)
{
    if (bits < IP4_BITS) {
        a >>= IP4_BITS - bits;
        b >>= IP4_BITS - bits;
    }
    return (a > b) - (a < b);
}

static int order_of(const struct instruction *at, const struct datum *a, const struct datum *b)
{
    switch ((enum datum_form)at->form) {
    case DATUM_UNSIGNED:
        return compare_unsigned(a->u, b->u, at->bits);
    case DATUM_SIGNED:
        return (a->i > b->i) - (a->i < b->i);
    case DATUM_OCTETS:
        break;
    }
    return compare_octets(at, a->octets, b->octets);
}

static bool contains(struct span in, struct span what)
{
    return what.n == 0 || (in.n > 0 && memmem(in.p, in.n, what.p, what.n) != NULL);
}

bool tl_compare(const struct instruction *at, const struct datum *left, const struct datum *right,
                const struct datum *high)
{
    switch ((enum comparison)at->detail) {
    case COMPARE_EQUAL:
        return order_of(at, left, right) == 0;
    case COMPARE_NOT_EQUAL:
        return order_of(at, left, right) != 0;
    case COMPARE_LESS:
        return order_of(at, left, right) < 0;
    case COMPARE_LESS_EQUAL:
        return order_of(at, left, right) <= 0;
    case COMPARE_GREATER:
        return order_of(at, left, right) > 0;
    case COMPARE_GREATER_EQUAL:
        return order_of(at, left, right) >= 0;
    case COMPARE_CONTAINS:
        return contains(left->octets, right->octets);
    case COMPARE_BETWEEN:
        return order_of(at, left, right) >= 0 && order_of(at, left, high) <= 0;
    case COMPARE_MATCHES:
        break;
    }
    return false;
}
