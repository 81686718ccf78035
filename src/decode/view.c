// SPDX-License-Identifier: BSD-3-Clause
/*
 * view.c - what a record leaves in the frame, read again through its offsets.
 *
 * Invariant: the record was made from this frame by decode, so that the headers which its kind
 * promises were captured; only what a note says may be missing is tested for here.
 */
#include "decode/decode.h"
#include "tcp/header.h"

enum { TRANSPORT_HEADER = 8 }; /* of UDP and ICMP */

/* At most `n` octets from `offset` of the frame on, as far as they were captured. */
static struct span captured_at(const struct tcplens_segment *seg, size_t offset, size_t n)
{
    const size_t there = offset < seg->caplen ? seg->caplen - offset : 0;

    if (there == 0 || n == 0)
        return (struct span){NULL, 0};
    return (struct span){seg->frame + offset, n < there ? n : there};
}

static size_t header_len(const struct tcplens_segment *seg)
{
    if (seg->kind == TCPLENS_KIND_TCP)
        return seg->header_len;
    if (seg->kind == TCPLENS_KIND_UDP || seg->kind == TCPLENS_KIND_ICMP)
        return TRANSPORT_HEADER;
    return 0;
}

struct span tl_decode_payload(const struct tcplens_segment *seg)
{
    return captured_at(seg, seg->l4_off + header_len(seg), seg->payload_len);
}

struct span tl_decode_options(const struct tcplens_segment *seg)
{
    if (seg->kind != TCPLENS_KIND_TCP || seg->header_len <= TCP_HEADER_MIN ||
        (seg->notes & TCPLENS_MALFORMED) != 0)
        return (struct span){NULL, 0};
    return captured_at(seg, (size_t)seg->l4_off + TCP_HEADER_MIN,
                       (size_t)seg->header_len - TCP_HEADER_MIN);
}

static void map_ip4(uint8_t out[16], const uint8_t addr[4])
{
    memset(out, 0, 10);
    memset(out + 10, 0xff, 2);
    memcpy(out + 12, addr, 4);
}

void tl_decode_ip(const struct tcplens_segment *seg, struct ip_facts *out)
{
    const uint8_t *const h = seg->frame + seg->l3_off;

    *out = (struct ip_facts){.version = h[0] >> 4};
    if (out->version == 4) {
        map_ip4(out->src, h + 12);
        map_ip4(out->dst, h + 16);
        out->ttl = h[8];
        out->ecn = h[1] & 3;
        out->id = be16(h + 4);
        out->has_id = out->id != 0 || (be16(h + 6) & 0x3fff) != 0;
    } else {
        memcpy(out->src, h + 8, 16);
        memcpy(out->dst, h + 24, 16);
        out->ttl = h[7];
        out->ecn = be16(h) >> 4 & 3;
    }
}

struct span tl_decode_transport(const struct tcplens_segment *seg)
{
    const uint8_t *const h = seg->frame + seg->l3_off;
    const size_t before = (size_t)seg->l4_off - seg->l3_off;
    const bool is_ip6 = h[0] >> 4 == 6;
    const size_t len = is_ip6 ? be16(h + 4) : be16(h + 2);
    size_t end = len + (is_ip6 ? 40 : 0);

    if (len == 0) /* a jumbogram, or segmentation offload: up to the end of the frame */
        end = SIZE_MAX;
    return captured_at(seg, seg->l4_off, end > before ? end - before : 0);
}
