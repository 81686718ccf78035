// SPDX-License-Identifier: BSD-3-Clause
/* check.c - types: what may be compared with what, and what a function takes and makes. */
#include <string.h>

#include "base/error.h"
#include "filter/literal.h"
#include "filter/tree.h"

static enum filter_type type_of(const struct tree *t, uint16_t node)
{
    return (enum filter_type)t->nodes[node].type;
}

static bool undecided(const struct tree *t, uint16_t node)
{
    return t->nodes[node].type == TYPE_UNDECIDED;
}

static bool comparable(enum filter_type a, enum filter_type b)
{
    const bool octets =
        a == FILTER_OCTETS || a == FILTER_PROTOCOL || b == FILTER_OCTETS || b == FILTER_PROTOCOL;

    if (a == FILTER_NONE || b == FILTER_NONE)
        return false;
    return a == b || (is_number(a) && is_number(b)) ||
           (octets && form_of(a) == DATUM_OCTETS && form_of(b) == DATUM_OCTETS);
}

static struct expected expected_by(const struct tree *t, uint16_t node)
{
    const struct node *const n = &t->nodes[node];
    const bool field = n->kind == NODE_FIELD && !n->place;

    return (struct expected){type_of(t, node), field ? n->field : -1};
}

/* ---- Values ---- */

static void check_value(struct tree *t, uint16_t node);

static void refuse_type(struct tree *t, uint16_t node, const char *what)
{
    tl_tree_refuse(t, &t->nodes[node].token, "%s: this is %s", what,
                   tl_literal_type_name(type_of(t, node)));
}

/* Of a protocol, its own octets are meant, not all behind its header. */
static void mean_place(struct tree *t, uint16_t node)
{
    struct node *const n = &t->nodes[node];

    if (n->kind == NODE_FIELD && n->type == FILTER_PROTOCOL && t->schema->place != NULL)
        n->place = true;
}

/* An IPv4 address among octets is the octets that it was read from; false if it is none. */
static bool mean_octets(struct tree *t, uint16_t node)
{
    struct node *const n = &t->nodes[node];

    if (n->kind != NODE_FIELD || n->type != FILTER_IP4 || t->schema->place == NULL)
        return false;
    n->place = true;
    n->type = FILTER_OCTETS;
    return true;
}

static void check_slice(struct tree *t, struct node *n)
{
    const uint16_t of = n->a;

    check_value(t, of);
    if (undecided(t, of))
        tl_tree_refuse(t, &t->nodes[of].token, "only a field's octets can be taken apart");
    else if (t->status == TCPLENS_OK && type_of(t, of) == FILTER_IP4)
        (void)mean_octets(t, of);
    if (t->status == TCPLENS_OK &&
        (form_of(type_of(t, of)) != DATUM_OCTETS || type_of(t, of) == FILTER_ADDRESS))
        refuse_type(t, of, "only octets can be taken apart");
    mean_place(t, of);
    n->type = FILTER_OCTETS;
}

/* All arguments of max and min have one type, the first one's that has any. */
static void check_several(struct tree *t, struct node *n)
{
    struct expected expected = {.type = FILTER_INT, .field = -1};
    bool found = false;

    for (uint16_t i = n->a; i != 0; i = t->nodes[i].next) {
        check_value(t, i);
        if (t->status == TCPLENS_OK && !undecided(t, i) && !found) {
            expected = expected_by(t, i);
            found = true;
        }
    }
    for (uint16_t i = n->a; i != 0 && t->status == TCPLENS_OK; i = t->nodes[i].next) {
        tl_tree_decide(t, i, &expected);
        if (t->status == TCPLENS_OK && !comparable(type_of(t, i), expected.type))
            refuse_type(t, i, "all of them have to be of one kind");
        else if (t->status == TCPLENS_OK && type_of(t, i) == FILTER_INT)
            expected.type = FILTER_INT;
    }
    n->type = (uint8_t)expected.type;
}

/* What a function takes, and what it makes of it. */
static void check_call(struct tree *t, struct node *n)
{
    enum filter_type type;

    if (n->op == FUNCTION_MAX || n->op == FUNCTION_MIN) {
        check_several(t, n);
        return;
    }
    check_value(t, n->a);
    if (t->status != TCPLENS_OK)
        return;
    if (undecided(t, n->a)) {
        tl_tree_refuse(t, &t->nodes[n->a].token, "a function wants a %s", t->schema->noun);
        return;
    }
    type = type_of(t, n->a);
    switch ((enum function)n->op) {
    case FUNCTION_LEN:
        if (form_of(type) != DATUM_OCTETS)
            refuse_type(t, n->a, "only octets and texts have a length");
        mean_place(t, n->a);
        n->type = FILTER_UINT;
        return;
    case FUNCTION_COUNT:
        n->type = FILTER_UINT;
        return;
    case FUNCTION_UPPER:
    case FUNCTION_LOWER:
        if (type != FILTER_TEXT)
            refuse_type(t, n->a, "only texts have upper and lower case");
        n->type = FILTER_TEXT;
        return;
    case FUNCTION_STRING:
        if (type == FILTER_NONE || type == FILTER_PROTOCOL || type == FILTER_TIME ||
            type == FILTER_SPAN || type == FILTER_OCTETS)
            refuse_type(t, n->a, "only numbers and addresses are written as texts");
        n->type = FILTER_TEXT;
        return;
    case FUNCTION_ABS:
    case FUNCTION_MAX:
    case FUNCTION_MIN:
    case FUNCTION_NEGATE:
        if (type != FILTER_UINT && type != FILTER_INT && type != FILTER_SPAN)
            refuse_type(t, n->a, "only numbers and spans of time are negative or not");
        n->type = (uint8_t)type;
        return;
    }
}

