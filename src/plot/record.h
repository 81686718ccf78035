// SPDX-License-Identifier: BSD-3-Clause
/*
 * record.h - what is kept of one direction of a connection, so that any plot of it can be drawn:
 * moments, in the order of time, and what was remarkable.
 *
 * Invariant: there are never more than RECORD_MOMENTS moments. While segments are few each has a
 * moment of its own, at its exact time. From then on moments are spans of time, all of the same
 * width, and as the connection grows longer two neighbours become one again and again: a plot of
 * ten million segments costs what one of ten thousand does, and no extreme gets lost.
 */
#ifndef TL_PLOT_RECORD_H
#define TL_PLOT_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plot/course.h"
#include "plot/spread.h"

enum { RECORD_MOMENTS = 4096, RECORD_EVENTS = 2048 };

/* What a moment knows; bits. */
enum moment_has {
    HAS_DATA = 1 << 0,
    HAS_SACK = 1 << 1,
    HAS_ACK = 1 << 2, /* ack, edge, window */
    HAS_RTT = 1 << 3,
    HAS_FLIGHT = 1 << 4,
};

/* A quantity within a span of time: its least and its greatest value, and the one at its end. */
struct level {
    int64_t lo, hi, last;
};

/**
 * struct moment - of one segment, or of a span of time
 * @at_ns:  its beginning, since the connection's
 * @has:    enum moment_has: which of these are valid
 * @data:   numbers sent for the first time
 * @sack:   numbers that the other side reported by SACK
 * @ack, @edge, @window, @flight: as in struct plot_sample; @rtt likewise, in ns
 * @sent, @acked: octets of payload sent, copies included, and newly acknowledged
 */
struct moment {
    int64_t at_ns;
    unsigned has;
    struct plot_range data, sack;
    struct level ack, edge, window, flight, rtt;
    uint64_t sent, acked;
};

/* What is pointed out. */
enum event_kind {
    EVENT_AGAIN,
    EVENT_NEEDLESS,
    EVENT_LATE,
    EVENT_PROBE,
    EVENT_KEEP_ALIVE,
    EVENT_IGNORED,
    EVENT_ZERO_WINDOW, /* of the other side; only where the window closes */
    EVENT_SYN,
    EVENT_FIN,
    EVENT_RST,      /* of this side */
    EVENT_PEER_RST, /* of the other side */
    EVENT_KINDS,
};

struct event {
    int64_t at_ns;
    uint64_t frame;
    struct plot_range range;
    uint8_t kind;
};

/* Events, thinned out evenly when there are too many: one of `stride` is kept, the first of each.
 */
struct events {
    struct event *all; /* owned */
    size_t n;
    uint64_t seen, stride;
};

/**
 * struct record - one direction, being fed or complete
 * @side:     enum side of who sends
 * @moments:  *owned*, @n of them
 * @width_ns: of a moment; 0 while each is a segment of its own
 * @segments, @octets, @again: of this side: with payload, its octets, retransmissions
 * @left_out: segments of the connection that a story did not keep
 * @counts:   by enum event_kind
 * @losses:   events that may be many; @landmarks: SYN, FIN, RST, closed windows
 * @rtts:     *owned*: how round trips are distributed
 * @last_ns:  of the connection's latest segment
 * @reached:  one past the highest number
 * @closed:   the other side's window is 0
 * @failed:   memory was short: the record is not complete
 */
struct record {
    uint8_t side;
    struct moment *moments;
    size_t n;
    int64_t width_ns;
    uint64_t segments, octets, again, left_out;
    uint64_t counts[EVENT_KINDS];
    struct events losses, landmarks;
    struct spread *rtts;
    int64_t last_ns, reached;
    bool closed, failed;
};

/* To be ended with tl_record_fini(), even if memory is short: then `failed` is set. */
void tl_record_begin(struct record *r, unsigned side);

/* The next sample of the connection, of either side. */
void tl_record_add(struct record *r, const struct plot_sample *sample);

/* All rows of a story, for a record that was begun: as far as the story kept them. */
void tl_record_add_story(struct record *r, const struct story *story);

/* The side that sent more payload. */
unsigned tl_story_sender(const struct story *story);

void tl_record_fini(struct record *r);

#endif
