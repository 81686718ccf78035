// SPDX-License-Identifier: BSD-3-Clause
/* run.c - a compiled filter at work. */
#include <stdlib.h>
#include <string.h>

#include "filter/condition.h"
#include "filter/program.h"

/* The bits of both addresses that count, compared. */
static int compare_prefixes(const uint8_t a[16], const uint8_t b[16], unsigned bits)
{
    const size_t whole = bits / 8;
    const int order = memcmp(a, b, whole);

    if (order != 0 || bits % 8 == 0)
        return order;
    return (a[whole] >> (8 - bits % 8)) - (b[whole] >> (8 - bits % 8));
}

static bool contains(const struct value *in, const struct value *what)
{
    return what->n == 0 || memmem(in->text, in->n, what->text, what->n) != NULL;
}

static bool holds(const struct instruction *at, const struct value *left, const struct value *right)
{
    int order;

    if (at->comparison == COMPARE_CONTAINS)
        return contains(left, right);
    order = left->type == VALUE_ADDRESS ? compare_prefixes(left->addr, right->addr, at->prefix)
                                        : tl_value_compare(left, right);
    switch ((enum comparison)at->comparison) {
    case COMPARE_LESS:
        return order < 0;
    case COMPARE_LESS_EQUAL:
        return order <= 0;
    case COMPARE_GREATER:
        return order > 0;
    case COMPARE_GREATER_EQUAL:
        return order >= 0;
    case COMPARE_PRESENT:
    case COMPARE_EQUAL:
    case COMPARE_NOT_EQUAL:
    case COMPARE_CONTAINS:
        break;
    }
    return order == 0;
}

/* Whether the comparison holds with any value of the right side. */
static bool holds_with_any(const struct instruction *at, const struct relation *r, const void *row,
                           const struct value *left)
{
    struct value right;

    if (at->other == NO_FIELD)
        return holds(at, left, &at->operand);
    for (unsigned k = 0; r->get(r, row, at->other, k, &right); k++) {
        if (holds(at, left, &right))
            return true;
    }
    return false;
}

static bool test(const struct instruction *at, const struct relation *r, const void *row)
{
    struct value left, right;
    unsigned k = 0;
    bool found = false;

    if (at->comparison == COMPARE_PRESENT)
        return r->get(r, row, at->field, 0, &left) && (left.type != VALUE_FLAG || left.number != 0);
    if (at->other != NO_FIELD && !r->get(r, row, at->other, 0, &right))
        return false;
    for (; !found && r->get(r, row, at->field, k, &left); k++)
        found = holds_with_any(at, r, row, &left);
    /* Different: there are values, and none is equal. */
    return at->comparison == COMPARE_NOT_EQUAL ? k > 0 && !found : found;
}

bool tl_condition_match(const struct condition *f, const struct relation *r, const void *row)
{
    bool is = true;

    for (size_t i = 0; i < f->n; i++) {
        const struct instruction *const at = &f->code[i];

        switch ((enum opcode)at->op) {
        case OP_TEST:
            is = test(at, r, row);
            break;
        case OP_NOT:
            is = !is;
            break;
        case OP_SKIP_IF_TRUE:
            i = is ? at->target - 1U : i;
            break;
        case OP_SKIP_IF_FALSE:
            i = is ? i : at->target - 1U;
            break;
        }
    }
    return is;
}

bool tl_condition_reads(const struct condition *f, unsigned field)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->code[i].op == OP_TEST && (f->code[i].field == field || f->code[i].other == field))
            return true;
    }
    return false;
}

void tl_condition_free(struct condition *f)
{
    if (f == NULL)
        return;
    free(f->code);
    free(f->texts);
    free(f);
}
