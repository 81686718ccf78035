// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder.h - a ladder as data: lifelines, and from top to bottom the rungs between them, with
 * states, marks and the places of both ends of each arrow. It knows no format; ladder_text.c,
 * ladder_svg.c, ladder_mermaid.c and ladder_html.c draw it.
 *
 * A ladder is made in three steps: begin, add stories (one, or with hosts several), arrange. What
 * it holds is bounded by `max_rungs`: of a story longer than that the first and the last rungs
 * stay, and what is missing between them is counted, segment by segment and octet by octet.
 *
 * Places are lengths in units of 1/PLACE_ROW row, downwards from 0.
 */
#ifndef TL_PICTURE_LADDER_H
#define TL_PICTURE_LADDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explain/story.h"
#include "picture/payload.h"
#include "picture/strings.h"
#include "render/render.h"

enum { PLACE_ROW = 64, LANES_MAX = 8 };

/* How far a row stands below the one before it. */
enum ladder_time {
    LADDER_EVEN, /* one row each */
    LADDER_TRUE, /* as far as its time, at least a row; long pauses are cut, and that is said */
    LADDER_LOG,  /* likewise, by the logarithm of the time */
};

/**
 * struct ladder_options - what to draw
 * @time:  enum ladder_time
 * @fold:  runs of ordinary data and ACKs become one rung each
 * @hosts: a lifeline a host, for several connections; else two, for one
 * @from_ns, @to_ns: only segments of these times, counted from the beginning; INT64_MIN and
 *         INT64_MAX for all
 * @from_frame, @to_frame: only frames of these numbers; 0 and UINT64_MAX for all
 * @payloads: *borrowed*: what segments carry is shown by its first octets; NULL for not
 * @max_rungs: 4 at least
 */
struct ladder_options {
    uint8_t time;
    bool fold, hosts;
    int64_t from_ns, to_ns;
    uint64_t from_frame, to_frame;
    const struct payloads *payloads;
    size_t max_rungs;
};

enum rung_kind {
    RUNG_SEGMENT,
    RUNG_ICMP,   /* an ICMP error about the connection: no segment, no arrow */
    RUNG_FOLD,   /* a run of segments */
    RUNG_ABSENT, /* segments that are not drawn, because there are too many */
};

/* What is to be seen of a segment beside its numbers; bits. */
enum rung_mark {
    MARK_AGAIN = 1 << 0,    /* sent before */
    MARK_NEEDLESS = 1 << 1, /* and had arrived */
    MARK_LOST = 1 << 2,     /* sent again later, and nothing shows that this copy arrived */
    MARK_REPEATED = 1 << 3, /* sent again later, though it had arrived */
    MARK_IGNORED = 1 << 4,  /* the receiver drops it: wrong checksum, outside the window */
    MARK_COPY = 1 << 5,     /* captured twice */
    MARK_GAP = 1 << 6,      /* octets before it were not captured */
    MARK_DUP_ACK = 1 << 7,
    MARK_ZERO_WINDOW = 1 << 8,
    MARK_LATE = 1 << 9, /* overtaken on the way */
    MARK_RST = 1 << 10,
    MARK_LANDMARK = 1 << 11, /* a message of the application begins: not to be folded */
};

/* Segments that one rung stands for, by side. */
struct rung_sum {
    uint64_t segments[2], octets[2];
};

/**
 * struct rung - one row of the picture
 * @kind:  enum rung_kind
 * @marks: enum rung_mark
 * @lane:  by side: where that end of the connection stands
 * @shows_state: by side: the state is new and to be written at the line
 * @heads_phase: the first of its phase: a title goes above it
 * @cut:   the pause before it is longer than the picture: `pause_ns` is to be written into it
 * @sloped: one-way times are known: @sent and @arrived differ
 * @severity: enum severity of what its note or finding tells; INFO if nothing is wrong;
 *         @finding_severity: of its finding
 * @row, @last: *borrowed*: its segment; of a run the first and the last, by frame. NULL if ABSENT
 * @conn_number: of its connection
 * @sum:   of a RUNG_FOLD or RUNG_ABSENT
 * @oldest, @newest: of a RUNG_FOLD: by side the first and the last segment, NULL if there is none
 * @again_in: frame that sent it again, with MARK_LOST and MARK_REPEATED
 * @way_ns: sender → capture point, capture point → receiver
 * @pause_ns: since the rung above; 0 for the first
 * @note, @finding, @data: what the segment does, the title of a finding that it is evidence for,
 * and its payload's beginning; in ladder.strings, 0 if none
 * @gap:   from the row above
 * @place: where the capture point saw it; @sent, @arrived: where its arrow begins and ends
 */
struct rung {
    uint8_t kind, severity, finding_severity;
    uint16_t marks;
    uint8_t lane[2];
    bool shows_state[2], heads_phase, cut, sloped;
    const struct row *row, *last;
    uint64_t conn_number;
    struct rung_sum sum;
    const struct row *oldest[2], *newest[2];
    uint64_t again_in;
    int64_t way_ns[2], pause_ns;
    uint32_t note, finding, data;
    int32_t gap, place, sent, arrived;
};

/* A lifeline: a host, or one end of a connection. `port` is 0 for a host. */
struct lane {
    uint8_t addr[16];
    uint16_t port;
};

/**
 * struct ladder - a picture being made, or made
 * @options, @view: *borrowed*
 * @story:   *borrowed*: the only one; NULL with hosts
 * @lanes:   @n_lanes of them, from left to right; without hosts the initiator's and the responder's
 * @rungs:   *owned*: @n_rungs of them; room for @room
 * @rows:    *owned*, with hosts: copies that outlive their stories, in blocks
 * @strings: notes and findings
 * @t0_ns:   where times count from
 * @stories, @stories_left: with hosts: drawn, and for which there was no room
 * @way_ns:  without hosts: between the capture point and each end, by side; 0 if not known
 * @height:  of the whole picture
 * @sloped:  some arrow is
 * @failed:  memory was short: the picture is not complete
 */
struct ladder {
    const struct ladder_options *options;
    struct view view;
    const struct story *story;
    struct lane lanes[LANES_MAX];
    unsigned n_lanes;
    struct rung *rungs;
    size_t n_rungs, room;
    struct row_block *rows;
    struct strings strings;
    int64_t t0_ns;
    uint64_t stories, stories_left;
    int64_t way_ns[2];
    int32_t height;
    bool sloped, failed;
};

/* An empty ladder; `view` is copied, its t0_ns ignored. To be ended with tl_ladder_fini(). */
void tl_ladder_begin(struct ladder *l, const struct ladder_options *options,
                     const struct view *view);

/* Add a story: *borrowed* until the ladder's end, with hosts only for the call. */
void tl_ladder_add(struct ladder *l, const struct story *story);

/* All stories were added: order, phases, states, places. */
void tl_ladder_arrange(struct ladder *l);

void tl_ladder_fini(struct ladder *l);

/* The time that rungs are labelled with. */
struct view tl_ladder_view(const struct ladder *l);

/* Draw it: for a terminal, as an image, as a diagram for Markdown pages, as a page of its own. */
void tl_ladder_text(struct text *t, const struct ladder *l);
void tl_ladder_svg(struct text *t, const struct ladder *l);
void tl_ladder_mermaid(struct text *t, const struct ladder *l);

/* A page of HTML has one beginning, any number of ladders, and one end. */
void tl_ladder_html_begin(struct text *t, const struct view *view, const char *title);
void tl_ladder_html(struct text *t, const struct ladder *l);
void tl_ladder_html_end(struct text *t);

#endif
