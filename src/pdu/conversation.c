// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/conversation.h"

#include "base/hash.h"
#include "base/memory.h"
#include "tcp/seq.h"

bool conversations_init(struct conversations *all, uint32_t cap, size_t max_held)
{
    *all = (struct conversations){.cap = cap, .max_held = max_held, .seed = hash_seed()};
    all->of = tl_memory_new(cap, sizeof *all->of);
    if (all->of == NULL)
        return false;
    if (!tl_table_init(&all->table, cap)) {
        tl_memory_free(all->of, cap, sizeof *all->of);
        return false;
    }
    return true;
}

static void drop_waits(struct conversations *all, struct direction *d)
{
    while (d->waits != NULL) {
        struct wait *const w = d->waits;

        all->held -= wait_holds(w);
        d->waits = w->next;
        wait_free(w);
    }
    d->n = 0;
}

void conversations_fini(struct conversations *all)
{
    for (uint32_t i = 0; i < all->n; i++) {
        drop_waits(all, &all->of[i].sides[0]);
        drop_waits(all, &all->of[i].sides[1]);
    }
    tl_table_fini(&all->table);
    tl_memory_free(all->of, all->cap, sizeof *all->of);
}

static uint32_t tag_of(const struct conversations *all, uint32_t stream)
{
    return table_tag(hash_word(all->seed, stream));
}

static void leave_row(struct conversations *all, const struct conversation *c)
{
    if (c->newer != 0)
        all->of[c->newer - 1].older = c->older;
    else
        all->newest = c->older;
    if (c->older != 0)
        all->of[c->older - 1].newer = c->newer;
    else
        all->oldest = c->newer;
}

static void join_row(struct conversations *all, struct conversation *c)
{
    const uint32_t self = (uint32_t)(c - all->of) + 1;

    c->newer = 0;
    c->older = all->newest;
    if (all->newest != 0)
        all->of[all->newest - 1].newer = self;
    else
        all->oldest = self;
    all->newest = self;
}

static struct conversation *find(const struct conversations *all, uint32_t stream, uint32_t tag)
{
    const struct table *const t = &all->table;

    for (uint32_t i = tag & t->mask; t->cells[i].slot_plus_1 != 0; i = (i + 1) & t->mask) {
        struct conversation *const c = &all->of[t->cells[i].slot_plus_1 - 1];

        if (t->cells[i].tag == tag && c->stream == stream)
            return c;
    }
    return NULL;
}

static uint32_t free_place(struct conversations *all)
{
    struct conversation *c;

    if (all->n < all->cap)
        return all->n++;
    c = &all->of[all->oldest - 1];
    drop_waits(all, &c->sides[0]);
    drop_waits(all, &c->sides[1]);
    leave_row(all, c);
    tl_table_remove(&all->table, tag_of(all, c->stream), (uint32_t)(c - all->of));
    all->forgotten++;
    return (uint32_t)(c - all->of);
}

struct conversation *conversations_get(struct conversations *all, uint32_t stream)
{
    const uint32_t tag = tag_of(all, stream);
    struct conversation *c = find(all, stream, tag);

    if (c == NULL) {
        const uint32_t place = free_place(all);

        c = &all->of[place];
        *c = (struct conversation){.stream = stream};
        tl_table_put(&all->table, tag, place);
    } else {
        leave_row(all, c);
    }
    join_row(all, c);
    return c;
}

void conversations_keep_to_cap(struct conversations *all)
{
    uint32_t i = all->oldest;

    while (all->held > all->max_held && i != 0) {
        struct conversation *const c = &all->of[i - 1];

        if (c->sides[0].waits != NULL || c->sides[1].waits != NULL) {
            drop_waits(all, &c->sides[0]);
            drop_waits(all, &c->sides[1]);
            all->forgotten++;
        }
        i = c->newer;
    }
}

struct wait *direction_find(const struct direction *d, struct tcplens_seq seq)
{
    struct wait *w = d->waits;

    while (w != NULL && seq_lt(seq, w->start))
        w = w->next;
    return w;
}

/* The link to the one that can be spared best: done, else the first begun. There is one. */
static struct wait **spare(struct direction *d)
{
    struct wait **best = &d->waits;

    for (struct wait **at = &d->waits; *at != NULL; at = &(*at)->next)
        if ((*at)->done || !(*best)->done)
            best = at;
    return best;
}

static void unlink_wait(struct conversations *all, struct direction *d, struct wait **at)
{
    struct wait *const w = *at;

    if (w == NULL)
        return;
    *at = w->next;
    all->held -= wait_holds(w);
    wait_free(w);
    d->n--;
}

struct wait *direction_begin(struct conversations *all, struct direction *d,
                             struct tcplens_seq start, struct tcplens_seq end, uint64_t frame)
{
    struct wait *const w = wait_new(start, end, frame);
    struct wait **at = &d->waits;

    if (w == NULL)
        return NULL;
    if (d->n == WAITS_MAX)
        unlink_wait(all, d, spare(d));
    while (*at != NULL && seq_lt(start, (*at)->start))
        at = &(*at)->next;
    if (*at != NULL && seq_eq(start, (*at)->start))
        unlink_wait(all, d, at);
    w->next = *at;
    *at = w;
    d->n++;
    all->held += wait_holds(w);
    return w;
}

bool conversations_add(struct conversations *all, struct wait *w, uint64_t frame, uint32_t offset,
                       struct span octets)
{
    const size_t before = wait_holds(w);
    const bool added = wait_add(w, frame, offset, octets);

    all->held += wait_holds(w) - before;
    return added;
}
