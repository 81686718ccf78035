// SPDX-License-Identifier: BSD-3-Clause
/*
 * emit.c - options stand in the order in which Linux sends them, padded with NOPs in front of what
 * would not lie on a multiple of four (RFC 7323 appendix A).
 */
#include "tcp/emit.h"

#include <assert.h>
#include <string.h>

#include "tcp/checksum.h"
#include "tcp/header.h"

enum { OPTIONS_MAX = TCP_HEADER_MAX - TCP_HEADER_MIN, SACK_BLOCK = 8 };

static uint8_t *put_kind(uint8_t *p, unsigned kind, unsigned length)
{
    p[0] = (uint8_t)kind;
    p[1] = (uint8_t)length;
    return p + 2;
}

static uint8_t *put_nops(uint8_t *p, unsigned n)
{
    memset(p, TCP_KIND_NOP, n);
    return p + n;
}

/* SACK-Permitted stands in the two octets before Timestamps, if both are there. */
static uint8_t *put_timestamps(uint8_t *p, const struct tcp_options *o)
{
    if ((o->present & TCPLENS_OPT_SACK_PERMITTED) != 0)
        p = put_kind(p, TCP_KIND_SACK_PERMITTED, 2);
    else if ((o->present & TCPLENS_OPT_TIMESTAMPS) != 0)
        p = put_nops(p, 2);
    if ((o->present & TCPLENS_OPT_TIMESTAMPS) == 0)
        return (o->present & TCPLENS_OPT_SACK_PERMITTED) != 0 ? put_nops(p, 2) : p;
    p = put_kind(p, TCP_KIND_TIMESTAMPS, 10);
    put_be32(p, o->ts_val);
    put_be32(p + 4, o->ts_ecr);
    return p + 8;
}

static uint8_t *put_sack(uint8_t *p, const struct tcp_options *o, size_t room)
{
    const size_t fit = (room - 4) / SACK_BLOCK;
    const size_t n = o->sacks < fit ? o->sacks : fit;

    if (n == 0)
        return p;
    p = put_kind(put_nops(p, 2), TCP_KIND_SACK, (unsigned)(2 + n * SACK_BLOCK));
    for (size_t i = 0; i < n; i++, p += SACK_BLOCK) {
        put_be32(p, o->sack[i].left.v);
        put_be32(p + 4, o->sack[i].right.v);
    }
    return p;
}

static uint8_t *put_cookie(uint8_t *p, const struct tcp_outgoing *h)
{
    const unsigned n = h->options.fast_open_cookie;

    p = put_kind(p, TCP_KIND_FAST_OPEN, 2 + n);
    if (n > 0)
        memcpy(p, h->cookie, n);
    p += n;
    return put_nops(p, (4 - (2 + n) % 4) % 4);
}

static size_t put_options(uint8_t *const at, const struct tcp_outgoing *h)
{
    const struct tcp_options *const o = &h->options;
    uint8_t *p = at;

    if ((o->present & TCPLENS_OPT_MSS) != 0) {
        p = put_kind(p, TCP_KIND_MSS, 4);
        put_be16(p, o->mss);
        p += 2;
    }
    p = put_timestamps(p, o);
    if ((o->present & TCPLENS_OPT_WSCALE) != 0) {
        p = put_kind(put_nops(p, 1), TCP_KIND_WSCALE, 3);
        *p++ = o->wscale;
    }
    if ((o->present & TCPLENS_OPT_FAST_OPEN) != 0)
        p = put_cookie(p, h);
    if ((o->present & TCPLENS_OPT_SACK) != 0)
        p = put_sack(p, o, OPTIONS_MAX - (size_t)(p - at));
    assert((p - at) % 4 == 0 && p - at <= OPTIONS_MAX);
    return (size_t)(p - at);
}

size_t tl_tcp_header_write(uint8_t *at, const struct tcp_outgoing *h)
{
    const size_t length = TCP_HEADER_MIN + put_options(at + TCP_HEADER_MIN, h);

    put_be16(at, h->src_port);
    put_be16(at + 2, h->dst_port);
    put_be32(at + 4, h->seq.v);
    put_be32(at + 8, h->ack.v);
    put_be16(at + 12, (uint16_t)(length / 4 << 12 | h->flags));
    put_be16(at + 14, h->wnd);
    put_be16(at + TCP_CHECKSUM_OFF, 0);
    put_be16(at + 18, h->urgent);
    return length;
}

void tl_tcp_checksum_write(uint8_t *segment, uint32_t n, struct span src, struct span dst)
{
    uint64_t sum = tl_tcp_checksum_pseudo(src, dst, n);

    put_be16(segment + TCP_CHECKSUM_OFF, 0);
    sum = tl_tcp_checksum_add(sum, (struct span){segment, n});
    put_be16(segment + TCP_CHECKSUM_OFF, (uint16_t)~tl_tcp_checksum_fold(sum));
}
