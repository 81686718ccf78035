// SPDX-License-Identifier: BSD-3-Clause
/*
 * items.h - the values of one frame, in the order in which they stand in it; each with its field.
 *
 * Invariant: items of the same field are linked in that order, so that asking for a field costs no
 * search. Only fields that somebody wants are kept. What does not fit is left out, and `overflow`
 * counts it.
 */
#ifndef TL_FIELD_ITEMS_H
#define TL_FIELD_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"
#include "field/field.h"

enum { ITEMS_MAX = 1024, ITEMS_TEXT = 8192 };

/**
 * struct item - one value
 * @u:      FIELD_BOOL, _UINT, _FRAME; FIELD_IP4 as a number in host order
 * @i:      FIELD_INT, _TIME, _SPAN
 * @octets: FIELD_OCTETS, _TEXT, _ETHER (6), _IP6 (16); *borrowed* from the frame or the items
 * @field:  enum field_id
 * @next:   index of the next item of the same field, plus one; 0 if it is the last
 */
struct item {
    union {
        uint64_t u;
        int64_t i;
        struct span octets;
    };
    uint16_t field, next;
};

/**
 * struct items - those of one frame
 * @first, @last: by field: index plus one of its first and last item; 0 if it has none
 * @wanted:   by field: whether to keep its values; set once, by the owner
 * @text:     where texts made for this frame stand, @text_len of them used
 * @overflow: items and texts that found no room
 */
struct items {
    size_t n, text_len;
    uint32_t overflow;
    uint16_t first[FIELDS], last[FIELDS];
    bool wanted[FIELDS];
    struct item of[ITEMS_MAX];
    char text[ITEMS_TEXT];
};

/* Begin a new frame. `items` was cleared to zero once but for @wanted, or used before. */
void items_clear(struct items *items);

/* What items_add() does for a field that is wanted. */
struct item *items_append(struct items *items, enum field_id field);

/* A new last item, whose value is the caller's to set; one that nobody sees if the field is not
 * wanted, or if there is no room. */
static inline struct item *items_add(struct items *items, enum field_id field)
{
    return items->wanted[field] ? items_append(items, field) : &items->of[ITEMS_MAX - 1];
}

/* A copy of text that lives as long as the frame's items; empty if there is no room. */
struct span items_keep(struct items *items, const char *text, size_t n);

static inline void items_u(struct items *items, enum field_id field, uint64_t v)
{
    items_add(items, field)->u = v;
}

static inline void items_i(struct items *items, enum field_id field, int64_t v)
{
    items_add(items, field)->i = v;
}

static inline void items_label(struct items *items, enum field_id field)
{
    items_add(items, field)->u = 1;
}

static inline void items_octets(struct items *items, enum field_id field, const uint8_t *p,
                                size_t n)
{
    items_add(items, field)->octets = (struct span){p, n};
}

/* The item after `it` of the same field, NULL if there is none. */
static inline const struct item *items_next(const struct items *items, const struct item *it)
{
    return it->next == 0 ? NULL : &items->of[it->next - 1];
}

static inline const struct item *items_first(const struct items *items, enum field_id field)
{
    return items->first[field] == 0 ? NULL : &items->of[items->first[field] - 1];
}

#endif
