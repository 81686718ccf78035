// SPDX-License-Identifier: BSD-3-Clause
/*
 * transcript.h - segments as arrows between two lifelines, with the states of both ends beside
 * them.
 *
 * A transcript is measured before it is drawn: the widest cells of all its rows decide which of
 * four forms fits the view, from everything in one line down to a stack of short lines for 40
 * columns. One form serves a whole story, so that columns stay columns.
 */
#ifndef TL_RENDER_TRANSCRIPT_H
#define TL_RENDER_TRANSCRIPT_H

#include "explain/story.h"
#include "render/page.h"

enum transcript_form {
    TRANSCRIPT_BESIDE, /* the words stand beside the arrow */
    TRANSCRIPT_BELOW,  /* the words stand below it */
    TRANSCRIPT_TIGHT,  /* likewise, and the arrow carries no more than it must */
    TRANSCRIPT_STACKED,
};

/**
 * struct transcript - the widths that all rows share, in columns
 * @form:   enum transcript_form
 * @tight_window: the tight arrow has room for the window
 * @tagged: rows begin with their connection's number: several are told at the same time
 * @decimals: of the relative time: 6, or 9 where the capture has nanoseconds
 * @number, @time: of the frame number and the relative time
 * @state:  of the wider of the two state columns
 * @flags, @seq, @len, @ack, @win: of the cells on the arrow
 * @arrow:  of the whole arrow
 * @inferred, @unscaled: some row has such a mark, so the legend must explain it
 */
struct transcript {
    uint8_t form, decimals;
    bool tight_window, tagged, inferred, unscaled;
    size_t number, time, state, flags, seq, len, ack, win, arrow;
};

/* Measure rows[0..n) for a view. */
void transcript_measure(struct transcript *w, const struct view *view, const struct row *rows,
                        size_t n);

/* A transcript for rows that are not known yet: usual widths. */
void transcript_guess(struct transcript *w, const struct view *view);

/* The line above the first row: "time", "client", "server". */
void transcript_heading(struct page *p, const struct transcript *w);

/* A phase's name and a rule. */
void transcript_phase(struct page *p, const struct transcript *w, enum phase phase);

/* One segment: its arrow, its words and where its numbers come from. */
void transcript_row(struct page *p, const struct transcript *w, const struct conn *conn,
                    const struct row *row, const char *texts);

/* What of a segment is left out, to be asked for. */
enum transcript_blank { BLANK_SEQ, BLANK_ACK, BLANK_CLIENT, BLANK_SERVER, BLANK_WORDS };

/* One segment without its words, and with a "?" where `blank` stands. */
void transcript_riddle(struct page *p, const struct transcript *w, const struct conn *conn,
                       const struct row *row, enum transcript_blank blank);

/* A whole story's rows with heading, phases, gaps and legend. */
void transcript_story(struct page *p, const struct story *story);

#endif
