// SPDX-License-Identifier: BSD-3-Clause
/*
 * parse.c - from an expression to a tree: one function a rule of the grammar (condition.h), which
 * returns the node of what it has read.
 *
 * A parenthesis may hold a truth or a value, and only what stands in it says which; so a rule may
 * return either, and who needs one of them asks.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "filter/tree.h"

static const struct {
    const char *name;
    uint8_t function;
    bool several;
} functions[] = {
    {"len", FUNCTION_LEN, false},       {"count", FUNCTION_COUNT, false},
    {"upper", FUNCTION_UPPER, false},   {"lower", FUNCTION_LOWER, false},
    {"string", FUNCTION_STRING, false}, {"abs", FUNCTION_ABS, false},
    {"max", FUNCTION_MAX, true},        {"min", FUNCTION_MIN, true},
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

void tl_tree_refuse(struct tree *t, const struct token *at, const char *format, ...)
{
    char text[200];
    va_list args;

    if (t->status != TCPLENS_OK)
        return;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    t->place = at->text;
    t->status = tl_error(t->err, TCPLENS_ERR_USAGE, 0, "%s", text);
}

static void next(struct tree *t)
{
    t->token = tl_filter_lex(t->token.behind);
}

static void refuse_token(struct tree *t, const char *expected)
{
    if (t->token.kind == TOKEN_END)
        tl_tree_refuse(t, &t->token, "the filter ends where %s should stand", expected);
    else if (t->token.kind == TOKEN_UNCLOSED)
        tl_tree_refuse(t, &t->token, "this %s is not closed",
                       *t->token.text == '[' || *t->token.text == '$' ? "bracket" : "quote");
    else
        tl_tree_refuse(t, &t->token, "\"%.*s\" stands where %s should",
                       (int)(t->token.n < 64 ? t->token.n : 64), t->token.text, expected);
}

/* Whether the next token is of that kind; if so, it is behind us. */
static bool take(struct tree *t, enum token_kind kind)
{
    if (t->status != TCPLENS_OK || t->token.kind != kind)
        return false;
    next(t);
    return true;
}

static void need(struct tree *t, enum token_kind kind, const char *expected)
{
    if (!take(t, kind))
        refuse_token(t, expected);
}

/* A new node, of what stands at `at`; a scapegoat if there is no room. */
static uint16_t new_node(struct tree *t, enum node_kind kind, const struct token *at)
{
    if (t->n_nodes == NODES_MAX) {
        tl_tree_refuse(t, at, "the filter is too long");
        return 0;
    }
    t->nodes[t->n_nodes] =
        (struct node){.kind = (uint8_t)kind, .type = TYPE_UNDECIDED, .token = *at};
    return t->n_nodes++;
}

static uint16_t new_pair(struct tree *t, enum node_kind kind, const struct token *at, uint16_t a,
                         uint16_t b)
{
    const uint16_t node = new_node(t, kind, at);

    t->nodes[node].a = a;
    t->nodes[node].b = b;
    return node;
}

static bool is_truth(const struct tree *t, uint16_t node)
{
    return t->nodes[node].kind >= NODE_HOLDS;
}

/* Go one level down; false, and a mistake, if that is too deep. */
static bool enter(struct tree *t)
{
    if (++t->nested > NESTED_MAX)
        tl_tree_refuse(t, &t->token, "the filter is nested too deeply");
    return t->status == TCPLENS_OK;
}

static uint16_t read_condition(struct tree *t);
static uint16_t read_value(struct tree *t);

/* ---- Values ---- */

static void read_ranges(struct tree *t, uint16_t node)
{
    tl_tree_ranges(t, node);
    if (t->status == TCPLENS_OK)
        next(t);
}

/* The function of the word, -1 if none is called so. */
static int find_function(const struct token *word)
{
    for (size_t i = 0; i < FUNCTIONS; i++) {
        if (strlen(functions[i].name) == word->n &&
            strncmp(functions[i].name, word->text, word->n) == 0)
            return (int)i;
    }
    return -1;
}

