// SPDX-License-Identifier: BSD-3-Clause
/*
 * congestion.h - how much may be under way: an algorithm is a table of three operations on one
 * small struct, and knows nothing of segments, timers or losses but what it is told.
 */
#ifndef TL_STACK_CONGESTION_H
#define TL_STACK_CONGESTION_H

#include <stdint.h>

#include "stack/stack.h"

/**
 * struct congestion - the state of either algorithm
 * @ops:       which
 * @mss:       SMSS in octets
 * @cwnd, @ssthresh: octets (RFC 5681 2)
 * @acked:     octets acknowledged since cwnd last grew by a segment (RFC 3465 2.1)
 * @w_max:     CUBIC: cwnd at the last reduction, in segments
 * @k:         CUBIC: seconds from the epoch's beginning until cwnd is w_max again
 * @w_est:     CUBIC: what Reno would have, in segments
 * @epoch_ns:  CUBIC: beginning of the epoch, 0 if the next ACK begins it
 */
struct congestion {
    const struct congestion_ops *ops;
    uint32_t mss, cwnd, ssthresh, acked;
    double w_max, k, w_est;
    int64_t epoch_ns;
};

/**
 * struct congestion_ops - an algorithm
 * @name:   for people
 * @acked:  so many octets were acknowledged while the window was the limit, outside of recovery
 * @reduce: a loss, or ECN's echo of a mark: set ssthresh, and cwnd to it
 */
struct congestion_ops {
    const char *name;
    void (*acked)(struct congestion *c, uint32_t octets, int64_t now_ns, int64_t srtt_ns);
    void (*reduce)(struct congestion *c, uint32_t flight);
};

extern const struct congestion_ops congestion_newreno; /* RFC 5681, RFC 6582 */
extern const struct congestion_ops congestion_cubic;   /* RFC 9438 */

void congestion_init(struct congestion *c, enum stack_congestion algorithm, uint32_t mss,
                     uint32_t initial_segments);

/* A retransmission timeout: ssthresh as for a loss, and one segment (RFC 5681 3.1). */
void congestion_timeout(struct congestion *c, uint32_t flight);

/* The window was not used for longer than a timeout: what is known of the path is old (5681 4.1).
 */
void congestion_restart(struct congestion *c, uint32_t initial_segments);

#endif
