// SPDX-License-Identifier: BSD-3-Clause
/* lists.c - what is worked out of lists of values: parts, functions, arithmetic. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "filter/program.h"

enum { WRITTEN_LONGEST = 48, CASE_BIT = 0x20 };

/* Room for `n` octets of a row, NULL if there is none. */
static uint8_t *take_room(struct room *room, size_t n)
{
    uint8_t *const at = room->at;

    if (n > room->left)
        return NULL;
    room->at += n;
    room->left -= n;
    return at;
}

/* ---- Parts ---- */

/* The octets of `whole` that the range says; none if they are not all there. */
static struct span part_of(struct span whole, const struct range *r)
{
    const int64_t n = (int64_t)whole.n;
    const int64_t first = r->first < 0 ? n + r->first : r->first;
    int64_t length;

    if (r->kind == RANGE_REST)
        length = n - first;
    else if (r->kind == RANGE_LENGTH)
        length = r->last;
    else
        length = (r->last < 0 ? n + r->last : r->last) - first + 1;
    if (first < 0 || length <= 0 || length > n - first)
        return (struct span){NULL, 0};
    return (struct span){whole.p + first, (size_t)length};
}

/* All of them one behind the other; those that are not there add nothing. */
static struct span join_parts(struct span whole, const struct range *ranges, size_t n,
                              struct room *room)
{
    struct span all = {room->at, 0};

    for (size_t i = 0; i < n; i++) {
        const struct span part = part_of(whole, &ranges[i]);
        uint8_t *const at = part.n > 0 ? take_room(room, part.n) : NULL;

        if (at != NULL) {
            memcpy(at, part.p, part.n);
            all.n += part.n;
        }
    }
    return all;
}

void tl_list_slice(const struct condition *f, const struct instruction *at, struct list *list,
                   struct room *room)
{
    struct datum *const out = register_room(f, at->a);
    const struct range *const ranges = f->ranges + at->range;

    for (size_t i = 0; i < list->n; i++) {
        const struct span whole = list->of[i].octets;

        out[i].octets =
            at->n == 1 ? part_of(whole, ranges) : join_parts(whole, ranges, at->n, room);
    }
    list->of = out;
}

/* ---- Functions ---- */

static uint8_t upper(uint8_t c)
{
    return c >= 'a' && c <= 'z' ? (uint8_t)(c ^ CASE_BIT) : c;
}

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c ^ CASE_BIT) : c;
}

