// SPDX-License-Identifier: BSD-3-Clause
#include "track/holes.h"

#include <string.h>

#include "tcp/seq.h"

static void erase(struct chunk *c, uint8_t i)
{
    struct hole *const h = &c->of.holes[i];

    c->n--;
    memmove(h, h + 1, (size_t)(c->n - i) * sizeof *h);
}

static void give_back_if_empty(struct pool *pool, struct endpoint *ep)
{
    if (ep->holes != 0 && pool->chunks[ep->holes].n == 0)
        tl_holes_clear(pool, ep);
}

bool tl_holes_add(struct pool *pool, struct endpoint *ep, struct tcplens_seq start,
                  struct tcplens_seq end)
{
    bool all = true;
    struct chunk *c;

    if (ep->holes == 0)
        ep->holes = pool_get(pool);
    if (ep->holes == 0)
        return false;
    c = &pool->chunks[ep->holes];
    if (c->n > 0 && seq_eq(c->of.holes[c->n - 1].end, start)) {
        c->of.holes[c->n - 1].end = end;
        return true;
    }
    if (c->n == CHUNK_HOLES) {
        erase(c, 0);
        all = false;
    }
    c->of.holes[c->n++] = (struct hole){start, end};
    return all;
}

/* The part of `h` in [start, end); its length, 0 if there is none. */
static uint32_t common(const struct hole *h, struct tcplens_seq start, struct tcplens_seq end,
                       struct hole *out)
{
    out->start = seq_max(h->start, start);
    out->end = seq_lt(h->end, end) ? h->end : end;
    return seq_lt(out->start, out->end) ? (uint32_t)seq_diff(out->end, out->start) : 0;
}

/* Cut `part` out of hole i; what is left behind it needs a place of its own. */
static void cut(struct chunk *c, uint8_t i, const struct hole *part)
{
    struct hole *const h = &c->of.holes[i];
    const struct tcplens_seq end = h->end;

    h->end = part->start;
    if (seq_eq(part->end, end) || (c->n == CHUNK_HOLES && !seq_eq(h->start, h->end))) {
        if (seq_eq(h->start, h->end))
            erase(c, i);
        return;
    }
    if (seq_eq(h->start, h->end)) {
        *h = (struct hole){part->end, end};
        return;
    }
    memmove(h + 2, h + 1, (size_t)(c->n - i - 1) * sizeof *h);
    h[1] = (struct hole){part->end, end};
    c->n++;
}

uint32_t tl_holes_fill(struct pool *pool, struct endpoint *ep, struct tcplens_seq start,
                       struct tcplens_seq end)
{
    struct chunk *const c = &pool->chunks[ep->holes];
    uint32_t filled = 0;

    if (ep->holes == 0)
        return 0;
    /* Backwards, so that a cut does not move what is still to be looked at. */
    for (uint8_t i = c->n; i-- > 0;) {
        struct hole part;
        const uint32_t n = common(&c->of.holes[i], start, end, &part);

        if (n > 0)
            cut(c, i, &part);
        filled += n;
    }
    give_back_if_empty(pool, ep);
    return filled;
}

uint32_t tl_holes_within(const struct pool *pool, const struct endpoint *ep,
                         struct tcplens_seq start, struct tcplens_seq end)
{
    const struct chunk *const c = &pool->chunks[ep->holes];
    uint32_t n = 0;

    if (ep->holes == 0)
        return 0;
    for (uint8_t i = 0; i < c->n; i++) {
        struct hole part;

        n += common(&c->of.holes[i], start, end, &part);
    }
    return n;
}

void tl_holes_clear(struct pool *pool, struct endpoint *ep)
{
    if (ep->holes != 0)
        pool_put(pool, ep->holes);
    ep->holes = 0;
}
