// SPDX-License-Identifier: BSD-3-Clause
#include "field/items.h"

#include <string.h>

void items_clear(struct items *items)
{
    for (size_t i = 0; i < items->n; i++) {
        items->first[items->of[i].field] = 0;
        items->last[items->of[i].field] = 0;
    }
    items->n = 0;
    items->text_len = 0;
    items->overflow = 0;
}

struct item *items_append(struct items *items, enum field_id field)
{
    /* The last place is never counted: it takes what has no room. */
    struct item *const it = &items->of[items->n];

    it->field = (uint16_t)field;
    it->next = 0;
    if (items->n == ITEMS_MAX - 1) {
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

struct span items_keep(struct items *items, const char *text, size_t n)
{
    char *const at = items->text + items->text_len;

    if (n > ITEMS_TEXT - items->text_len) {
        items->overflow++;
        return (struct span){(const uint8_t *)items->text, 0};
    }
    memcpy(at, text, n);
    items->text_len += n;
    return (struct span){(const uint8_t *)at, n};
}