/* Of octets, masks have to be as long; of all else, numbers. */
static enum filter_type type_of_bits(struct tree *t, uint16_t node)
{
    const enum filter_type type = type_of(t, node);

    if (type == FILTER_UINT || type == FILTER_IP4 || type == FILTER_OCTETS || type == FILTER_ETHER)
        return type;
    if (type != FILTER_INT)
        refuse_type(t, node, "only numbers and octets have bits");
    return FILTER_INT;
}

/* Of both sides of `&`. */
static enum filter_type type_of_masked(struct tree *t, const struct node *n)
{
    const enum filter_type a = type_of_bits(t, n->a), b = type_of_bits(t, n->b);

    if ((form_of(a) == DATUM_OCTETS) != (form_of(b) == DATUM_OCTETS))
        refuse_type(t, n->b, "both have to be numbers, or octets");
    return form_of(b) == DATUM_SIGNED ? b : a;
}

static enum filter_type type_of_sum(struct tree *t, const struct node *n)
{
    const enum filter_type a = type_of(t, n->a), b = type_of(t, n->b);
    const bool add = n->op == PLUS || n->op == MINUS;

    if (add && (a == FILTER_SPAN || a == FILTER_TIME) && b == FILTER_SPAN)
        return a;
    if (n->op == MINUS && a == FILTER_TIME && b == FILTER_TIME)
        return FILTER_SPAN;
    if ((a != FILTER_UINT && a != FILTER_INT) || (b != FILTER_UINT && b != FILTER_INT))
        refuse_type(t, a != FILTER_UINT && a != FILTER_INT ? n->a : n->b,
                    "this cannot be calculated with");
    return FILTER_INT;
}

static void check_arithmetic(struct tree *t, struct node *n)
{
    struct expected expected;
    uint16_t known;

    check_value(t, n->a);
    check_value(t, n->b);
    if (t->status != TCPLENS_OK)
        return;
    if (undecided(t, n->a) && undecided(t, n->b)) {
        n->type = TYPE_UNDECIDED;
        return;
    }
    known = undecided(t, n->a) ? n->b : n->a;
    expected = expected_by(t, known);
    if (expected.type == FILTER_TIME)
        expected.type = FILTER_SPAN;
    else if (n->op == BITS)
        expected.type = type_of_bits(t, known);
    tl_tree_decide(t, n->a, &expected);
    tl_tree_decide(t, n->b, &expected);
    if (t->status != TCPLENS_OK)
        return;
    n->type = (uint8_t)(n->op == BITS ? type_of_masked(t, n) : type_of_sum(t, n));
}

static void check_negation(struct tree *t, struct node *n)
{
    check_value(t, n->a);
    if (t->status != TCPLENS_OK)
        return;
    n->type = t->nodes[n->a].type;
    if (n->type == FILTER_UINT)
        n->type = FILTER_INT;
    else if (n->type != TYPE_UNDECIDED && n->type != FILTER_INT && n->type != FILTER_SPAN)
        refuse_type(t, n->a, "this cannot be negative");
}

static void check_value(struct tree *t, uint16_t node)
{
    struct node *const n = &t->nodes[node];

    if (t->status != TCPLENS_OK)
        return;
    switch (n->kind) {
    case NODE_FIELD:
        n->type = n->place ? FILTER_OCTETS : t->schema->field(t->schema, n->field).type;
        return;
    case NODE_SLICE:
        check_slice(t, n);
        return;
    case NODE_CALL:
        check_call(t, n);
        return;
    case NODE_NEGATE:
        check_negation(t, n);
        return;
    case NODE_ARITHMETIC:
        check_arithmetic(t, n);
        return;
    default: /* literals have no type of their own */
        return;
    }
}

/* ---- Truths ---- */