static uint16_t read_call(struct tree *t, const struct token *name)
{
    const int which = find_function(name);
    const uint16_t call = new_node(t, NODE_CALL, name);
    uint16_t last = 0;

    if (which < 0) {
        tl_tree_refuse(t, name,
                       "there is no function \"%.*s\"; there are len, count, upper, lower, string, "
                       "abs, max and min",
                       (int)(name->n < 40 ? name->n : 40), name->text);
        return 0;
    }
    t->nodes[call].op = functions[which].function;
    do {
        const uint16_t argument = read_value(t);

        if (last == 0)
            t->nodes[call].a = argument;
        else
            t->nodes[last].next = argument;
        last = argument;
    } while (functions[which].several && take(t, TOKEN_COMMA));
    need(t, TOKEN_CLOSE, functions[which].several ? "\",\" or \")\"" : "\")\"");
    return call;
}

/* A field of that name, or -1; a dot before it says that it is one, a colon that it is none. */
static int find_field(const struct tree *t, const struct token *word)
{
    const bool dotted = *word->text == '.';

    if (*word->text == ':')
        return -1;
    return tl_schema_find(t->schema, word->text + dotted, word->n - dotted);
}

static uint16_t read_field(struct tree *t, const struct token *word, int number)
{
    const uint16_t field = new_node(t, NODE_FIELD, word);

    t->nodes[field].field = (uint16_t)number;
    if (take(t, TOKEN_LAYER)) {
        if (t->schema->layer == NULL)
            tl_tree_refuse(t, word, "a %s has no layers", t->schema->noun);
        else if (t->token.kind == TOKEN_RANGE || t->token.kind == TOKEN_WORD)
            read_ranges(t, field);
        else
            refuse_token(t, "the number of a layer");
    }
    return field;
}

static void refuse_unknown(struct tree *t, const struct token *word)
{
    const int near = tl_schema_nearest(t->schema, word->text, word->n);
    const char *const noun = t->schema->noun;
    const int n = (int)(word->n < 64 ? word->n : 64);

    if (near < 0)
        tl_tree_refuse(t, word, "there is no %s \"%.*s\"", noun, n, word->text);
    else
        tl_tree_refuse(t, word, "there is no %s \"%.*s\"; did you mean \"%s\"?", noun, n,
                       word->text, t->schema->field(t->schema, (unsigned)near).name);
}

static uint16_t read_place(struct tree *t)
{
    const struct token word = t->token;
    const int number = word.kind == TOKEN_WORD ? find_field(t, &word) : -1;
    uint16_t field;

    if (word.kind != TOKEN_WORD) {
        refuse_token(t, "the name of a field");
        return 0;
    }
    if (number < 0 || t->schema->place == NULL) {
        refuse_unknown(t, &word);
        return 0;
    }
    next(t);
    field = read_field(t, &word, number);
    t->nodes[field].place = true;
    return field;
}

static uint16_t read_word(struct tree *t)
{
    const struct token word = t->token;
    int number;

    next(t);
    if (t->token.kind == TOKEN_OPEN && t->token.text == word.behind) {
        next(t);
        return read_call(t, &word);
    }
    number = find_field(t, &word);
    if (number >= 0)
        return read_field(t, &word, number);
    t->literals++;
    return new_node(t, NODE_LITERAL, &word);
}

static uint16_t read_literal(struct tree *t)
{
    const uint16_t literal = new_node(t, NODE_LITERAL, &t->token);

    t->literals++;
    next(t);
    return literal;
}

/* What stands in parentheses: a truth, or the value that would have been tested for being there. */
static uint16_t read_parenthesis(struct tree *t)
{
    const uint16_t node = read_condition(t);

    need(t, TOKEN_CLOSE, "\")\"");
    if (t->nodes[node].kind == NODE_HOLDS)
        return t->nodes[node].a;
    return node;
}

static void refuse_no_value(struct tree *t)
{
    char expected[64];

    (void)snprintf(expected, sizeof expected, "the name of a %s or a value", t->schema->noun);
    refuse_token(t, expected);
}

static uint16_t read_primary(struct tree *t)
{
    switch ((unsigned)t->token.kind) {
    case TOKEN_WORD:
        return read_word(t);
    case TOKEN_STRING:
    case TOKEN_RAW:
    case TOKEN_CHARACTER:
        return read_literal(t);
    case TOKEN_RAW_SIGN:
        next(t);
        return read_place(t);
    case TOKEN_OPEN:
        next(t);
        return read_parenthesis(t);
    case TOKEN_BRACE_OPEN: {
        uint16_t value;

        next(t);
        value = read_value(t);
        need(t, TOKEN_BRACE_CLOSE, "\"}\"");
        return value;
    }
    case TOKEN_REFERENCE:
        tl_tree_refuse(t, &t->token,
                       "a reference is to the frame selected in a window, and there is none here: "
                       "write its value");
        return 0;
    default: /* whatever else cannot stand here */
        refuse_no_value(t);
        return 0;
    }
}

