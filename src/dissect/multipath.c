// SPDX-License-Identifier: BSD-3-Clause
/*
 * multipath.c - two circles of records that never move, found through a table each: streams by
 * their number, and connections' sides by their token.
 */
#include "dissect/multipath.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/table.h"

/* Records are made in pages, so that pointers to them stay valid. */
enum { PAGE = 256, PAGES = MULTIPATH_MAX / PAGE, FIRST_CAP = 256 };

/**
 * struct multipath
 * @streams: to slots of flows
 * @tokens:  to slots of connections, twice, plus the side
 */
struct multipath {
    uint64_t seed;
    struct table streams, tokens;
    struct multipath_flow *flows[PAGES];             /* *owned* */
    struct multipath_connection *connections[PAGES]; /* *owned* */
    uint32_t n_flows, n_connections, n_tokens, flows_cap, tokens_cap;
};

struct multipath *tl_multipath_new(void)
{
    struct multipath *const m = calloc(1, sizeof *m);

    if (m == NULL)
        return NULL;
    m->seed = hash_seed();
    m->flows_cap = m->tokens_cap = FIRST_CAP;
    if (tl_table_init(&m->streams, FIRST_CAP) && tl_table_init(&m->tokens, FIRST_CAP))
        return m;
    tl_multipath_free(m);
    return NULL;
}

void tl_multipath_free(struct multipath *m)
{
    if (m == NULL)
        return;
    for (size_t i = 0; i < PAGES; i++) {
        free(m->flows[i]);
        free(m->connections[i]);
    }
    tl_table_fini(&m->streams);
    tl_table_fini(&m->tokens);
    free(m);
}

static struct multipath_flow *flow_at(const struct multipath *m, uint32_t slot)
{
    return &m->flows[slot / PAGE][slot % PAGE];
}

static struct multipath_connection *connection_at(const struct multipath *m, uint32_t slot)
{
    return &m->connections[slot / PAGE][slot % PAGE];
}

static uint32_t tag_of(const struct multipath *m, uint32_t number)
{
    return table_tag(hash_word(m->seed, number));
}

/* Whether the table has room for one more of `n`. */
static bool has_room(struct table *table, uint32_t n, uint32_t *cap)
{
    if (n < *cap)
        return true;
    if (!tl_table_grow(table))
        return false;
    *cap *= 2;
    return true;
}

struct multipath_flow *multipath_flow(struct multipath *m, uint32_t stream)
{
    const uint32_t tag = tag_of(m, stream);
    const struct table *const t = &m->streams;
    const uint32_t slot = m->n_flows;

    for (uint32_t at = tag & t->mask; t->cells[at].slot_plus_1 != 0; at = (at + 1) & t->mask) {
        struct multipath_flow *const f = flow_at(m, t->cells[at].slot_plus_1 - 1);

        if (t->cells[at].tag == tag && f->stream == stream)
            return f;
    }
    if (slot == MULTIPATH_MAX || !has_room(&m->streams, slot, &m->flows_cap))
        return NULL;
    if (slot % PAGE == 0 && (m->flows[slot / PAGE] = calloc(PAGE, sizeof *m->flows[0])) == NULL)
        return NULL;
    tl_table_put(&m->streams, tag, m->n_flows++);
    flow_at(m, slot)->stream = stream;
    return flow_at(m, slot);
}

/* In direction `from` sends the connection's side `side`. */
static void take_side(struct multipath_flow *flow, unsigned from, unsigned side)
{
    flow->side_of[from] = (uint8_t)side;
    flow->side_of[from ^ 1] = (uint8_t)(side ^ 1);
}

/* A connection of its own; false if there is no room. */
static bool begin(struct multipath *m, struct multipath_flow *flow)
{
    const uint32_t slot = m->n_connections;
    struct multipath_connection **page;

    if (slot == MULTIPATH_MAX)
        return false;
    page = &m->connections[slot / PAGE];
    if (slot % PAGE == 0 && (*page = calloc(PAGE, sizeof **page)) == NULL)
        return false;
    m->n_connections++;
    flow->connection = connection_at(m, slot);
    flow->connection->index = slot;
    take_side(flow, 0, 0);
    return true;
}

/* Be one of the connection's subflows. */
static void join(struct multipath_flow *flow, struct multipath_connection *connection)
{
    flow->joined = true;
    flow->connection = connection;
    flow->before = connection->newest;
    connection->newest = flow;
}

/* The connection whose side has the token; NULL if nobody has. */
static struct multipath_connection *find_token(const struct multipath *m, uint32_t token,
                                               unsigned *side)
{
    const uint32_t tag = tag_of(m, token);
    const struct table *const t = &m->tokens;

    for (uint32_t at = tag & t->mask; t->cells[at].slot_plus_1 != 0; at = (at + 1) & t->mask) {
        const uint32_t slot = t->cells[at].slot_plus_1 - 1;
        struct multipath_connection *const c = connection_at(m, slot / 2);

        if (t->cells[at].tag == tag && c->sides[slot % 2].token == token) {
            *side = slot % 2;
            return c;
        }
    }
    return NULL;
}

/* In direction `from` sends who has the token. */
static void know_token(struct multipath *m, struct multipath_flow *flow, unsigned from,
                       uint32_t token)
{
    struct multipath_side *sender = multipath_side(flow, from);
    struct multipath_connection *connection;
    unsigned side;

    if (sender != NULL && sender->has_token)
        return;
    connection = find_token(m, token, &side);
    if (connection != NULL && !flow->joined) {
        take_side(flow, from, side);
        join(flow, connection);
    }
    if (connection != NULL)
        return;
    if (sender == NULL) {
        if (!begin(m, flow))
            return;
        join(flow, flow->connection);
        sender = multipath_side(flow, from);
    }
    if (!has_room(&m->tokens, m->n_tokens, &m->tokens_cap))
        return;
    sender->has_token = true;
    sender->token = token;
    tl_table_put(&m->tokens, tag_of(m, token), 2 * flow->connection->index + flow->side_of[from]);
    m->n_tokens++;
}

void multipath_meet(struct multipath *m, struct multipath_flow *flow)
{
    if (flow->connection == NULL)
        (void)begin(m, flow);
}

void multipath_key(struct multipath *m, struct multipath_flow *flow, unsigned from, uint64_t key,
                   uint32_t token, uint64_t first)
{
    struct multipath_side *side = multipath_side(flow, from);

    if (side == NULL || !side->has_first) {
        know_token(m, flow, from, token);
        side = multipath_side(flow, from);
        if (side == NULL)
            return;
        side->has_key = side->has_first = true;
        side->key = key;
        side->first = first;
    }
    flow->connection->has_master = true;
    flow->connection->master = flow->stream;
}

void multipath_join(struct multipath *m, struct multipath_flow *flow, unsigned from, uint32_t token)
{
    know_token(m, flow, from ^ 1, token);
}
