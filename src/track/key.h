// SPDX-License-Identifier: BSD-3-Clause
/*
 * key.h - what tells one flow from another: two (address, port) pairs.
 *
 * Both directions have one hash: the pairs are put in order before hashing, each pair as a whole.
 * Ordering addresses and ports each for itself would give A:1-B:2 and A:2-B:1 one hash. IPv4
 * addresses are v4-mapped, so that there is one code path.
 */
#ifndef TL_TRACK_KEY_H
#define TL_TRACK_KEY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <tcplens/segment.h>

#include "track/conn.h"

/* An address as two words in memory order, and its port. */
struct flow_end {
    uint64_t addr[2];
    uint16_t port;
};

struct flow_key {
    struct flow_end src, dst;
};

/* The key of a TCP segment (an IP header is at l3_off). */
void tl_track_key(const struct tcplens_segment *seg, struct flow_key *out);

uint64_t tl_track_hash(const struct flow_key *key, uint64_t seed);

static inline bool key_end_is(const struct conn *c, unsigned side, const struct flow_end *end)
{
    uint64_t addr[2];

    memcpy(addr, c->addr[side], 16);
    return ((addr[0] ^ end->addr[0]) | (addr[1] ^ end->addr[1]) |
            (unsigned)(c->port[side] ^ end->port)) == 0;
}

/* Whether a connection has this key; if so, which side `src` is. A connection with itself (both
 * pairs equal) has only side 0. */
static inline bool key_is(const struct conn *c, const struct flow_key *key, uint8_t *side)
{
    *side = key_end_is(c, SIDE_INITIATOR, &key->src) ? SIDE_INITIATOR : SIDE_RESPONDER;
    return (*side == SIDE_INITIATOR || key_end_is(c, SIDE_RESPONDER, &key->src)) &&
           key_end_is(c, *side ^ 1U, &key->dst);
}

#endif
