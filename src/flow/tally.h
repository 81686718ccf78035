// SPDX-License-Identifier: BSD-3-Clause
/*
 * tally.h - what a list of connections counts beside what the tracker knows: octets on the wire,
 * round trips, reordering, and the course of a connection in Zeek's letters.
 *
 * One tally a slot of the tracker; the first segment of another connection there begins a new one.
 */
#ifndef TL_FLOW_TALLY_H
#define TL_FLOW_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "track/verdict.h"

enum { TALLY_HISTORY = 30 };

/* RFC 6298 2: samples, the latest estimate, the extremes; all 0 before the first. */
struct tally_rtt {
    int64_t smoothed_ns, min_ns, max_ns;
};

/**
 * struct tally_end - of what one side sent
 * @wire, @ip:     octets of its frames, and of its IP packets
 * @rtt:           from the other side's data to its ACKs
 * @out_of_order:  segments that were overtaken
 * @repeats, @gaps, @closed: segments with old payload, gaps that the other side acknowledged,
 *                 segments with a window of 0
 * @letters:       of history: what stands there already
 */
struct tally_end {
    uint64_t wire, ip;
    struct tally_rtt rtt;
    uint32_t out_of_order, repeats, gaps, closed;
    uint16_t letters;
};

/**
 * struct tally - of one connection
 * @conn_number: whose; 0: nobody's
 * @history:     @n_history letters, of the responder's side in lower case
 * @stream, @completeness: what Wireshark says; with @analysed
 */
struct tally {
    uint64_t conn_number;
    struct tally_end ends[2];
    uint32_t stream;
    uint8_t completeness;
    bool analysed, matched;
    uint8_t n_history;
    char history[TALLY_HISTORY];
};

/* `side` is about to be counted. */
static inline void tally_prefetch(const struct tally *t, unsigned side)
{
    __builtin_prefetch(&t->ends[side], 1);
    __builtin_prefetch(&t->conn_number, 1);
}

/* Count a segment of connection `conn_number`; an ICMP error that quotes one counts nothing. */
void tl_tally_add(struct tally *t, uint64_t conn_number, const struct tcplens_segment *seg,
                  const struct verdict *v);

#endif
