// SPDX-License-Identifier: BSD-3-Clause
/*
 * items.h - the values of one frame, in the order in which they stand in it: each with its field,
 * its place among the octets, and its depth, so that the same list is a row of columns, a tree, and
 * the input of a filter.
 *
 * Invariants: items of the same field are linked in their order, so that asking for a field costs
 * no search. An item is the parent of those that follow it and are deeper. Only fields that
 * somebody wants are kept. What does not fit is left out, and `overflow` counts it.
 *
 * A dissector says: begin a protocol or step into what was added last, add values, step out again.
 * Lines that a tree shows in other words than "Title: value" are told with ITEMS_SAY(), which costs
 * nothing where no tree is wanted.
 */
#ifndef TL_FIELD_ITEMS_H
#define TL_FIELD_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"
#include "base/text.h"
#include "field/field.h"

/* Room: for columns, and for a tree, which holds everything. */
enum {
    ITEMS_COLUMNS = 1024,
    ITEMS_COLUMNS_TEXT = 8192,
    ITEMS_TREE = 16384,
    ITEMS_TREE_TEXT = 1 << 20,
    ITEMS_SOURCES = 16,
};

enum item_flag {
    ITEM_GENERATED = 1, /* concluded, not read from octets: a tree brackets it */
    ITEM_HIDDEN = 2,    /* known by its name, but in no tree: tcp.port */
};

/**
 * struct item - one value
 * @u:      FIELD_BOOL, _UINT, _FRAME; FIELD_IP4 as a number in host order
 * @i:      FIELD_INT, _TIME, _SPAN
 * @octets: FIELD_OCTETS, _TEXT, _PROTOCOL, _ETHER (6), _IP6 (16); *borrowed* from the frame or the
 *          items
 * @p, @size: *borrowed*: the octets it was read from, NULL and 0 if it was not
 * @line, @line_len: what a tree says instead of title and value: within items.text; length 0:
 *          nothing
 * @field:  enum field_id
 * @next:   index of the next item of the same field, plus one; 0 if it is the last
 * @depth:  how many parents it has
 * @flags:  enum item_flag
 */
struct item {
    union {
        uint64_t u;
        int64_t i;
        struct span octets;
    };
    const uint8_t *p;
    uint32_t size, line;
    uint16_t line_len, field, next;
    uint8_t depth, flags;
};

/**
 * struct items - those of one frame
 * @of:       *owned*: @n of @max; the last place takes what nobody sees
 * @text:     *owned*: where texts made for this frame stand, @text_len of @text_max used
 * @depth:    of the next item
 * @tree:     all fields are wanted, and lines that are no field's
 * @lines:    what a tree says of fields is wanted, too; JSON has no use for it
 * @compat_4_0: lines read as Wireshark 4.0 has them
 * @names:    addresses of stations have names in a tree
 * @overflow: items and texts that found no room
 * @sources:  *borrowed*: the octets that items point into, @n_sources of them: the frame, then what
 *            was put together from several
 * @time_ns:  when the frame was captured
 * @first, @last: by field: index plus one of its first and last item; 0 if it has none
 * @wanted:   by field: whether to keep its values; set once, by the owner
 */
struct items {
    struct item *of;
    char *text;
    uint32_t n, max, text_len, text_max;
    uint8_t depth;
    bool tree, lines, compat_4_0, names;
    uint32_t overflow, n_sources;
    struct span sources[ITEMS_SOURCES];
    int64_t time_ns;
    uint16_t first[FIELDS], last[FIELDS];
    bool wanted[FIELDS];
};

/* For the columns of some fields, or for a tree, which wants all. *Owned*; NULL if there is no
 * memory. */
struct items *tl_items_new(bool tree);

/* NULL is allowed. */
void tl_items_free(struct items *items);

/* Begin a new frame. */
void items_clear(struct items *items);

/* Octets that are no part of the frame, but that items will point into; those beyond ITEMS_SOURCES
 * have no positions. */
void items_source(struct items *items, const uint8_t *p, size_t n);

/* Where an item's octets begin in their source; 0 if they are in none. */
uint32_t items_position(const struct items *items, const struct item *it);

/* What items_add() does for a field that is wanted. */
struct item *items_append(struct items *items, enum field_id field);

/* A new last item, whose value is the caller's to set; one that nobody sees if the field is not
 * wanted, or if there is no room. */
static inline struct item *items_add(struct items *items, enum field_id field)
{
    return items->wanted[field] ? items_append(items, field) : &items->of[items->max - 1];
}

/* A copy of text that lives as long as the frame's items; empty if there is no room. */
struct span items_keep(struct items *items, const char *text, size_t n);

/* A number that was not read as it stands. */
static inline struct item *items_u(struct items *items, enum field_id field, uint64_t v)
{
    struct item *const it = items_add(items, field);

    it->u = v;
    return it;
}

