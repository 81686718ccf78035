// SPDX-License-Identifier: BSD-3-Clause
/*
 * program.h - a compiled filter: instructions for a machine that has one truth, a few registers
 * that hold a list of values each, and truths put aside.
 *
 * Most of real filters is OP_FIELD: one field against one literal, without any register.
 *
 * Invariants: skips lead forward, to the end at most, so that a program of n instructions takes n
 * steps at most; a list has LIST_MAX values at most, and what is made for one row fits a room of
 * fixed size, so that a step is bounded too.
 */
#ifndef TL_FILTER_PROGRAM_H
#define TL_FILTER_PROGRAM_H

#include "filter/pattern.h"
#include "filter/schema.h"

enum opcode {
    OP_EXISTS,       /* the truth: whether the field has a value */
    OP_SET,          /* the truth: whether the flag is set */
    OP_FIELD,        /* the truth: whether the comparison of a field with the operand holds */
    OP_TEST,         /* likewise, of register @a with register @b (and the next one: of a range) */
    OP_HOLDS,        /* the truth: whether register @a has a value */
    OP_NONZERO,      /* likewise, one that is not zero */
    OP_LOAD,         /* register @a: the values of a field */
    OP_OPERAND,      /* register @a: the operand */
    OP_SIGNED,       /* register @a: unsigned numbers, as signed ones */
    OP_APPEND,       /* register @a: those of register @b too */
    OP_SLICE,        /* register @a: parts of each of its values */
    OP_CALL,         /* register @a: what `function` makes of it */
    OP_ARITHMETIC,   /* register @a: each of its values with each of register @b's */
    OP_NOT,          /* the truth: its opposite */
    OP_PUSH,         /* put the truth aside */
    OP_XOR,          /* the truth: whether it differs from the one put aside last */
    OP_SKIP_IF_TRUE, /* go on at `target` */
    OP_SKIP_IF_FALSE,
};

enum comparison {
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL,
    COMPARE_CONTAINS,
    COMPARE_MATCHES,
    COMPARE_BETWEEN,
};

enum function {
    FUNCTION_LEN,
    FUNCTION_COUNT,
    FUNCTION_UPPER,
    FUNCTION_LOWER,
    FUNCTION_STRING,
    FUNCTION_ABS,
    FUNCTION_MAX,
    FUNCTION_MIN,
    FUNCTION_NEGATE,
};

enum arithmetic { PLUS, MINUS, TIMES, OVER, MODULO, BITS };

enum {
    PROGRAM_MAX = 8192,
    LIST_MAX = 1024,
    REGISTERS_MAX = 16,
    ROOM_OCTETS = 1 << 18,
    ASIDE_MAX = 128,
    IP4_BITS = 32,
    ALL_BITS = 128,
};

/* Of a value's octets, or of layers: from `first` on, from behind if negative. */
enum range_kind { RANGE_LENGTH, RANGE_TO, RANGE_REST };

/**
 * struct range
 * @first: from 0 on
 * @last:  RANGE_LENGTH: how many; RANGE_TO: the last one
 */
struct range {
    int32_t first, last;
    uint8_t kind;
};

/**
 * struct instruction
 * @op:     enum opcode
 * @detail: enum comparison, enum function or enum arithmetic
 * @form:   enum datum_form of what it works on
 * @type:   OP_CALL: enum filter_type, likewise. Of comparisons: FILTER_TEXT orders texts
 * @bits:   of comparisons of addresses: how many count; ALL_BITS if all
 * @every:  of comparisons: has to hold with every value
 * @place:  OP_LOAD: the octets that values were read from
 * @a, @b:  registers
 * @field:  OP_EXISTS, OP_SET, OP_FIELD, OP_LOAD
 * @target: of skips: an index of the program
 * @range, @n: OP_SLICE: ranges of octets; OP_LOAD, OP_EXISTS: of layers, @n 0 if all
 * @operand: OP_FIELD, OP_OPERAND; its octets are *borrowed* from the filter's own. COMPARE_MATCHES:
 *          `u` is the pattern's number
 */
struct instruction {
    uint8_t op, detail, form, type, bits;
    bool every, place;
    uint8_t a, b;
    uint16_t field, target, range, n;
    struct datum operand;
};

/* A register: what it holds is in its own place, or is one instruction's operand. */
struct list {
    const struct datum *of;
    size_t n;
};

/**
 * struct filter
 * @code:     *owned*: @n instructions
 * @texts:    *owned*: what operands point into
 * @ranges:   *owned*: @n_ranges of them
 * @patterns: *owned*: @n_patterns of them
 * @lists:    *owned*: LIST_MAX values for each of the @registers
 * @held:     what the registers hold
 * @aside:    truths put aside
 * @room:     *owned*: ROOM_OCTETS, NULL if nothing is made
 * @given_up: values that a pattern could not be tried on within its bounds
 */
struct condition {
    struct instruction *code;
    size_t n;
    uint8_t *texts;
    struct range *ranges;
    size_t n_ranges;
    struct pattern **patterns;
    size_t n_patterns;
    unsigned registers;
    struct datum *lists;
    struct list held[REGISTERS_MAX];
    bool aside[ASIDE_MAX];
    uint8_t *room;
    uint64_t given_up;
};

/* ---- within this room: what single instructions do (lists.c, compare.c) ---- */

/* The place that register `a` writes to. */
static inline struct datum *register_room(const struct condition *f, unsigned a)
{
    return f->lists + (size_t)a * LIST_MAX;
}

/* Replace each value of the list by its parts; a part that is not there whole is empty. */
void tl_list_slice(const struct condition *f, const struct instruction *at, struct list *list,
                   struct room *room);

/* Replace the list by what the function makes of it. */
void tl_list_call(const struct condition *f, const struct instruction *at, struct list *list,
                  struct room *room);

/* Replace the list by each of its values with each of the other's; what cannot be worked out -
 * divided by zero, too large - is left out. */
void tl_list_arithmetic(const struct condition *f, const struct instruction *at, struct list *list,
                        const struct list *other, struct room *room);

/* Whether the comparison holds of two values; `high` is the end of COMPARE_BETWEEN. */
bool tl_compare(const struct instruction *at, const struct datum *left, const struct datum *right,
                const struct datum *high);

#endif
