// SPDX-License-Identifier: BSD-3-Clause
#include "stat/ends.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"

enum { FIRST_ROOM = 256 };

/* Where the addresses stand that ports belong to. */
#define IP_ENDS F_IP_SRC, F_IP_DST, F_IPV6_SRC, F_IPV6_DST

static const uint16_t ether_fields[] = {F_FRAME_LEN, F_ETH_SRC, F_ETH_DST, FIELDS};
static const uint16_t ip4_fields[] = {F_FRAME_LEN, F_IP_SRC, F_IP_DST, FIELDS};
static const uint16_t ip6_fields[] = {F_FRAME_LEN, F_IPV6_SRC, F_IPV6_DST, FIELDS};
static const uint16_t tcp_fields[] = {F_FRAME_LEN,   IP_ENDS,      F_TCP_SRCPORT,
                                      F_TCP_DSTPORT, F_TCP_STREAM, FIELDS};
static const uint16_t udp_fields[] = {F_FRAME_LEN, IP_ENDS, F_UDP_SRCPORT, F_UDP_DSTPORT, FIELDS};

static const struct layer_form {
    const char *title;
    const uint16_t *fields;
} forms[STAT_ENDS] = {
    [ENDS_ETHER] = {"Ethernet", ether_fields}, [ENDS_IP4] = {"IPv4", ip4_fields},
    [ENDS_IP6] = {"IPv6", ip6_fields},         [ENDS_TCP] = {"TCP", tcp_fields},
    [ENDS_UDP] = {"UDP", udp_fields},
};

const char *ends_title(enum ends_layer layer)
{
    return forms[layer].title;
}

const uint16_t *ends_fields(enum ends_layer layer)
{
    return forms[layer].fields;
}

void end_text(const struct end *e, enum ends_layer layer, bool port, char out[ENDS_TEXT_MAX])
{
    struct text t;

    text_init(&t, out, ENDS_TEXT_MAX - 1, NULL, NULL);
    for (unsigned i = 0; e->family == 0 && i < 6; i++) {
        if (i > 0)
            text_char(&t, ':');
        text_hex(&t, e->addr[i], 2);
    }
    if (e->family == 4)
        text_ip4(&t, e->addr);
    else if (e->family == 6)
        text_ip6(&t, e->addr);
    if (port && layer >= ENDS_TCP) {
        text_char(&t, ':');
        text_u64(&t, e->port);
    }
    out[t.len] = '\0';
}

static const struct item *nth_item(const struct items *items, enum field_id field, unsigned nth)
{
    const struct item *it = items_first(items, field);

    for (; it != NULL && nth > 0; nth--)
        it = items_next(items, it);
    return it;
}

static void take_address(struct end *out, const struct item *it)
{
    switch (tl_fields[it->field].type) {
    case FIELD_IP4:
        out->family = 4;
        for (unsigned i = 0; i < 4; i++)
            out->addr[i] = (uint8_t)(it->u >> (24 - 8 * i));
        return;
    case FIELD_IP6:
        out->family = 6;
        memcpy(out->addr, it->octets.p, 16);
        return;
    default:
        memcpy(out->addr, it->octets.p, 6);
        return;
    }
}

static bool take_addresses(const struct items *items, enum field_id src, enum field_id dst,
                           unsigned nth, struct end_pair *out)
{
    const struct item *const a = nth_item(items, src, nth), *const b = nth_item(items, dst, nth);

    if (a == NULL || b == NULL)
        return false;
    take_address(&out->end[0], a);
    take_address(&out->end[1], b);
    return true;
}

/* The innermost addresses: those that ports belong to. */
static bool take_innermost(const struct items *items, struct end_pair *out)
{
    const struct item *a = items_first(items, F_IP_SRC), *b = items_first(items, F_IPV6_SRC);
    const bool six = a == NULL || (b != NULL && items->last[F_IPV6_SRC] > items->last[F_IP_SRC]);
    const uint16_t *const last = items->last;

    if (six ? last[F_IPV6_SRC] == 0 || last[F_IPV6_DST] == 0
            : last[F_IP_SRC] == 0 || last[F_IP_DST] == 0)
        return false;
    a = &items->of[last[six ? F_IPV6_SRC : F_IP_SRC] - 1];
    b = &items->of[last[six ? F_IPV6_DST : F_IP_DST] - 1];
    take_address(&out->end[0], a);
    take_address(&out->end[1], b);
    return true;
}

static bool take_ports(const struct items *items, enum field_id src, enum field_id dst,
                       struct end_pair *out)
{
    const struct item *const a = items_first(items, src), *const b = items_first(items, dst);

    if (a == NULL || b == NULL || !take_innermost(items, out))
        return false;
    out->end[0].port = (uint16_t)a->u;
    out->end[1].port = (uint16_t)b->u;
    return true;
}

