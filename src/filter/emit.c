// SPDX-License-Identifier: BSD-3-Clause
/*
 * emit.c - from a tree to a program: one function a kind of node, which appends the instructions
 * that leave its truth, or its values in a register.
 */
#include "filter/tree.h"

/* The index of a new instruction. */
static uint16_t emit(struct tree *t, const struct instruction *instruction)
{
    struct condition *const f = t->filter;

    if (f->n == PROGRAM_MAX) {
        tl_tree_refuse(t, &t->token, "the filter is too long");
        return 0;
    }
    f->code[f->n] = *instruction;
    return (uint16_t)f->n++;
}

static void emit_op(struct tree *t, enum opcode op)
{
    (void)emit(t, &(struct instruction){.op = (uint8_t)op});
}

/* Make the skip at `skip` lead to what comes next. */
static void land(struct tree *t, uint16_t skip)
{
    t->filter->code[skip].target = (uint16_t)t->filter->n;
}

static enum datum_form form_at(const struct tree *t, uint16_t node)
{
    return form_of((enum filter_type)t->nodes[node].type);
}

/* ---- Values ---- */

static void emit_value(struct tree *t, uint16_t node, unsigned a);

static void emit_field(struct tree *t, const struct node *n, unsigned a)
{
    (void)emit(t, &(struct instruction){.op = OP_LOAD,
                                        .a = (uint8_t)a,
                                        .field = n->field,
                                        .place = n->place,
                                        .range = n->range,
                                        .n = n->n});
}

/* Values as signed numbers, whatever they are by themselves. */
static void emit_signed(struct tree *t, uint16_t node, unsigned a)
{
    emit_value(t, node, a);
    if (form_at(t, node) == DATUM_UNSIGNED)
        (void)emit(t, &(struct instruction){.op = OP_SIGNED, .a = (uint8_t)a});
}

static void emit_as(struct tree *t, uint16_t node, unsigned a, enum datum_form form)
{
    if (form == DATUM_SIGNED)
        emit_signed(t, node, a);
    else
        emit_value(t, node, a);
}

static void emit_call(struct tree *t, const struct node *n, unsigned a)
{
    struct instruction call = {.op = OP_CALL, .detail = n->op, .a = (uint8_t)a};
    const bool extreme = n->op == FUNCTION_MAX || n->op == FUNCTION_MIN;

    call.type = extreme ? n->type : t->nodes[n->a].type;
    call.form = (uint8_t)form_of((enum filter_type)call.type);
    emit_as(t, n->a, a, (enum datum_form)call.form);
    for (uint16_t i = t->nodes[n->a].next; extreme && i != 0; i = t->nodes[i].next) {
        emit_as(t, i, a + 1, (enum datum_form)call.form);
        (void)emit(t,
                   &(struct instruction){.op = OP_APPEND, .a = (uint8_t)a, .b = (uint8_t)(a + 1)});
    }
    (void)emit(t, &call);
}

static void emit_arithmetic(struct tree *t, const struct node *n, unsigned a)
{
    const enum datum_form form = n->op == BITS ? form_of((enum filter_type)n->type) : DATUM_SIGNED;

    emit_as(t, n->a, a, form);
    emit_as(t, n->b, a + 1, form);
    (void)emit(t, &(struct instruction){.op = OP_ARITHMETIC,
                                        .detail = n->op,
                                        .form = (uint8_t)form,
                                        .a = (uint8_t)a,
                                        .b = (uint8_t)(a + 1)});
}

/* Leave the values of `node` in register `a`. */
static void emit_value(struct tree *t, uint16_t node, unsigned a)
{
    const struct node *const n = &t->nodes[node];

    if (a + 2 >= REGISTERS_MAX)
        tl_tree_refuse(t, &n->token, "the filter is nested too deeply");
    if (t->status != TCPLENS_OK)
        return;
    if (t->filter->registers < a + 3)
        t->filter->registers = a + 3;
    switch (n->kind) {
    case NODE_FIELD:
        emit_field(t, n, a);
        return;
    case NODE_LITERAL:
        (void)emit(t,
                   &(struct instruction){.op = OP_OPERAND, .a = (uint8_t)a, .operand = n->value});
        return;
    case NODE_SLICE:
        emit_value(t, n->a, a);
        (void)emit(t, &(struct instruction){
                          .op = OP_SLICE, .a = (uint8_t)a, .range = n->range, .n = n->n});
        return;
    case NODE_CALL:
        emit_call(t, n, a);
        return;
    case NODE_NEGATE:
        emit_signed(t, n->a, a);
        (void)emit(t, &(struct instruction){.op = OP_CALL,
                                            .detail = FUNCTION_NEGATE,
                                            .form = DATUM_SIGNED,
                                            .a = (uint8_t)a});
        return;
    case NODE_ARITHMETIC:
        emit_arithmetic(t, n, a);
        return;
    default: /* truths are no values */
        return;
    }
}

/* ---- Truths ---- */

/* A field as it is, of any layer: its values need no register. */
static bool is_plain(const struct node *n)
{
    return n->kind == NODE_FIELD && !n->place && n->n == 0;
}

/* A comparison, of any value with any unless told otherwise. */
struct test {
    uint16_t left, right;
    uint8_t comparison;
    bool every;
};

