// SPDX-License-Identifier: BSD-3-Clause
/*
 * octet_stream.h - what one end of a connection sent, in order, made of segments captured in any.
 *
 * Segments and the other end's acknowledgments go in, events come out. The first wins: octets that
 * were delivered stay, what comes again is dropped, and said to be another if it is. A segment that
 * comes early is kept as it is; of several that fit, the one captured first is taken. A gap is
 * given up only when it is certain that nothing will fill it: the other end has acknowledged octets
 * behind it that were captured, or there is no memory to wait any longer.
 *
 * Offsets count octets of the stream from 0, missing ones too, and never wrap. Invariant: events
 * follow each other without a hole: each of STREAM_OCTETS and STREAM_GAP begins where the one
 * before ended.
 */
#ifndef TL_REASSEMBLY_OCTET_STREAM_H
#define TL_REASSEMBLY_OCTET_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "base/octets.h"

/**
 * struct stream_store - memory that streams share: segments that wait, and histories
 * @max:      octets, at most
 * @used:     octets in use; at most @max
 * @given_up: gaps given up because there was no room to wait for what fills them
 */
struct stream_store {
    uint64_t max, used, given_up;
};

/**
 * struct stream_segment - a segment as a stream takes it
 * @seq:    of its first octet: behind the SYN, if it is one
 * @len:    octets of payload on the wire
 * @octets: *borrowed*: the captured ones, @len at most
 * @frame, @ts_ns: where it was captured
 * @syn, @fin: it begins, or ends, the stream
 */
struct stream_segment {
    struct tcplens_seq seq;
    uint32_t len;
    struct span octets;
    uint64_t frame;
    int64_t ts_ns;
    bool syn, fin;
};

enum stream_event_kind {
    STREAM_OCTETS,
    STREAM_GAP,      /* octets that will not come */
    STREAM_REPEATED, /* octets that had been delivered or given up, dropped */
    STREAM_CONFLICT, /* of those repeated, some are not what was delivered */
    STREAM_BEYOND,   /* octets behind the FIN, dropped */
    STREAM_END,      /* all up to the FIN was delivered or given up */
};

/* Why octets are missing. */
enum stream_gap {
    STREAM_GAP_ACKED,  /* the other end had them: it acknowledged what follows */
    STREAM_GAP_CUT,    /* the snaplen cut them off */
    STREAM_GAP_MEMORY, /* nobody knows: there was no room to wait */
    STREAM_GAP_END,    /* nobody knows: the capture ended */
};

/**
 * struct stream_event
 * @kind:   enum stream_event_kind
 * @reason: STREAM_GAP: enum stream_gap
 * @late:   STREAM_OCTETS: they had waited for what was missing before them
 * @offset: of the first octet that the event is about
 * @size:   how many octets it is about; STREAM_CONFLICT: that differ
 * @octets: *borrowed* until the receiver returns: of STREAM_OCTETS, all of them; of STREAM_CONFLICT
 *          what came again, from the first that differs on
 * @frame, @ts_ns: the segment's; STREAM_GAP: where it became certain, 0 at the end of the capture
 * @other:  STREAM_CONFLICT: the frame that was first with the first octet that differs; 0 if that
 *          is forgotten
 */
struct stream_event {
    uint8_t kind, reason;
    bool late;
    uint64_t offset, size;
    struct span octets;
    uint64_t frame;
    int64_t ts_ns;
    uint64_t other;
};

typedef void stream_receiver(void *ctx, const struct stream_event *event);

struct stream_held;
struct stream_history;

/**
 * struct octet_stream - one direction; initialise with tl_octet_stream_init()
 * @store:     *borrowed*
 * @receiver, @ctx: who gets the events
 * @held:      *owned*: segments that wait, in the order of capture; @n_held of @held_room, of which
 *             the first @head are gone and @n_waiting in all still wait
 * @lowest:    with n_waiting: offset at which the first of them begins
 * @history:   *owned*: the latest octets delivered, NULL without; @history_octets are wanted
 * @offset:    of the next octet, whose number is @next
 * @acked:     up to where the other end has acknowledged
 * @fin_offset, @fin_frame, @fin_ns: with has_fin
 * @begun:     @next is known
 * @by_empty:  it is known from a segment without octets: what comes may begin one later
 * @has_fin, @ended: the FIN was captured; it was reached
 */
struct octet_stream {
    struct stream_store *store;
    stream_receiver *receiver;
    void *ctx;
    struct stream_held *held;
    uint32_t head, n_held, held_room, n_waiting;
    uint64_t lowest;
    struct stream_history *history;
    uint32_t history_octets;
    struct tcplens_seq next;
    uint64_t offset, acked, fin_offset, fin_frame;
    int64_t fin_ns;
    bool begun, by_empty, has_fin, ended;
};

/* `history` octets are remembered after delivery, to find conflicts; 0 for none. */
void tl_octet_stream_init(struct octet_stream *s, struct stream_store *store, uint32_t history,
                          stream_receiver *receiver, void *ctx);

/* A TCP segment as streams take it. It borrows what `seg` borrows. */
struct stream_segment tl_stream_segment(const struct tcplens_segment *seg);

/* The stream begins with the octet of this number, whatever the first segment says. */
void tl_octet_stream_begin(struct octet_stream *s, struct tcplens_seq seq);

/* Take a segment of this direction. The first one says where the stream begins: octets before it
 * count as repeated. */
void tl_octet_stream_take(struct octet_stream *s, const struct stream_segment *seg);

/* The other end acknowledges all before `ack`, in `frame`. */
void tl_octet_stream_acked(struct octet_stream *s, struct tcplens_seq ack, uint64_t frame,
                           int64_t ts_ns);

/* Nothing more will come: deliver what waits, with the gaps before it. */
void tl_octet_stream_close(struct octet_stream *s);

/* Free what it owns; the store gets its room back. What waits is not delivered. */
void tl_octet_stream_fini(struct octet_stream *s);

#endif
