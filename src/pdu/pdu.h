// SPDX-License-Identifier: BSD-3-Clause
/*
 * pdu.h - which application speaks in a segment, where its PDUs begin and end, and which segments
 * make each up: as Wireshark 4.0 has it by default (docs/pdu.md).
 *
 * Segments are handed over in the order of the capture. A protocol is asked with the octets there
 * are, and answers with what it recognised and how much it still waits for; what waits is joined
 * with what follows in its direction, and asked again.
 *
 * Invariants: what one frame gives depends on the frames before it only through its conversation;
 * memory is capped, and what the cap costs is counted.
 */
#ifndef TL_PDU_PDU_H
#define TL_PDU_PDU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/segment.h>

#include "analysis/analysis.h"
#include "base/octets.h"

enum pdu_protocol {
#define PROTOCOL(id, name) PDU_##id,
#include "pdu/protocols.def"
    PDU_PROTOCOLS
};

enum { PDU_MAX = 1024, PDU_JOINS_MAX = 64, PDU_RESTS_MAX = 64 };

/**
 * struct pdu - one unit of a protocol, or the whole of what a protocol was handed where it has none
 * @octets:   *borrowed*: as far as captured
 * @len:      on the wire: octets.n, or more if they were cut
 * @protocol: enum pdu_protocol
 * @depth:    0 directly above TCP or UDP, 1 inside that, ...
 * @named:    frame.protocols has its name; not so if it came in one piece with the one before
 * @join:     which of the frame's joins the octets lie in, plus one; 0: in the frame's own payload
 */
struct pdu {
    struct span octets;
    size_t len;
    uint8_t protocol, depth, join;
    bool named;
};

/**
 * struct pdu_segment - what a frame gave to a join
 * @frame:  its number
 * @offset: where its octets lie in the join
 * @len:    of them
 * @overlap:  it begins before those in front of it end
 * @conflict: it came after others that have some of its octets differently
 */
struct pdu_segment {
    uint64_t frame;
    uint32_t offset, len;
    bool overlap, conflict;
};

/**
 * struct pdu_join - octets put together from several segments; complete with this frame
 * @octets:   *borrowed*
 * @segments: *borrowed*, @n of them, by offset
 */
struct pdu_join {
    struct span octets;
    const struct pdu_segment *segments;
    size_t n;
};

/**
 * struct pdu_rest - octets of the payload that are a part of a join, of this frame or another
 * @again: seen before
 * @open:  its PDU turned out to go on: what follows at once is of the same rest
 */
struct pdu_rest {
    struct span octets;
    bool again, open;
};

/**
 * struct pdu_frame - what a segment (or datagram) carries, in order
 * @until_fin: its FIN completed what waited for one: the payload is part of the join alone
 * @fin_again: the frame whose FIN completed what this one would complete again; 0: none
 * @complete_in: the frame with which the PDU was complete that this one repeats a part of; 0: none
 * @missed:   PDUs, joins and rests that found no room here
 * @begun:    *borrowed*: the octets of an HTTP message, so far, that was looked at with this frame
 *            and waits for more; empty if none was
 */
struct pdu_frame {
    size_t n_pdus, n_joins, n_rests;
    uint64_t fin_again, complete_in;
    uint32_t missed;
    bool until_fin;
    struct span begun;
    struct pdu pdus[PDU_MAX];
    struct pdu_join joins[PDU_JOINS_MAX];
    struct pdu_rest rests[PDU_RESTS_MAX];
};

/**
 * struct pdu_options - caps; 0 takes the default
 * @max_conversations: remembered at once (65,536)
 * @max_octets:        that wait, of all conversations together (64 MiB)
 */
struct pdu_options {
    uint32_t max_conversations;
    size_t max_octets;
};

/* How often a cap gave up a conversation, or what waited in one. */
struct pdu_stats {
    uint64_t forgotten;
};

struct pdu_engine;

enum tcplens_status tl_pdu_new(struct pdu_engine **ret, const struct pdu_options *options,
                               struct tcplens_error *err) __attribute__((warn_unused_result));

/*
 * Hand over the next frame's segment, in the order of the capture: of every frame, whatever it
 * holds. *Borrowed* until the next call. `row` is what the analysis says of it; `quoted`: an ICMP
 * error quotes it.
 */
const struct pdu_frame *tl_pdu_frame(struct pdu_engine *e, const struct tcplens_segment *seg,
                                     const struct analysis_row *row, bool quoted);

void tl_pdu_stats(const struct pdu_engine *e, struct pdu_stats *out);

/* NULL is allowed. */
void tl_pdu_free(struct pdu_engine *e);

/* Wireshark's name of a protocol, such as "http". */
const char *tl_pdu_name(enum pdu_protocol protocol);

#endif
