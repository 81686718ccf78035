// SPDX-License-Identifier: BSD-3-Clause
/*
 * copy.h - what a segment has in common with a copy of it, as numbers: its IPv4 identification, a
 * digest of all that its sender chose, and the place where it was captured.
 */
#ifndef TL_TRACK_COPY_H
#define TL_TRACK_COPY_H

#include <stdint.h>

#include <tcplens/segment.h>

#include "base/hash.h"
#include "base/octets.h"

/* 0 if there is none. */
static inline uint16_t segment_ip_id(const struct tcplens_segment *seg)
{
    const uint8_t *const l3 = seg->frame + seg->l3_off;

    return l3[0] >> 4 == 4 ? be16(l3 + 4) : 0;
}

/* `ts_val`: its TSval, 0 if it has none. */
static inline uint32_t segment_digest(const struct tcplens_segment *seg, uint16_t ip_id,
                                      uint32_t ts_val)
{
    const uint64_t numbers = (uint64_t)seg->seq.v << 32 | seg->ack.v;
    const uint64_t rest = (uint64_t)ip_id << 48 | (uint64_t)seg->wnd << 32 | seg->payload_len;

    return (uint32_t)hash_fold(numbers ^ (uint64_t)seg->flags << 52,
                               (rest ^ (uint64_t)ts_val << 16) | 1);
}

/* An octet that differs between capture points. */
static inline uint8_t segment_place(const struct tcplens_segment *seg)
{
    return (uint8_t)(seg->iface * 31U + seg->l3_off * 7U + seg->direction);
}

#endif
