// SPDX-License-Identifier: BSD-3-Clause
/* toy.h - for tests: a relation with a field of each type; one is absent now and then, one has two
 * values. */
#ifndef TL_FILTER_TOY_H
#define TL_FILTER_TOY_H

#include <string.h>

#include "filter/relation.h"

enum toy_field {
    TOY_COUNT,
    TOY_OCTETS,
    TOY_DELAY,
    TOY_START,
    TOY_NAME,
    TOY_ADDRESS,
    TOY_OPEN,
    TOY_STATE,
    TOY_COUNTER,
    TOY_FIELDS
};

/* `delay_ns` is absent if negative, `name` and each of `state` if NULL. */
struct toy {
    uint64_t count, octets;
    int64_t delay_ns, start_ns;
    const char *name, *state[2];
    uint8_t addr[16];
    bool open;
};

static inline bool toy_text(struct value *v, const char *s)
{
    if (s != NULL)
        tl_value_text(v, s);
    return s != NULL;
}

static inline bool toy_get(const struct relation *r, const void *row, unsigned field,
                           unsigned occurrence, struct value *v)
{
    const struct toy *const toy = row;

    (void)r;
    if (occurrence > (field == TOY_STATE))
        return false;
    switch (field) {
    case TOY_DELAY:
        value_ns(v, VALUE_SPAN, toy->delay_ns);
        return toy->delay_ns >= 0;
    case TOY_START:
        value_ns(v, VALUE_TIME, toy->start_ns);
        return true;
    case TOY_NAME:
        return toy_text(v, toy->name);
    case TOY_STATE:
        return toy_text(v, toy->state[occurrence]);
    case TOY_ADDRESS:
        v->type = VALUE_ADDRESS;
        memcpy(v->addr, toy->addr, sizeof v->addr);
        return true;
    case TOY_OPEN:
        value_number(v, VALUE_FLAG, toy->open);
        return true;
    case TOY_OCTETS:
        value_number(v, VALUE_AMOUNT, toy->octets);
        return true;
    default:
        value_number(v, VALUE_NUMBER, toy->count);
        return true;
    }
}

static const struct field toy_fields[TOY_FIELDS] = {
    [TOY_COUNT] = {.name = "count", .type = VALUE_NUMBER},
    [TOY_OCTETS] = {.name = "octets", .type = VALUE_AMOUNT},
    [TOY_DELAY] = {.name = "delay", .type = VALUE_SPAN},
    [TOY_START] = {.name = "start", .type = VALUE_TIME},
    [TOY_NAME] = {.name = "name", .type = VALUE_TEXT},
    [TOY_ADDRESS] = {.name = "address", .type = VALUE_ADDRESS},
    [TOY_OPEN] = {.name = "open", .type = VALUE_FLAG},
    [TOY_STATE] = {.name = "state", .type = VALUE_TEXT, .many = true},
    [TOY_COUNTER] = {.name = "counter", .type = VALUE_NUMBER},
};

static const struct relation toys = {
    .prefix = "toy.",
    .fields = toy_fields,
    .n_fields = TOY_FIELDS,
    .row_size = sizeof(struct toy),
    .get = toy_get,
};

#endif
