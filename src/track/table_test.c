// SPDX-License-Identifier: BSD-3-Clause
/* The table against a plain array, and both queues of a connection against plain lists. */
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "tap.h"
#include "tcp/seq.h"
#include "track/holes.h"
#include "track/unacked.h"

static uint64_t chance = 42;

static uint32_t dice(uint32_t sides)
{
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (uint32_t)(chance % sides);
}

enum { SLOTS = 500 };

static int holds(const struct table *t, uint32_t tag, uint32_t slot)
{
    for (uint32_t i = tag & t->mask; t->cells[i].slot_plus_1 != 0; i = (i + 1) & t->mask)
        if (t->cells[i].tag == tag && t->cells[i].slot_plus_1 == slot + 1)
            return 1;
    return 0;
}

/* Few different tags, so that runs are long and cross the end of the array. */
static void table_like_an_array(void)
{
    uint32_t tags[SLOTS];
    int in[SLOTS] = {0};
    uint32_t n = 0;
    int right = 1;
    struct table t;

    T_CHECK(tl_table_init(&t, SLOTS));
    for (unsigned round = 0; round < 20000; round++) {
        const uint32_t slot = dice(SLOTS);

        if (in[slot]) {
            tl_table_remove(&t, tags[slot], slot);
            n--;
        } else {
            tags[slot] = dice(4) == 0 ? t.mask - dice(3) : dice(1000) << 12 | dice(60);
            tl_table_put(&t, tags[slot], slot);
            n++;
        }
        in[slot] = !in[slot];
        right &= t.n == n;
        for (unsigned i = 0; i < SLOTS && round % 64 == 0; i++)
            right &= !in[i] || holds(&t, tags[i], i);
        right &= in[slot] == holds(&t, tags[slot], slot);
    }
    T_CHECK(right);
    tl_table_fini(&t);
}

/* Every number is one octet of an array: captured or not, and by which segment. */
enum { NUMBERS = 400 };

static void holes_like_octets(void)
{
    static const uint32_t base = UINT32_C(0xffffff00);
    struct pool pool;
    int right = 1;

    T_CHECK(tl_pool_init(&pool, 8));
    for (unsigned round = 0; round < 2000; round++) {
        struct endpoint ep = {0};
        unsigned char missing[NUMBERS] = {0};
        uint32_t end = 0, holes = 0;

        while (end + 40 < NUMBERS && holes++ < CHUNK_HOLES / 2) {
            const uint32_t start = end + 1 + dice(10);

            end = start + 1 + dice(20);
            right &= tl_holes_add(&pool, &ep, seq_of(base + start), seq_of(base + end));
            memset(missing + start, 1, end - start);
        }
        for (unsigned i = 0; i < 8; i++) {
            const uint32_t from = dice(NUMBERS - 60), to = from + 1 + dice(59);
            uint32_t expected = 0;

            for (uint32_t j = from; j < to; j++)
                expected += missing[j];
            right &=
                tl_holes_within(&pool, &ep, seq_of(base + from), seq_of(base + to)) == expected;
            right &= tl_holes_fill(&pool, &ep, seq_of(base + from), seq_of(base + to)) == expected;
            memset(missing + from, 0, to - from);
        }
        right &= tl_holes_fill(&pool, &ep, seq_of(base), seq_of(base + NUMBERS)) <= NUMBERS;
        right &= ep.holes == 0;
    }
    T_CHECK(right);
    tl_pool_fini(&pool);
}

/* Segments of ten numbers each, put in any order, taken away from the front. */
static void unacked_like_an_array(void)
{
    static const uint32_t base = UINT32_C(0xfffffff0);
    struct pool pool;
    int right = 1;

    T_CHECK(tl_pool_init(&pool, 80));
    for (unsigned round = 0; round < 2000; round++) {
        struct endpoint ep = {0};
        unsigned char in[64] = {0};
        uint32_t acked = 0;

        for (unsigned i = 0; i < 100; i++) {
            const uint32_t k = dice(64);
            const struct sent *s;
            struct acked out;

            if (k >= acked && !in[k] && dice(3) > 0) {
                const struct sent put = {seq_of(base + k * 10), .len = 10, .frame = k + 1};

                right &= unacked_put(&pool, &ep, &put);
                in[k] = 1;
            }
            s = tl_unacked_at(&pool, &ep, seq_of(base + k * 10 + dice(10)));
            right &= (s != NULL) == in[k] && (s == NULL || s->frame == k + 1);
            s = tl_unacked_ending(&pool, &ep, seq_of(base + k * 10 + 10));
            right &= (s != NULL) == in[k] && (s == NULL || s->frame == k + 1);
            if (dice(20) != 0 || k < acked)
                continue;
            unacked_take(&pool, &ep, seq_of(base + k * 10 + 5), &out);
            right &= out.last.frame == 0;
            memset(in, 0, k);
            acked = k;
        }
        tl_unacked_clear(&pool, &ep);
        right &= ep.unacked_chunks == 0 && ep.unacked_tail == 0;
    }
    T_CHECK(right);
    T_CHECK(pool.born <= 64); /* chunks come back */
    tl_pool_fini(&pool);
}

static void caps_hold(void)
{
    struct pool pool;
    struct endpoint ep = {0};
    uint32_t n = 0;

    T_CHECK(tl_pool_init(&pool, 10));
    for (uint32_t i = 0; i < 100; i++) {
        const struct sent s = {seq_of(i * 10), .len = 10, .frame = i + 1};

        n += unacked_put(&pool, &ep, &s);
    }
    T_CHECK(n == 10 * CHUNK_SENT);
    T_CHECK(!tl_holes_add(&pool, &ep, seq_of(5000), seq_of(5001)));
    tl_unacked_clear(&pool, &ep);
    for (uint32_t i = 0; i < CHUNK_HOLES + 3; i++)
        n += tl_holes_add(&pool, &ep, seq_of(i * 10), seq_of(i * 10 + 5));
    T_CHECK(n == 10 * CHUNK_SENT + CHUNK_HOLES);
    T_CHECK(tl_holes_within(&pool, &ep, seq_of(0), seq_of(1000)) == CHUNK_HOLES * 5);
    tl_pool_fini(&pool);
}

int main(void)
{
    table_like_an_array();
    holes_like_octets();
    unacked_like_an_array();
    caps_hold();
    return t_done();
}