static bool put_case(struct datum *v, uint8_t (*change)(uint8_t), struct room *room)
{
    const size_t n = v->octets.n;
    uint8_t *const made = take_room(room, n);

    if (made == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        made[i] = change(v->octets.p[i]);
    v->octets = (struct span){made, n};
    return true;
}

/* The dotted quad in an address of either kind, NULL if it is IPv6's. */
static const uint8_t *mapped_ip4(const uint8_t addr[16])
{
    static const uint8_t mapped[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

    return memcmp(addr, mapped, sizeof mapped) == 0 ? addr + sizeof mapped : NULL;
}

/* A value as a text. */
static bool put_string(struct datum *v, enum filter_type type, struct room *room)
{
    char *const out = (char *)take_room(room, WRITTEN_LONGEST);
    const uint32_t ip4 = htonl((uint32_t)v->u);
    const uint8_t *const p = v->octets.p;

    if (out == NULL || type == FILTER_TEXT)
        return out != NULL;
    if (type == FILTER_INT)
        (void)snprintf(out, WRITTEN_LONGEST, "%lld", (long long)v->i);
    else if (type == FILTER_IP4)
        (void)inet_ntop(AF_INET, &ip4, out, WRITTEN_LONGEST);
    else if (type == FILTER_ADDRESS && mapped_ip4(p) != NULL)
        (void)inet_ntop(AF_INET, mapped_ip4(p), out, WRITTEN_LONGEST);
    else if (type == FILTER_IP6 || type == FILTER_ADDRESS)
        (void)inet_ntop(AF_INET6, p, out, WRITTEN_LONGEST);
    else if (type == FILTER_ETHER)
        (void)snprintf(out, WRITTEN_LONGEST, "%02x:%02x:%02x:%02x:%02x:%02x", p[0], p[1], p[2],
                       p[3], p[4], p[5]);
    else
        (void)snprintf(out, WRITTEN_LONGEST, "%llu", (unsigned long long)v->u);
    v->octets = (struct span){(uint8_t *)out, strlen(out)};
    return true;
}

/* What the function makes of one value; false if that is nothing. */
static bool map(const struct instruction *at, struct datum *v, struct room *room)
{
    switch ((enum function)at->detail) {
    case FUNCTION_LEN:
        v->u = v->octets.n;
        return true;
    case FUNCTION_UPPER:
        return put_case(v, upper, room);
    case FUNCTION_LOWER:
        return put_case(v, lower, room);
    case FUNCTION_STRING:
        return put_string(v, (enum filter_type)at->type, room);
    case FUNCTION_ABS:
        if (at->form == DATUM_SIGNED && v->i < 0)
            return !__builtin_sub_overflow(0, v->i, &v->i);
        return true;
    case FUNCTION_NEGATE:
        return !__builtin_sub_overflow(0, v->i, &v->i);
    case FUNCTION_COUNT:
    case FUNCTION_MAX:
    case FUNCTION_MIN:
        break;
    }
    return false;
}

/* The greatest or the least of the list, as a list of its own. */
static struct list extreme(const struct instruction *at, const struct list *list, struct datum *out)
{
    const struct instruction compare = {.detail = at->detail == FUNCTION_MAX ? COMPARE_GREATER
                                                                             : COMPARE_LESS,
                                        .form = at->form,
                                        .type = at->type,
                                        .bits = ALL_BITS};

    if (list->n == 0)
        return (struct list){out, 0};
    out[0] = list->of[0];
    for (size_t i = 1; i < list->n; i++) {
        if (tl_compare(&compare, &list->of[i], &out[0], NULL))
            out[0] = list->of[i];
    }
    return (struct list){out, 1};
}

void tl_list_call(const struct condition *f, const struct instruction *at, struct list *list,
                  struct room *room)
{
    struct datum *const out = register_room(f, at->a);
    size_t n = 0;

    if (at->detail == FUNCTION_MAX || at->detail == FUNCTION_MIN) {
        *list = extreme(at, list, out);
        return;
    }
    if (at->detail == FUNCTION_COUNT) {
        /* Of what is not there nothing is counted, not even that there are none. */
        const size_t count = list->n;

        out[0].u = count;
        *list = (struct list){out, count > 0};
        return;
    }
    for (size_t i = 0; i < list->n; i++) {
        struct datum v = list->of[i];

        if (map(at, &v, room))
            out[n++] = v;
    }
    *list = (struct list){out, n};
}

/* ---- Arithmetic ---- */

static bool calculate(enum arithmetic op, int64_t a, int64_t b, int64_t *out)
{
    switch (op) {
    case PLUS:
        return !__builtin_add_overflow(a, b, out);
    case MINUS:
        return !__builtin_sub_overflow(a, b, out);
    case TIMES:
        return !__builtin_mul_overflow(a, b, out);
    case OVER:
    case MODULO:
        if (b == 0 || (a == INT64_MIN && b == -1))
            return false;
        *out = op == OVER ? a / b : a % b;
        return true;
    case BITS:
        break;
    }
    *out = a & b;
    return true;
}

/* Bit by bit; a mask is as long as what it is laid on. */
static bool mask_octets(struct span a, struct span b, struct room *room, struct span *out)
{
    uint8_t *const made = a.n == b.n ? take_room(room, a.n) : NULL;

    if (made == NULL)
        return false;
    for (size_t i = 0; i < a.n; i++)
        made[i] = a.p[i] & b.p[i];
    *out = (struct span){made, a.n};
    return true;
}

void tl_list_arithmetic(const struct condition *f, const struct instruction *at, struct list *list,
                        const struct list *other, struct room *room)
{
    /* The register's own place may hold what is worked with: it is written to in the end. */
    struct datum *const out = register_room(f, f->registers);
    struct datum *const home = register_room(f, at->a);
    size_t n = 0;

    for (size_t i = 0; i < list->n && n < LIST_MAX; i++) {
        for (size_t j = 0; j < other->n && n < LIST_MAX; j++) {
            const struct datum a = list->of[i], b = other->of[j];
            bool good = true;

            if (at->form == DATUM_OCTETS)
                good = mask_octets(a.octets, b.octets, room, &out[n].octets);
            else if (at->form == DATUM_UNSIGNED)
                out[n].u = a.u & b.u;
            else
                good = calculate((enum arithmetic)at->detail, a.i, b.i, &out[n].i);
            n += good;
        }
    }
    memcpy(home, out, n * sizeof *home);
    *list = (struct list){home, n};
}
