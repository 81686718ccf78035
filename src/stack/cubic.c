// SPDX-License-Identifier: BSD-3-Clause
/*
 * cubic.c - CUBIC (RFC 9438): the window grows with the cube of the time since the last reduction,
 * slowly where that happened, and never slower than Reno would.
 *
 * Windows are in segments and times in seconds here, as in the RFC. The cube root is found by
 * bisection, once a reduction, so that no mathematical library is needed.
 */
#include "stack/congestion.h"

static const double factor_c = 0.4;     /* RFC 9438 5 */
static const double beta = 0.7;         /* 4.6 */
static const double alpha = 9.0 / 17.0; /* 4.3: 3 (1 - beta) / (1 + beta) */
static const double ns_per_s = 1e9;

static double cube_root(double v)
{
    double low = 0, high = v > 1 ? v : 1;

    for (int i = 0; i < 60; i++) {
        const double middle = (low + high) / 2;

        if (middle * middle * middle < v)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* 4.2: from the present window back to w_max takes K seconds. */
static void begin_epoch(struct congestion *c, int64_t now_ns)
{
    const double cwnd = (double)c->cwnd / c->mss;

    c->epoch_ns = now_ns;
    c->w_est = cwnd;
    if (c->w_max < cwnd)
        c->w_max = cwnd;
    c->k = cube_root((c->w_max - cwnd) / factor_c);
}

/* W_cubic(t), equation 1. */
static double cubic_window(const struct congestion *c, double t)
{
    const double d = t - c->k;

    return factor_c * d * d * d + c->w_max;
}

static void cubic_acked(struct congestion *c, uint32_t octets, int64_t now_ns, int64_t srtt_ns)
{
    const double cwnd = (double)c->cwnd / c->mss, segments = (double)octets / c->mss;
    double target, grown;

    if (c->cwnd < c->ssthresh) {
        c->cwnd += octets < 2 * c->mss ? octets : 2 * c->mss;
        return;
    }
    if (c->epoch_ns == 0)
        begin_epoch(c, now_ns);
    c->w_est += alpha * segments / cwnd; /* equation 4 */
    target = cubic_window(c, (double)(now_ns - c->epoch_ns + srtt_ns) / ns_per_s);
    if (target > 1.5 * cwnd)
        target = 1.5 * cwnd;
    grown = target > cwnd ? cwnd + (target - cwnd) / cwnd * segments : cwnd;
    if (grown < c->w_est) /* 4.3: where Reno would be ahead */
        grown = c->w_est;
    c->cwnd = (uint32_t)(grown * c->mss);
}

static void cubic_reduce(struct congestion *c, uint32_t flight)
{
    const double cwnd = (double)c->cwnd / c->mss;
    const uint32_t reduced = (uint32_t)(beta * flight);

    /* 4.7, fast convergence: who loses before it is back makes room for others. */
    c->w_max = cwnd < c->w_max ? cwnd * (1 + beta) / 2 : cwnd;
    c->ssthresh = reduced > 2 * c->mss ? reduced : 2 * c->mss;
    c->cwnd = c->ssthresh;
    c->epoch_ns = 0;
}

const struct congestion_ops congestion_cubic = {
    .name = "CUBIC", .acked = cubic_acked, .reduce = cubic_reduce};
