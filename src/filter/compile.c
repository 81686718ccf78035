// SPDX-License-Identifier: BSD-3-Clause
/*
 * compile.c - from an expression to a program: one function a rule of the grammar (condition.h),
 * which appends the instructions of what it has read.
 *
 * The first mistake ends it: from then on `status` is no longer TCPLENS_OK, and every rule returns.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "filter/condition.h"
#include "filter/lex.h"
#include "filter/literal.h"
#include "filter/program.h"

enum { NESTED_MAX = 100, ADDRESS_BITS = 128 };

/**
 * struct compiler
 * @r, @filter, @expression: what is being made for what, out of what
 * @token:  the next one
 * @used:   octets of filter->texts in use; there is room for a copy of the whole expression
 * @nested: parentheses and negations around this place
 * @place:  where the mistake is
 */
struct compiler {
    const struct relation *r;
    struct condition *filter;
    const char *expression;
    struct token token;
    size_t used;
    unsigned nested;
    enum tcplens_status status;
    const char *place;
    struct tcplens_error *err;
};

static void next(struct compiler *c)
{
    c->token = tl_condition_lex(tl_condition_behind(&c->token));
}

/* Remember the first mistake and its place; `message` may take the token as its one %.*s. */
static void refuse(struct compiler *c, const struct token *at, const char *message)
{
    if (c->status != TCPLENS_OK)
        return;
    c->place = at->text;
    c->status = tl_error(c->err, TCPLENS_ERR_USAGE, 0, "%s", message);
}

static void refuse_token(struct compiler *c, const char *expected)
{
    if (c->status != TCPLENS_OK)
        return;
    c->place = c->token.text;
    if (c->token.kind == TOKEN_END)
        c->status = tl_error(c->err, TCPLENS_ERR_USAGE, 0, "the filter ends where %s should stand",
                             expected);
    else if (c->token.kind == TOKEN_UNCLOSED)
        c->status = tl_error(c->err, TCPLENS_ERR_USAGE, 0, "these quotes are not closed");
    else
        c->status = tl_error(c->err, TCPLENS_ERR_USAGE, 0, "\"%.*s\" stands where %s should",
                             (int)c->token.n, c->token.text, expected);
}

/* The index of a new instruction. */
static size_t emit(struct compiler *c, const struct instruction *instruction)
{
    struct condition *const f = c->filter;

    if (f->n == PROGRAM_MAX) {
        refuse(c, &c->token, "the filter is too long");
        return 0;
    }
    f->code[f->n] = *instruction;
    return f->n++;
}

static void emit_op(struct compiler *c, enum opcode op)
{
    (void)emit(c, &(struct instruction){.op = (uint8_t)op});
}

/* A text operand: a copy without escapes, in the filter's own memory. */
static void take_text(struct compiler *c, struct value *out)
{
    char *const begin = c->filter->texts + c->used;
    const bool quoted = c->token.kind == TOKEN_STRING;
    size_t n = 0;

    for (size_t i = 0; i < c->token.n; i++) {
        if (quoted && c->token.text[i] == '\\')
            i++;
        begin[n++] = c->token.text[i];
    }
    out->type = VALUE_TEXT;
    out->text = begin;
    out->n = n;
    c->used += n;
}

static bool comparable(enum value_type a, enum value_type b)
{
    const bool numbers = (a == VALUE_NUMBER || a == VALUE_AMOUNT || a == VALUE_FLAG) &&
                         (b == VALUE_NUMBER || b == VALUE_AMOUNT || b == VALUE_FLAG);

    return a == b || numbers;
}

/* Whether the operand names another field to compare with. To a text field a bare word is a text,
 * unless the prefix says otherwise. */
static bool take_field(struct compiler *c, struct instruction *at)
{
    const enum value_type type = (enum value_type)c->r->fields[at->field].type;
    const size_t prefix = strlen(c->r->prefix);
    const bool prefixed = c->token.n > prefix && strncmp(c->token.text, c->r->prefix, prefix) == 0;
    int other;

    if (c->token.kind != TOKEN_WORD || (type == VALUE_TEXT && !prefixed))
        return false;
    other = tl_relation_find(c->r, c->token.text, c->token.n);
    if (other < 0 || !comparable(type, (enum value_type)c->r->fields[other].type))
        return false;
    at->other = (uint16_t)other;
    return true;
}

static void read_operand(struct compiler *c, struct instruction *at)
{
    const enum value_type type = (enum value_type)c->r->fields[at->field].type;

    if (c->status != TCPLENS_OK)
        return;
    at->prefix = ADDRESS_BITS;
    at->other = NO_FIELD;
    if (c->token.kind != TOKEN_WORD && c->token.kind != TOKEN_STRING) {
        refuse_token(c, tl_literal_expected(type));
        return;
    }
    if (type == VALUE_TEXT && !take_field(c, at)) {
        take_text(c, &at->operand);
    } else if (type != VALUE_TEXT && !take_field(c, at) &&
               !tl_literal_read(type, c->token.text, c->token.n, &at->operand, &at->prefix)) {
        refuse_token(c, tl_literal_expected(type));
        return;
    }
    next(c);
}

static void emit_test(struct compiler *c, const struct instruction *test)
{
    if (c->status == TCPLENS_OK)
        (void)emit(c, test);
}

