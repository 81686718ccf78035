// SPDX-License-Identifier: BSD-3-Clause
#include "lib/flow_roll.h"

#include <stdlib.h>

#include "base/error.h"

enum {
    SHARD_MIN = 4096, /* connections: fewer are not worth being shared out */
    SHARD_SPARE = 8,  /* one in so many is added, since a hash does not fill shards evenly */
    CLOSED_MAX = 4096,
};

enum tcplens_status tl_flow_roll_init(struct flow_roll *r, uint32_t conns, bool told,
                                      struct flow_output *output, struct tcplens_error *err)
{
    const unsigned shards = conns < FLOW_SHARDS * SHARD_MIN ? 1 : FLOW_SHARDS;
    const uint32_t each = shards == 1 ? conns : conns / shards + conns / shards / SHARD_SPARE;
    enum tcplens_status status = TCPLENS_OK;

    *r = (struct flow_roll){.output = output};
    while (status == TCPLENS_OK && r->n < shards)
        status = tl_flow_shard_init(&r->shards[r->n++], each, CLOSED_MAX / shards, told, err);
    return status;
}

void tl_flow_roll_fini(struct flow_roll *r)
{
    for (unsigned i = 0; i < r->n; i++) {
        tl_flow_shard_fini(&r->shards[i]);
        tl_made_rows_fini(&r->closed[i]);
    }
}

/*
 * Number the connections that begin in the block, and its rows. A slot may hold several connections
 * in one block, so both are done as they happened, segment by segment.
 */
static void number(struct flow_roll *r, struct flow_block *b)
{
    size_t next[FLOW_SHARDS] = {0};

    for (uint32_t at = 0; at < b->n; at++) {
        const unsigned shard = b->shards[at];
        struct made_rows *rows;

        if (shard == FLOW_NO_SHARD)
            continue;
        if (b->begun[at] != TRACK_NO_CONN)
            r->shards[shard].numbers[b->begun[at]] = ++r->numbered;
        rows = &b->rows[shard];
        for (; next[shard] < rows->n && rows->rows[next[shard]].at == at; next[shard]++) {
            struct made_row *const made = &rows->rows[next[shard]];

            made->row.number = r->shards[shard].numbers[made->slot];
        }
    }
}

/* Of the shards' next ones, the one with the least number; `n` if there are no more. */
static unsigned least(const uint64_t numbers[FLOW_SHARDS], unsigned n)
{
    unsigned found = 0;

    for (unsigned i = 1; i < n; i++) {
        if (numbers[i] < numbers[found])
            found = i;
    }
    return numbers[found] == UINT64_MAX ? n : found;
}

/* List rows that have their numbers, by shard. */
static enum tcplens_status list_made(struct flow_roll *r, struct made_rows rows[FLOW_SHARDS],
                                     struct tcplens_error *err)
{
    uint64_t numbers[FLOW_SHARDS] = {0};
    size_t next[FLOW_SHARDS] = {0};
    bool failed = false;

    for (unsigned i = 0; i < r->n; i++) {
        numbers[i] = rows[i].n > 0 ? rows[i].rows[0].row.number : UINT64_MAX;
        failed = failed || rows[i].failed;
    }
    for (unsigned i = least(numbers, r->n); i < r->n; i = least(numbers, r->n)) {
        tl_flow_output_row(r->output, &rows[i].rows[next[i]++].row);
        numbers[i] = next[i] < rows[i].n ? rows[i].rows[next[i]].row.number : UINT64_MAX;
    }
    return failed ? tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for rows") : TCPLENS_OK;
}

enum tcplens_status tl_flow_roll_take(struct flow_roll *r, struct flow_block *block,
                                      struct tcplens_error *err)
{
    number(r, block);
    return list_made(r, block->rows, err);
}

enum tcplens_status tl_flow_roll_closed(struct flow_roll *r, int64_t now_ns,
                                        struct tcplens_error *err)
{
    for (unsigned i = 0; i < r->n; i++) {
        struct made_rows *const rows = &r->closed[i];

        rows->n = 0;
        tl_flow_shard_closed(&r->shards[i], now_ns, rows);
        for (size_t k = 0; k < rows->n; k++)
            rows->rows[k].row.number = r->shards[i].numbers[rows->rows[k].slot];
    }
    return list_made(r, r->closed, err);
}

/* What the shards still hold, by shard: slots in the order of their numbers; *owned*. */
struct rest {
    uint32_t *slots[FLOW_SHARDS];
    size_t n[FLOW_SHARDS], next[FLOW_SHARDS];
};

/* The number of a shard's next connection. */
static uint64_t next_number(const struct flow_roll *r, const struct rest *rest, unsigned i)
{
    return rest->next[i] < rest->n[i] ? r->shards[i].numbers[rest->slots[i][rest->next[i]]]
                                      : UINT64_MAX;
}

static void list_rest(struct flow_roll *r, struct rest *rest)
{
    uint64_t numbers[FLOW_SHARDS] = {0};
    struct flow_row row;

    for (unsigned i = 0; i < r->n; i++)
        numbers[i] = next_number(r, rest, i);
    for (unsigned i = least(numbers, r->n); i < r->n; i = least(numbers, r->n)) {
        if (tl_flow_shard_row(&r->shards[i], rest->slots[i][rest->next[i]++], &row)) {
            row.number = numbers[i];
            tl_flow_output_row(r->output, &row);
        }
        numbers[i] = next_number(r, rest, i);
    }
}

/* False if there is no memory; what there is must be given back in any case. */
static bool find_rest(const struct flow_roll *r, struct rest *rest)
{
    for (unsigned i = 0; i < r->n; i++) {
        rest->slots[i] = tl_track_live(r->shards[i].tracker, &rest->n[i]);
        if (rest->slots[i] == NULL && rest->n[i] > 0)
            return false;
    }
    return true;
}

enum tcplens_status tl_flow_roll_rest(struct flow_roll *r, struct tcplens_error *err)
{
    struct rest rest = {.n = {0}};
    const bool found = find_rest(r, &rest);

    if (found)
        list_rest(r, &rest);
    for (unsigned i = 0; i < r->n; i++)
        free(rest.slots[i]);
    return found ? TCPLENS_OK : tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

void tl_flow_roll_stats(const struct flow_roll *r, struct track_stats *out)
{
    *out = (struct track_stats){0};
    for (unsigned i = 0; i < r->n; i++) {
        struct track_stats of;

        tl_track_stats(r->shards[i].tracker, &of);
        out->conns += of.conns;
        out->evicted += of.evicted;
        out->evicted_open += of.evicted_open;
        out->unacked_dropped += of.unacked_dropped;
        out->holes_forgotten += of.holes_forgotten;
    }
}
