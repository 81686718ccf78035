// SPDX-License-Identifier: BSD-3-Clause
/* congestion.c - slow start, and NewReno's avoidance, counted in octets (RFC 5681 3.1). */
#include "stack/congestion.h"

static uint32_t at_least(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* RFC 5681 3.1, equation 2 below ssthresh; above it one segment for each window's worth. */
static void newreno_acked(struct congestion *c, uint32_t octets, int64_t now_ns, int64_t srtt_ns)
{
    (void)now_ns;
    (void)srtt_ns;
    if (c->cwnd < c->ssthresh) {
        c->cwnd += octets < 2 * c->mss ? octets : 2 * c->mss; /* RFC 3465 2.3: L = 2 */
        return;
    }
    c->acked += octets;
    if (c->acked >= c->cwnd) {
        c->acked -= c->cwnd;
        c->cwnd += c->mss;
    }
}

/* RFC 5681 equation 4. */
static void newreno_reduce(struct congestion *c, uint32_t flight)
{
    c->ssthresh = at_least(flight / 2, 2 * c->mss);
    c->cwnd = c->ssthresh;
    c->acked = 0;
}

const struct congestion_ops congestion_newreno = {
    .name = "NewReno", .acked = newreno_acked, .reduce = newreno_reduce};

void congestion_init(struct congestion *c, enum stack_congestion algorithm, uint32_t mss,
                     uint32_t initial_segments)
{
    *c = (struct congestion){
        .ops = algorithm == STACK_CUBIC ? &congestion_cubic : &congestion_newreno,
        .mss = mss,
        .cwnd = mss * initial_segments,
        .ssthresh = UINT32_MAX,
    };
}

void congestion_timeout(struct congestion *c, uint32_t flight)
{
    c->ops->reduce(c, flight);
    c->cwnd = c->mss;
}

void congestion_restart(struct congestion *c, uint32_t initial_segments)
{
    if (c->cwnd > c->mss * initial_segments)
        c->cwnd = c->mss * initial_segments;
    c->epoch_ns = 0;
}
