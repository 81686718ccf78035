// SPDX-License-Identifier: BSD-3-Clause
/*
 * wireshark.h - one connection as tshark 4.0 prints it with `-z follow,tcp,…`, to the octet.
 *
 * A dialect: whoever sent the first segment is node 0, a reset's octets count, a FIN means nothing,
 * a gap is known only if octets behind it are acknowledged, and what waits at the end is not shown.
 */
#ifndef TL_FOLLOW_WIRESHARK_H
#define TL_FOLLOW_WIRESHARK_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/segment.h>

#include "analysis/analysis.h"
#include "base/text.h"
#include "reassembly/octet_stream.h"

enum wireshark_form { WIRESHARK_ASCII, WIRESHARK_HEX, WIRESHARK_RAW, WIRESHARK_YAML };

/**
 * struct wireshark_request - what stands behind "-z follow,tcp,"
 * @form:     enum wireshark_form
 * @stream:   tcp.stream
 * @from, @to: the first and the last piece to show, from 1
 */
struct wireshark_request {
    uint8_t form;
    uint32_t stream;
    uint32_t from, to;
};

/* Read "follow,tcp,MODE,STREAM[,PIECE[-PIECE]]"; TCPLENS_ERR_USAGE says what it should be. */
enum tcplens_status tl_wireshark_parse(const char *words, struct wireshark_request *out,
                                       struct tcplens_error *err);

/**
 * struct wireshark - the connection
 * @out:     *borrowed*
 * @sides:   by node
 * @addr, @port: of both nodes, 0 before the first segment
 * @forward: analysis_row.forward of what node 0 sends
 * @pieces:  so far
 * @written: octets of each side so far, as the hexadecimal form counts them
 * @side:    of the event at hand
 */
struct wireshark {
    struct wireshark_request request;
    struct text *out;
    struct octet_stream sides[2];
    uint8_t addr[2][16];
    uint16_t port[2];
    bool begun;
    uint8_t forward, side;
    uint64_t pieces;
    uint32_t written[2];
};

/* `store` and `out` are *borrowed* until tl_wireshark_end(); `w` must not move until then. */
void tl_wireshark_begin(struct wireshark *w, const struct wireshark_request *request,
                        struct stream_store *store, struct text *out);

/* A segment of the connection, and what Wireshark says of it: its numbers count from what it takes
 * for the beginning, which a second SYN moves. */
void tl_wireshark_take(struct wireshark *w, const struct tcplens_segment *seg,
                       const struct analysis_row *row);

/* Write the end, also of a connection that had no segments, and free what it owns. */
void tl_wireshark_end(struct wireshark *w);

#endif
