// SPDX-License-Identifier: BSD-3-Clause
/*
 * evict.c - slots: given out, retired, recycled; and who must go when the table is full.
 *
 * First to go is the connection closed longest ago; without a closed one, of the next few records
 * under a moving hand the one idle longest. Both depend on the order of segments only, never on the
 * hash seed. Of closed ones there may be a limit of their own. A retired record stays readable
 * until the next batch.
 */
#include "track/holes.h"
#include "track/tracker.h"
#include "track/unacked.h"

enum { EVICT_LOOKS = 32 };

static struct conn *at(const struct tracker *t, uint32_t slot)
{
    return &t->conns[slot];
}

static void dequeue(struct tracker *t, uint32_t slot)
{
    struct conn_links *const l = &at(t, slot)->links;

    if (l->before != TRACK_NO_CONN)
        at(t, l->before)->links.after = l->after;
    else
        t->closed_head = l->after;
    if (l->after != TRACK_NO_CONN)
        at(t, l->after)->links.before = l->before;
    else
        t->closed_tail = l->before;
    l->before = l->after = TRACK_NO_CONN;
    t->n_closed--;
}

static void clear(struct tracker *t, struct conn *c)
{
    for (unsigned side = 0; side < 2; side++) {
        tl_unacked_clear(&t->pool, &c->ends[side]);
        tl_holes_clear(&t->pool, &c->ends[side]);
    }
}

void tl_track_closed(struct tracker *t, uint32_t slot)
{
    struct conn *const c = at(t, slot);

    clear(t, c);
    c->links.before = t->closed_tail;
    if (t->closed_tail != TRACK_NO_CONN)
        at(t, t->closed_tail)->links.after = slot;
    else
        t->closed_head = slot;
    t->closed_tail = slot;
    t->n_closed++;
}

void tl_track_retire(struct tracker *t, uint32_t slot)
{
    struct conn *const c = at(t, slot);
    const uint32_t shadow = c->shadow;

    if (c->place == PLACE_SHADOW) {
        at(t, shadow)->shadow = TRACK_NO_CONN;
    } else if (shadow != TRACK_NO_CONN) {
        tl_table_replace(&t->table, t->tags[slot], slot, shadow);
        at(t, shadow)->place = PLACE_LISTED;
        at(t, shadow)->shadow = TRACK_NO_CONN;
    } else {
        tl_table_remove(&t->table, t->tags[slot], slot);
    }
    if ((c->bits & CONN_CLOSED) != 0)
        dequeue(t, slot);
    clear(t, c);
    c->shadow = TRACK_NO_CONN;
    c->place = PLACE_RETIRED;
    t->retired[t->n_retired++] = slot;
    t->held--;
    t->changes++;
}

/* The one idle longest among the next few under the hand. At least one connection is held. */
static uint32_t idle_longest(struct tracker *t)
{
    uint32_t best = TRACK_NO_CONN;

    for (unsigned looks = 0; looks < EVICT_LOOKS || best == TRACK_NO_CONN;) {
        const uint32_t slot = t->hand;
        const uint8_t place = at(t, slot)->place;

        t->hand = slot + 1 < t->born ? slot + 1 : 0;
        looks++;
        if (place != PLACE_LISTED && place != PLACE_SHADOW)
            continue;
        if (best == TRACK_NO_CONN || at(t, slot)->last_frame < at(t, best)->last_frame)
            best = slot;
    }
    return best;
}

static void evict(struct tracker *t)
{
    const uint32_t slot = t->closed_head != TRACK_NO_CONN ? t->closed_head : idle_longest(t);
    struct conn *const c = at(t, slot);

    t->stats.evicted++;
    if ((c->bits & CONN_CLOSED) == 0)
        t->stats.evicted_open++;
    c->bits |= CONN_EVICTED;
    tl_track_retire(t, slot);
}

/* The connection closed longest ago goes, but for its number. */
static void let_go(struct tracker *t)
{
    const uint32_t slot = t->closed_head;
    struct flow_key key;

    key_of(at(t, slot), &key);
    tl_gone_put(&t->gone, flow_hash(&key, GONE_SEED), at(t, slot)->number);
    tl_track_retire(t, slot);
}

uint32_t tl_track_take_slot(struct tracker *t)
{
    if (t->n_closed > t->max_closed)
        let_go(t);
    else if (t->held == t->cap)
        evict(t);
    t->held++;
    return t->n_free > 0 ? t->free[--t->n_free] : t->born++;
}

void tl_track_recycle(struct tracker *t)
{
    while (t->n_retired > 0) {
        const uint32_t slot = t->retired[--t->n_retired];

        at(t, slot)->place = PLACE_FREE;
        t->free[t->n_free++] = slot;
    }
}
