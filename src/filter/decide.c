// SPDX-License-Identifier: BSD-3-Clause
/*
 * decide.c - what literals mean. A literal has no type of its own: it gets that of what it stands
 * against, and is read only then. 10 is a number, an octet, ten seconds.
 */
#include <string.h>

#include "filter/literal.h"
#include "filter/tree.h"

void tl_tree_text(struct tree *t, struct node *n, struct literal *out)
{
    const char *const mistake = tl_literal_text(&n->token, t->filter->texts + t->used, out);

    if (mistake != NULL)
        tl_tree_refuse(t, &n->token, "%s", mistake);
}

/* 'A' where a number is expected. */
static bool read_character(struct tree *t, struct node *n, struct literal *out)
{
    tl_tree_text(t, n, out);
    if (t->status != TCPLENS_OK || out->stored != 1)
        return false;
    out->value.u = t->filter->texts[t->used];
    out->stored = 0;
    out->bits = ALL_BITS;
    return true;
}

/* The name of a value, such as "TCP" of ip.proto. */
static bool read_name(const struct tree *t, const struct node *n, const struct expected *expected,
                      struct literal *out)
{
    *out = (struct literal){.bits = ALL_BITS};
    return expected->field >= 0 && is_number(expected->type) && t->schema->word != NULL &&
           n->token.kind != TOKEN_CHARACTER &&
           t->schema->word(t->schema, (unsigned)expected->field, n->token.text, n->token.n,
                           &out->value.u);
}

static void refuse_literal(struct tree *t, const struct token *token, enum filter_type type)
{
    const int n = (int)(token->n < 64 ? token->n : 64);
    const bool named = token->kind == TOKEN_WORD && memchr(token->text, '.', token->n) != NULL &&
                       (token->text[0] | 0x20) >= 'a' && (token->text[0] | 0x20) <= 'z';
    const int near = named ? tl_schema_nearest(t->schema, token->text, token->n) : -1;

    if (near >= 0)
        tl_tree_refuse(t, token, "\"%.*s\" stands where %s should; did you mean \"%s\"?", n,
                       token->text, tl_literal_expected(type),
                       t->schema->field(t->schema, (unsigned)near).name);
    else
        tl_tree_refuse(t, token, "\"%.*s\" stands where %s should", n, token->text,
                       tl_literal_expected(type));
}

static void read_literal(struct tree *t, struct node *n, const struct expected *expected)
{
    const enum filter_type type = expected->type;
    const bool quoted = n->token.kind != TOKEN_WORD;
    uint8_t *const store = t->filter->texts + t->used;
    struct literal literal = {.bits = ALL_BITS};

    n->type = (uint8_t)type;
    if (type == FILTER_TEXT || (quoted && form_of(type) == DATUM_OCTETS && is_searchable(type))) {
        tl_tree_text(t, n, &literal);
        literal.bits = ALL_BITS;
    } else if (n->token.kind == TOKEN_CHARACTER && is_number(type)) {
        if (!read_character(t, n, &literal))
            refuse_literal(t, &n->token, type);
    } else if (!tl_literal_read(type, t->schema->utc, n->token.text, n->token.n, store, &literal) &&
               !read_name(t, n, expected, &literal)) {
        refuse_literal(t, &n->token, type);
        return;
    }
    n->value = literal.value;
    n->bits = literal.bits;
    t->used += literal.stored;
}

void tl_tree_decide(struct tree *t, uint16_t node, const struct expected *expected)
{
    struct node *const n = &t->nodes[node];
    struct expected within = *expected;

    if (t->status != TCPLENS_OK || n->type != TYPE_UNDECIDED)
        return;
    if (n->kind == NODE_LITERAL) {
        read_literal(t, n, expected);
        return;
    }
    if (is_number(expected->type) && (n->kind == NODE_NEGATE || n->op != BITS)) {
        within.type = FILTER_INT;
    } else if (expected->type != FILTER_SPAN && expected->type != FILTER_UINT) {
        tl_tree_refuse(t, &n->token, "%s cannot be worked out",
                       tl_literal_type_name(expected->type));
        return;
    }
    n->type = (uint8_t)within.type;
    tl_tree_decide(t, n->a, &within);
    if (n->kind == NODE_ARITHMETIC)
        tl_tree_decide(t, n->b, &within);
}
