// SPDX-License-Identifier: BSD-3-Clause
#include "field/items.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LINE_MAX_OCTETS = 1024 };

_Static_assert(ITEMS_TREE <= UINT16_MAX, "links are of 16 bits");

struct items *tl_items_new(bool tree)
{
    struct items *const items = calloc(1, sizeof *items);

    if (items == NULL)
        return NULL;
    items->tree = tree;
    items->lines = tree;
    items->max = tree ? ITEMS_TREE : ITEMS_COLUMNS;
    items->text_max = tree ? ITEMS_TREE_TEXT : ITEMS_COLUMNS_TEXT;
    items->of = calloc(items->max, sizeof *items->of);
    items->text = malloc(items->text_max);
    if (items->of == NULL || items->text == NULL) {
        tl_items_free(items);
        return NULL;
    }
    memset(items->wanted, tree, sizeof items->wanted);
    return items;
}

void tl_items_free(struct items *items)
{
    if (items == NULL)
        return;
    free(items->of);
    free(items->text);
    free(items);
}

void items_clear(struct items *items)
{
    for (size_t i = 0; i < items->n; i++) {
        items->first[items->of[i].field] = 0;
        items->last[items->of[i].field] = 0;
    }
    items->n = 0;
    items->text_len = 0;
    items->depth = 0;
    items->overflow = 0;
    items->n_sources = 0;
}

void items_source(struct items *items, const uint8_t *p, size_t n)
{
    if (items->n_sources < ITEMS_SOURCES)
        items->sources[items->n_sources++] = (struct span){p, n};
}

uint32_t items_position(const struct items *items, const struct item *it)
{
    for (uint32_t i = 0; it->p != NULL && i < items->n_sources; i++) {
        const struct span *const s = &items->sources[i];
        const uintptr_t at = (uintptr_t)it->p - (uintptr_t)s->p;

        if ((uintptr_t)it->p >= (uintptr_t)s->p && at <= s->n)
            return (uint32_t)at;
    }
    return 0;
}

struct item *items_append(struct items *items, enum field_id field)
{
    /* The last place is never counted: it takes what has no room. */
    struct item *const it = &items->of[items->n];

    *it = (struct item){.field = (uint16_t)field, .depth = items->depth};
    if (items->n == items->max - 1) {
        items->overflow++;
        return it;
    }
    items->n++;
    if (items->last[field] == 0)
        items->first[field] = (uint16_t)items->n;
    else
        items->of[items->last[field] - 1].next = (uint16_t)items->n;
    items->last[field] = (uint16_t)items->n;
    return it;
}

struct item *items_append_be(struct items *items, enum field_id field, const uint8_t *p,
                             uint32_t size)
{
    struct item *const it = items_at(items_append(items, field), p, size);
    const uint64_t mask = tl_fields[field].mask;
    uint64_t v = 0;

    if (size == 2)
        v = be16(p);
    else if (size == 4)
        v = be32(p);
    else
        for (uint32_t i = 0; i < size; i++)
            v = v << 8 | p[i];
    if (mask != 0)
        v = (v & mask) >> __builtin_ctzll(mask);
    it->u = v;
    return it;
}

struct span items_keep(struct items *items, const char *text, size_t n)
{
    char *const at = items->text + items->text_len;

    if (n > items->text_max - items->text_len) {
        items->overflow++;
        return (struct span){(const uint8_t *)items->text, 0};
    }
    memcpy(at, text, n);
    items->text_len += (uint32_t)n;
    return (struct span){(const uint8_t *)at, n};
}

struct item *items_text(struct items *items, enum field_id field, const char *text)
{
    struct item *const it = items_add(items, field);

    if (items->wanted[field])
        it->octets = items_keep(items, text, strlen(text));
    return it;
}

struct item *items_kept(struct items *items, enum field_id field, struct span octets)
{
    struct item *const it = items_add(items, field);

    if (items->wanted[field])
        it->octets = items_keep(items, (const char *)octets.p, octets.n);
    return it;
}

void items_say(struct items *items, struct item *it, const struct text *line)
{
    const size_t n = line->len < UINT16_MAX ? line->len : UINT16_MAX;

    it->line = items->text_len;
    it->line_len = (uint16_t)n;
    items->text_len += (uint32_t)n;
    items->overflow += line->failed;
}

void items_say_list(struct items *items, struct item *it, struct text *line)
{
    enum { LIST_OCTETS = 239 };

    if (line->len > LIST_OCTETS)
        line->len = LIST_OCTETS;
    items_say(items, it, line);
}

struct span items_hold(struct items *items, const struct text *line)
{
    items->text_len += (uint32_t)line->len;
    items->overflow += line->failed;
    return (struct span){(const uint8_t *)line->buf, line->len};
}

void items_say_size(struct items *items, struct item *it, const char *title, size_t n)
{
    struct text line;

    if (!items->lines)
        return;
    line = items_line(items);
    text_str(&line, title);
    text_octets(&line, " (", 2);
    text_u64(&line, n);
    text_str(&line, n == 1 ? " byte)" : " bytes)");
    items_say(items, it, &line);
}

struct item *items_heading(struct items *items, const char *text)
{
    struct item *const it = items_octets(items, F_TEXT, NULL, 0);
    struct text line;

    if (items->tree) {
        line = items_line(items);
        text_str(&line, text);
        items_say(items, it, &line);
    }
    return it;
}

void items_write_line(struct items *items, struct item *it, const char *format, ...)
{
    const size_t left = items->text_max - items->text_len;
    const size_t room = left < LINE_MAX_OCTETS ? left : LINE_MAX_OCTETS;
    va_list args;
    size_t n;
    int all;

    if (!items->lines && it->field != F_TEXT)
        return;
    va_start(args, format);
    all = vsnprintf(items->text + items->text_len, room, format, args);
    va_end(args);
    if (all <= 0 || room == 0)
        return;
    n = (size_t)all < room ? (size_t)all : room - 1;
    items->overflow += n < (size_t)all && left < LINE_MAX_OCTETS;
    it->line = items->text_len;
    it->line_len = (uint16_t)n;
    items->text_len += (uint32_t)n;
}

void items_write_octets(struct items *items, struct item *it, const uint8_t *p, size_t n)
{
    struct text line = items_line(items);

    if (line.cap > LINE_MAX_OCTETS)
        line.cap = LINE_MAX_OCTETS;
    text_escaped(&line, p, n < LINE_MAX_OCTETS ? n : LINE_MAX_OCTETS);
    it->line = items->text_len;
    it->line_len = (uint16_t)line.len;
    items->text_len += (uint32_t)line.len;
    items->overflow += line.failed && line.cap < LINE_MAX_OCTETS;
}
