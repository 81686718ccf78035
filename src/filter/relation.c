// SPDX-License-Identifier: BSD-3-Clause
#include "filter/relation.h"

#include <string.h>

#include "base/error.h"

static struct schema_field field_of(const struct schema *s, unsigned field)
{
    static const uint8_t types[] = {
        [VALUE_NUMBER] = FILTER_UINT, [VALUE_AMOUNT] = FILTER_UINT,
        [VALUE_SPAN] = FILTER_SPAN,   [VALUE_TIME] = FILTER_TIME,
        [VALUE_TEXT] = FILTER_TEXT,   [VALUE_ADDRESS] = FILTER_ADDRESS,
        [VALUE_FLAG] = FILTER_FLAG,
    };
    const struct relation *const r = s->ctx;

    return (struct schema_field){r->fields[field].name, types[r->fields[field].type]};
}

/* Octets that live as long as the row is looked at: those of a text that was made are copied. */
static bool keep(const struct value *v, const void *octets, size_t n, struct datum *out,
                 struct room *room)
{
    const uint8_t *const from = octets;

    out->octets = (struct span){from, n};
    if (v->type == VALUE_TEXT && v->text != v->room)
        return true;
    if (n > room->left)
        return false;
    memcpy(room->at, from, n);
    out->octets.p = room->at;
    room->at += n;
    room->left -= n;
    return true;
}

static bool next_value(const struct schema *s, const void *row, unsigned field, uint32_t *cursor,
                       struct datum *out, struct room *room)
{
    const struct relation *const r = s->ctx;
    struct value v;

    if (!r->get(r, row, field, *cursor, &v))
        return false;
    ++*cursor;
    switch ((enum value_type)v.type) {
    case VALUE_SPAN:
    case VALUE_TIME:
        out->i = v.ns;
        return true;
    case VALUE_TEXT:
        return keep(&v, v.text, v.n, out, room);
    case VALUE_ADDRESS:
        return keep(&v, v.addr, sizeof v.addr, out, room);
    case VALUE_NUMBER:
    case VALUE_AMOUNT:
    case VALUE_FLAG:
        break;
    }
    out->u = v.number;
    return true;
}

struct schema tl_relation_schema(const struct relation *r)
{
    return (struct schema){
        .prefix = r->prefix,
        .noun = "column",
        .shorten = true,
        .utc = true,
        .makes = true,
        .n_fields = r->n_fields,
        .field = field_of,
        .next = next_value,
        .ctx = r,
    };
}

int tl_relation_find(const struct relation *r, const char *s, size_t n)
{
    const struct schema schema = tl_relation_schema(r);

    return tl_schema_find(&schema, s, n);
}

enum tcplens_status tl_relation_unknown(const struct relation *r, const char *s, size_t n,
                                        struct tcplens_error *err)
{
    const struct schema schema = tl_relation_schema(r);
    const int near = tl_schema_nearest(&schema, s, n);

    if (near < 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no column \"%.*s\"", (int)n, s);
    return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no column \"%.*s\"; did you mean \"%s\"?",
                    (int)n, s, r->fields[near].name);
}
