// SPDX-License-Identifier: BSD-3-Clause
/* crew_test.c - a line that adds numbers up in four parts: the same sums with any number of
 * threads, every block once, in order, and an end at any time. */
#include "base/crew.h"

#include <stdint.h>

#include "tap.h"

enum { NUMBERS = 256, PARTS = 4, BLOCKS_OF_A_RUN = 500 };

/**
 * struct numbers - a block
 * @order: its place in the line
 * @v:     random numbers; v % PARTS is the part they belong to
 * @sums:  of the part up to and with this block
 */
struct numbers {
    uint64_t order;
    uint32_t v[NUMBERS];
    uint64_t sums[PARTS];
};

struct run {
    uint64_t filled, state, sums[PARTS];
    uint64_t until;
};

static bool fill(void *ctx, void *block)
{
    struct run *const r = ctx;
    struct numbers *const b = block;

    b->order = r->filled++;
    for (size_t i = 0; i < NUMBERS; i++) {
        r->state = r->state * UINT64_C(6364136223846793005) + 1442695040888963407;
        b->v[i] = (uint32_t)(r->state >> 33);
    }
    return r->filled < r->until;
}

static void halve(void *ctx, void *block, unsigned part)
{
    struct numbers *const b = block;

    (void)ctx;
    (void)part;
    for (size_t i = 0; i < NUMBERS; i++)
        b->v[i] /= 2;
}

static void add(void *ctx, void *block, unsigned part)
{
    struct run *const r = ctx;
    struct numbers *const b = block;

    for (size_t i = 0; i < NUMBERS; i++)
        r->sums[part] += b->v[i] % PARTS == part ? b->v[i] : 0;
    b->sums[part] = r->sums[part];
}

static struct crew *begin(struct run *r, unsigned threads, struct numbers *blocks)
{
    const struct crew_line line = {
        .fill = fill,
        .stages = {{.parts = 1, .run = halve}, {.parts = PARTS, .in_order = true, .run = add}},
        .n_stages = 2,
        .ctx = r,
    };
    void *list[2 * CREW_THREADS_MAX + 1];
    struct crew *c = NULL;

    for (size_t i = 0; i < tl_crew_blocks(threads); i++)
        list[i] = &blocks[i];
    T_CHECK(tl_crew_new(&c, &line, threads, list, NULL) == TCPLENS_OK);
    return c;
}

/* A number that says what all blocks held when they were handed over; 0 if one was out of order. */
static uint64_t outcome(unsigned threads, uint64_t until)
{
    static struct numbers blocks[2 * 7 + 1];
    struct run r = {.state = 1, .until = until};
    struct crew *const c = begin(&r, threads, blocks);
    const struct numbers *b;
    uint64_t seen = 0, mix = 1;

    while ((b = tl_crew_next(c)) != NULL) {
        if (b->order != seen++)
            mix = 0;
        for (size_t i = 0; i < PARTS; i++)
            mix = mix * 31 + b->sums[i];
    }
    if (seen != until || tl_crew_next(c) != NULL)
        mix = 0;
    tl_crew_free(c);
    return mix;
}

static void test_stop(void)
{
    static struct numbers blocks[2 * 3 + 1];
    struct run r = {.state = 1, .until = UINT64_MAX};
    struct crew *const c = begin(&r, 3, blocks);

    T_CHECK(tl_crew_next(c) != NULL);
    tl_crew_free(c);
    T_CHECK(r.filled >= 1);
}

int main(void)
{
    const uint64_t alone = outcome(1, BLOCKS_OF_A_RUN);

    T_CHECK(alone != 0);
    for (unsigned threads = 2; threads <= 7; threads++)
        T_CHECK(outcome(threads, BLOCKS_OF_A_RUN) == alone);
    T_CHECK(outcome(3, 1) == outcome(1, 1));
    test_stop();
    return t_done();
}
