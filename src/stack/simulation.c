// SPDX-License-Identifier: BSD-3-Clause
/* simulation.c - the clock jumps from one thing that is due to the next. */
#include "stack/simulation.h"

#include <stdlib.h>

/* One end: what its stack calls. */
struct host {
    struct simulation *sim;
    struct stack *stack;
    struct link out;
    unsigned number;
};

struct simulation {
    struct simulation_options options;
    struct host hosts[SIMULATION_HOSTS];
    int64_t now_ns;
};

static void see(struct simulation *sim, unsigned host, bool out, struct span packet)
{
    if (sim->options.tap != NULL)
        sim->options.tap(sim->options.ctx, host, out, sim->now_ns, packet);
}

static void take_packet(void *ctx, const uint8_t *packet, size_t n)
{
    struct host *const h = ctx;

    see(h->sim, h->number, true, (struct span){packet, n});
    tl_link_send(&h->out, h->sim->now_ns, packet, n);
}

static void take_event(void *ctx, struct tcb *t, enum stack_event event)
{
    const struct host *const h = ctx;

    h->sim->options.event(h->sim->options.ctx, h->number, t, event);
}

struct simulation *tl_simulation_new(const struct simulation_options *options)
{
    struct simulation *const sim = calloc(1, sizeof *sim);

    if (sim == NULL)
        return NULL;
    sim->options = *options;
    sim->now_ns = options->start_ns;
    for (unsigned i = 0; i < SIMULATION_HOSTS; i++) {
        struct host *const h = &sim->hosts[i];
        struct stack_options o = {.output = take_packet,
                                  .event = take_event,
                                  .ctx = h,
                                  .max_connections = options->max_connections};

        for (unsigned k = 0; k < STACK_KEY; k++)
            o.key[k] = (uint8_t)(options->seed >> k % 8 * 8 ^ k ^ i << 7);
        h->sim = sim;
        h->number = i;
        tl_link_init(&h->out, &options->paths[i], options->seed * 2 + i);
        h->stack = tl_stack_new(&o);
    }
    if (sim->hosts[0].stack != NULL && sim->hosts[1].stack != NULL)
        return sim;
    tl_simulation_free(sim);
    return NULL;
}

void tl_simulation_free(struct simulation *sim)
{
    if (sim == NULL)
        return;
    for (unsigned i = 0; i < SIMULATION_HOSTS; i++) {
        tl_stack_free(sim->hosts[i].stack);
        tl_link_fini(&sim->hosts[i].out);
    }
    free(sim);
}

int64_t tl_simulation_now(const struct simulation *sim)
{
    return sim->now_ns;
}

struct stack *tl_simulation_host(struct simulation *sim, unsigned host)
{
    return sim->hosts[host].stack;
}

const struct link *tl_simulation_path(const struct simulation *sim, unsigned from)
{
    return &sim->hosts[from].out;
}

struct stack_addr tl_simulation_addr(unsigned host, uint16_t port)
{
    static const struct stack_addr hosts[SIMULATION_HOSTS] = {
        {.octets = {192, 0, 2, 10}, .n = 4}, {.octets = {198, 51, 100, 20}, .n = 4}};
    struct stack_addr a = hosts[host];

    a.port = port;
    return a;
}

void tl_simulation_inject(struct simulation *sim, unsigned host, struct span packet)
{
    see(sim, host, false, packet);
    tl_stack_input(sim->hosts[host].stack, sim->now_ns, packet.p, packet.n);
}

static int64_t host_next(const struct host *h)
{
    const int64_t link = tl_link_next(&h->out), stack = tl_stack_next_timeout(h->stack);

    return link < stack ? link : stack;
}

int64_t tl_simulation_next(const struct simulation *sim)
{
    const int64_t a = host_next(&sim->hosts[0]), b = host_next(&sim->hosts[1]);

    return a < b ? a : b;
}

/* What is due now: first packets, then timers, so that an ACK in time stops a timeout. */
static void step(struct simulation *sim)
{
    for (unsigned i = 0; i < SIMULATION_HOSTS; i++) {
        const uint8_t *packet;
        size_t n;

        while (tl_link_take(&sim->hosts[i].out, sim->now_ns, &packet, &n))
            tl_simulation_inject(sim, 1 - i, (struct span){packet, n});
    }
    for (unsigned i = 0; i < SIMULATION_HOSTS; i++)
        tl_stack_poll(sim->hosts[i].stack, sim->now_ns);
}

void tl_simulation_run(struct simulation *sim, int64_t until_ns)
{
    for (int64_t next; (next = tl_simulation_next(sim)) <= until_ns;) {
        if (next > sim->now_ns)
            sim->now_ns = next;
        step(sim);
    }
    if (until_ns > sim->now_ns)
        sim->now_ns = until_ns;
}
