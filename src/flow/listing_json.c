// SPDX-License-Identifier: BSD-3-Clause
/* listing_json.c - a row as a JSON object on a line, by the rules of docs/json.md. */
#include <string.h>

#include "flow/listing.h"
#include "render/json.h"

enum { KEY = 64 };

/* `name` with "_ns" behind it, as spans have it. */
static const char *span_key(char key[KEY], const char *name)
{
    struct text t;

    text_init(&t, key, KEY - 1, NULL, NULL);
    text_str(&t, name);
    text_str(&t, "_ns");
    key[t.len] = '\0';
    return key;
}

/* A text of the value as JSON's string. */
static void put_string(struct text *out, const struct value *v)
{
    char buf[VALUE_ROOM];
    struct text t;

    if (v->type == VALUE_TEXT) {
        text_json_string(out, v->text, v->n);
        return;
    }
    text_init(&t, buf, sizeof buf, NULL, NULL);
    tl_listing_put_plain(&t, v);
    text_json_string(out, buf, t.len);
}

static void put_element(struct text *out, const struct value *v)
{
    switch ((enum value_type)v->type) {
    case VALUE_NUMBER:
    case VALUE_AMOUNT:
    case VALUE_FLAG:
        tl_listing_put_plain(out, v);
        break;
    case VALUE_SPAN:
        text_i64(out, v->ns);
        break;
    case VALUE_TIME:
    case VALUE_ADDRESS:
    case VALUE_TEXT:
        put_string(out, v);
        break;
    }
}

static void put_array(struct listing *l, struct json *j, const void *row, unsigned field)
{
    const struct relation *const r = l->relation;
    const struct field *const f = &r->fields[field];
    char key[KEY];
    struct value v;

    json_array_begin(j, f->type == VALUE_SPAN ? span_key(key, f->name) : f->name);
    for (unsigned k = 0; r->get(r, row, field, k, &v); k++) {
        if (k > 0)
            text_char(j->out, ',');
        put_element(j->out, &v);
    }
    json_array_end(j);
}

static void put_value(struct json *j, const char *name, const struct value *v)
{
    char buf[VALUE_ROOM + 1], key[KEY];
    struct text t;

    switch ((enum value_type)v->type) {
    case VALUE_NUMBER:
    case VALUE_AMOUNT:
        json_u64(j, name, v->number);
        return;
    case VALUE_FLAG:
        json_bool(j, name, v->number != 0);
        return;
    case VALUE_SPAN:
        json_span_ns(j, span_key(key, name), v->ns);
        return;
    case VALUE_TIME:
        json_time(j, name, v->ns);
        return;
    case VALUE_ADDRESS:
    case VALUE_TEXT:
        break;
    }
    text_init(&t, buf, sizeof buf - 1, NULL, NULL);
    tl_listing_put_plain(&t, v);
    buf[t.len] = '\0';
    json_string(j, name, buf);
}

void tl_listing_json_row(struct listing *l, const void *row)
{
    const struct relation *const r = l->relation;
    struct json j;
    struct value v;
    char key[KEY];

    json_begin(&j, l->out, l->type);
    for (unsigned i = 0; i < l->n; i++) {
        const struct field *const f = &r->fields[l->columns[i]];

        if (f->many)
            put_array(l, &j, row, l->columns[i]);
        else if (r->get(r, row, l->columns[i], 0, &v))
            put_value(&j, f->name, &v);
        else
            json_null(&j, f->type == VALUE_SPAN ? span_key(key, f->name) : f->name);
    }
    json_end(&j);
}
