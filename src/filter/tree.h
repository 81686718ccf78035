// SPDX-License-Identifier: BSD-3-Clause
/*
 * tree.h - a filter as it was written: parse.c makes it of the expression, check.c gives every node
 * its type and reads the literals, emit.c makes a program of it.
 *
 * Nodes are numbered; 0 is none. A node is born after those that it is made of, so that there are
 * no circles. Invariant: what is nested is nested NESTED_MAX deep at most, so that walking it needs
 * little stack.
 */
#ifndef TL_FILTER_TREE_H
#define TL_FILTER_TREE_H

#include <tcplens/error.h>

#include "filter/lex.h"
#include "filter/literal.h"
#include "filter/program.h"
#include "filter/schema.h"

enum { NODES_MAX = 8192, RANGES_MAX = 1024, NESTED_MAX = 100 };

_Static_assert((int)NESTED_MAX <= (int)ASIDE_MAX, "truths put aside are nested");

/* The type of literals, and of what is made of them only, until they stand against something. */
enum { TYPE_UNDECIDED = UINT8_MAX };

enum node_kind {
    /* Values: any number of them. */
    NODE_FIELD,
    NODE_LITERAL,
    NODE_SLICE,      /* of `a`: `n` ranges */
    NODE_CALL,       /* `op`: enum function; of the list `a` */
    NODE_NEGATE,     /* of `a` */
    NODE_ARITHMETIC, /* `op`: enum arithmetic; `a` and `b` */
    /* Truths. */
    NODE_HOLDS, /* there is a value `a`; of numbers that were worked out: one that is not 0 */
    NODE_TEST,  /* `op`: enum comparison; `a` and `b` */
    NODE_SET,   /* `a` is one of the list `b` */
    NODE_RANGE, /* only in that list: from `a` to `b` */
    NODE_NOT,
    NODE_AND, /* of the list `a` */
    NODE_OR,
    NODE_XOR,
};

/**
 * struct node
 * @kind:  enum node_kind
 * @op:    see there
 * @every: NODE_TEST: has to hold with every value, not with any
 * @place: NODE_FIELD: the octets that the value was read from are meant
 * @type:  of values: enum filter_type, once it is checked
 * @field: NODE_FIELD
 * @range, @n: NODE_SLICE, NODE_FIELD (layers): ranges[range .. range + n)
 * @a, @b: nodes that it is made of
 * @next:  the node behind it in a list
 * @token: where it stands
 * @value, @bits: NODE_LITERAL, once checked: as in struct instruction; of a pattern: value.u is its
 *         number
 */
struct node {
    uint8_t kind, op, type, bits;
    bool every, place;
    uint16_t field, range, n, a, b, next;
    struct token token;
    struct datum value;
};

/**
 * struct tree - a filter being read
 * @schema, @filter, @expression: what is made for what, out of what; *borrowed*
 * @token:    the next one
 * @nodes:    *owned*: NODES_MAX of them, @n_nodes used
 * @literals: how many of them are literals
 * @used:     octets of filter->texts in use
 * @nested:   how deep this place is nested
 * @status:   the first mistake ends it: every rule returns from then on
 * @place:    where it is
 */
struct tree {
    const struct schema *schema;
    struct condition *filter;
    const char *expression;
    struct token token;
    struct node *nodes;
    uint16_t n_nodes;
    size_t literals, used;
    unsigned nested;
    enum tcplens_status status;
    const char *place;
    struct tcplens_error *err;
};

/* Remember the first mistake, and its place. */
void tl_tree_refuse(struct tree *t, const struct token *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Likewise: the value `node` is of no field, and the name that it may have been meant for. */
void tl_tree_unknown(struct tree *t, uint16_t node);

/* Give `node` the ranges that the next token holds. */
void tl_tree_ranges(struct tree *t, uint16_t node);

/* The node of the whole filter, 0 on mistakes. */
uint16_t tl_tree_parse(struct tree *t);

/* Give every value below `node` its type, and read its literals. */
void tl_tree_check(struct tree *t, uint16_t node);

/**
 * struct expected - what a literal stands against
 * @type:  enum filter_type
 * @field: the field, whose values may have names; -1 if it is none
 */
struct expected {
    enum filter_type type;
    int field;
};

/* Give a value of literals only its type, and read them. What is worked out may be negative. */
void tl_tree_decide(struct tree *t, uint16_t node, const struct expected *expected);

/* The octets of the literal `n`, where the next ones go. */
void tl_tree_text(struct tree *t, struct node *n, struct literal *out);

static inline bool is_number(enum filter_type type)
{
    return type == FILTER_FLAG || type == FILTER_BOOL || type == FILTER_UINT || type == FILTER_INT;
}

/* What `contains` and `matches` look into. */
static inline bool is_searchable(enum filter_type type)
{
    return type == FILTER_TEXT || type == FILTER_OCTETS || type == FILTER_PROTOCOL ||
           type == FILTER_ETHER;
}

/* Append the program that leaves the truth of `node`. */
void tl_tree_emit(struct tree *t, uint16_t node);

#endif
