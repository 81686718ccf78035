// SPDX-License-Identifier: BSD-3-Clause
#include "export/json.h"

#include <string.h>

#include "export/day.h"
#include "export/shown.h"
#include "field/value.h"

enum { INDENT = 2 };

/* Numbers by which jsonraw tells types (docs/machine-output.md). */
static unsigned type_number(const struct field *f)
{
    switch (f->type) {
    case FIELD_PROTOCOL:
        return 1;
    case FIELD_BOOL:
        return 2;
    case FIELD_UINT:
        return f->bits == 64 ? 11 : 3 + f->bits / 8U;
    case FIELD_INT:
        return 15;
    case FIELD_TIME:
        return 24;
    case FIELD_SPAN:
        return 25;
    case FIELD_TEXT:
        return 26;
    case FIELD_ETHER:
        return 29;
    case FIELD_OCTETS:
        return 30;
    case FIELD_IP4:
        return 32;
    case FIELD_IP6:
        return 33;
    case FIELD_FRAME:
        return 35;
    default:
        return 0;
    }
}

/**
 * struct writer - one document
 * @depth: of the line at hand
 * @first: nothing stands in the innermost object or array yet
 */
struct writer {
    struct text *out;
    const struct json_options *options;
    struct memo *memo;
    const struct outline *outline;
    const struct items *items;
    unsigned depth;
    bool first;
};

static void put_line(struct writer *w)
{
    if (!w->first)
        text_char(w->out, ',');
    text_char(w->out, '\n');
    text_fill(w->out, ' ', (size_t)INDENT * w->depth);
    w->first = false;
}

static void put_open(struct writer *w, char bracket)
{
    text_char(w->out, bracket);
    w->depth++;
    w->first = true;
}

static void put_close(struct writer *w, char bracket)
{
    w->depth--;
    if (!w->first) {
        w->first = true;
        put_line(w);
    }
    text_char(w->out, bracket);
    w->first = false;
}

/* The key of an item, up to its value. */
static void put_key(struct writer *w, const struct item *it, const char *suffix)
{
    struct span key;

    put_line(w);
    if (it->field == F_TEXT) {
        key = outline_line(w->items, it);
        text_json_string(w->out, (const char *)key.p, key.n);
        text_octets(w->out, ": ", 2);
        return;
    }
    text_char(w->out, '"');
    text_str(w->out, tl_fields[it->field].name);
    text_str(w->out, suffix);
    text_octets(w->out, "\": ", 3);
}

static void put_raw(struct writer *w, uint32_t i)
{
    const struct item *const it = &w->items->of[i];
    const struct field *const f = &tl_fields[it->field];

    put_open(w, '[');
    put_line(w);
    text_char(w->out, '"');
    tl_shown_write_raw(w->out, it);
    text_char(w->out, '"');
    put_line(w);
    text_u64(w->out, items_position(w->items, it));
    put_line(w);
    text_u64(w->out, it->size);
    put_line(w);
    text_u64(w->out, f->mask);
    put_line(w);
    text_u64(w->out, type_number(f));
    put_close(w, ']');
}

static void put_value(struct writer *w, uint32_t i)
{
    tl_shown_write_json(w->out, w->items, &w->items->of[i]);
}

static void put_children(struct writer *w, uint32_t i);

typedef void put_one(struct writer *w, uint32_t i);

/* Under one key the item and those linked behind it, as an array if there are several. */
static void put_all(struct writer *w, uint32_t i, const char *suffix, put_one *put)
{
    const struct outline *const o = w->outline;

    put_key(w, &w->items->of[i], suffix);
    if (o->same[i] == 0) {
        put(w, i);
        return;
    }
    put_open(w, '[');
    for (uint32_t k = i;; k = o->same[k]) {
        put_line(w);
        put(w, k);
        if (o->same[k] == 0)
            break;
    }
    put_close(w, ']');
}