static void emit_test(struct tree *t, const struct test *test)
{
    const struct node *const left = &t->nodes[test->left], *const right = &t->nodes[test->right];
    const enum datum_form form_left = form_at(t, test->left);
    const enum datum_form form_right = form_at(t, test->right);
    struct instruction at = {
        .detail = test->comparison, .every = test->every, .bits = ALL_BITS, .b = 1};

    at.form = (uint8_t)(form_left == form_right ? form_left : DATUM_SIGNED);
    at.type = right->type == FILTER_TEXT ? left->type : right->type;
    if (test->comparison == COMPARE_MATCHES || right->kind == NODE_LITERAL) {
        at.operand = right->value;
        at.bits = right->bits;
    }
    if (is_plain(left) && right->kind == NODE_LITERAL && form_left == form_right) {
        at.op = OP_FIELD;
        at.field = left->field;
    } else {
        at.op = OP_TEST;
        emit_as(t, test->left, 0, (enum datum_form)at.form);
        if (test->comparison == COMPARE_MATCHES)
            emit_value(t, test->right, 1);
        else
            emit_as(t, test->right, 1, (enum datum_form)at.form);
    }
    (void)emit(t, &at);
}

static void emit_element(struct tree *t, uint16_t left, uint16_t element)
{
    const struct node *const n = &t->nodes[element];
    struct instruction at = {.op = OP_TEST, .detail = COMPARE_BETWEEN, .b = 1, .bits = ALL_BITS};

    if (n->kind != NODE_RANGE) {
        emit_test(t, &(struct test){.left = left, .right = element, .comparison = COMPARE_EQUAL});
        return;
    }
    at.type = t->nodes[left].type;
    at.form = (uint8_t)form_at(t, left);
    if (form_at(t, n->a) != form_at(t, left) || form_at(t, n->b) != form_at(t, left))
        at.form = DATUM_SIGNED;
    emit_as(t, left, 0, (enum datum_form)at.form);
    emit_as(t, n->a, 1, (enum datum_form)at.form);
    emit_as(t, n->b, 2, (enum datum_form)at.form);
    (void)emit(t, &at);
}

static void emit_holds(struct tree *t, const struct node *of)
{
    const uint16_t value = (uint16_t)(of - t->nodes);
    struct instruction at = {.op = OP_EXISTS, .field = of->field};

    if (is_plain(of)) {
        if (of->type == FILTER_FLAG)
            at.op = OP_SET;
    } else {
        const bool worked_out = of->kind == NODE_ARITHMETIC || of->kind == NODE_NEGATE ||
                                (of->kind == NODE_CALL && of->type != FILTER_TEXT);

        emit_value(t, value, 0);
        at.op = worked_out ? OP_NONZERO : OP_HOLDS;
        at.form = (uint8_t)form_at(t, value);
    }
    (void)emit(t, &at);
}

static void emit_part(struct tree *t, uint16_t node, uint16_t of)
{
    if (t->nodes[node].kind == NODE_SET)
        emit_element(t, t->nodes[node].a, of);
    else
        tl_tree_emit(t, of);
}

/* The parts from `first` on; once the truth is what `skip` looks for, the rest is skipped. */
static void emit_chain(struct tree *t, uint16_t node, uint16_t first, enum opcode skip)
{
    uint16_t skips = 0;

    for (uint16_t i = first; i != 0 && t->status == TCPLENS_OK; i = t->nodes[i].next) {
        emit_part(t, node, i);
        if (t->nodes[i].next == 0)
            break;
        /* Until all is written, skips lead back to the one before, as a list. */
        skips = emit(t, &(struct instruction){.op = (uint8_t)skip, .target = skips});
    }
    while (skips != 0 && t->status == TCPLENS_OK) {
        const uint16_t before = t->filter->code[skips].target;

        land(t, skips);
        skips = before;
    }
}

static void emit_xor(struct tree *t, uint16_t first)
{
    tl_tree_emit(t, first);
    for (uint16_t i = t->nodes[first].next; i != 0 && t->status == TCPLENS_OK;
         i = t->nodes[i].next) {
        emit_op(t, OP_PUSH);
        tl_tree_emit(t, i);
        emit_op(t, OP_XOR);
    }
}

void tl_tree_emit(struct tree *t, uint16_t node)
{
    const struct node *const n = &t->nodes[node];

    if (t->status != TCPLENS_OK)
        return;
    switch (n->kind) {
    case NODE_HOLDS:
        emit_holds(t, &t->nodes[n->a]);
        return;
    case NODE_TEST:
        emit_test(t, &(struct test){n->a, n->b, n->op, n->every});
        return;
    case NODE_SET:
        emit_chain(t, node, n->b, OP_SKIP_IF_TRUE);
        return;
    case NODE_NOT:
        tl_tree_emit(t, n->a);
        emit_op(t, OP_NOT);
        return;
    case NODE_AND:
        emit_chain(t, node, n->a, OP_SKIP_IF_FALSE);
        return;
    case NODE_OR:
        emit_chain(t, node, n->a, OP_SKIP_IF_TRUE);
        return;
    case NODE_XOR:
        emit_xor(t, n->a);
        return;
    default: /* values are no truths */
        return;
    }
}
