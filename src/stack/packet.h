// SPDX-License-Identifier: BSD-3-Clause
/*
 * packet.h - an IP packet with one TCP segment in it, read and written (RFC 791, RFC 8200).
 *
 * What the stack takes in is proved here once: lengths, both checksums, no fragment. What is
 * not in order is not an event of TCP, so it is dropped and counted.
 */
#ifndef TL_STACK_PACKET_H
#define TL_STACK_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stack/stack.h"
#include "tcp/emit.h"
#include "tcp/options.h"

/* The two bits of the IP header that belong to ECN (RFC 3168 5). */
enum ecn_codepoint { ECN_NOT_ECT = 0, ECN_ECT_1 = 1, ECN_ECT_0 = 2, ECN_CE = 3 };

/**
 * struct arrival - one segment as it came in; RFC 9293 3.4 names
 * @src, @dst: addresses and ports
 * @seq, @ack: host order; @ack counts only with the ACK flag
 * @flags:     enum tcplens_flag bits
 * @wnd:       as sent, never scaled
 * @urgent:    the urgent pointer
 * @ecn:       enum ecn_codepoint
 * @options:   of the header
 * @data:      *borrowed*: the text of the segment
 */
struct arrival {
    struct stack_addr src, dst;
    struct tcplens_seq seq, ack;
    uint16_t flags, wnd, urgent;
    uint8_t ecn;
    struct tcp_options options;
    struct span data;
};

/* SEG.LEN: text, and one for SYN and FIN each. */
static inline uint32_t arrival_len(const struct arrival *in)
{
    return (uint32_t)in->data.n + ((in->flags & TCPLENS_SYN) != 0) +
           ((in->flags & TCPLENS_FIN) != 0);
}

/* Read an IP packet of `octets`; false if it is no intact TCP segment. */
bool packet_read(struct span octets, struct arrival *out);

/**
 * struct departure - a segment to be sent
 * @src, @dst: of the same family
 * @header:    without ports
 * @ecn:       enum ecn_codepoint
 * @id:        identification of the IP packet
 * @data:      up to two runs of octets, one behind the other: a ring's
 */
struct departure {
    const struct stack_addr *src, *dst;
    struct tcp_outgoing header;
    uint8_t ecn;
    uint16_t id;
    struct span data[2];
};

/* Write it at `at`, where STACK_PACKET_MAX octets fit; how many it has. */
size_t packet_write(uint8_t *at, const struct departure *d);

#endif
