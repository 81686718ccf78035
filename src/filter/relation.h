// SPDX-License-Identifier: BSD-3-Clause
/*
 * relation.h - rows of named, typed columns, whatever the rows are: the one thing that filters,
 * sorting and the writers know of them.
 */
#ifndef TL_FILTER_RELATION_H
#define TL_FILTER_RELATION_H

#include <tcplens/error.h>

#include "filter/schema.h"
#include "filter/value.h"

/**
 * struct field - a column
 * @name:    stable name, lower case, for filters and machine output
 * @heading: message ID of a short title, for people
 * @help:    message ID of what it is, one line
 * @type:    enum value_type
 * @many:    may have several values
 * @derived: says what other fields say too: not shown unless asked for
 */
struct field {
    const char *name, *heading, *help;
    uint8_t type;
    bool many, derived;
};

struct relation;

/*
 * The `occurrence`-th value (from 0) of a field of a row, in `*out`; false if there is no such
 * value: the field is absent, or has had all its values. A field of both ends of a connection has
 * two.
 */
typedef bool relation_get(const struct relation *r, const void *row, unsigned field,
                          unsigned occurrence, struct value *out);

/**
 * struct relation - a kind of rows
 * @prefix:   of its fields' names in filters, such as "tcplens.", which may be left out
 * @fields:   @n_fields of them, static
 * @row_size: octets of a row, which can be copied as they are
 * @get:      the values
 * @ctx:      for @get; *borrowed*
 */
struct relation {
    const char *prefix;
    const struct field *fields;
    unsigned n_fields;
    size_t row_size;
    relation_get *get;
    const void *ctx;
};

/*
 * The field of the name `s[0..n)`: with or without the prefix, in whole or as far as it is like no
 * other's. -1 if there is none, or if it could be several.
 */
int tl_relation_find(const struct relation *r, const char *s, size_t n);

/* The relation as filters see it; it *borrows* `r`. */
struct schema tl_relation_schema(const struct relation *r);

/* Say that there is no such field, and which one may have been meant: TCPLENS_ERR_USAGE. */
enum tcplens_status tl_relation_unknown(const struct relation *r, const char *s, size_t n,
                                        struct tcplens_error *err);

#endif
