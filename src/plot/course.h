// SPDX-License-Identifier: BSD-3-Clause
/*
 * course.h - a connection's segments as samples: what each contributes to a plot, with numbers that
 * grow beyond 2^32.
 *
 * A course follows both directions and needs no more memory for a long connection than for a short
 * one. It is fed by what the tracker says, or by the rows of a story, which know less: no SACK
 * blocks.
 */
#ifndef TL_PLOT_COURSE_H
#define TL_PLOT_COURSE_H

#include <stdbool.h>
#include <stdint.h>

#include "explain/story.h"
#include "track/track.h"

/* What is to be seen of a segment beside its numbers; bits. */
enum plot_mark {
    PLOT_AGAIN = 1 << 0,       /* sent before */
    PLOT_NEEDLESS = 1 << 1,    /* and it had been acknowledged */
    PLOT_LATE = 1 << 2,        /* overtaken on the way */
    PLOT_DUP_ACK = 1 << 3,     /* RFC 5681 2 */
    PLOT_ZERO_WINDOW = 1 << 4, /* its sender has no room */
    PLOT_PROBE = 1 << 5,       /* asks whether the other side still has no room */
    PLOT_KEEP_ALIVE = 1 << 6,
    PLOT_IGNORED = 1 << 7, /* the receiver drops it: outside the window */
    PLOT_COPY = 1 << 8,    /* captured twice */
    PLOT_GAP = 1 << 9,     /* numbers before it were not captured */
};

enum { PLOT_SACKS = 4 };

/* Numbers [lo, hi). */
struct plot_range {
    int64_t lo, hi;
};

/**
 * struct plot_sample - one segment
 * @at_ns:  since the connection's first segment; may be negative; within 36 years, as is @rtt_ns
 * @frame:  its number
 * @range:  of its numbers, SYN and FIN included. Of one that is ignored: where its sender had got
 *          to
 * @ack, @edge: with @acks: acknowledged up to here, and the end of the window that is open; numbers
 *          of the other side
 * @acked:  octets that it is the first to acknowledge
 * @rtt_ns: with @acks: since the segment that it acknowledges; -1 if not known
 * @sacks:  @n_sacks of them, numbers of the other side
 * @flight: by side, after it: numbers sent and not acknowledged yet
 * @dup_acks: with PLOT_DUP_ACK: which in its row, from 1; 0 if not known
 * @len:    octets of payload
 * @window: advertised, scaled where the scale is known
 * @flags, @marks: enum tcplens_flag, enum plot_mark
 * @side:   enum side of its sender
 */
struct plot_sample {
    int64_t at_ns;
    uint64_t frame;
    struct plot_range range;
    int64_t ack, edge, acked, rtt_ns;
    struct plot_range sacks[PLOT_SACKS];
    int64_t flight[2];
    uint32_t len, window, dup_acks;
    uint16_t flags, marks;
    uint8_t side, n_sacks;
    bool acks;
};

/**
 * struct course - where both sides have got to; all zero is the beginning
 * @began, @begin_ns: the time of the first segment is known
 * @based:  by side: @base, the number that counts as 0, is known
 * @sent:   by side: one past the highest number
 * @acked:  by side: up to where the other side has acknowledged its numbers
 * @edge:   by side: up to where the other side lets it send
 */
struct course {
    bool began, based[2], has_edge[2];
    uint32_t base[2];
    int64_t begin_ns, sent[2], acked[2], edge[2];
};

/* The next segment of the connection; false if it is none (an ICMP error about it). */
bool tl_course_segment(struct course *c, const struct tcplens_segment *seg,
                       const struct verdict *verdict, struct plot_sample *ret);
bool tl_course_row(struct course *c, const struct row *row, struct plot_sample *ret);

#endif
