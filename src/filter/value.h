// SPDX-License-Identifier: BSD-3-Clause
/*
 * value.h - a value with its type: what filters compare, what tables are sorted by, and what every
 * writer makes text of.
 */
#ifndef TL_FILTER_VALUE_H
#define TL_FILTER_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_type {
    VALUE_NUMBER,  /* number */
    VALUE_AMOUNT,  /* number, of octets: shown to people with a unit */
    VALUE_SPAN,    /* ns: how long something takes */
    VALUE_TIME,    /* ns since the epoch, UTC */
    VALUE_TEXT,    /* text: of any octets */
    VALUE_ADDRESS, /* addr: IPv6, or IPv4 as ::ffff:a.b.c.d */
    VALUE_FLAG,    /* number, 0 or 1 */
};

enum { VALUE_ROOM = 256 };

/**
 * struct value - one value; only what its type says is valid
 * @type: enum value_type
 * @text: *borrowed*: of the program, of the row it is taken from, or @room
 * @n:    octets of @text
 * @room: for texts that have to be made first
 */
struct value {
    uint8_t type;
    union {
        uint64_t number;
        int64_t ns;
        uint8_t addr[16];
        struct {
            const char *text;
            size_t n;
        };
    };
    char room[VALUE_ROOM];
};

/* Less than 0, 0 or more, as `a` stands before, at or behind `b`; both of one type, but for
 * numbers, amounts and flags, which are numbers all. */
int tl_value_compare(const struct value *a, const struct value *b);

static inline void value_number(struct value *v, enum value_type type, uint64_t number)
{
    v->type = (uint8_t)type;
    v->number = number;
}

static inline void value_ns(struct value *v, enum value_type type, int64_t ns)
{
    v->type = (uint8_t)type;
    v->ns = ns;
}

/* `s` is *borrowed*. */
void tl_value_text(struct value *v, const char *s);

#endif
