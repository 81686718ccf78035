// SPDX-License-Identifier: BSD-3-Clause
/*
 * conversation.h - what is remembered of a conversation (5): three cache lines, one for both and
 * one for each direction.
 *
 * Invariant: halves[0] is the end with the greater (address, port), which 3.6 calls side 1.
 *
 * Numbers are raw, and zero means none only where it is said. Frame numbers are kept by their low
 * 32 bits: the whole one is the latest that ends so (frame_of).
 */
#ifndef TL_ANALYSIS_CONVERSATION_H
#define TL_ANALYSIS_CONVERSATION_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <tcplens/segment.h>

#include "analysis/unacked.h"
#include "decode/flow.h"

enum { SHIFT_UNKNOWN = -1, SHIFT_UNUSED = -2 };

/* Bits of half.bits. */
enum half_bit {
    H_BASE = 1 << 0,         /* base is known */
    H_WINDOW = 1 << 1,       /* window is known */
    H_SYN_WINDOW = 1 << 2,   /* it came with a SYN and is not scaled */
    H_FLIGHT = 1 << 3,       /* flight_valid: bytes in flight may be shown */
    H_PUSHED = 1 << 4,       /* push_last: its last segment with data had PSH */
    H_CLOSED_FIRST = 1 << 5, /* a FIN of it was called active */
    H_KEEP_ALIVE = 1 << 6,   /* its last segment was a keep-alive, */
    H_WINDOW_PROBE = 1 << 7, /* or a zero window probe */
};

/**
 * struct half - one direction, by what it sent
 * @next_ns, @next_frame: the segment that set `next`
 * @last_ns:     time of its last segment
 * @base:        relative number 0, with H_BASE
 * @next:        highest number seen, plus one; 0: none
 * @ack_limit:   up to where the captured data are contiguous; 0: none
 * @last_ack:    acknowledgment number of its last segment, whatever the flags
 * @dup:         duplicate ACKs in a row, unsigned; DUP_ALL after 6.10
 * @dup_frame:   the segment that first had last_ack
 * @push_count:  octets since PSH
 * @sacked:      octets in the SACK blocks of its last segment, the first three
 * @unacked:     its segments not acknowledged yet
 * @window:      as its last segment had it, whatever the flags
 * @port:        part of the key
 * @shift:       0..14, SHIFT_UNKNOWN or SHIFT_UNUSED
 * @bits:        enum half_bit
 */
struct half {
    int64_t next_ns, last_ns;
    struct tcplens_seq base, next, ack_limit, last_ack;
    uint32_t next_frame, dup_frame, dup;
    uint32_t push_count, sacked;
    struct unacked_list unacked;
    uint16_t window, port;
    int8_t shift;
    uint8_t bits;
};

/**
 * struct conversation
 * @addr:         of both ends, IPv4 behind eight octets of ones
 * @first_ns, @prev_ns: times of its first and its last frame
 * @opening_ns:   with `has_irtt` the iRTT, which is not 0; else the time of the latest SYN, 0: none
 * @stream:       tcp.stream
 * @completeness: bits of section 9
 * @tfo_data:     a SYN with a cookie and data was seen
 * @has_irtt:     opening_ns is the iRTT
 * @mptcp_kinds:  MPTCP options seen, a bit for each subtype; 0 if it is no MPTCP
 * @mptcp_seen:   by direction: mptcp_kinds after its last segment
 */
struct conversation {
    uint8_t addr[2][16];
    int64_t first_ns, prev_ns, opening_ns;
    uint32_t stream;
    uint8_t completeness : 6, tfo_data : 1, has_irtt : 1;
    uint8_t mptcp_kinds, mptcp_seen[2];
    struct half halves[2];
};

/* Which half sent a segment with this key. With equal pairs it is always the second (3.6). */
static inline unsigned forward_half(const struct flow_key *key)
{
    return flow_src_is_greater(key) ? 0 : 1;
}

/* `forward` is forward_half(key). */
static inline bool conversation_is(const struct conversation *c, const struct flow_key *key,
                                   unsigned forward)
{
    return flow_end_is(&key->src, c->addr[forward], c->halves[forward].port) &&
           flow_end_is(&key->dst, c->addr[forward ^ 1], c->halves[forward ^ 1].port);
}

/* The frame before `now` of which the low 32 bits are known: 4,294,967,295 back at most. */
static inline uint64_t frame_of(uint32_t low, uint64_t now)
{
    return now - ((uint32_t)now - low);
}

#endif
