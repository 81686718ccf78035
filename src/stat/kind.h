// SPDX-License-Identifier: BSD-3-Clause
/* kind.h - what each kind of statistic provides; within this room. */
#ifndef TL_STAT_KIND_H
#define TL_STAT_KIND_H

#include "stat/stat.h"

/**
 * struct stat_kind
 * @name:   what `-z` begins with; what follows behind a comma is handed to @begin
 * @layer:  enum ends_layer, of conversations and endpoints
 * @key_size, @row_size: of tables of rows: octets (ends.h)
 * @fields: that it reads, up to FIELDS; NULL for those of the layer
 * @protocols: it reads in which protocol an item is
 * @filter: of column `i` that has one of its own, NULL behind the last; or NULL
 * @field:  that column `i` reads, FIELDS behind the last; or NULL
 * @begin:  make the state; TCPLENS_ERR_USAGE if `rest` makes no sense. What was made is freed even
 *          if it fails
 * @frame, @print, @end: as in stat.h
 */
struct stat_kind {
    const char *name;
    uint8_t layer;
    uint16_t key_size, row_size;
    const uint16_t *fields;
    bool protocols;
    enum tcplens_status (*begin)(void **state, const struct stat_kind *kind, const char *rest,
                                 struct tcplens_error *err);
    const char *(*filter)(const void *state, unsigned i);
    enum field_id (*field)(const void *state, unsigned i);
    void (*frame)(void *state, const struct items *items, uint64_t passed);
    void (*print)(void *state, int64_t zero_ns, struct text *out);
    void (*end)(void *state);
};

/* How many layers conversations and endpoints are told of. */
enum { STAT_ENDS = 5 };

extern const struct stat_kind stat_conversations[STAT_ENDS], stat_endpoints[STAT_ENDS];
extern const struct stat_kind stat_expert, stat_flow_any, stat_flow_tcp, stat_hierarchy,
    stat_http_tree, stat_io;

/* No more than so many rows of any table. */
enum { STAT_ROWS_MAX = 1 << 20 };
#endif
