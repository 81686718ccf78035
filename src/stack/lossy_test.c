// SPDX-License-Identifier: BSD-3-Clause
/*
 * lossy_test.c - two endpoints on paths that lose, reorder, repeat and damage packets as chance has
 * it: every octet arrives once and in order, or the connection ends with a reason; none hangs.
 *
 *     lossy_test [SEEDS [FIRST]]          300 seeds from 1, unless told
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "stack/simulation.h"
#include "tap.h"

static const int64_t ms = 1000000, hour = INT64_C(3600000000000);

/* What one side does: it sends `total` octets, closes, and reads what comes. */
struct side {
    struct tcb *tcb;
    uint64_t total, sent, received;
    uint64_t pattern, expected;
    enum stack_reason reason;
    bool finished, wrong, slow;
};

struct soup {
    struct simulation *sim;
    struct side sides[2];
    uint64_t random;
};

static uint64_t chance(struct soup *s, uint64_t n)
{
    s->random = hash_word(s->random, 1);
    return s->random % n;
}

/* The octet at a position of a stream. */
static uint8_t octet_at(uint64_t pattern, uint64_t position)
{
    return (uint8_t)(hash_word(pattern, position / 8) >> position % 8 * 8);
}

static void push(struct soup *s, struct side *side)
{
    uint8_t octets[2048];
    const int64_t now = tl_simulation_now(s->sim);

    while (side->sent < side->total) {
        const uint64_t left = side->total - side->sent;
        const size_t want = 1 + chance(s, left < sizeof octets ? left : sizeof octets);
        const size_t n = want < left ? want : (size_t)left;
        size_t taken;

        for (size_t i = 0; i < n; i++)
            octets[i] = octet_at(side->pattern, side->sent + i);
        taken = tl_stack_send(side->tcb, now, (struct span){octets, n});
        side->sent += taken;
        if (taken < n)
            return;
    }
    tl_stack_close(side->tcb, now);
}

static void pull(struct soup *s, struct side *side)
{
    uint8_t octets[4096];
    size_t n, most = side->slow ? 1 + chance(s, sizeof octets) : sizeof octets;

    while ((n = tl_stack_receive(side->tcb, tl_simulation_now(s->sim), octets, most)) > 0) {
        for (size_t i = 0; i < n; i++)
            side->wrong |= octets[i] != octet_at(side->expected, side->received + i);
        side->received += n;
        if (side->slow)
            return;
    }
}

static void happened(void *ctx, unsigned host, struct tcb *t, enum stack_event event)
{
    struct soup *const s = ctx;
    struct side *const side = &s->sides[host];

    switch (event) {
    case STACK_ACCEPTED:
        side->tcb = t;
        push(s, side);
        break;
    case STACK_CONNECTED:
    case STACK_WRITABLE:
        push(s, side);
        break;
    case STACK_READABLE:
        pull(s, side);
        break;
    case STACK_FINISHED:
        side->finished = true;
        break;
    case STACK_ENDED:
        while (tl_stack_readable(t) > 0)
            pull(s, side);
        side->reason = tl_stack_reason(t);
        break;
    case STACK_URGENT:
        break;
    }
}

static struct link_options random_path(struct soup *s)
{
    struct link_options o = {.delay_ns = (int64_t)chance(s, 100) * ms};

    if (chance(s, 2))
        o.jitter_ns = (int64_t)chance(s, 30) * ms;
    if (chance(s, 2))
        o.bits_per_s = 100000 + chance(s, 100000000);
    if (chance(s, 2))
        o.queue_octets = 3000 + (uint32_t)chance(s, 100000);
    if (chance(s, 3) == 0)
        o.mark_octets = 3000 + (uint32_t)chance(s, 20000);
    if (chance(s, 3))
        o.loss = (uint32_t)chance(s, chance(s, 4) ? 30000 : 200000);
    if (chance(s, 2))
        o.duplicate = (uint32_t)chance(s, 50000);
    if (chance(s, 2))
        o.reorder = (uint32_t)chance(s, 100000);
    if (chance(s, 2))
        o.corrupt = (uint32_t)chance(s, 30000);
    o.reorder_ns = (int64_t)chance(s, 50) * ms;
    return o;
}

