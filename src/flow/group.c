// SPDX-License-Identifier: BSD-3-Clause
#include "flow/group.h"

#include <assert.h>
#include <string.h>

#include "app/app.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/message.h"

enum {
    OF_HOST = 1 << TCPLENS_BY_HOST,
    OF_SERVICE = 1 << TCPLENS_BY_SERVICE,
    OF_PAIR = 1 << TCPLENS_BY_PAIR,
    OF_ANY = OF_HOST | OF_SERVICE | OF_PAIR,
};

#define GROUP_ROW(name_, type_, derived_, heading_, help_)                                         \
    {                                                                                              \
        .name = (name_), .heading = (heading_), .help = (help_), .type = VALUE_##type_,            \
        .derived = (derived_)                                                                      \
    }

/* By enum tcplens_flows_by; a field that groups of this kind do not have counts as derived. */
static const struct field fields[TCPLENS_BY_PAIR + 1][GROUP_FIELDS] = {
    [TCPLENS_BY_HOST] =
        {
#define GROUP_FIELD(id, name, type, of, heading, help)                                             \
    [GROUP_##id] = GROUP_ROW(name, type, ((of)&OF_HOST) == 0, heading, help),
#include "flow/groups.def"
        },
    [TCPLENS_BY_SERVICE] =
        {
#define GROUP_FIELD(id, name, type, of, heading, help)                                             \
    [GROUP_##id] = GROUP_ROW(name, type, ((of)&OF_SERVICE) == 0, heading, help),
#include "flow/groups.def"
        },
    [TCPLENS_BY_PAIR] =
        {
#define GROUP_FIELD(id, name, type, of, heading, help)                                             \
    [GROUP_##id] = GROUP_ROW(name, type, ((of)&OF_PAIR) == 0, heading, help),
#include "flow/groups.def"
        },
};

enum tcplens_status tl_groups_init(struct groups *g, enum tcplens_flows_by by, uint64_t octets,
                                   struct tcplens_error *err)
{
    const uint64_t each = sizeof(struct group) + 4 * sizeof(struct table_cell);
    const uint64_t cap = octets / each;

    *g = (struct groups){.by = (uint8_t)by, .seed = hash_seed()};
    g->cap = cap == 0 ? 1 : cap > INT32_MAX ? INT32_MAX : (uint32_t)cap;
    g->groups = tl_memory_new(g->cap, sizeof *g->groups);
    if (g->groups == NULL || !tl_table_init(&g->table, g->cap)) {
        tl_groups_fini(g);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for groups");
    }
    return TCPLENS_OK;
}

void tl_groups_fini(struct groups *g)
{
    tl_memory_free(g->groups, g->cap, sizeof *g->groups);
    tl_table_fini(&g->table);
    *g = (struct groups){0};
}

static uint32_t tag_of(const struct groups *g, const struct group *key)
{
    uint64_t hash = g->seed, word;

    for (size_t i = 0; i < sizeof key->addr; i += sizeof word) {
        memcpy(&word, (const uint8_t *)key->addr + i, sizeof word);
        hash = hash_word(hash, word);
    }
    return table_tag(hash_word(hash, key->port));
}

static bool is_group(const struct group *group, const struct group *key)
{
    return memcmp(group->addr, key->addr, sizeof key->addr) == 0 && group->port == key->port;
}

/* The group of `key`, a new one if need be; NULL if there is no room. */
static struct group *find(struct groups *g, const struct group *key)
{
    const uint32_t tag = tag_of(g, key);

    for (uint32_t i = tag & g->table.mask; g->table.cells[i].slot_plus_1 != 0;
         i = (i + 1) & g->table.mask) {
        struct group *const group = &g->groups[g->table.cells[i].slot_plus_1 - 1];

        if (g->table.cells[i].tag == tag && is_group(group, key))
            return group;
    }
    if (g->n == g->cap)
        return NULL;
    tl_table_put(&g->table, tag, g->n);
    g->groups[g->n] = *key;
    return &g->groups[g->n++];
}

/* Add a connection to a group, as `sender`'s side sees it. */
static void add(struct groups *g, const struct group *key, const struct flow_row *row,
                unsigned sender)
{
    struct group *const group = find(g, key);
    const int64_t rtt_ns = row->rtt_responder_ns;

    if (group == NULL) {
        g->left++;
        return;
    }
    if (group->connections == 0 || row->first_ns < group->first_ns)
        group->first_ns = row->first_ns;
    if (group->connections == 0 || row->last_ns > group->last_ns)
        group->last_ns = row->last_ns;
    group->known |= row->known;
    group->connections++;
    group->failed += (row->known & FLOW_TOLD) != 0 && row->health >= HEALTH_ABORTED;
    group->octets[0] += row->ends[sender].unique;
    group->octets[1] += row->ends[!sender].unique;
    for (unsigned side = 0; side < 2; side++) {
        const struct row_end *const end = &row->ends[side];

        group->segs += end->segs;
        group->wire += end->wire;
        group->retrans += end->retrans;
        group->lost += end->lost;
        group->zero_windows += end->zero_windows;
    }
    if (rtt_ns > 0) {
        group->rtts++;
        group->rtt_sum_ns += rtt_ns;
        group->rtt_max_ns = rtt_ns > group->rtt_max_ns ? rtt_ns : group->rtt_max_ns;
    }
}

void tl_groups_add(struct groups *g, const struct flow_row *row)
{
    const struct row_end *const client = &row->ends[SIDE_INITIATOR];
    const struct row_end *const server = &row->ends[SIDE_RESPONDER];
    struct group key = {.by = g->by};

    switch ((enum tcplens_flows_by)g->by) {
    case TCPLENS_BY_SERVICE:
        key.port = server->port;
        add(g, &key, row, SIDE_RESPONDER);
        break;
    case TCPLENS_BY_PAIR:
        memcpy(key.addr[0], client->addr, sizeof key.addr[0]);
        memcpy(key.addr[1], server->addr, sizeof key.addr[1]);
        add(g, &key, row, SIDE_INITIATOR);
        break;
    case TCPLENS_BY_HOST:
        memcpy(key.addr[0], client->addr, sizeof key.addr[0]);
        add(g, &key, row, SIDE_INITIATOR);
        if (memcmp(client->addr, server->addr, sizeof client->addr) == 0)
            break;
        memcpy(key.addr[0], server->addr, sizeof key.addr[0]);
        add(g, &key, row, SIDE_RESPONDER);
        break;
    case TCPLENS_BY_CONNECTION:
        assert(false && "a connection is no group");
        break;
    }
}

static bool put_address(struct value *v, const uint8_t addr[16])
{
    v->type = VALUE_ADDRESS;
    memcpy(v->addr, addr, sizeof v->addr);
    return true;
}

static bool put(struct value *v, enum value_type type, uint64_t number)
{
    value_number(v, type, number);
    return true;
}

static bool put_ns(struct value *v, enum value_type type, int64_t ns)
{
    value_ns(v, type, ns);
    return true;
}

/* What a group is of. */
static bool get_key(const struct group *group, unsigned field, struct value *v)
{
    const char *service;

    switch (field) {
    case GROUP_HOST:
    case GROUP_CLIENT:
        return put_address(v, group->addr[0]);
    case GROUP_SERVER:
        return put_address(v, group->addr[1]);
    case GROUP_PORT:
        return put(v, VALUE_NUMBER, group->port);
    default:
        service = tl_app_service(group->port);
        if (service != NULL)
            tl_value_text(v, service);
        return service != NULL;
    }
}

static bool get(const struct relation *r, const void *row, unsigned field, unsigned occurrence,
                struct value *v)
{
    const struct group *const group = row;

    if (occurrence > 0 || r->fields[field].derived)
        return false;
    switch (field) {
    case GROUP_CONNECTIONS:
        return put(v, VALUE_NUMBER, group->connections);
    case GROUP_FAILED:
        return (group->known & FLOW_TOLD) != 0 && put(v, VALUE_NUMBER, group->failed);
    case GROUP_SENT:
        return put(v, VALUE_AMOUNT, group->octets[0]);
    case GROUP_RECEIVED:
        return put(v, VALUE_AMOUNT, group->octets[1]);
    case GROUP_BYTES:
        return put(v, VALUE_AMOUNT, group->octets[0] + group->octets[1]);
    case GROUP_SEGMENTS:
        return put(v, VALUE_NUMBER, group->segs);
    case GROUP_WIRE:
        return put(v, VALUE_AMOUNT, group->wire);
    case GROUP_RETRANS:
        return put(v, VALUE_NUMBER, group->retrans);
    case GROUP_LOST:
        return put(v, VALUE_AMOUNT, group->lost);
    case GROUP_ZERO_WINDOWS:
        return put(v, VALUE_NUMBER, group->zero_windows);
    case GROUP_RTT_MEAN:
        return group->rtts > 0 && put_ns(v, VALUE_SPAN, group->rtt_sum_ns / (int64_t)group->rtts);
    case GROUP_RTT_MAX:
        return group->rtts > 0 && put_ns(v, VALUE_SPAN, group->rtt_max_ns);
    case GROUP_START:
        return put_ns(v, VALUE_TIME, group->first_ns);
    case GROUP_END:
        return put_ns(v, VALUE_TIME, group->last_ns);
    default:
        return get_key(group, field, v);
    }
}

struct relation tl_group_relation(enum tcplens_flows_by by)
{
    return (struct relation){
        .prefix = "tcplens.",
        .fields = fields[by],
        .n_fields = GROUP_FIELDS,
        .row_size = sizeof(struct group),
        .get = get,
    };
}
