// SPDX-License-Identifier: BSD-3-Clause
/*
 * The list against one written as the rules are (6.12, 6.15, 6.16): an array that is searched. Then
 * the room that lists share.
 */
#include "analysis/unacked.h"
#include "tap.h"
#include "tcp/seq.h"

enum { LISTS = 3, NAIVE_MAX = 80, STEPS = 60000 };

struct naive {
    struct unacked v[NAIVE_MAX];
    unsigned n;
};

static uint32_t chance;

static uint32_t draw(uint32_t below)
{
    chance = chance * 1664525U + 1013904223U;
    return (chance >> 8) % below;
}

static bool naive_ack(struct naive *l, struct tcplens_seq ack, struct unacked *out)
{
    unsigned kept = 0;
    bool found = false;

    for (unsigned i = 0; i < l->n; i++) {
        struct unacked e = l->v[i];

        if (seq_eq(ack, e.end)) {
            if (!found)
                *out = e;
            found = true;
            continue;
        }
        if (seq_lt(e.start, ack) && seq_leq(ack, e.end))
            e.start = ack;
        else if (!seq_lt(ack, e.end))
            continue;
        l->v[kept++] = e;
    }
    l->n = kept;
    return found;
}

static uint32_t naive_span(const struct naive *l, struct tcplens_seq base)
{
    uint32_t low = UINT32_MAX, high = 0;

    for (unsigned i = 0; i < l->n; i++) {
        const uint32_t start = l->v[i].start.v - base.v, end = l->v[i].end.v - base.v;

        low = start < low ? start : low;
        high = end > high ? end : high;
    }
    return high - low;
}

static bool same(const struct unacked *a, const struct unacked *b)
{
    return a->start.v == b->start.v && a->end.v == b->end.v && a->frame == b->frame &&
           a->ns == b->ns;
}

/* A number near `next`: mostly the next one, sometimes one before, seldom anywhere. */
static struct tcplens_seq somewhere(uint32_t next)
{
    const uint32_t kind = draw(100);

    if (kind < 70)
        return seq_of(next);
    return seq_of(kind < 97 ? next - draw(2000) : next + draw(UINT32_MAX));
}

static bool add_to_both(struct unacked_pool *p, struct unacked_list *l, struct naive *naive,
                        uint32_t *next, uint32_t frame)
{
    struct unacked e = {.start = somewhere(*next), .frame = frame, .ns = (int64_t)frame * 1000};

    e.end = seq_add(e.start, 1 + draw(500));
    if (naive->n == NAIVE_MAX)
        return true;
    if (seq_lt(seq_of(*next), e.end))
        *next = e.end.v;
    naive->v[naive->n++] = e;
    return tl_analysis_unacked_add(p, l, &e);
}

static bool ack_on_both(struct unacked_pool *p, struct unacked_list *l, struct naive *naive,
                        uint32_t next)
{
    struct unacked a = {0}, b = {0};
    struct tcplens_seq ack = somewhere(next - draw(1500));
    bool found;

    if (naive->n > 0 && draw(2) == 0)
        ack = naive->v[draw(naive->n)].end;
    found = naive_ack(naive, ack, &b);
    return tl_analysis_unacked_ack(p, l, ack, &a) == found && (!found || same(&a, &b));
}

static bool agree(const struct unacked_pool *p, const struct unacked_list *l,
                  const struct naive *naive)
{
    const struct tcplens_seq base = seq_of(draw(UINT32_MAX));
    struct unacked oldest;

    if (l->n != naive->n || tl_analysis_unacked_oldest(p, l, &oldest) != (naive->n > 0))
        return false;
    return naive->n == 0 || (same(&oldest, &naive->v[0]) &&
                             tl_analysis_unacked_span(p, l, base) == naive_span(naive, base));
}

static void does_as_the_rules_say(void)
{
    struct naive naive[LISTS] = {0};
    struct unacked_list lists[LISTS] = {0};
    uint32_t next[LISTS] = {1, UINT32_MAX - 3000, 0x80000000U};
    struct unacked_pool p;
    unsigned wrong = 0;

    T_CHECK(tl_analysis_unacked_pool_init(&p, 3, true));
    for (uint32_t i = 0; i < STEPS; i++) {
        const uint32_t k = draw(LISTS);
        const bool ok = draw(5) < 3 ? add_to_both(&p, &lists[k], &naive[k], &next[k], i)
                                    : ack_on_both(&p, &lists[k], &naive[k], next[k]);

        wrong += !ok || !agree(&p, &lists[k], &naive[k]);
    }
    T_CHECK(wrong == 0);
    for (unsigned k = 0; k < LISTS; k++)
        tl_analysis_unacked_clear(&p, &lists[k]);
    T_CHECK(p.used == 0);
    tl_analysis_unacked_pool_fini(&p);
}

/* One list that is never acknowledged gets half of the pool; others still find room. */
static void shares_room(void)
{
    enum { ENTRIES = 300 };
    struct unacked_list greedy = {0}, others[10] = {0};
    struct unacked e = {.end = {1}};
    struct unacked_pool p;
    unsigned taken = 0, found = 0;

    T_CHECK(tl_analysis_unacked_pool_init(&p, ENTRIES, false));
    while (tl_analysis_unacked_add(&p, &greedy, &e))
        taken++;
    T_CHECK(greedy.refused && taken >= ENTRIES / 3 && taken <= 2 * ENTRIES / 3);
    for (unsigned i = 0; i < 10; i++)
        found += tl_analysis_unacked_add(&p, &others[i], &e);
    T_CHECK(found == 10 && !others[9].refused);
    tl_analysis_unacked_clear(&p, &greedy);
    T_CHECK(greedy.n == 0 && tl_analysis_unacked_add(&p, &greedy, &e));
    tl_analysis_unacked_pool_fini(&p);
}

int main(void)
{
    does_as_the_rules_say();
    shares_room();
    return t_done();
}
