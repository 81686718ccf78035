// SPDX-License-Identifier: BSD-3-Clause
#include "export/ek.h"

#include <string.h>

#include "export/day.h"
#include "export/shown.h"

#define NS_PER_S  INT64_C(1000000000)
#define NS_PER_MS INT64_C(1000000)

/* Whether the field is named without a protocol in front: protocols, and the kinds of TCP's
 * options, which are protocols to Wireshark. */
static bool stands_alone(const struct field *f)
{
    static const char options[] = "tcp.options.";
    const size_t n = sizeof options - 1;

    return f->type == FIELD_PROTOCOL ||
           (f->type == FIELD_OCTETS && strncmp(f->name, options, n) == 0 &&
            strchr(f->name + n, '.') == NULL);
}

static void put_underscored(struct text *out, const char *name, size_t n)
{
    for (size_t i = 0; i < n; i++)
        text_char(out, (char)(name[i] == '.' ? '_' : name[i]));
}

static void put_key(struct text *out, const struct field *f)
{
    /* "_ws.expert.message" is of the protocol "_ws.expert". */
    const size_t skip = *f->name == '_' ? strcspn(f->name, ".") + 1 : 0;
    const size_t protocol = skip + strcspn(f->name + skip, ".");

    text_char(out, '"');
    if (!stands_alone(f)) {
        put_underscored(out, f->name, protocol);
        text_char(out, '_');
    }
    put_underscored(out, f->name, strlen(f->name));
    text_octets(out, "\":", 2);
}

static void put_object(struct text *out, const struct outline *o, uint32_t i);

static void put_one(struct text *out, const struct outline *o, uint32_t i)
{
    const struct item *const it = &o->items->of[i];

    switch (tl_fields[it->field].type) {
    case FIELD_PROTOCOL:
        put_object(out, o, i);
        return;
    case FIELD_BOOL:
        text_str(out, it->u != 0 ? "true" : "false");
        return;
    case FIELD_LABEL:
        if (it->field == F_TEXT) {
            const struct span line = outline_line(o->items, it);

            text_json_string(out, (const char *)line.p, line.n);
        } else {
            text_str(out, "null");
        }
        return;
    default:
        tl_shown_write_json(out, o->items, it);
        return;
    }
}

/* The value under a key, or an array of all under it. */
static void put_all(struct text *out, const struct outline *o, uint32_t i)
{
    if (o->same[i] == 0) {
        put_one(out, o, i);
        return;
    }
    text_char(out, '[');
    for (uint32_t k = i;; k = o->same[k]) {
        put_one(out, o, k);
        if (o->same[k] == 0)
            break;
        text_char(out, ',');
    }
    text_char(out, ']');
}

static void put_object(struct text *out, const struct outline *o, uint32_t i)
{
    bool first = true;

    text_char(out, '{');
    for (uint32_t k = i + 1; k < o->end[i]; k++) {
        if (o->owner[k] != i || o->again[k])
            continue;
        if (!first)
            text_char(out, ',');
        first = false;
        if (o->items->of[k].field == F_TEXT)
            text_str(out, "\"text\":");
        else
            put_key(out, &tl_fields[o->items->of[k].field]);
        put_all(out, o, k);
    }
    text_char(out, '}');
}

static void put_layers(struct text *out, const struct json_options *options,
                       const struct outline *o)
{
    bool first = true;

    for (uint32_t i = 0; i < o->items->n; i = o->end[i]) {
        const struct item *const it = &o->items->of[i];

        if (o->again[i] || (options->opened != NULL && !options->opened[it->field]))
            continue;
        if (!first)
            text_char(out, ',');
        first = false;
        put_key(out, &tl_fields[it->field]);
        put_all(out, o, i);
    }
}

static void put_column(struct text *out, const struct items *items, const struct item *it)
{
    text_char(out, '"');
    put_underscored(out, tl_fields[it->field].name, strlen(tl_fields[it->field].name));
    text_octets(out, "\":[", 3);
    for (; it != NULL; it = items_next(items, it)) {
        if (tl_fields[it->field].type == FIELD_LABEL)
            text_str(out, "\"1\"");
        else
            tl_shown_write_json(out, items, it);
        if (it->next != 0)
            text_char(out, ',');
    }
    text_char(out, ']');
}

static void put_columns(struct text *out, const struct columns *c, const struct items *items)
{
    bool first = true;

    for (unsigned i = 0; i < c->n; i++) {
        const struct item *const it = items_first(items, (enum field_id)c->fields[i]);

        if (it == NULL)
            continue;
        if (!first)
            text_char(out, ',');
        first = false;
        put_column(out, items, it);
    }
}

void tl_ek_write(struct text *out, const struct json_options *options, const struct items *items,
                 struct outline *scratch)
{
    text_str(out, "{\"index\":{\"_index\":\"");
    tl_day_write(out, items->time_ns);
    text_str(out, "\",\"_type\":\"doc\"}}\n{\"timestamp\":\"");
    text_i64(out, items->time_ns / NS_PER_MS);
    text_str(out, "\",\"layers\":{");
    if (options->columns != NULL) {
        put_columns(out, options->columns, items);
    } else {
        tl_outline_make(scratch, items, true);
        put_layers(out, options, scratch);
    }
    text_str(out, "}}\n");
}
