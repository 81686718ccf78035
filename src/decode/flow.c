// SPDX-License-Identifier: BSD-3-Clause
#include "decode/flow.h"

#include "base/hash.h"

/* Fixed offsets of RFC 791 and RFC 8200; decoding has proved that the header is there. */
enum { IP4_SRC = 12, IP4_DST = 16, IP6_SRC = 8, IP6_DST = 24 };

static void load_ip4(const uint8_t *p, uint64_t addr[2])
{
    static const uint8_t prefix[8] = {0, 0, 0xff, 0xff};
    uint64_t high;
    uint32_t low;

    /* In registers: gathered in memory, the word would wait for its halves to be written. */
    memcpy(&high, prefix, sizeof high);
    memcpy(&low, p, sizeof low);
    addr[0] = 0;
    addr[1] = high | (uint64_t)low << (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 32 : 0);
}

void tl_decode_flow(const struct tcplens_segment *seg, struct flow_key *out)
{
    const uint8_t *const l3 = seg->frame + seg->l3_off;

    if (l3[0] >> 4 == 4) {
        load_ip4(l3 + IP4_SRC, out->src.addr);
        load_ip4(l3 + IP4_DST, out->dst.addr);
    } else {
        memcpy(out->src.addr, l3 + IP6_SRC, 16);
        memcpy(out->dst.addr, l3 + IP6_DST, 16);
    }
    out->src.port = seg->src_port;
    out->dst.port = seg->dst_port;
}

/* Two independent products, so that the processor works on both at once. */
uint64_t tl_decode_flow_hash(const struct flow_key *key, uint64_t seed)
{
    const bool swapped = flow_src_is_greater(key);
    const struct flow_end *const a = swapped ? &key->dst : &key->src;
    const struct flow_end *const b = swapped ? &key->src : &key->dst;
    const uint64_t ports = (uint64_t)a->port << 16 | b->port;
    const uint64_t ha = hash_fold(a->addr[0] ^ seed, a->addr[1] ^ UINT64_C(0x9e3779b97f4a7c15));
    const uint64_t hb = hash_fold(b->addr[0] ^ ~seed, b->addr[1] ^ UINT64_C(0xc2b2ae3d27d4eb4f));

    return hash_word(ha ^ ports, hb ^ seed);
}
