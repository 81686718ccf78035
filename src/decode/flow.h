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

#include "base/hash.h"
#include "base/octets.h"

/* An address as two words in memory order, and its port. */
struct flow_end {
    uint64_t addr[2];
    uint16_t port;
};

struct flow_key {
    struct flow_end src, dst;
};

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

/* An IPv4 address, mapped; in registers: gathered in memory, the word would wait for its halves to
 * be written. */
static inline void flow_load_ip4(const uint8_t *p, uint64_t addr[2])
{
    static const uint8_t prefix[8] = {0, 0, 0xff, 0xff};
    uint64_t high;
    uint32_t low;

    memcpy(&high, prefix, sizeof high);
    memcpy(&low, p, sizeof low);
    addr[0] = 0;
    addr[1] = high | (uint64_t)low << (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 32 : 0);
}

/* The key of a TCP segment: an IP header is at l3_off. Offsets are those of RFC 791 and 8200. */
static inline void flow_key_of(const struct tcplens_segment *seg, struct flow_key *out)
{
    enum { IP4_SRC = 12, IP4_DST = 16, IP6_SRC = 8, IP6_DST = 24 };
    const uint8_t *const l3 = seg->frame + seg->l3_off;

    *out = (struct flow_key){0}; /* costs nothing: every octet is overwritten */
    if (l3[0] >> 4 == 4) {
        flow_load_ip4(l3 + IP4_SRC, out->src.addr);
        flow_load_ip4(l3 + IP4_DST, out->dst.addr);
    } else {
        memcpy(out->src.addr, l3 + IP6_SRC, 16);
        memcpy(out->dst.addr, l3 + IP6_DST, 16);
    }
    out->src.port = seg->src_port;
    out->dst.port = seg->dst_port;
}

/* Two independent products, so that the processor works on both at once. */
static inline uint64_t flow_hash(const struct flow_key *key, uint64_t seed)
{
    const bool swapped = flow_src_is_greater(key);
    const struct flow_end *const a = swapped ? &key->dst : &key->src;
    const struct flow_end *const b = swapped ? &key->src : &key->dst;
    const uint64_t ports = (uint64_t)a->port << 16 | b->port;
    const uint64_t ha = hash_fold(a->addr[0] ^ seed, a->addr[1] ^ UINT64_C(0x9e3779b97f4a7c15));
    const uint64_t hb = hash_fold(b->addr[0] ^ ~seed, b->addr[1] ^ UINT64_C(0xc2b2ae3d27d4eb4f));

    return hash_word(ha ^ ports, hb ^ seed);
}

#endif
