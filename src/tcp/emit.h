// SPDX-License-Identifier: BSD-3-Clause
/*
 * emit.h - a TCP header and its options as octets (RFC 9293 3.1): header.h and options.h, the other
 * way round. What is written here reads back there as what it was.
 */
#ifndef TL_TCP_EMIT_H
#define TL_TCP_EMIT_H

#include <stddef.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "base/octets.h"
#include "tcp/options.h"

enum { TCP_HEADER_MAX = 60 };

static inline void put_be16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static inline void put_be32(uint8_t *p, uint32_t v)
{
    put_be16(p, (uint16_t)(v >> 16));
    put_be16(p + 2, (uint16_t)v);
}

/**
 * struct tcp_outgoing - a header to be written
 * @seq, @ack:  host order
 * @flags:      enum tcplens_flag bits
 * @wnd:        as sent, the scale applied already
 * @urgent:     the urgent pointer, 0 without URG
 * @options:    its @present says which of its options are written, and @sacks how many blocks: as
 *              many as fit behind the others are, the first ones
 * @cookie:     *borrowed*: octets of the Fast Open cookie, options.fast_open_cookie of them
 */
struct tcp_outgoing {
    uint16_t src_port, dst_port;
    struct tcplens_seq seq, ack;
    uint16_t flags, wnd, urgent;
    struct tcp_options options;
    const uint8_t *cookie;
};

/* Write the header at `at`, where there is room for TCP_HEADER_MAX octets; how many it has, a
 * multiple of four. Its checksum field is 0. */
size_t tl_tcp_header_write(uint8_t *at, const struct tcp_outgoing *h);

/* Fill in the checksum of a whole segment of `n` octets between these addresses. */
void tl_tcp_checksum_write(uint8_t *segment, uint32_t n, struct span src, struct span dst);

#endif
