// SPDX-License-Identifier: BSD-3-Clause
#include "track/unacked.h"

#include <string.h>

#include "tcp/seq.h"

/* A new last chunk; NULL if a cap is reached. */
static struct chunk *grow(struct pool *pool, struct endpoint *ep)
{
    const uint32_t i = ep->unacked_chunks < UNACKED_CHUNKS_MAX ? pool_get(pool) : 0;

    if (i == 0)
        return NULL;
    if (ep->unacked_head == 0)
        ep->unacked_head = i;
    else
        pool->chunks[ep->unacked_tail].next = i;
    ep->unacked_tail = i;
    ep->unacked_chunks++;
    return &pool->chunks[i];
}

static bool append(struct pool *pool, struct endpoint *ep, const struct sent *s)
{
    struct chunk *c = ep->unacked_head == 0 ? NULL : &pool->chunks[ep->unacked_tail];

    if (c == NULL || c->first + c->n == CHUNK_SENT)
        c = grow(pool, ep);
    if (c == NULL)
        return false;
    c->of.sent[c->first + c->n++] = *s;
    return true;
}

/* Give half of the full chunk `c` to a new one behind it. */
static bool split(struct pool *pool, struct endpoint *ep, uint32_t at)
{
    struct chunk *const c = &pool->chunks[at];
    const uint32_t i = ep->unacked_chunks < UNACKED_CHUNKS_MAX ? pool_get(pool) : 0;
    struct chunk *half;

    if (i == 0)
        return false;
    half = &pool->chunks[i];
    half->n = CHUNK_SENT / 2;
    c->n = (uint8_t)(c->n - half->n);
    memcpy(half->of.sent, &c->of.sent[c->first + c->n], half->n * sizeof *half->of.sent);
    half->next = c->next;
    c->next = i;
    if (ep->unacked_tail == at)
        ep->unacked_tail = i;
    ep->unacked_chunks++;
    return true;
}

/* Put `s` before the first entry of chunk `at` that lies behind it; there is one. */
static bool insert(struct pool *pool, struct endpoint *ep, uint32_t at, const struct sent *s)
{
    struct chunk *c = &pool->chunks[at];
    struct sent *e;
    uint8_t i;

    if (c->n == CHUNK_SENT) {
        if (!split(pool, ep, at))
            return false;
        if (seq_lt(unacked_last_of(c)->start, s->start))
            c = &pool->chunks[c->next];
    }
    if (c->first > 0) {
        memmove(c->of.sent, &c->of.sent[c->first], c->n * sizeof *c->of.sent);
        c->first = 0;
    }
    for (i = 0; i < c->n && seq_lt(c->of.sent[i].start, s->start);)
        i++;
    e = &c->of.sent[i];
    memmove(e + 1, e, (size_t)(c->n - i) * sizeof *e);
    *e = *s;
    c->n++;
    return true;
}

bool tl_unacked_insert(struct pool *pool, struct endpoint *ep, const struct sent *s)
{
    if (ep->unacked_head == 0 ||
        seq_leq(sent_end(unacked_last_of(&pool->chunks[ep->unacked_tail])), s->start))
        return append(pool, ep, s);
    for (uint32_t i = ep->unacked_head; i != 0; i = pool->chunks[i].next)
        if (seq_lt(s->start, unacked_last_of(&pool->chunks[i])->start))
            return insert(pool, ep, i, s);
    return append(pool, ep, s);
}

struct sent *tl_unacked_at(struct pool *pool, const struct endpoint *ep, struct tcplens_seq seq)
{
    for (uint32_t i = ep->unacked_head; i != 0; i = pool->chunks[i].next) {
        struct chunk *const c = &pool->chunks[i];

        if (seq_leq(sent_end(unacked_last_of(c)), seq))
            continue;
        for (struct sent *s = &c->of.sent[c->first]; s <= unacked_last_of(c); s++)
            if (seq_in_window(seq, s->start, s->len))
                return s;
        return NULL;
    }
    return NULL;
}

const struct sent *tl_unacked_ending(struct pool *pool, const struct endpoint *ep,
                                     struct tcplens_seq seq)
{
    const struct sent *const s = tl_unacked_at(pool, ep, seq_add(seq, UINT32_MAX));

    return s != NULL && seq_eq(sent_end(s), seq) ? s : NULL;
}

void tl_unacked_resent(struct pool *pool, const struct endpoint *ep, struct tcplens_seq start,
                       struct tcplens_seq end)
{
    for (uint32_t i = ep->unacked_head; i != 0; i = pool->chunks[i].next) {
        struct chunk *const c = &pool->chunks[i];

        if (seq_leq(sent_end(unacked_last_of(c)), start))
            continue;
        for (struct sent *s = &c->of.sent[c->first]; s <= unacked_last_of(c); s++) {
            if (seq_leq(end, s->start))
                return;
            if (seq_lt(start, sent_end(s)))
                s->resent = 1;
        }
    }
}

void tl_unacked_clear(struct pool *pool, struct endpoint *ep)
{
    while (ep->unacked_head != 0)
        unacked_drop_head(pool, ep);
}
