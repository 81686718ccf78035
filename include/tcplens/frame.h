// SPDX-License-Identifier: BSD-3-Clause
/*
 * frame.h - a frame as captured: borrowed octets and what the capture says of them.
 *
 * Invariant: `octets` is readable for exactly `caplen` octets, until the batch it came in is
 * refilled (*borrowed*).
 */
#ifndef TCPLENS_FRAME_H
#define TCPLENS_FRAME_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which way the frame passed the capturing host, where the capture says so. */
enum tcplens_frame_direction {
    TCPLENS_DIRECTION_UNKNOWN = 0,
    TCPLENS_DIRECTION_IN = 1,
    TCPLENS_DIRECTION_OUT = 2,
};

/**
 * struct tcplens_frame - one captured frame
 * @octets:    *borrowed*, `caplen` octets from the link-layer header on
 * @ts_ns:     nanoseconds since 1970-01-01 00:00 UTC, as the capture has it
 * @number:    position in the capture, counted from 1 before any filter
 * @caplen:    octets captured
 * @len:       octets on the wire; may be less than caplen only in damaged files
 * @iface:     index of the interface within the capture, from 0 over all sections
 * @link_type: LINKTYPE_ value of that interface (www.tcpdump.org/linktypes.html)
 * @direction: enum tcplens_frame_direction, from pcapng's epb_flags; cooked headers are decode's
 * @no_time:   the capture has no time for it, and ts_ns is 0
 * @carry_s:   whole seconds of ts_ns that the capture has in its fractions of a second; 0 but in
 *             damaged files
 */
struct tcplens_frame {
    const uint8_t *octets;
    int64_t ts_ns;
    uint64_t number;
    uint32_t caplen, len;
    uint16_t iface, link_type;
    uint8_t direction, no_time;
    uint16_t carry_s;
};

#ifdef __cplusplus
}
#endif

#endif
