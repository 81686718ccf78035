// SPDX-License-Identifier: BSD-3-Clause
#include "lib/matcher.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <tcplens/filter.h>

#include "base/error.h"
#include "filter/condition.h"

/**
 * struct matcher
 * @items: *owned*: of the frame at hand, the fields that @condition reads
 * @parts: enum field_part that give them
 */
struct matcher {
    struct condition *condition;
    struct items *items;
    unsigned parts;
};

static struct schema_field field_of(const struct schema *s, unsigned field)
{
    static const uint8_t types[FIELD_TYPES] = {
        [FIELD_LABEL] = FILTER_NONE,        [FIELD_BOOL] = FILTER_BOOL,
        [FIELD_UINT] = FILTER_UINT,         [FIELD_INT] = FILTER_INT,
        [FIELD_FRAME] = FILTER_UINT,        [FIELD_IP4] = FILTER_IP4,
        [FIELD_IP6] = FILTER_IP6,           [FIELD_ETHER] = FILTER_ETHER,
        [FIELD_OCTETS] = FILTER_OCTETS,     [FIELD_TEXT] = FILTER_TEXT,
        [FIELD_TIME] = FILTER_TIME,         [FIELD_SPAN] = FILTER_SPAN,
        [FIELD_PROTOCOL] = FILTER_PROTOCOL,
    };

    (void)s;
    return (struct schema_field){tl_fields[field].name, types[tl_fields[field].type]};
}

static const bool is_of_octets[FIELD_TYPES] = {
    [FIELD_IP6] = true,  [FIELD_ETHER] = true,    [FIELD_OCTETS] = true,
    [FIELD_TEXT] = true, [FIELD_PROTOCOL] = true,
};

/* A cursor is an item's index plus one. */
static bool next_value(const struct schema *s, const void *row, unsigned field, uint32_t *cursor,
                       struct datum *out, struct room *room)
{
    const struct items *const items = row;
    const struct item *const it = *cursor == 0 ? items_first(items, (enum field_id)field)
                                               : items_next(items, &items->of[*cursor - 1]);

    (void)s;
    (void)room;
    if (it == NULL)
        return false;
    *cursor = (uint32_t)(it - items->of) + 1;
    if (is_of_octets[tl_fields[field].type])
        out->octets = it->octets;
    else
        out->u = it->u;
    return true;
}

static struct span place_of(const struct schema *s, const void *row, unsigned field,
                            uint32_t cursor)
{
    const struct items *const items = row;
    const struct item *const it = &items->of[cursor - 1];

    (void)s;
    (void)field;
    return (struct span){it->p, it->size};
}

/* The protocol that a field belongs to: ip of ip.src; FIELDS if there is none. */
static enum field_id protocol_of(unsigned field)
{
    const char *const name = tl_fields[field].name;

    for (unsigned i = 0; i < FIELDS; i++) {
        if (tl_fields[i].type == FIELD_PROTOCOL &&
            strlen(tl_fields[i].name) == strcspn(name, ".") &&
            strncmp(name, tl_fields[i].name, strlen(tl_fields[i].name)) == 0)
            return (enum field_id)i;
    }
    return FIELDS;
}

/* How many of its protocol's headers have begun before it. */
static unsigned layer_of(const struct schema *s, const void *row, unsigned field, uint32_t cursor)
{
    const struct items *const items = row;
    const enum field_id protocol = protocol_of(field);
    const struct item *it = protocol != FIELDS ? items_first(items, protocol) : NULL;
    unsigned n = 0;

    (void)s;
    for (; it != NULL && it - items->of < cursor; it = items_next(items, it))
        n++;
    return n;
}

/* Words are the same in upper and lower case, as in Wireshark. */
static bool word_of(const struct schema *s, unsigned field, const char *word, size_t n,
                    uint64_t *out)
{
    (void)s;
    for (const struct word *w = tl_fields[field].words; w != NULL && w->text != NULL; w++) {
        if (strlen(w->text) == n && strncasecmp(w->text, word, n) == 0) {
            *out = w->value;
            return true;
        }
    }
    return false;
}

static const struct schema frames = {
    .prefix = "",
    .noun = "field",
    .n_fields = FIELDS,
    .field = field_of,
    .next = next_value,
    .place = place_of,
    .layer = layer_of,
    .word = word_of,
};

static void want(struct matcher *m, enum field_id field)
{
    m->items->wanted[field] = true;
    m->parts |= tl_fields[field].part;
}

enum tcplens_status tl_matcher_new(struct matcher **ret, const char *filter, size_t *column,
                                   struct tcplens_error *err)
{
    struct matcher *const m = calloc(1, sizeof *m);
    enum tcplens_status status;

    if (m == NULL || (m->items = tl_items_new(false)) == NULL) {
        tl_matcher_free(m);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    status = tl_condition_compile(&m->condition, &frames, filter, column, err);
    if (status != TCPLENS_OK) {
        tl_matcher_free(m);
        return status;
    }
    for (unsigned i = 0; i < FIELDS; i++) {
        const enum field_id protocol = protocol_of(i);

        if (tl_condition_reads(m->condition, i))
            want(m, (enum field_id)i);
        if (tl_condition_reads_layer(m->condition, i) && protocol != FIELDS)
            want(m, protocol);
    }
    *ret = m;
    return TCPLENS_OK;
}

unsigned tl_matcher_parts(const struct matcher *m)
{
    return m->parts;
}

const struct items *tl_matcher_items(const struct matcher *m)
{
    return m->items;
}

bool tl_matcher_match(struct matcher *m, const struct field_view *view)
{
    tl_field_dissect(view, m->parts, m->items);
    return tl_condition_match(m->condition, &frames, m->items);
}

void tl_matcher_share(const struct matcher *m, struct items *items)
{
    for (unsigned i = 0; i < FIELDS; i++)
        items->wanted[i] |= m->items->wanted[i];
}

bool tl_matcher_holds(struct matcher *m, const struct items *items)
{
    return tl_condition_match(m->condition, &frames, items);
}

uint64_t tl_matcher_given_up(const struct matcher *m)
{
    return tl_condition_given_up(m->condition);
}

void tl_matcher_free(struct matcher *m)
{
    if (m == NULL)
        return;
    tl_condition_free(m->condition);
    tl_items_free(m->items);
    free(m);
}

enum tcplens_status tcplens_filter_check(const char *filter, size_t *column,
                                         struct tcplens_error *err)
{
    struct matcher *m = NULL;
    const enum tcplens_status status = tl_matcher_new(&m, filter, column, err);

    tl_matcher_free(m);
    return status;
}
