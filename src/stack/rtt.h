// SPDX-License-Identifier: BSD-3-Clause
/* rtt.h - the round-trip time, and the retransmission timeout made of it (RFC 6298 2). */
#ifndef TL_STACK_RTT_H
#define TL_STACK_RTT_H

#include <stdint.h>

/**
 * struct rtt - in nanoseconds
 * @srtt, @rttvar: 0 before the first sample
 * @min:     the smallest sample, INT64_MAX before the first
 * @rto:     without back-off
 * @backoff: how often it is doubled by now
 */
struct rtt {
    int64_t srtt, rttvar, min, rto;
    unsigned backoff;
};

enum { RTT_BACKOFF_MAX = 16 };

/* 6298 2.1: a second, as long as nothing was measured. */
void rtt_init(struct rtt *r);

/* A round trip took `sample_ns`; the timeout is kept between the bounds. */
void rtt_sample(struct rtt *r, int64_t sample_ns, int64_t min_rto_ns, int64_t max_rto_ns);

/* The timeout with back-off (5.5), not beyond `max_rto_ns`. */
int64_t rtt_timeout(const struct rtt *r, int64_t max_rto_ns);

#endif