/* The only one of its key, which most are. */
static void put_known(struct writer *w, const struct item *it)
{
    const uint32_t form = (uint32_t)w->depth << 1 | w->first;

    switch (tl_memo_begin(w->memo, w->out, it, form)) {
    case MEMO_ALL:
        w->first = false;
        return;
    case MEMO_NOTHING:
        put_key(w, it, "");
        tl_memo_value(w->memo, w->out);
        break;
    case MEMO_PREFIX:
    default:
        w->first = false;
        break;
    }
    tl_shown_write_json(w->out, w->items, it);
    tl_memo_end(w->memo, w->out);
}

static bool any_children(const struct outline *o, uint32_t i)
{
    while (!outline_has_children(o, i) && o->same[i] != 0)
        i = o->same[i];
    return outline_has_children(o, i);
}

/* All that there is of a key. */
static void put_members(struct writer *w, uint32_t i)
{
    const struct item *const it = &w->items->of[i];
    const bool bare = outline_is_bare(it), nested = any_children(w->outline, i);

    if (w->options->raw && it->field != F_TEXT)
        put_all(w, i, "_raw", put_raw);
    if (w->options->values && !(bare && nested)) {
        if (w->outline->same[i] == 0 && it->field != F_TEXT)
            put_known(w, it);
        else
            put_all(w, i, "", put_value);
    }
    if (nested)
        put_all(w, i, bare ? "" : "_tree", put_children);
}

static void put_children(struct writer *w, uint32_t i)
{
    const struct outline *const o = w->outline;

    put_open(w, '{');
    for (uint32_t k = i + 1; k < o->end[i]; k = o->end[k])
        if (!o->again[k])
            put_members(w, k);
    put_close(w, '}');
}

static void put_layers(struct writer *w)
{
    const struct json_options *const options = w->options;

    for (uint32_t i = 0; i < w->items->n; i = w->outline->end[i]) {
        const struct item *const it = &w->items->of[i];

        if (!w->outline->again[i] && (options->opened == NULL || options->opened[it->field]))
            put_members(w, i);
    }
}

/* Of the fields that were asked for, arrays of what a column would show. */
static void put_columns(struct writer *w)
{
    const struct columns *const c = w->options->columns;

    for (unsigned i = 0; i < c->n; i++) {
        const struct item *it = items_first(w->items, (enum field_id)c->fields[i]);

        if (it == NULL)
            continue;
        put_key(w, it, "");
        put_open(w, '[');
        for (; it != NULL; it = items_next(w->items, it)) {
            put_line(w);
            if (tl_fields[it->field].type == FIELD_LABEL)
                text_str(w->out, "\"1\"");
            else
                tl_shown_write_json(w->out, w->items, it);
        }
        put_close(w, ']');
    }
}

static void put_named(struct writer *w, const char *key, const char *value)
{
    put_line(w);
    text_json_string(w->out, key, strlen(key));
    text_octets(w->out, ": ", 2);
    text_str(w->out, value);
}

static void put_index(struct writer *w, int64_t ns)
{
    put_named(w, "_index", "\"");
    tl_day_write(w->out, ns);
    text_char(w->out, '"');
}

void tl_json_begin(struct text *out)
{
    text_char(out, '[');
}

void tl_json_write(struct text *out, const struct json_options *options, struct memo *memo,
                   const struct items *items, struct outline *scratch, bool first)
{
    struct writer w = {
        .out = out,
        .options = options,
        .memo = memo,
        .outline = scratch,
        .items = items,
        .depth = 1,
        .first = first,
    };

    put_line(&w);
    put_open(&w, '{');
    put_index(&w, items->time_ns);
    put_named(&w, "_type", "\"doc\"");
    put_named(&w, "_score", "null");
    put_named(&w, "_source", "");
    put_open(&w, '{');
    put_named(&w, "layers", "");
    put_open(&w, '{');
    if (options->columns != NULL) {
        put_columns(&w);
    } else {
        tl_outline_make(scratch, items, false);
        put_layers(&w);
    }
    put_close(&w, '}');
    put_close(&w, '}');
    put_close(&w, '}');
}

void tl_json_end(struct text *out, bool empty)
{
    text_str(out, empty ? "]\n" : "\n]\n");
}