static struct stack_settings random_settings(struct soup *s)
{
    struct stack_settings o;

    tl_stack_defaults(&o);
    o.send_buffer = 1 + (uint32_t)chance(s, chance(s, 3) ? 200000 : 2000);
    o.receive_buffer = 1 + (uint32_t)chance(s, chance(s, 3) ? 200000 : 2000);
    o.mss = (uint16_t)(200 + chance(s, 1300));
    o.congestion = (uint8_t)chance(s, 2);
    o.scaling = chance(s, 4) > 0;
    o.timestamps = chance(s, 3) > 0;
    o.sack = chance(s, 4) > 0;
    o.ecn = chance(s, 2) > 0;
    o.nagle = chance(s, 2) > 0;
    o.delayed_acks = chance(s, 3) > 0;
    o.keep_alive = true;
    o.min_rto_ns = (200 + (int64_t)chance(s, 800)) * ms;
    return o;
}

static bool side_is_right(const struct soup *s, unsigned i)
{
    const struct side *const side = &s->sides[i], *const other = &s->sides[1 - i];

    if (side->wrong || side->received > other->total)
        return false;
    return side->reason != STACK_CLOSED || (side->finished && side->received == other->total);
}

/* Slow readers come back now and then. */
static void run(struct soup *s)
{
    int64_t at = tl_simulation_now(s->sim);
    const int64_t end = at + 100 * hour;

    while (tl_simulation_next(s->sim) <= end) {
        at = tl_simulation_next(s->sim);
        tl_simulation_run(s->sim, at + 20 * ms);
        for (int i = 0; i < 2; i++)
            if (s->sides[i].slow && s->sides[i].tcb != NULL)
                pull(s, &s->sides[i]);
    }
}

static bool soup(uint64_t seed)
{
    struct soup s = {.random = hash_word(seed, 7)};
    struct simulation_options o = {.seed = seed,
                                   .start_ns = hour * 400000,
                                   .max_connections = 4,
                                   .event = happened,
                                   .ctx = &s};
    const struct stack_addr to = tl_simulation_addr(1, 80), from = tl_simulation_addr(0, 0);
    struct stack_settings settings;
    struct tcb *listener;
    bool fine;

    for (unsigned i = 0; i < 2; i++) {
        o.paths[i] = random_path(&s);
        s.sides[i].total = chance(&s, 3) ? chance(&s, 100000) : chance(&s, 20);
        s.sides[i].pattern = seed * 2 + i;
        s.sides[1 - i].expected = seed * 2 + i;
        s.sides[i].slow = chance(&s, 4) == 0;
    }
    s.sim = tl_simulation_new(&o);
    settings = random_settings(&s);
    listener = tl_stack_listen(tl_simulation_host(s.sim, 1), &to, &settings);
    settings = random_settings(&s);
    s.sides[0].tcb =
        tl_stack_connect(tl_simulation_host(s.sim, 0), o.start_ns, &from, &to, &settings);
    run(&s);
    fine = side_is_right(&s, 0) && side_is_right(&s, 1) && s.sides[0].reason != STACK_OPEN &&
           (s.sides[1].tcb == NULL || s.sides[1].reason != STACK_OPEN);
    if (!fine)
        printf("# seed %llu: %d %llu/%llu %s, %d %llu/%llu %s\n", (unsigned long long)seed,
               s.sides[0].reason, (unsigned long long)s.sides[0].received,
               (unsigned long long)s.sides[1].total,
               tcplens_state_name(tl_stack_state(s.sides[0].tcb)), s.sides[1].reason,
               (unsigned long long)s.sides[1].received, (unsigned long long)s.sides[0].total,
               s.sides[1].tcb ? tcplens_state_name(tl_stack_state(s.sides[1].tcb)) : "-");
    (void)listener;
    tl_simulation_free(s.sim);
    return fine;
}

int main(int argc, char **argv)
{
    const unsigned long seeds = argc > 1 ? strtoul(argv[1], NULL, 10) : 300;
    const unsigned long first = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    unsigned long failed = 0;

    for (unsigned long i = 0; i < seeds; i++)
        failed += !soup(first + i);
    T_CHECK(failed == 0);
    return t_done();
}
