// SPDX-License-Identifier: BSD-3-Clause
#include "filter/condition.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "filter/literal.h"
#include "filter/program.h"
#include "filter/tree.h"

static enum tcplens_status no_memory(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

/* Whether an instruction makes octets. */
static bool makes(const struct instruction *at)
{
    switch (at->op) {
    case OP_SLICE:
        return at->n > 1;
    case OP_CALL:
        return at->detail == FUNCTION_UPPER || at->detail == FUNCTION_LOWER ||
               at->detail == FUNCTION_STRING;
    case OP_ARITHMETIC:
        return at->form == DATUM_OCTETS;
    default: /* the others only read */
        return false;
    }
}

/* Give back what a program of its length does not need, and give it what it works in. */
static bool settle(struct condition *f, const struct schema *s)
{
    struct instruction *const code = realloc(f->code, f->n * sizeof *f->code);
    bool room = s->makes;

    if (code != NULL)
        f->code = code;
    for (size_t i = 0; i < f->n; i++)
        room |= makes(&f->code[i]);
    if (room)
        f->room = malloc(ROOM_OCTETS);
    /* Arithmetic writes to one more than there are. */
    if (f->registers > 0)
        f->lists = malloc((f->registers + 1) * LIST_MAX * sizeof *f->lists);
    return (!room || f->room != NULL) && (f->registers == 0 || f->lists != NULL);
}

static enum tcplens_status compile(struct tree *t, const struct schema *s)
{
    struct condition *const f = t->filter;
    const size_t length = strlen(t->expression);
    uint16_t root;

    f->code = malloc(PROGRAM_MAX * sizeof *f->code);
    f->ranges = malloc(RANGES_MAX * sizeof *f->ranges);
    t->nodes = malloc(NODES_MAX * sizeof *t->nodes);
    if (f->code == NULL || f->ranges == NULL || t->nodes == NULL)
        return no_memory(t->err);
    t->nodes[0] = (struct node){0};
    t->n_nodes = 1;
    root = tl_tree_parse(t);
    if (t->status != TCPLENS_OK)
        return t->status;
    f->texts = malloc(length + t->literals * LITERAL_STORE + 1);
    f->patterns = calloc(t->literals + 1, sizeof(struct pattern *));
    if (f->texts == NULL || f->patterns == NULL)
        return no_memory(t->err);
    tl_tree_check(t, root);
    tl_tree_emit(t, root);
    if (t->status != TCPLENS_OK)
        return t->status;
    return settle(f, s) ? TCPLENS_OK : no_memory(t->err);
}

enum tcplens_status tl_condition_compile(struct condition **ret, const struct schema *s,
                                         const char *expression, size_t *column,
                                         struct tcplens_error *err)
{
    struct condition *const f = calloc(1, sizeof *f);
    struct tree t = {
        .schema = s, .filter = f, .expression = expression, .place = expression, .err = err};
    enum tcplens_status status;

    if (f == NULL)
        return no_memory(err);
    if (strlen(expression) > FILTER_LONGEST)
        status = tl_error(err, TCPLENS_ERR_USAGE, 0, "the filter is longer than %d octets",
                          FILTER_LONGEST);
    else
        status = compile(&t, s);
    free(t.nodes);
    if (status != TCPLENS_OK) {
        if (column != NULL)
            *column = (size_t)(t.place - expression);
        tl_condition_free(f);
        return status;
    }
    *ret = f;
    return TCPLENS_OK;
}

static bool has_field(const struct instruction *at)
{
    return at->op == OP_EXISTS || at->op == OP_SET || at->op == OP_FIELD || at->op == OP_LOAD;
}

bool tl_condition_reads(const struct condition *f, unsigned field)
{
    for (size_t i = 0; i < f->n; i++) {
        if (has_field(&f->code[i]) && f->code[i].field == field)
            return true;
    }
    return false;
}

bool tl_condition_reads_layer(const struct condition *f, unsigned field)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->code[i].op == OP_LOAD && f->code[i].n > 0 && f->code[i].field == field)
            return true;
    }
    return false;
}

uint64_t tl_condition_given_up(const struct condition *f)
{
    return f->given_up;
}

void tl_condition_free(struct condition *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->n_patterns; i++)
        tl_pattern_free(f->patterns[i]);
    free(f->code);
    free(f->texts);
    free(f->ranges);
    free((void *)f->patterns);
    free(f->lists);
    free(f->room);
    free(f);
}
