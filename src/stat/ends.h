// SPDX-License-Identifier: BSD-3-Clause
/*
 * ends.h - who speaks with whom: the ends of a frame at one layer, and rows found by them, in the
 * order in which they were met.
 */
#ifndef TL_STAT_ENDS_H
#define TL_STAT_ENDS_H

#include "base/table.h"
#include "base/text.h"
#include "field/items.h"
#include "stat/kind.h"

enum ends_layer { ENDS_ETHER, ENDS_IP4, ENDS_IP6, ENDS_TCP, ENDS_UDP };

/* An address, left-justified and zero behind, and a port, 0 if the layer has none. */
struct end {
    uint8_t addr[16];
    uint16_t port;
    uint8_t family; /* 4, 6, or 0 for Ethernet */
    uint8_t unused;
};

/* Two ends; @stream tells apart connections that used the same ports. */
struct end_pair {
    struct end end[2];
    uint32_t stream;
};

enum { ENDS_TEXT_MAX = 64 };

/* What the layer is called, and the fields that its ends are read from, up to FIELDS. */
const char *ends_title(enum ends_layer layer);
const uint16_t *ends_fields(enum ends_layer layer);

/* An end as text; with its port behind a colon, if it has one and `port`. */
void end_text(const struct end *e, enum ends_layer layer, bool port, char out[ENDS_TEXT_MAX]);

/* The `nth` pair of ends of the layer in a frame, from 0 on; false if there are no more. */
bool ends_of(const struct items *items, enum ends_layer layer, unsigned nth, struct end_pair *out);

/**
 * struct end_rows - what was seen of each key
 * @keys:  *owned*: @n keys of @key_size octets
 * @rows:  *owned*: @n rows of @row_size octets, zero when new
 * @left:  keys that found no room
 */
struct end_rows {
    struct table table;
    uint64_t seed;
    size_t key_size, row_size;
    uint8_t *keys, *rows;
    uint32_t n, room, left;
};

/* A table of `-z`, and whom its rows are of. */
struct end_table {
    enum ends_layer layer;
    struct end_rows rows;
};

/* What stat_kind.begin and .end are of such tables: `rest` has to be empty, for a display filter is
 * `-Y`'s. */
enum tcplens_status end_table_begin(void **ret, const struct stat_kind *kind, const char *rest,
                                    struct tcplens_error *err);
void end_table_end(void *table);

/* False if there is no memory. */
bool end_rows_init(struct end_rows *r, size_t key_size, size_t row_size);
void end_rows_fini(struct end_rows *r);

/* The row of a key, a new one if it has none; NULL if there is no room. */
void *end_rows_find(struct end_rows *r, const void *key);

static inline void *end_rows_at(const struct end_rows *r, uint32_t i)
{
    return r->rows + i * r->row_size;
}

static inline const void *end_rows_key(const struct end_rows *r, uint32_t i)
{
    return r->keys + i * r->key_size;
}

/* Say below a table what it had no room for. */
void end_rows_print_left(const struct end_rows *r, struct text *out);

/* Indices of all rows, those with the greatest first value (uint64_t) in front, others in their
 * order; *owned*, NULL if there is no memory. */
uint32_t *end_rows_order(const struct end_rows *r);

#endif
