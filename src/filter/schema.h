// SPDX-License-Identifier: BSD-3-Clause
/*
 * schema.h - what a filter has to know of rows, whatever they are: the dissected frames of a
 * capture, the connections of a list. Rows have named, typed fields, and a field has any number of
 * values in a row, in an order.
 */
#ifndef TL_FILTER_SCHEMA_H
#define TL_FILTER_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"

/* What a value is: how its literals are written, and what may be done with it. */
enum filter_type {
    FILTER_NONE,    /* there or not: no value */
    FILTER_FLAG,    /* yes or no; alone it asks for yes */
    FILTER_BOOL,    /* yes or no; alone it asks whether it is there */
    FILTER_UINT,    /* a number from 0 on */
    FILTER_INT,     /* a number */
    FILTER_IP4,     /* as a number in host order */
    FILTER_IP6,     /* 16 octets */
    FILTER_ADDRESS, /* 16 octets: IPv6, or IPv4 as ::ffff:a.b.c.d */
    FILTER_ETHER,   /* 6 octets */
    FILTER_OCTETS,
    FILTER_PROTOCOL, /* octets from its header to the end of what carries it; its own are in place
                      */
    FILTER_TEXT,
    FILTER_TIME, /* ns since 1970, UTC */
    FILTER_SPAN, /* ns */
};

/* How a value is kept while a filter is at work. */
enum datum_form { DATUM_UNSIGNED, DATUM_SIGNED, DATUM_OCTETS };

/**
 * struct datum - a value; which member, its form says
 * @octets: *borrowed*: from the row, the filter, or the room for texts that are made
 */
struct datum {
    union {
        uint64_t u;
        int64_t i;
        struct span octets;
    };
};

/* Room for octets that have to be made while a row is looked at. */
struct room {
    uint8_t *at;
    size_t left;
};

/**
 * struct schema_field - what is known of a field
 * @name: *borrowed*
 * @type: enum filter_type
 */
struct schema_field {
    const char *name;
    uint8_t type;
};

struct schema;

/*
 * The value of a field behind the one that `*cursor` stands at, 0 before the first; false if there
 * is none. FILTER_NONE has values too, which say nothing. What has to be made stands in `room`.
 */
typedef bool schema_next(const struct schema *s, const void *row, unsigned field, uint32_t *cursor,
                         struct datum *out, struct room *room);

/**
 * struct schema - a kind of rows
 * @prefix:   of its fields' names, which may be left out; "" if they have none
 * @noun:     what people call a field: "column"
 * @shorten:  names may be cut short as long as they stay clear
 * @utc:      times without a zone are UTC, not local time
 * @makes:    values need room: their octets are made when they are asked for
 * @n_fields: fields are numbered from 0 on
 * @field:    what is known of one
 * @next:     its values
 * @place:    the octets that the value at a cursor was read from; or NULL: there are none
 * @layer:    which layer of its protocol it stands in, from 1 on; or NULL: there are no layers
 * @word:     the number of field's value that is called s[0..n); or NULL: values have no names
 * @ctx:      for these functions
 */
struct schema {
    const char *prefix, *noun;
    bool shorten, utc, makes;
    unsigned n_fields;
    struct schema_field (*field)(const struct schema *s, unsigned field);
    schema_next *next;
    struct span (*place)(const struct schema *s, const void *row, unsigned field, uint32_t cursor);
    unsigned (*layer)(const struct schema *s, const void *row, unsigned field, uint32_t cursor);
    bool (*word)(const struct schema *s, unsigned field, const char *word, size_t n, uint64_t *out);
    const void *ctx;
};

static inline enum datum_form form_of(enum filter_type type)
{
    switch (type) {
    case FILTER_INT:
    case FILTER_TIME:
    case FILTER_SPAN:
        return DATUM_SIGNED;
    case FILTER_IP6:
    case FILTER_ADDRESS:
    case FILTER_ETHER:
    case FILTER_OCTETS:
    case FILTER_PROTOCOL:
    case FILTER_TEXT:
        return DATUM_OCTETS;
    case FILTER_NONE:
    case FILTER_FLAG:
    case FILTER_BOOL:
    case FILTER_UINT:
    case FILTER_IP4:
        break;
    }
    return DATUM_UNSIGNED;
}

/* The field of the name s[0..n): in whole, or, where names may be shortened, as far as it is like
 * no other's. -1 if there is none, or if it could be several. */
int tl_schema_find(const struct schema *s, const char *name, size_t n);

/* The field whose name is nearest to one that there is not, -1 if none is near. */
int tl_schema_nearest(const struct schema *s, const char *name, size_t n);

#endif
