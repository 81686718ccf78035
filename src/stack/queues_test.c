// SPDX-License-Identifier: BSD-3-Clause
/* queues_test.c - the three queues of a connection: octets, what came beyond a gap, what is under
 * way. */
#include <string.h>

#include "stack/flight.h"
#include "stack/gaps.h"
#include "stack/ring.h"
#include "tap.h"

static struct span text(const char *s)
{
    return (struct span){(const uint8_t *)s, strlen(s)};
}

static void test_ring(void)
{
    uint8_t out[16];
    struct span runs[2];
    struct ring r;

    T_CHECK(ring_init(&r, 6) && ring_room(&r) == 6);
    ring_write(&r, 0, text("abcdef"));
    r.end += 6;
    T_CHECK(ring_room(&r) == 0);
    ring_take(&r, out, 4);
    T_CHECK(memcmp(out, "abcd", 4) == 0 && ring_used(&r) == 2);
    ring_write(&r, 8, text("ij")); /* beyond a gap, and round the end of the memory */
    ring_write(&r, 6, text("gh"));
    r.end += 4;
    ring_peek(&r, 4, 6, runs);
    T_CHECK(runs[0].n + runs[1].n == 6);
    ring_take(&r, out, 6);
    T_CHECK(memcmp(out, "efghij", 6) == 0 && ring_used(&r) == 0);
    ring_fini(&r);
}

static struct seq_range range(uint32_t left, uint32_t right)
{
    return (struct seq_range){seq_of(left), seq_of(right)};
}

static void test_gaps(void)
{
    const uint32_t wrap = UINT32_MAX - 9; /* ten before 0 */
    struct gaps g = {.n = 0};
    struct tcp_options o = {.present = 0};

    T_CHECK(gaps_add(&g, range(wrap + 5, wrap + 15)) && gaps_add(&g, range(30, 40)));
    T_CHECK(g.n == 2 && g.ranges[0].left.v == 30); /* the latest first */
    T_CHECK(gaps_hold(&g, range(wrap + 6, wrap + 15)) && !gaps_hold(&g, range(39, 41)));
    g.duplicate = range(1, 2);
    gaps_tell(&g, &o);
    T_CHECK(o.sacks == 3 && o.sack[0].left.v == 1 && o.sack[1].left.v == 30 &&
            (o.present & TCPLENS_OPT_SACK) != 0);
    gaps_tell(&g, &o);
    T_CHECK(o.sacks == 2);                           /* a duplicate is told once */
    T_CHECK(gaps_add(&g, range(5, 30)) && g.n == 1); /* from wrap + 15 to 30: all is one */
    T_CHECK(seq_eq(gaps_close(&g, seq_of(wrap)), seq_of(wrap)) && g.n == 1);
    T_CHECK(seq_eq(gaps_close(&g, seq_of(wrap + 5)), seq_of(40)) && g.n == 0);
}

static void test_too_many_gaps(void)
{
    struct gaps g = {.n = 0};
    uint32_t noted = 0;

    for (uint32_t i = 0; i < GAPS_MAX + 5; i++)
        noted += gaps_add(&g, range(10 * i, 10 * i + 5));
    T_CHECK(noted == GAPS_MAX && g.n == GAPS_MAX);
    T_CHECK(gaps_add(&g, range(0, 10 * GAPS_MAX)) && g.n == 1); /* what joins them always fits */
}

static void count(void *ctx, const struct sent *s)
{
    *(uint32_t *)ctx += sent_len(s);
}

static void test_flight(void)
{
    struct flight f;
    uint32_t told = 0;

    T_CHECK(flight_init(&f, 4));
    for (uint32_t i = 0; i < 5; i++)
        flight_push(&f, &(struct sent){.left = seq_of(100 * i), .right = seq_of(100 * i + 100)});
    T_CHECK(f.pipe == 500 && flight_count(&f) == 5);
    T_CHECK(flight_at(&f, f.first)->sent_ns < flight_at(&f, f.first + 1)->sent_ns);
    T_CHECK(flight_sack(&f, seq_of(150), seq_of(400), count, &told) == 200 && told == 200);
    T_CHECK(f.pipe == 300 && f.sacked == 2);
    flight_lose(&f, flight_at(&f, f.first));
    flight_lose(&f, flight_at(&f, f.first + 2)); /* SACKed: not lost */
    T_CHECK(f.lost == 1 && f.pipe == 200);
    flight_resend(&f, flight_at(&f, f.first), 50);
    T_CHECK(f.lost == 0 && f.pipe == 300);
    flight_acknowledge(&f, seq_of(150), count, &told);
    T_CHECK(told == 300 && f.pipe == 150 && flight_at(&f, f.first)->left.v == 150);
    flight_lose_all(&f, true);
    T_CHECK(f.lost == 4 && f.sacked == 0 && f.pipe == 0);
    flight_acknowledge(&f, seq_of(500), count, &told);
    T_CHECK(flight_count(&f) == 0 && f.lost == 0 && f.pipe == 0);
    flight_fini(&f);
}

int main(void)
{
    test_ring();
    test_gaps();
    test_too_many_gaps();
    test_flight();
    return t_done();
}