/* Where names have a prefix, a bare word against a text is a text, whatever field is called so. */
static void mean_text(struct tree *t, uint16_t left, uint16_t right)
{
    struct node *const n = &t->nodes[right];
    const char *const prefix = t->schema->prefix;

    if (n->kind != NODE_FIELD || type_of(t, left) != FILTER_TEXT || *prefix == '\0' ||
        (n->token.n > strlen(prefix) && strncmp(n->token.text, prefix, strlen(prefix)) == 0))
        return;
    n->kind = NODE_LITERAL;
    n->type = TYPE_UNDECIDED;
}

/* Give two values that stand against each other their types. */
static void check_pair(struct tree *t, uint16_t left, uint16_t right)
{
    struct expected expected;

    if (t->status != TCPLENS_OK)
        return;
    if (!undecided(t, left)) {
        mean_text(t, left, right);
        expected = expected_by(t, left);
        tl_tree_decide(t, right, &expected);
    } else if (!undecided(t, right)) {
        expected = expected_by(t, right);
        tl_tree_decide(t, left, &expected);
    } else {
        tl_tree_unknown(t, left);
        return;
    }
    if (t->status == TCPLENS_OK && !comparable(type_of(t, left), type_of(t, right)) &&
        !(type_of(t, right) == FILTER_OCTETS && mean_octets(t, left)) &&
        !(type_of(t, left) == FILTER_OCTETS && mean_octets(t, right)))
        tl_tree_refuse(t, &t->nodes[right].token, "%s cannot be compared with %s",
                       tl_literal_type_name(type_of(t, left)),
                       tl_literal_type_name(type_of(t, right)));
}

/* What something is looked for in: texts and octets. */
static bool check_searched(struct tree *t, const struct node *n)
{
    check_value(t, n->a);
    if (t->status == TCPLENS_OK && undecided(t, n->a))
        tl_tree_unknown(t, n->a);
    if (t->status == TCPLENS_OK && !is_searchable(type_of(t, n->a)))
        tl_tree_refuse(t, &n->token, "only texts and octets can contain something: this is %s",
                       tl_literal_type_name(type_of(t, n->a)));
    return t->status == TCPLENS_OK;
}

/* Part of an address is no address, but octets. */
static void check_contained(struct tree *t, const struct node *n)
{
    if (!check_searched(t, n))
        return;
    if (undecided(t, n->b) && type_of(t, n->a) == FILTER_ETHER)
        tl_tree_decide(t, n->b, &(struct expected){FILTER_OCTETS, -1});
    check_pair(t, n->a, n->b);
}

static void check_pattern(struct tree *t, const struct node *n)
{
    struct node *const pattern = &t->nodes[n->b];
    struct condition *const f = t->filter;
    struct literal literal;

    if (!check_searched(t, n))
        return;
    if (pattern->kind != NODE_LITERAL || pattern->token.kind == TOKEN_WORD) {
        tl_tree_refuse(t, &pattern->token, "a regular expression stands in quotes");
        return;
    }
    tl_tree_text(t, pattern, &literal);
    if (t->status != TCPLENS_OK)
        return;
    t->used += literal.stored;
    t->place = pattern->token.text;
    t->status = tl_pattern_new(&f->patterns[f->n_patterns], literal.value.octets, t->err);
    pattern->type = FILTER_TEXT;
    pattern->value.u = f->n_patterns;
    if (t->status == TCPLENS_OK)
        f->n_patterns++;
}

static void check_test(struct tree *t, const struct node *n)
{
    if (n->op == COMPARE_MATCHES) {
        check_pattern(t, n);
        return;
    }
    check_value(t, n->a);
    check_value(t, n->b);
    if (n->op == COMPARE_CONTAINS)
        check_contained(t, n);
    else
        check_pair(t, n->a, n->b);
}

static void check_set(struct tree *t, const struct node *n)
{
    check_value(t, n->a);
    if (t->status == TCPLENS_OK && undecided(t, n->a))
        tl_tree_unknown(t, n->a);
    for (uint16_t i = n->b; i != 0 && t->status == TCPLENS_OK; i = t->nodes[i].next) {
        const struct node *const element = &t->nodes[i];

        if (element->kind == NODE_RANGE) {
            check_value(t, element->a);
            check_value(t, element->b);
            check_pair(t, n->a, element->a);
            check_pair(t, n->a, element->b);
        } else {
            check_value(t, i);
            check_pair(t, n->a, i);
        }
    }
}

void tl_tree_check(struct tree *t, uint16_t node)
{
    const struct node *const n = &t->nodes[node];

    if (t->status != TCPLENS_OK)
        return;
    switch (n->kind) {
    case NODE_TEST:
        check_test(t, n);
        return;
    case NODE_SET:
        check_set(t, n);
        return;
    case NODE_HOLDS:
        check_value(t, n->a);
        if (t->status == TCPLENS_OK && undecided(t, n->a))
            tl_tree_unknown(t, n->a);
        return;
    default: /* made of truths */
        for (uint16_t i = n->a; i != 0; i = t->nodes[i].next)
            tl_tree_check(t, i);
        return;
    }
}
