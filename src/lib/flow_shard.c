// SPDX-License-Identifier: BSD-3-Clause
#include "lib/flow_shard.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "lib/flow_line.h"

enum tcplens_status tl_flow_shard_init(struct flow_shard *s, uint32_t conns, uint32_t max_closed,
                                       bool told, struct tcplens_error *err)
{
    const struct track_options track = {.max_conns = conns, .max_closed = max_closed};
    const struct teller_options tell = {.max_conns = conns, .findings_only = true};
    enum tcplens_status status;

    *s = (struct flow_shard){.n_slots = conns + TRACK_SPARE};
    status = tl_track_new(&s->tracker, &track, err);
    if (status == TCPLENS_OK)
        status = tl_endings_init(&s->endings, s->n_slots, err);
    if (status == TCPLENS_OK && told)
        status = tl_teller_new(&s->teller, &tell, err);
    if (status != TCPLENS_OK)
        return status;
    s->tallies = tl_memory_new(s->n_slots, sizeof *s->tallies);
    s->numbers = tl_memory_new(s->n_slots, sizeof *s->numbers);
    if (s->tallies == NULL || s->numbers == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return TCPLENS_OK;
}

void tl_flow_shard_fini(struct flow_shard *s)
{
    tl_endings_fini(&s->endings);
    tl_teller_free(s->teller);
    tl_track_free(s->tracker);
    tl_memory_free(s->tallies, s->n_slots, sizeof *s->tallies);
    tl_memory_free(s->numbers, s->n_slots, sizeof *s->numbers);
}

void tl_made_rows_fini(struct made_rows *rows)
{
    free(rows->rows);
    *rows = (struct made_rows){0};
}

/* Room for one more row, NULL if there is no memory. */
static struct made_row *next_row(struct made_rows *rows)
{
    enum { FIRST_ROOM = 32 };

    if (rows->n == rows->room) {
        const size_t room = rows->room == 0 ? FIRST_ROOM : 2 * rows->room;
        struct made_row *const grown = realloc(rows->rows, room * sizeof *grown);

        if (grown == NULL) {
            rows->failed = true;
            return NULL;
        }
        rows->rows = grown;
        rows->room = room;
    }
    return &rows->rows[rows->n];
}

bool tl_flow_shard_row(struct flow_shard *s, uint32_t slot, struct flow_row *row)
{
    const struct conn *const conn = tl_track_conn(s->tracker, slot);
    const bool listed = tl_endings_told(&s->endings, slot, conn->number);
    const struct story *story = NULL;

    if (!listed) {
        if (s->teller != NULL)
            story = tl_teller_story(s->teller, slot, conn);
        tl_flow_row(row, conn, &s->tallies[slot], story);
        tl_endings_mark(&s->endings, slot, conn->number);
    }
    if (s->teller != NULL)
        tl_teller_forget(s->teller, slot);
    return !listed;
}

static void make_row(struct flow_shard *s, uint32_t slot, uint32_t at, struct made_rows *rows)
{
    struct made_row *const made = next_row(rows);

    if (made == NULL || !tl_flow_shard_row(s, slot, &made->row))
        return;
    made->slot = slot;
    made->at = at;
    rows->n++;
}

static void take_segment(struct flow_shard *s, const struct tcplens_segment *seg,
                         const struct verdict *v, const struct flow_stream *stream, bool matched)
{
    const struct conn *const conn = tl_track_conn(s->tracker, v->slot);
    struct tally *const tally = &s->tallies[v->slot];

    if (tl_endings_told(&s->endings, v->slot, conn->number))
        return;
    tl_tally_add(tally, conn->number, seg, v);
    if (stream != NULL && stream->known) {
        tally->stream = stream->number;
        tally->completeness = stream->completeness;
        tally->analysed = true;
    }
    if (s->teller != NULL)
        (void)tl_teller_take(s->teller, seg, v, conn);
    tally->matched |= matched;
    if ((v->bits & V_CLOSE_DONE) != 0)
        tl_endings_push(&s->endings, v->slot, conn->number, seg->ts_ns);
}

static void list_retired(struct flow_shard *s, uint32_t at, struct made_rows *rows)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(s->tracker, &n);

    for (size_t i = 0; i < n; i++)
        make_row(s, slots[i], at, rows);
}

/* Track and count what has been gathered. */
static void take_batch(struct flow_shard *s, struct flow_block *block, unsigned id)
{
    if (s->n == 0)
        return;
    tl_track_batch(s->tracker, s->segs, s->n, s->verdicts);
    for (size_t i = 0; i < s->n; i++) {
        const struct verdict *const v = &s->verdicts[i];

        if (v->slot != TRACK_NO_CONN)
            tally_prefetch(&s->tallies[v->slot], v->side);
    }
    for (size_t i = 0; i < s->n; i++) {
        const struct verdict *const v = &s->verdicts[i];

        if ((v->bits & V_NEW_CONN) != 0)
            block->begun[s->at[i]] = v->slot;
        if (v->slot != TRACK_NO_CONN)
            take_segment(s, &s->segs[i], v,
                         block->streams != NULL ? &block->streams[s->at[i]] : NULL,
                         block->matches[s->at[i]]);
    }
    list_retired(s, s->at[s->n - 1], &block->rows[id]);
    s->n = 0;
}

void tl_flow_shard_take(struct flow_shard *s, struct flow_block *block, unsigned id)
{
    if (s->teller != NULL)
        tl_teller_now(s->teller, block->newest_ns);
    for (uint32_t i = 0; i < block->n; i++) {
        if (block->shards[i] != id)
            continue;
        s->segs[s->n] = block->segs[i];
        s->at[s->n++] = i;
        if (s->n == TRACK_BATCH)
            take_batch(s, block, id);
    }
    take_batch(s, block, id);
}

void tl_flow_shard_closed(struct flow_shard *s, int64_t now_ns, struct made_rows *rows)
{
    struct ending closed;

    while (tl_endings_pop(&s->endings, now_ns, &closed)) {
        const struct conn *const conn = tl_track_conn(s->tracker, closed.slot);

        /* The slot may hold another connection by now, or the close was none after all. */
        if (conn->number == closed.number && (conn->bits & CONN_CLOSED) != 0)
            make_row(s, closed.slot, UINT32_MAX, rows);
    }
}
