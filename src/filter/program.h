// SPDX-License-Identifier: BSD-3-Clause
/*
 * program.h - a compiled filter: instructions for a machine with one register, which is true or
 * false.
 *
 * Invariant: skips lead forward, to the end at most; so a program of n instructions takes n steps
 * at most.
 */
#ifndef TL_FILTER_PROGRAM_H
#define TL_FILTER_PROGRAM_H

#include <stdint.h>

#include "filter/relation.h"

enum opcode {
    OP_TEST,          /* the register: whether the comparison holds */
    OP_NOT,           /* the register: its opposite */
    OP_SKIP_IF_TRUE,  /* go on at `target` */
    OP_SKIP_IF_FALSE, /* likewise */
};

enum comparison {
    COMPARE_PRESENT, /* of a flag: set */
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL,
    COMPARE_CONTAINS,
};

enum { PROGRAM_MAX = 1024, NO_FIELD = UINT16_MAX };

/**
 * struct instruction
 * @op:         enum opcode
 * @comparison: OP_TEST: enum comparison
 * @prefix:     OP_TEST, of an address: how many of its bits count
 * @field:      OP_TEST: on the left
 * @other:      OP_TEST: the field on the right, NO_FIELD if `operand` is
 * @target:     of skips: an index of the program
 * @operand:    OP_TEST: on the right; a text is *borrowed* from the filter's own
 */
struct instruction {
    uint8_t op, comparison, prefix;
    uint16_t field, other, target;
    struct value operand;
};

/**
 * struct condition
 * @code:  *owned*: @n instructions
 * @texts: *owned*: what text operands point into
 */
struct condition {
    struct instruction *code;
    size_t n;
    char *texts;
};

#endif
