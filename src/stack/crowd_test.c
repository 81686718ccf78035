// SPDX-License-Identifier: BSD-3-Clause
/*
 * crowd_test.c - many connections on two hosts: a thousand at the same time over a path that loses,
 * a table that is full, and a listener that goes while others knock.
 */
#include "stack/simulation.h"
#include "tap.h"

enum { CROWD = 1000, OCTETS = 3000 };

static const int64_t second = 1000000000;

struct crowd {
    struct simulation *sim;
    unsigned accepted, closed, ended;
    uint64_t received;
};

static void happened(void *ctx, unsigned host, struct tcb *t, enum stack_event event)
{
    struct crowd *const c = ctx;
    const int64_t now = tl_simulation_now(c->sim);
    uint8_t octets[OCTETS] = {0};

    c->accepted += event == STACK_ACCEPTED;
    if (event == STACK_CONNECTED) {
        (void)tl_stack_send(t, now, (struct span){octets, OCTETS});
        tl_stack_close(t, now);
    } else if (event == STACK_READABLE) {
        c->received += tl_stack_receive(t, now, octets, OCTETS);
    } else if (event == STACK_FINISHED && host == 1) {
        tl_stack_close(t, now);
    } else if (event == STACK_ENDED) {
        c->ended++;
        c->closed += tl_stack_reason(t) == STACK_CLOSED;
        tl_stack_release(t, now);
    }
}

static struct stack_settings small(void)
{
    struct stack_settings o;

    tl_stack_defaults(&o);
    o.send_buffer = o.receive_buffer = OCTETS;
    o.backlog = CROWD;
    return o;
}

/* A crowd with a listener, and `n` callers. */
static bool gather(struct crowd *c, uint32_t room, uint32_t loss, unsigned n)
{
    const struct link_options path = {.delay_ns = second / 100, .loss = loss};
    const struct simulation_options o = {
        .paths = {path, path}, .seed = 1, .max_connections = room, .event = happened, .ctx = c};
    const struct stack_addr to = tl_simulation_addr(1, 80), from = tl_simulation_addr(0, 0);
    const struct stack_settings settings = small();

    *c = (struct crowd){.sim = tl_simulation_new(&o)};
    if (c->sim == NULL || tl_stack_listen(tl_simulation_host(c->sim, 1), &to, &settings) == NULL)
        return false;
    for (unsigned i = 0; i < n; i++)
        if (tl_stack_connect(tl_simulation_host(c->sim, 0), 0, &from, &to, &settings) == NULL)
            return false;
    return true;
}

static void test_thousand(void)
{
    struct crowd c;

    T_CHECK(gather(&c, CROWD + 1, 20000, CROWD));
    tl_simulation_run(c.sim, 600 * second);
    T_CHECK(c.accepted == CROWD && c.ended == 2 * CROWD && c.closed == 2 * CROWD);
    T_CHECK(c.received == (uint64_t)CROWD * OCTETS);
    T_CHECK(tl_stack_counters(tl_simulation_host(c.sim, 1))->no_memory == 0);
    T_CHECK(tl_simulation_next(c.sim) == INT64_MAX); /* nothing is left that waits */
    tl_simulation_free(c.sim);
}

/* Nine find no room at first, and come again. */
static void test_full_table(void)
{
    struct crowd c;

    T_CHECK(gather(&c, 10, 0, 10));
    tl_simulation_run(c.sim, second / 2);
    T_CHECK(c.accepted == 9 && tl_stack_counters(tl_simulation_host(c.sim, 1))->no_memory == 1);
    tl_simulation_run(c.sim, 600 * second);
    T_CHECK(c.accepted == 10 && c.closed == 20);
    tl_simulation_free(c.sim);
}

static void test_listener_goes(void)
{
    const struct stack_addr at = tl_simulation_addr(1, 81), from = tl_simulation_addr(0, 0);
    const struct stack_settings settings = small();
    struct tcb *listener, *caller;
    struct crowd c;

    T_CHECK(gather(&c, 10, 0, 0));
    listener = tl_stack_listen(tl_simulation_host(c.sim, 1), &at, &settings);
    caller = tl_stack_connect(tl_simulation_host(c.sim, 0), 0, &from, &at, &settings);
    T_CHECK(listener != NULL && caller != NULL);
    T_CHECK(tl_stack_listen(tl_simulation_host(c.sim, 1), &at, &settings) == NULL); /* taken */
    tl_simulation_run(c.sim, second / 66); /* the SYN is there, its answer under way */
    tl_stack_release(listener, tl_simulation_now(c.sim));
    tl_simulation_run(c.sim, second);
    T_CHECK(c.accepted == 0 && c.ended == 1 && c.closed == 0);
    tl_simulation_free(c.sim);
}

int main(void)
{
    test_thousand();
    test_full_table();
    test_listener_goes();
    return t_done();
}
