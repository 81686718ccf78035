// SPDX-License-Identifier: BSD-3-Clause
/*
 * simulation.h - two hosts and the path between them, in virtual time: ten minutes take
 * milliseconds, and the same seed gives the same packets at the same times.
 */
#ifndef TL_STACK_SIMULATION_H
#define TL_STACK_SIMULATION_H

#include "stack/link.h"
#include "stack/stack.h"

struct simulation;

/* Which host: the first one is asked for nothing special. */
enum { SIMULATION_HOSTS = 2 };

/* A packet passes a host on its way out or in: `host` sees it now. */
typedef void simulation_tap(void *ctx, unsigned host, bool out, int64_t now_ns, struct span packet);

/**
 * struct simulation_options
 * @paths:  from host 0 to 1, and back
 * @seed:   of all that is random
 * @start_ns: the time at which it begins
 * @max_connections: of each host
 * @event:  as in struct stack_options, with the host's number
 * @tap:    sees every packet at both hosts; NULL if nobody looks
 * @ctx:    of both
 */
struct simulation_options {
    struct link_options paths[SIMULATION_HOSTS];
    uint64_t seed;
    int64_t start_ns;
    uint32_t max_connections;
    void (*event)(void *ctx, unsigned host, struct tcb *t, enum stack_event event);
    simulation_tap *tap;
    void *ctx;
};

/* NULL if there is no memory. */
struct simulation *tl_simulation_new(const struct simulation_options *options);
void tl_simulation_free(struct simulation *sim);

int64_t tl_simulation_now(const struct simulation *sim);
struct stack *tl_simulation_host(struct simulation *sim, unsigned host);
const struct link *tl_simulation_path(const struct simulation *sim, unsigned from);

/* The address of a host: 192.0.2.10 and 198.51.100.20 (RFC 5737), with this port. */
struct stack_addr tl_simulation_addr(unsigned host, uint16_t port);

/* A packet from nowhere arrives at a host. */
void tl_simulation_inject(struct simulation *sim, unsigned host, struct span packet);

/* When something happens next, INT64_MAX for never. */
int64_t tl_simulation_next(const struct simulation *sim);

/* Let everything happen up to `until_ns`, which then is the time. */
void tl_simulation_run(struct simulation *sim, int64_t until_ns);

#endif
