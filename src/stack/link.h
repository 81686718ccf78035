// SPDX-License-Identifier: BSD-3-Clause
/*
 * link.h - one direction of a simulated path: packets go in at one time and come out at another, or
 * never, or twice, or damaged; the same seed does the same each time.
 *
 * A packet first waits in a queue for the wire (bandwidth), then travels (delay and jitter). What
 * happens to it is decided when it goes in.
 */
#ifndef TL_STACK_LINK_H
#define TL_STACK_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINK_PACKETS_MAX = 65536, PER_MILLION = 1000000 };

/**
 * struct link_options - all zero is a wire without delay that loses nothing
 * @delay_ns:       of every packet
 * @jitter_ns:      up to so much more, which reorders
 * @bits_per_s:     0 for no limit
 * @queue_octets:   that may wait for the wire, 0 for no limit: what finds it full is lost
 * @mark_octets:    packets that allow it are marked CE where so much waits already; 0: never
 * @loss, @duplicate, @corrupt, @reorder: packets in a million
 * @reorder_ns:     what is reordered comes so much later
 * @drop:           *borrowed*: numbers of packets to lose, from 1, ascending: @n_drop of them
 */
struct link_options {
    int64_t delay_ns, jitter_ns, reorder_ns;
    uint64_t bits_per_s;
    uint32_t queue_octets, mark_octets;
    uint32_t loss, duplicate, corrupt, reorder;
    const uint32_t *drop;
    size_t n_drop;
};

/* What became of the packets. */
struct link_counters {
    uint64_t packets, octets, lost, overflowed, duplicated, corrupted, reordered, marked;
};

/* A packet under way. */
struct parcel {
    int64_t due_ns;
    uint64_t order;
    uint8_t *octets;
    size_t n;
};

/**
 * struct link
 * @random:   state of the generator
 * @free_ns:  when the wire has sent what waits for it
 * @heap:     *owned*, @n parcels, the earliest first; of one moment, the one that came first
 * @taken:    *owned*: the parcel that was handed out last
 */
struct link {
    struct link_options options;
    struct link_counters counters;
    uint64_t random, orders;
    int64_t free_ns;
    struct parcel *heap;
    size_t n, room;
    uint8_t *taken;
};

void tl_link_init(struct link *l, const struct link_options *options, uint64_t seed);
void tl_link_fini(struct link *l);

/* A packet goes in; where there is no memory for it, or too many are under way, it is lost. */
void tl_link_send(struct link *l, int64_t now_ns, const uint8_t *packet, size_t n);

/* When the next one comes out, INT64_MAX for never. */
int64_t tl_link_next(const struct link *l);

/* Whether one comes out by `now_ns`: it, *borrowed* until the next call. */
bool tl_link_take(struct link *l, int64_t now_ns, const uint8_t **packet, size_t *n);

#endif
