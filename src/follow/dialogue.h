// SPDX-License-Identifier: BSD-3-Clause
/*
 * dialogue.h - a connection as its two ends say it: turns, each as long as one side has the word.
 *
 * A turn is handed on when the other side begins to speak, or in parts when it grows too large or
 * memory runs short. What is no octet (a gap, a retransmission, a FIN) is a note at its place in
 * the turn. Invariant: notes stand in the order of their places, and each part has at least one.
 */
#ifndef TL_FOLLOW_DIALOGUE_H
#define TL_FOLLOW_DIALOGUE_H

#include <stdbool.h>
#include <stdint.h>

#include "reassembly/octet_stream.h"
#include "track/conn.h"
#include "track/verdict.h"

enum { TURN_OCTETS = 1 << 18, TURN_NOTES = 4096 };

enum turn_note_kind {
    NOTE_PIECE,    /* octets of one segment begin here: frame, ts_ns */
    NOTE_GAP,      /* size octets are missing here: reason, frame */
    NOTE_REPEATED, /* segments sent size octets again: frame, last_frame */
    NOTE_CONFLICT, /* size octets came again, and were others: frame, other */
    NOTE_BEYOND,   /* size octets came behind the FIN: frame */
    NOTE_FIN,      /* the side has said all: frame */
    NOTE_RESET,    /* the side gave the connection up: frame */
    NOTE_HIDDEN,   /* size octets more than were asked for */
};

/**
 * struct turn_note - numbers as in struct stream_event
 * @kind:     enum turn_note_kind
 * @side:     whose; of all but PIECE and GAP it may be the side that listens
 * @at:       the octet of the turn before which it stands
 * @segments: REPEATED: how many, one behind the other
 */
struct turn_note {
    uint8_t kind, side, reason;
    uint32_t at, segments;
    uint64_t size, frame, last_frame, other;
    int64_t ts_ns;
};

/**
 * struct turn - what one side said, or a part of it
 * @side:   enum side; without octets and gaps of no meaning
 * @begins, @ends: it is the first, or the last part of a turn
 * @offset: of the first octet in what the side says in all, missing octets counted
 * @size:   octets, missing ones counted
 * @first_frame, @last_frame: lowest and highest of those that octets came from; 0 if none did
 * @ts_ns:  when the first of its octets was captured
 * @octets: *owned*, @n of @room
 * @notes:  *owned*, @n_notes of @notes_room
 */
struct turn {
    uint8_t side;
    bool begins, ends;
    uint64_t offset, size, first_frame, last_frame;
    int64_t ts_ns;
    uint8_t *octets;
    struct turn_note *notes;
    uint32_t n, room, n_notes, notes_room;
};

struct dialogue;

/* Takes a turn, which is *borrowed* until it returns. */
typedef void turn_receiver(void *ctx, const struct dialogue *d, const struct turn *turn);

/**
 * struct dialogue_options
 * @wanted:     sides, by enum side, whose octets and notes are wanted
 * @max_octets: of each side; 0 for no limit
 */
struct dialogue_options {
    bool wanted[2];
    uint64_t max_octets;
};

/**
 * struct dialogue_side - of one end
 * @copy:      the segment at hand was captured before: that it repeats octets means nothing
 * @shown, @hidden: octets in turns so far, and beyond what was asked for
 * @missing, @conflicts: octets in gaps, segments that contradict
 */
struct dialogue_side {
    struct dialogue *dialogue;
    struct octet_stream stream;
    uint64_t shown, hidden, missing, conflicts;
    uint8_t side;
    bool copy;
};

/**
 * struct dialogue
 * @number, @addr, @port: of the connection, as in struct conn
 * @first_ns: time of its first segment
 */
struct dialogue {
    uint64_t number;
    uint8_t addr[2][16];
    uint16_t port[2];
    int64_t first_ns;
    struct dialogue_options options;
    struct dialogue_side sides[2];
    struct stream_store *store;
    struct turn turn;
    turn_receiver *receiver;
    void *ctx;
};

/* On success `*ret` is *owned* by the caller; NULL if there is no memory. `store` and `ctx` are
 * *borrowed*. */
struct dialogue *tl_dialogue_new(const struct conn *conn, const struct dialogue_options *options,
                                 struct stream_store *store, turn_receiver *receiver, void *ctx);

/* A segment of the connection, and what the tracker says of it. */
void tl_dialogue_take(struct dialogue *d, const struct tcplens_segment *seg,
                      const struct verdict *v);

/* Nothing more will come: hand on what there is, with the gaps at the end. */
void tl_dialogue_end(struct dialogue *d);

/* NULL is allowed. */
void tl_dialogue_free(struct dialogue *d);

#endif