bool ends_of(const struct items *items, enum ends_layer layer, unsigned nth, struct end_pair *out)
{
    const struct item *stream;

    memset(out, 0, sizeof *out);
    switch (layer) {
    case ENDS_ETHER:
        return take_addresses(items, F_ETH_SRC, F_ETH_DST, nth, out);
    case ENDS_IP4:
        return take_addresses(items, F_IP_SRC, F_IP_DST, nth, out);
    case ENDS_IP6:
        return take_addresses(items, F_IPV6_SRC, F_IPV6_DST, nth, out);
    case ENDS_TCP:
        stream = items_first(items, F_TCP_STREAM);
        if (nth > 0 || stream == NULL)
            return false;
        out->stream = (uint32_t)stream->u;
        return take_ports(items, F_TCP_SRCPORT, F_TCP_DSTPORT, out);
    case ENDS_UDP:
    default:
        return nth == 0 && take_ports(items, F_UDP_SRCPORT, F_UDP_DSTPORT, out);
    }
}

enum tcplens_status end_table_begin(void **ret, const struct stat_kind *kind, const char *rest,
                                    struct tcplens_error *err)
{
    struct end_table *table;

    if (*rest != '\0')
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z %s takes no filter of its own; -Y does",
                        kind->name);
    table = calloc(1, sizeof *table);
    if (table != NULL)
        table->layer = (enum ends_layer)kind->layer;
    *ret = table;
    if (table != NULL && end_rows_init(&table->rows, kind->key_size, kind->row_size))
        return TCPLENS_OK;
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

void end_table_end(void *table)
{
    end_rows_fini(&((struct end_table *)table)->rows);
    free(table);
}

bool end_rows_init(struct end_rows *r, size_t key_size, size_t row_size)
{
    *r = (struct end_rows){.key_size = key_size, .row_size = row_size, .seed = hash_seed()};
    return tl_table_init(&r->table, FIRST_ROOM);
}

void end_rows_fini(struct end_rows *r)
{
    tl_table_fini(&r->table);
    free(r->keys);
    free(r->rows);
}

static uint64_t hash_key(const struct end_rows *r, const uint8_t *key)
{
    uint64_t h = r->seed, word;

    for (size_t i = 0; i < r->key_size; i += sizeof word) {
        const size_t n = r->key_size - i < sizeof word ? r->key_size - i : sizeof word;

        word = 0;
        memcpy(&word, key + i, n);
        h = hash_word(h, word);
    }
    return h;
}

static bool grow(struct end_rows *r)
{
    const uint32_t room = r->room == 0 ? FIRST_ROOM : 2 * r->room;
    uint8_t *keys, *rows;

    if (r->n == STAT_ROWS_MAX || (r->room != 0 && !tl_table_grow(&r->table)))
        return false;
    keys = realloc(r->keys, room * r->key_size);
    if (keys == NULL)
        return false;
    r->keys = keys;
    rows = realloc(r->rows, room * r->row_size);
    if (rows == NULL)
        return false;
    r->rows = rows;
    r->room = room;
    return true;
}

void *end_rows_find(struct end_rows *r, const void *key)
{
    const uint32_t tag = table_tag(hash_key(r, key));
    const struct table *const t = &r->table;

    for (uint32_t i = tag & t->mask; t->cells[i].slot_plus_1 != 0; i = (i + 1) & t->mask) {
        const uint32_t slot = t->cells[i].slot_plus_1 - 1;

        if (t->cells[i].tag == tag && memcmp(end_rows_key(r, slot), key, r->key_size) == 0)
            return end_rows_at(r, slot);
    }
    if (r->n == r->room && !grow(r)) {
        r->left++;
        return NULL;
    }
    memcpy(r->keys + r->n * r->key_size, key, r->key_size);
    memset(end_rows_at(r, r->n), 0, r->row_size);
    tl_table_put(&r->table, tag, r->n);
    return end_rows_at(r, r->n++);
}

static int compare(const void *a, const void *b, void *rows)
{
    const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    uint64_t x, y;

    memcpy(&x, end_rows_at(rows, i), sizeof x);
    memcpy(&y, end_rows_at(rows, k), sizeof y);
    if (x != y)
        return x > y ? -1 : 1;
    return i < k ? -1 : 1;
}

uint32_t *end_rows_order(const struct end_rows *r)
{
    uint32_t *const order = malloc((r->n + 1) * sizeof *order);

    for (uint32_t i = 0; order != NULL && i < r->n; i++)
        order[i] = i;
    if (order != NULL)
        qsort_r(order, r->n, sizeof *order, compare, (void *)(uintptr_t)r);
    return order;
}

void end_rows_print_left(const struct end_rows *r, struct text *out)
{
    if (r->left == 0)
        return;
    text_u64(out, r->left);
    text_str(out, " frames found no room in this table\n");
}