static uint16_t read_unary(struct tree *t)
{
    uint16_t value;

    if (!enter(t))
        return 0;
    if (t->token.kind == TOKEN_MINUS) {
        const struct token sign = t->token;

        next(t);
        value = new_pair(t, NODE_NEGATE, &sign, read_unary(t), 0);
    } else if (take(t, TOKEN_PLUS)) {
        value = read_unary(t);
    } else {
        value = read_primary(t);
    }
    while (t->status == TCPLENS_OK && t->token.kind == TOKEN_RANGE && !is_truth(t, value)) {
        value = new_pair(t, NODE_SLICE, &t->nodes[value].token, value, 0);
        read_ranges(t, value);
    }
    t->nested--;
    return value;
}

static void need_value(struct tree *t, uint16_t node)
{
    if (t->status == TCPLENS_OK && is_truth(t, node))
        tl_tree_refuse(t, &t->nodes[node].token, "this is true or false, and no value");
}

/* Values with signs from `first` to `last` between them. */
static uint16_t read_terms(struct tree *t, enum token_kind first, enum token_kind last,
                           uint16_t (*read)(struct tree *))
{
    const unsigned nested = t->nested;
    uint16_t left = read(t);

    while (t->status == TCPLENS_OK && t->token.kind >= first && t->token.kind <= last && enter(t)) {
        const struct token sign = t->token;
        uint16_t right;

        next(t);
        right = read(t);
        need_value(t, left);
        need_value(t, right);
        left = new_pair(t, NODE_ARITHMETIC, &sign, left, right);
        t->nodes[left].op = (uint8_t)(sign.kind - TOKEN_PLUS);
    }
    t->nested = nested;
    return left;
}

static uint16_t read_product(struct tree *t)
{
    return read_terms(t, TOKEN_TIMES, TOKEN_MODULO, read_unary);
}

static uint16_t read_sum(struct tree *t)
{
    return read_terms(t, TOKEN_PLUS, TOKEN_MINUS, read_product);
}

/* A truth too, if it is one in parentheses. */
static uint16_t read_operand(struct tree *t)
{
    return read_terms(t, TOKEN_BITS, TOKEN_BITS, read_sum);
}

static uint16_t read_value(struct tree *t)
{
    const uint16_t value = read_operand(t);

    need_value(t, value);
    return value;
}

/* ---- Truths ---- */

static uint16_t read_set(struct tree *t, const struct token *in, uint16_t left)
{
    const uint16_t set = new_pair(t, NODE_SET, in, left, 0);
    uint16_t last = 0;

    need(t, TOKEN_BRACE_OPEN, "\"{\"");
    do {
        uint16_t element;

        if (t->status != TCPLENS_OK)
            return 0;
        element = read_value(t);
        if (take(t, TOKEN_TO))
            element = new_pair(t, NODE_RANGE, &t->nodes[element].token, element, read_value(t));
        if (last == 0)
            t->nodes[set].b = element;
        else
            t->nodes[last].next = element;
        last = element;
    } while (take(t, TOKEN_COMMA));
    need(t, TOKEN_BRACE_CLOSE, "\",\" or \"}\"");
    return set;
}

/* What a comparison's sign says: which one, and with how many values it has to hold. */
static uint16_t new_test(struct tree *t, const struct token *sign, uint16_t left, uint16_t right)
{
    const uint16_t test = new_pair(t, NODE_TEST, sign, left, right);
    struct node *const n = &t->nodes[test];

    if (sign->kind == TOKEN_ALL_EQUAL)
        n->op = COMPARE_EQUAL;
    else if (sign->kind == TOKEN_ANY_NOT_EQUAL)
        n->op = COMPARE_NOT_EQUAL;
    else
        n->op = (uint8_t)(sign->kind - TOKEN_EQUAL);
    n->every = sign->kind == TOKEN_ALL_EQUAL || sign->kind == TOKEN_NOT_EQUAL;
    return test;
}

static bool is_comparison(enum token_kind kind)
{
    return kind >= TOKEN_EQUAL && kind <= TOKEN_ANY_NOT_EQUAL;
}