/* Make the skip at `skip` lead to what comes next. */
static void land(struct compiler *c, size_t skip)
{
    if (c->status == TCPLENS_OK)
        c->filter->code[skip].target = (uint16_t)c->filter->n;
}

/* Equal to one of them: test, and skip the rest if it holds. */
static void read_set(struct compiler *c, unsigned field)
{
    size_t skips[PROGRAM_MAX / 2], n = 0;

    next(c);
    if (c->token.kind != TOKEN_SET_OPEN)
        refuse_token(c, "\"{\"");
    do {
        struct instruction test = {
            .op = OP_TEST, .comparison = COMPARE_EQUAL, .field = (uint16_t)field};

        next(c);
        read_operand(c, &test);
        emit_test(c, &test);
        if (c->token.kind == TOKEN_COMMA && c->status == TCPLENS_OK)
            skips[n++] = emit(c, &(struct instruction){.op = OP_SKIP_IF_TRUE});
    } while (c->status == TCPLENS_OK && c->token.kind == TOKEN_COMMA);
    if (c->status == TCPLENS_OK && c->token.kind != TOKEN_SET_CLOSE)
        refuse_token(c, "\",\" or \"}\"");
    while (n > 0)
        land(c, skips[--n]);
    if (c->status == TCPLENS_OK)
        next(c);
}

static bool is_comparison(enum token_kind kind)
{
    return kind >= TOKEN_EQUAL && kind <= TOKEN_CONTAINS;
}

static void read_test(struct compiler *c)
{
    const int field = tl_relation_find(c->r, c->token.text, c->token.n);
    struct instruction test = {.op = OP_TEST, .comparison = COMPARE_PRESENT, .other = NO_FIELD};

    if (field < 0) {
        c->place = c->token.text;
        c->status = tl_relation_unknown(c->r, c->token.text, c->token.n, c->err);
        return;
    }
    test.field = (uint16_t)field;
    next(c);
    if (c->token.kind == TOKEN_IN) {
        read_set(c, test.field);
        return;
    }
    if (is_comparison(c->token.kind)) {
        test.comparison = (uint8_t)(c->token.kind - TOKEN_EQUAL + COMPARE_EQUAL);
        if (test.comparison == COMPARE_CONTAINS && c->r->fields[field].type != VALUE_TEXT)
            refuse(c, &c->token, "only texts can contain something");
        next(c);
        read_operand(c, &test);
    }
    emit_test(c, &test);
}

static void read_condition(struct compiler *c);

static void read_part(struct compiler *c)
{
    if (++c->nested > NESTED_MAX)
        refuse(c, &c->token, "the filter is nested too deeply");
    if (c->status != TCPLENS_OK)
        return;
    if (c->token.kind == TOKEN_NOT) {
        next(c);
        read_part(c);
        emit_op(c, OP_NOT);
    } else if (c->token.kind == TOKEN_OPEN) {
        next(c);
        read_condition(c);
        if (c->status == TCPLENS_OK && c->token.kind != TOKEN_CLOSE)
            refuse_token(c, "\")\"");
        next(c);
    } else if (c->token.kind == TOKEN_WORD) {
        read_test(c);
    } else {
        refuse_token(c, "the name of a column");
    }
    c->nested--;
}

/* Parts with `joint` between; once the register is what `skip` looks for, the rest is skipped. */
static void read_chain(struct compiler *c, enum token_kind joint, enum opcode skip,
                       void (*read)(struct compiler *))
{
    read(c);
    while (c->status == TCPLENS_OK && c->token.kind == joint) {
        const size_t at = emit(c, &(struct instruction){.op = (uint8_t)skip});

        next(c);
        read(c);
        land(c, at);
    }
}

static void read_and_part(struct compiler *c)
{
    read_chain(c, TOKEN_AND, OP_SKIP_IF_FALSE, read_part);
}

static void read_condition(struct compiler *c)
{
    read_chain(c, TOKEN_OR, OP_SKIP_IF_TRUE, read_and_part);
}

/* Give back what a program of its length does not need. */
static void trim(struct condition *f)
{
    struct instruction *const code = realloc(f->code, f->n * sizeof *f->code);

    if (code != NULL)
        f->code = code;
}

enum tcplens_status tl_condition_compile(struct condition **ret, const struct relation *r,
                                         const char *expression, size_t *column,
                                         struct tcplens_error *err)
{
    struct condition *const f = calloc(1, sizeof *f);
    struct compiler c = {.r = r, .filter = f, .expression = expression, .err = err};

    if (f != NULL) {
        f->code = malloc(PROGRAM_MAX * sizeof *f->code);
        f->texts = malloc(strlen(expression) + 1);
    }
    if (f == NULL || f->code == NULL || f->texts == NULL) {
        tl_condition_free(f);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    c.token = tl_condition_lex(expression);
    read_condition(&c);
    if (c.status == TCPLENS_OK && c.token.kind != TOKEN_END)
        refuse_token(&c, "\"and\", \"or\" or the end of the filter");
    if (c.status != TCPLENS_OK) {
        if (column != NULL)
            *column = (size_t)(c.place - expression);
        tl_condition_free(f);
        return c.status;
    }
    trim(f);
    *ret = f;
    return TCPLENS_OK;
}
