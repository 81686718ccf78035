// SPDX-License-Identifier: BSD-3-Clause
/*
 * row.h - one connection as a row: all that its columns are made of, in a record of fixed size that
 * can be kept, compared and copied when the tracker has long forgotten the connection.
 */
#ifndef TL_FLOW_ROW_H
#define TL_FLOW_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "explain/story.h"
#include "filter/relation.h"
#include "flow/tally.h"
#include "track/conn.h"

enum flow_field {
#define ONE(id, name, type, derived, heading, help) FLOW_##id,
#define EACH(id, name, type, mode, heading, client, server, help)                                  \
    FLOW_##id, FLOW_CLIENT_##id, FLOW_SERVER_##id,
#include "flow/columns.def"
    FLOW_FIELDS,
};

/**
 * struct row_end - one end of a connection
 * @octets, @unique, @wire, @ip: of payload, of payload counted once, of its frames, of its IP
 *             packets
 * @lost:      octets of payload that were not captured
 * @rtt:       smoothed, shortest and longest
 * @known:     enum endpoint_bit
 * @state:     enum tcplens_state
 * The rest as in struct endpoint and struct tally_end.
 */
struct row_end {
    uint8_t addr[16];
    uint64_t octets, unique, wire, ip;
    struct tally_rtt rtt;
    uint32_t segs, retrans, out_of_order, lost, dup_acks, zero_windows;
    uint16_t port, mss, known;
    uint8_t state, shift;
};

/* Of struct flow_row: what was found out at all. */
enum flow_known {
    FLOW_TOLD = 1,     /* findings, health, protocol */
    FLOW_ANALYSED = 2, /* stream, completeness */
};

/**
 * struct flow_row - one connection
 * @ends:      by enum side
 * @reason:    with @health_finding: the finding that its health comes from
 * @first_finding: enum finding_id, -1 if there is none
 * @protocol:  static, or NULL
 * @history, @n_history: as Zeek's conn.log has it
 * @known:     enum flow_known
 * The rest as in struct conn and struct story.
 */
struct flow_row {
    struct row_end ends[2];
    uint64_t number, first_frame, last_frame, close_frame;
    int64_t first_ns, last_ns, handshake_ns, rtt_responder_ns, rtt_initiator_ns;
    const char *protocol;
    struct finding reason;
    uint32_t n_findings, stream;
    int16_t first_finding;
    uint16_t bits;
    uint8_t role_reason, open_form, close_form, closer;
    uint8_t health, health_finding, completeness, known;
    bool matched;
    uint8_t n_history;
    char history[TALLY_HISTORY];
};

/* The row of a connection; `story` may be NULL if nobody asks for what it says. */
void tl_flow_row(struct flow_row *row, const struct conn *conn, const struct tally *tally,
                 const struct story *story);

/* The fields, static; those of `mode` SUM or EITHER are of both ends. */
extern const struct field tl_flow_fields[FLOW_FIELDS];

struct catalogue;

/* Rows as a relation; texts that people read are in the language of `catalogue`. */
struct relation tl_flow_relation(const struct catalogue *catalogue);

/* Which stages have to run for a field: bits of enum flow_known. */
unsigned tl_flow_needs(unsigned field);

#endif
