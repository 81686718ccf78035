// SPDX-License-Identifier: BSD-3-Clause
#include "export/outline.h"

#include <string.h>

enum { DEPTHS = UINT8_MAX + 1 };

bool outline_is_bare(const struct item *it)
{
    return it->field == F_TEXT || tl_fields[it->field].type == FIELD_LABEL ||
           tl_fields[it->field].type == FIELD_PROTOCOL;
}

struct span outline_line(const struct items *items, const struct item *it)
{
    const char *const title = tl_fields[it->field].title;

    if (it->line_len != 0)
        return (struct span){(const uint8_t *)items->text + it->line, it->line_len};
    return (struct span){(const uint8_t *)title, strlen(title)};
}

static bool is_same_key(const struct items *items, const struct item *a, const struct item *b)
{
    struct span x, y;

    if (a->field != b->field || a->field != F_TEXT)
        return a->field == b->field;
    x = outline_line(items, a);
    y = outline_line(items, b);
    return x.n == y.n && memcmp(x.p, y.p, x.n) == 0;
}

static uint32_t hash_key(const struct items *items, const struct item *it, uint32_t parent)
{
    uint32_t h = (parent + 1) * 2654435761U ^ it->field * 40503U;

    if (it->field == F_TEXT) {
        const struct span line = outline_line(items, it);

        for (size_t i = 0; i < line.n; i++)
            h = (h ^ line.p[i]) * 16777619U;
    }
    return h ^ h >> 15;
}

/* Link item `i` behind the last one of its key. */
static void gather(struct outline *o, uint32_t i, uint32_t mask)
{
    const struct item *const of = o->items->of;
    uint32_t at = hash_key(o->items, &of[i], o->owner[i]) & mask;

    o->same[i] = 0;
    o->again[i] = false;
    for (; o->table[at] != 0; at = (at + 1) & mask) {
        const uint32_t last = o->table[at] - 1U;

        if (o->owner[last] == o->owner[i] && is_same_key(o->items, &of[last], &of[i])) {
            o->same[last] = (uint16_t)i;
            o->again[i] = true;
            break;
        }
    }
    o->table[at] = (uint16_t)(i + 1);
}

/* The innermost protocol of open[0..depth). */
static uint16_t protocol_of(const struct items *items, const uint16_t *open, uint32_t depth)
{
    while (depth > 1 && tl_fields[items->of[open[depth - 1]].field].type != FIELD_PROTOCOL)
        depth--;
    return depth == 0 ? UINT16_MAX : open[depth - 1];
}

static uint16_t parent_of(const uint16_t *open, uint32_t depth)
{
    return depth == 0 ? UINT16_MAX : open[depth - 1];
}

void tl_outline_make(struct outline *o, const struct items *items, bool flat)
{
    const struct item *const of = items->of;
    uint16_t open[DEPTHS];
    uint32_t depth = 0, mask = 1;

    o->items = items;
    while (mask < 2 * items->n)
        mask *= 2;
    mask--;
    memset(o->table, 0, (mask + 1) * sizeof o->table[0]);
    for (uint32_t i = 0; i < items->n; i++) {
        /* What a dissector's step into nothing left too deep belongs to the item before. */
        const uint32_t wanted = of[i].depth <= depth ? of[i].depth : depth;

        while (depth > wanted)
            o->end[open[--depth]] = (uint16_t)i;
        o->owner[i] = flat ? protocol_of(items, open, depth) : parent_of(open, depth);
        gather(o, i, mask);
        open[depth] = (uint16_t)i;
        if (depth < DEPTHS - 1)
            depth++;
    }
    while (depth > 0)
        o->end[open[--depth]] = (uint16_t)items->n;
}