static inline struct item *items_i(struct items *items, enum field_id field, int64_t v)
{
    struct item *const it = items_add(items, field);

    it->i = v;
    return it;
}

/* A label: there is no more to it than that it is there. */
static inline struct item *items_mark(struct items *items, enum field_id field)
{
    return items_u(items, field, 1);
}

/* Where the item's octets stand. */
static inline struct item *items_at(struct item *it, const uint8_t *p, uint32_t size)
{
    it->p = p;
    it->size = size;
    return it;
}

/* What items_be() does for a field that is wanted. */
struct item *items_append_be(struct items *items, enum field_id field, const uint8_t *p,
                             uint32_t size);

/* The big-endian number of `size` octets at `p`, 1 to 8, or those bits of it that the field's mask
 * takes. */
static inline struct item *items_be(struct items *items, enum field_id field, const uint8_t *p,
                                    uint32_t size)
{
    return items->wanted[field] ? items_append_be(items, field, p, size)
                                : &items->of[items->max - 1];
}

/* Octets, an address of octets, or text, as they stand. */
static inline struct item *items_octets(struct items *items, enum field_id field, const uint8_t *p,
                                        size_t n)
{
    struct item *const it = items_at(items_add(items, field), p, (uint32_t)n);

    it->octets = (struct span){p, n};
    return it;
}

/* An IPv4 address. */
static inline struct item *items_ip4(struct items *items, enum field_id field, const uint8_t *p)
{
    return items_at(items_u(items, field, be32(p)), p, 4);
}

/* Text that was made: it is copied. */
struct item *items_text(struct items *items, enum field_id field, const char *text);

/* Octets that were made: they are copied. */
struct item *items_kept(struct items *items, enum field_id field, struct span octets);

static inline struct item *items_generated(struct item *it)
{
    it->flags |= ITEM_GENERATED;
    return it;
}

static inline struct item *items_hidden(struct item *it)
{
    it->flags |= ITEM_HIDDEN;
    return it;
}

/* What is added from now on belongs to the item added last. Steps in and out are balanced. */
static inline void items_in(struct items *items)
{
    if (items->depth < UINT8_MAX)
        items->depth++;
}

static inline void items_out(struct items *items)
{
    items->depth--;
}

/* What is looked into when a filter looks for something in a protocol: its place, the header, and
 * what it carries, `n` octets together. */
static inline void items_carry(struct item *it, size_t n)
{
    it->octets.n = n;
}

/* A protocol, and a step into it. */
static inline struct item *items_begin(struct items *items, enum field_id field, const uint8_t *p,
                                       size_t n)
{
    struct item *const it = items_octets(items, field, p, n);

    items_in(items);
    return it;
}

/* What ITEMS_SAY() and ITEMS_LINE() do where a tree is wanted, and where lines are or the line is
 * no field's. */
void items_write_line(struct items *items, struct item *it, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What a tree says of an item, in place of its title and value. The octets of the network have no
 * place in `format`, but may stand among the arguments: the writer makes them harmless. */
#define ITEMS_SAY(items, it, ...)                                                                  \
    ((items)->tree ? items_write_line((items), (it), __VA_ARGS__) : (void)0)

/* What ITEMS_SAY_OCTETS() does where a tree is wanted. */
void items_write_octets(struct items *items, struct item *it, const uint8_t *p, size_t n);

/* Likewise, but the line is these octets of the network, escaped. */
#define ITEMS_SAY_OCTETS(items, it, p, n)                                                          \
    ((items)->tree ? items_write_octets((items), (it), (p), (n)) : (void)0)

/*
 * The same for lines that every frame has, without a format: while `items->lines`, write to what
 * items_line() gives, which is the room that the frame's texts have left, and hand it to
 * items_say(). Nothing else may be kept in between.
 */
static inline struct text items_line(struct items *items)
{
    struct text line;

    text_init(&line, items->text + items->text_len, items->text_max - items->text_len, NULL, NULL);
    return line;
}

void items_say(struct items *items, struct item *it, const struct text *line);

/* The same of a list, which ends without a mark where there is no more room in the line. */
void items_say_list(struct items *items, struct item *it, struct text *line);

/* Likewise for what is a value and no line: its octets. */
struct span items_hold(struct items *items, const struct text *line);

/* "Data (18 bytes)". */
void items_say_size(struct items *items, struct item *it, const char *title, size_t n);

/* A line of a tree that is no field's, as it stands. */
struct item *items_heading(struct items *items, const char *text);

/* A line of a tree that is no field's. */
#define ITEMS_LINE(items, p, n, ...)                                                               \
    ITEMS_SAY((items), items_octets((items), F_TEXT, (p), (n)), __VA_ARGS__)

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
