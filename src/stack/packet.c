// SPDX-License-Identifier: BSD-3-Clause
/*
 * packet.c - the length of the packet narrows the span before TCP looks at it, so that padding is
 * no text. Extension headers of IPv6 are nobody's who talks to us, and are not read.
 */
#include "stack/packet.h"

#include <assert.h>
#include <string.h>

#include "tcp/checksum.h"
#include "tcp/header.h"

enum {
    IP4_HEADER = 20,
    IP6_HEADER = 40,
    PROTOCOL_TCP = 6,
    DONT_FRAGMENT = 0x4000,
    HOPS = 64,
};

static void set_address(struct stack_addr *a, const uint8_t *octets, uint8_t n)
{
    *a = (struct stack_addr){.n = n};
    memcpy(a->octets, octets, n);
}

/* From an IPv4 packet to the segment in it. */
static bool open_ip4(struct span octets, struct arrival *out, struct span *segment)
{
    const uint8_t *const h = span_take(&octets, IP4_HEADER);
    size_t header, total;

    if (h == NULL)
        return false;
    header = (size_t)(h[0] & 0xf) * 4;
    total = be16(h + 2);
    if (header < IP4_HEADER || total < header || total > IP4_HEADER + octets.n ||
        h[9] != PROTOCOL_TCP || (be16(h + 6) & 0x3fff) != 0)
        return false;
    if (tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){h, header})) != UINT16_MAX)
        return false;
    set_address(&out->src, h + 12, 4);
    set_address(&out->dst, h + 16, 4);
    out->ecn = h[1] & 3;
    *segment = (struct span){h + header, total - header};
    return true;
}

static bool open_ip6(struct span octets, struct arrival *out, struct span *segment)
{
    const uint8_t *const h = span_take(&octets, IP6_HEADER);

    if (h == NULL || h[6] != PROTOCOL_TCP || be16(h + 4) > octets.n)
        return false;
    set_address(&out->src, h + 8, 16);
    set_address(&out->dst, h + 24, 16);
    out->ecn = h[1] >> 4 & 3;
    *segment = (struct span){octets.p, be16(h + 4)};
    return true;
}

static bool read_segment(struct span segment, struct arrival *out)
{
    const struct span src = {out->src.octets, out->src.n}, dst = {out->dst.octets, out->dst.n};
    struct tcplens_segment seg = {0};
    struct span options;
    uint64_t sum;

    if (segment.n < TCP_HEADER_MIN || !tl_tcp_header_read(segment, 0, &seg) || seg.notes != 0)
        return false;
    sum = tl_tcp_checksum_pseudo(src, dst, (uint32_t)segment.n);
    if (tl_tcp_checksum_fold(tl_tcp_checksum_add(sum, segment)) != UINT16_MAX)
        return false;
    out->src.port = seg.src_port;
    out->dst.port = seg.dst_port;
    out->seq = seg.seq;
    out->ack = seg.ack;
    out->flags = seg.flags;
    out->wnd = seg.wnd;
    out->urgent = be16(segment.p + 18);
    options = (struct span){segment.p + TCP_HEADER_MIN, seg.header_len - (size_t)TCP_HEADER_MIN};
    tl_tcp_options_read(options, &out->options);
    out->data = (struct span){segment.p + seg.header_len, seg.payload_len};
    return true;
}

bool packet_read(struct span octets, struct arrival *out)
{
    struct span segment;
    bool whole;

    if (octets.n == 0)
        return false;
    switch (octets.p[0] >> 4) {
    case 4:
        whole = open_ip4(octets, out, &segment);
        break;
    case 6:
        whole = open_ip6(octets, out, &segment);
        break;
    default:
        return false;
    }
    return whole && read_segment(segment, out);
}

static void write_ip4(uint8_t *h, const struct departure *d, size_t segment)
{
    memset(h, 0, IP4_HEADER);
    h[0] = 0x45;
    h[1] = d->ecn;
    put_be16(h + 2, (uint16_t)(IP4_HEADER + segment));
    put_be16(h + 4, d->id);
    put_be16(h + 6, DONT_FRAGMENT);
    h[8] = HOPS;
    h[9] = PROTOCOL_TCP;
    memcpy(h + 12, d->src->octets, 4);
    memcpy(h + 16, d->dst->octets, 4);
    put_be16(h + 10,
             (uint16_t)~tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){h, IP4_HEADER})));
}

static void write_ip6(uint8_t *h, const struct departure *d, size_t segment)
{
    put_be32(h, 6U << 28 | (uint32_t)d->ecn << 20);
    put_be16(h + 4, (uint16_t)segment);
    h[6] = PROTOCOL_TCP;
    h[7] = HOPS;
    memcpy(h + 8, d->src->octets, 16);
    memcpy(h + 24, d->dst->octets, 16);
}

size_t packet_write(uint8_t *at, const struct departure *d)
{
    const size_t ip = d->src->n == 4 ? IP4_HEADER : IP6_HEADER;
    struct tcp_outgoing header = d->header;
    uint8_t *const segment = at + ip;
    size_t n;

    assert(d->src->n == d->dst->n);
    header.src_port = d->src->port;
    header.dst_port = d->dst->port;
    n = tl_tcp_header_write(segment, &header);
    for (int i = 0; i < 2; i++) {
        if (d->data[i].n > 0)
            memcpy(segment + n, d->data[i].p, d->data[i].n);
        n += d->data[i].n;
    }
    tl_tcp_checksum_write(segment, (uint32_t)n, (struct span){d->src->octets, d->src->n},
                          (struct span){d->dst->octets, d->dst->n});
    if (ip == IP4_HEADER)
        write_ip4(at, d, n);
    else
        write_ip6(at, d, n);
    return ip + n;
}