/* Comparisons in a row, a < b < c, hold if each does. */
static uint16_t read_comparisons(struct tree *t, uint16_t left)
{
    uint16_t all = 0, last = 0;

    while (t->status == TCPLENS_OK && is_comparison(t->token.kind)) {
        const struct token sign = t->token;
        uint16_t right, test;

        next(t);
        right = read_value(t);
        test = new_test(t, &sign, left, right);
        if (last != 0 && all == 0)
            all = new_pair(t, NODE_AND, &sign, last, 0);
        if (last != 0)
            t->nodes[last].next = test;
        last = test;
        left = right;
    }
    return all != 0 ? all : last;
}

static bool begins_with_letter(const struct token *word)
{
    const char c = (char)(*word->text | 0x20);

    return c >= 'a' && c <= 'z';
}

void tl_tree_unknown(struct tree *t, uint16_t node)
{
    const struct token *const at = &t->nodes[node].token;

    if (t->nodes[node].kind == NODE_LITERAL && at->kind == TOKEN_WORD && begins_with_letter(at))
        refuse_unknown(t, at);
    else
        tl_tree_refuse(t, at, "a value alone says nothing: compare it with a %s", t->schema->noun);
}

static uint16_t read_set_or_not(struct tree *t, uint16_t left)
{
    const struct token in = t->token;
    uint16_t set;

    if (take(t, TOKEN_NOT)) {
        if (t->token.kind != TOKEN_IN) {
            refuse_token(t, "\"in\"");
            return 0;
        }
        next(t);
        set = read_set(t, &in, left);
        return new_pair(t, NODE_NOT, &in, set, 0);
    }
    next(t);
    return read_set(t, &in, left);
}

static uint16_t read_test(struct tree *t)
{
    const struct token quantifier = t->token;
    const bool every = take(t, TOKEN_ALL), quantified = every || take(t, TOKEN_ANY);
    const uint16_t left = read_operand(t);
    uint16_t test;

    if (t->status != TCPLENS_OK)
        return 0;
    if (is_comparison(t->token.kind) && !is_truth(t, left)) {
        test = read_comparisons(t, left);
        if (quantified && t->nodes[test].kind == NODE_TEST)
            t->nodes[test].every = every;
        return test;
    }
    if (quantified) {
        tl_tree_refuse(t, &quantifier, "\"any\" and \"all\" stand before a comparison");
        return 0;
    }
    if (is_truth(t, left))
        return left;
    if (t->token.kind == TOKEN_IN || t->token.kind == TOKEN_NOT)
        return read_set_or_not(t, left);
    return new_pair(t, NODE_HOLDS, &t->nodes[left].token, left, 0);
}

static uint16_t read_part(struct tree *t)
{
    const struct token sign = t->token;
    uint16_t part;

    if (!enter(t))
        return 0;
    part = take(t, TOKEN_NOT) ? new_pair(t, NODE_NOT, &sign, read_part(t), 0) : read_test(t);
    t->nested--;
    return part;
}

/* Truths with `joint` between them. */
static uint16_t read_chain(struct tree *t, enum token_kind joint, enum node_kind kind,
                           uint16_t (*read)(struct tree *))
{
    uint16_t chain = 0, last = read(t);
    const uint16_t first = last;

    while (t->status == TCPLENS_OK && t->token.kind == joint) {
        const struct token sign = t->token;
        uint16_t part;

        next(t);
        if (chain == 0)
            chain = new_pair(t, kind, &sign, first, 0);
        part = read(t);
        t->nodes[last].next = part;
        last = part;
    }
    return chain != 0 ? chain : first;
}

static uint16_t read_and(struct tree *t)
{
    return read_chain(t, TOKEN_AND, NODE_AND, read_part);
}

static uint16_t read_xor(struct tree *t)
{
    return read_chain(t, TOKEN_XOR, NODE_XOR, read_and);
}

static uint16_t read_condition(struct tree *t)
{
    return read_chain(t, TOKEN_OR, NODE_OR, read_xor);
}

uint16_t tl_tree_parse(struct tree *t)
{
    uint16_t root;

    t->token = tl_filter_lex(t->expression);
    root = read_condition(t);
    if (t->status == TCPLENS_OK && t->token.kind != TOKEN_END)
        refuse_token(t, "\"and\", \"or\" or the end of the filter");
    return t->status == TCPLENS_OK ? root : 0;
}
