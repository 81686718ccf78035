// SPDX-License-Identifier: BSD-3-Clause
/*
 * flow.h - what tells one flow from another: two (address, port) pairs.
 *
 * Both directions have one hash: the pairs are put in order before hashing, each pair as a whole.
 * Ordering addresses and ports each for itself would give A:1-B:2 and A:2-B:1 one hash. IPv4
 * addresses are v4-mapped, so that there is one code path.
 */
#ifndef TL_DECODE_FLOW_H
#define TL_DECODE_FLOW_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <tcplens/segment.h>

#include "base/octets.h"

/* An address as two words in memory order, and its port. */
struct flow_end {
    uint64_t addr[2];
    uint16_t port;
};

struct flow_key {
    struct flow_end src, dst;
};

/* The key of a TCP segment (an IP header is at l3_off). */
void tl_decode_flow(const struct tcplens_segment *seg, struct flow_key *out);

uint64_t tl_decode_flow_hash(const struct flow_key *key, uint64_t seed);

/* Whether the pair of `src` is the greater one: address octet by octet, then port. */
static inline bool flow_src_is_greater(const struct flow_key *key)
{
    for (unsigned i = 0; i < 2; i++) {
        const uint64_t src = be64((const uint8_t *)&key->src.addr[i]);
        const uint64_t dst = be64((const uint8_t *)&key->dst.addr[i]);

        if (src != dst)
            return src > dst;
    }
    return key->src.port > key->dst.port;
}

/* Whether `end` is this address of 16 octets and this port. */
static inline bool flow_end_is(const struct flow_end *end, const uint8_t addr[16], uint16_t port)
{
    uint64_t words[2];

    memcpy(words, addr, 16);
    return ((words[0] ^ end->addr[0]) | (words[1] ^ end->addr[1]) | (unsigned)(port ^ end->port)) ==
           0;
}

#endif
