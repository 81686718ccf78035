// SPDX-License-Identifier: BSD-3-Clause
#include "report/trees.h"

#include "field/line.h"

enum { LINE_ROOM = 4096, DEPTHS = 256 };

/* Where an item lies in the frame; false if it lies in none of its octets. */
static bool place_of(const struct frame_facts *facts, const struct item *it, uint32_t *start)
{
    const uintptr_t frame = (uintptr_t)facts->frame->octets, p = (uintptr_t)it->p;

    if (it->size == 0 || p < frame || p - frame >= facts->frame->caplen)
        return false;
    *start = (uint32_t)(p - frame);
    return true;
}

/* The gravest expert information of an item and of what is below it: 0 none, 1 chat, 2 note, 3
 * warning, 4 error. Wireshark numbers them by 2^21. */
static unsigned severity_of(const struct items *items, uint32_t i)
{
    const uint8_t depth = items->of[i].depth;
    unsigned gravest = 0;

    if (items_first(items, F_EXPERT_SEVERITY) == NULL)
        return 0;
    do {
        const struct item *const it = &items->of[i];
        const unsigned severity = it->field == F_EXPERT_SEVERITY ? (unsigned)(it->u >> 21) : 0;

        if (severity > gravest)
            gravest = severity;
    } while (++i < items->n && items->of[i].depth > depth);
    return gravest;
}

static void put_item(struct document *d, const struct frame_facts *facts, const struct items *items,
                     const struct item *it, unsigned severity)
{
    const bool named = it->field != F_TEXT;
    char line[LINE_ROOM];
    uint32_t start = 0;
    const bool placed = place_of(facts, it, &start);
    struct text t;

    text_init(&t, line, sizeof line, NULL, NULL);
    tl_line_write(&t, items, it);
    tl_table_row(d);
    tl_cell_u64(d, it->depth);
    tl_cell_octets(d, line, t.len);
    tl_cell_string(d, named ? tl_fields[it->field].name : NULL);
    tl_cell_u64(d, start);
    tl_cell_u64(d, placed ? it->size : 0);
    tl_cell_u64(d, severity);
    tl_cell_bool(d, (it->flags & ITEM_GENERATED) != 0);
    tl_table_row_end(d);
}

static void put_items(struct document *d, const struct frame_facts *facts,
                      const struct items *items)
{
    static const char *const columns[] = {"depth", "text",     "field",    "start",
                                          "size",  "severity", "generated"};
    unsigned hidden_below = DEPTHS;

    tl_table_begin(d, "items", columns, sizeof columns / sizeof columns[0]);
    for (uint32_t i = 0; i < items->n; i++) {
        const struct item *const it = &items->of[i];
        uint32_t start;

        if (it->depth > hidden_below)
            continue;
        hidden_below = DEPTHS;
        if ((it->flags & ITEM_HIDDEN) != 0)
            continue;
        if (place_of(facts, it, &start) && start >= facts->shown) {
            hidden_below = it->depth;
            continue;
        }
        put_item(d, facts, items, it, severity_of(items, i));
    }
    tl_table_end(d);
}

void tl_tree_document(struct document *d, const struct frame_facts *facts,
                      const struct items *items)
{
    const struct json outer = d->json;

    json_open(&d->json, &d->out);
    json_u64(&d->json, "frame", facts->frame->number);
    json_u64(&d->json, "size", facts->frame->caplen);
    json_u64(&d->json, "shown", facts->shown);
    json_key(&d->json, "octets");
    text_char(&d->out, '"');
    tl_base64(&d->out, facts->frame->octets, facts->shown);
    text_char(&d->out, '"');
    put_items(d, facts, items);
    json_close(&d->json);
    d->json = outer;
    d->json.first = false;
}
