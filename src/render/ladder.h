// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder.h - segments as arrows between two lifelines, with the states of both ends beside them.
 *
 * A ladder is measured before it is drawn: the widest cells of all its rows decide which of four
 * forms fits the view, from everything in one line down to a stack of short lines for 40 columns.
 * One form serves a whole story, so that columns stay columns.
 */
#ifndef TL_RENDER_LADDER_H
#define TL_RENDER_LADDER_H

#include "explain/story.h"
#include "render/page.h"

enum ladder_form {
    LADDER_BESIDE, /* the words stand beside the arrow */
    LADDER_BELOW,  /* the words stand below it */
    LADDER_TIGHT,  /* likewise, and the arrow carries no more than it must */
    LADDER_STACKED,
};

/**
 * struct ladder - the widths that all rows share, in columns
 * @form:   enum ladder_form
 * @tight_window: the tight arrow has room for the window
 * @tagged: rows begin with their connection's number: several are told at the same time
 * @decimals: of the relative time: 6, or 9 where the capture has nanoseconds
 * @number, @time: of the frame number and the relative time
 * @state:  of the wider of the two state columns
 * @flags, @seq, @len, @ack, @win: of the cells on the arrow
 * @arrow:  of the whole arrow
 * @inferred, @unscaled: some row has such a mark, so the legend must explain it
 */
struct ladder {
    uint8_t form, decimals;
    bool tight_window, tagged, inferred, unscaled;
    size_t number, time, state, flags, seq, len, ack, win, arrow;
};

/* Measure rows[0..n) for a view. */
void ladder_measure(struct ladder *l, const struct view *view, const struct row *rows, size_t n);

/* A ladder for rows that are not known yet: usual widths. */
void ladder_guess(struct ladder *l, const struct view *view);

/* The line above the first row: "time", "client", "server". */
void ladder_heading(struct page *p, const struct ladder *l);

/* A phase's name and a rule. */
void ladder_phase(struct page *p, const struct ladder *l, enum phase phase);

/* One segment: its arrow, its words and where its numbers come from. */
void ladder_row(struct page *p, const struct ladder *l, const struct conn *conn,
                const struct row *row, const char *texts);

/* A whole story's rows with heading, phases, gaps and legend. */
void ladder_story(struct page *p, const struct story *story);

#endif
