// SPDX-License-Identifier: BSD-3-Clause
/*
 * header.h - the TCP header (RFC 9293 3.1) into a segment record.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   |          Source Port          |       Destination Port        |
 *   |                        Sequence Number                        |
 *   |                    Acknowledgment Number                      |
 *   | DOffset | Rsrvd |A|C|E|U|A|P|R|S|F|            Window          |
 *   |           Checksum            |         Urgent Pointer        |
 *   |                [Options ...]  ...  Data                       |
 */
#ifndef TL_TCP_HEADER_H
#define TL_TCP_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/segment.h>

#include "base/octets.h"

enum {
    TCP_HEADER_MIN = 20,
    TCP_HEADER_RECOGNISED = 8, /* ports and SEG.SEQ: what an ICMP error quotes at least (RFC 792) */
    TCP_CHECKSUM_OFF = 16,     /* offset of the checksum field in the header */
};

/*
 * Read the header at the front of a segment: `captured` octets of it are at hand, `uncaptured` more
 * were on the wire. Fills ports, seq, ack, wnd, flags, header_len, options and payload_len, and
 * adds to notes. False, with nothing filled but notes, if fewer than TCP_HEADER_RECOGNISED octets
 * are there.
 */
bool tl_tcp_header_read(struct span captured, size_t uncaptured, struct tcplens_segment *out);

#endif
