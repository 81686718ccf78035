// SPDX-License-Identifier: BSD-3-Clause
/*
 * figure.h - a plot as data: axes, series of points, marks and words. It knows no format;
 * figure_svg.c, figure_text.c and figure_xpl.c draw it.
 *
 *     tl_record_begin(&record, tl_story_sender(story));
 *     tl_record_add_story(&record, story);
 *     tl_figure_make(&figure, &record, PLOT_RTT, &view);
 *     if (!figure.failed)
 *         tl_figure_svg(&out, &figure, &story->conn, false);
 *     tl_figure_fini(&figure);
 *     tl_record_fini(&record);
 *
 * Invariant: every point is within the axes, or cut off at their ends by whoever draws; points of a
 * series are in the order of time.
 */
#ifndef TL_PLOT_FIGURE_H
#define TL_PLOT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "plot/axis.h"
#include "plot/record.h"
#include "render/render.h"

enum plot_kind { PLOT_TIME_SEQUENCE, PLOT_THROUGHPUT, PLOT_RTT, PLOT_IN_FLIGHT, PLOT_WINDOW };

/* How a series is drawn. */
enum shape {
    SHAPE_BARS,  /* from lo to hi at each time */
    SHAPE_STEPS, /* a value that holds until the next */
    SHAPE_DOTS,  /* a value each */
    SHAPE_AREA,  /* a mean over the time up to the next point, from 0 on */
    SHAPE_BAND,  /* many values each, from lo to hi; the last one holds until the next */
};

/* What a series is, which says how it looks. */
enum role {
    ROLE_DATA,
    ROLE_ACK,
    ROLE_WINDOW,
    ROLE_SACK,
    ROLE_AGAIN,
    ROLE_LATE,
    ROLE_GOOD, /* arrived, of what was sent */
    ROLE_MARK, /* of SYN, FIN, RST and others that are no series */
    ROLES,
};

struct point {
    int64_t at, lo, hi, last;
};

/* `points` are *owned*; `name` is a message ID. */
struct series {
    enum shape shape;
    enum role role;
    const char *name;
    struct point *points;
    size_t n;
};

enum { FIGURE_SERIES = 4, FIGURE_NOTES = 4, FIGURE_SPREAD_ROWS = 24 };

/**
 * struct figure - made of a record
 * @record:   *borrowed*
 * @view:     *borrowed*: the language
 * @kind:     enum plot_kind
 * @x, @y:    axes; @y_name is a message ID
 * @series:   @n_series of them, in the order in which they are drawn
 * @column_ns: of areas: over how long each mean is
 * @spread:   with PLOT_RTT: how many samples each part of the y axis has, from its lower end on;
 *            @spread_most: the most of one; @median, @p95: of all
 * @failed:   memory was short
 */
struct figure {
    const struct record *record;
    const struct view *view;
    uint8_t kind;
    struct axis x, y;
    const char *y_name;
    struct series series[FIGURE_SERIES];
    unsigned n_series;
    int64_t column_ns;
    uint64_t spread[FIGURE_SPREAD_ROWS], spread_most;
    int64_t median, p95;
    bool failed;
};

/* `record` and `view` are *borrowed* until tl_figure_fini(), which is due even if memory is short:
 * then `failed` is set. */
void tl_figure_make(struct figure *f, const struct record *record, enum plot_kind kind,
                    const struct view *view);
void tl_figure_fini(struct figure *f);

/* "Time and sequence numbers", in the reader's language. */
const char *tl_figure_title(const struct figure *f);

/* "10.0.0.1:40000 → 10.0.0.2:80": who sends, and to whom. */
void tl_figure_direction(struct text *t, const struct figure *f, const struct conn *conn);

/* What there is to know in numbers: "1,234 segments, 1.06 MB; 12 retransmissions". */
void tl_figure_summary(struct text *t, const struct figure *f);

/* How the picture was made, where that matters: the mean of which time, how much was thinned out;
 * empty if there is nothing to say. */
void tl_figure_note(struct text *t, const struct figure *f);

/* What an event is marked with, "R" or "SYN"; what it is, as a message ID; as what it is drawn. */
struct event_look {
    const char *letter, *name;
    enum role role;
};
const struct event_look *tl_event_look(unsigned kind);

/* Whether an event is drawn in this figure, and where: in a time-sequence plot at its numbers, in
 * the others at the lower end. */
bool tl_figure_shows(const struct figure *f, const struct event *event, struct plot_range *ret);

/* Draw it: as an image (without `alone`: no style rules of its own, and no title), for a terminal
 * of `height` lines. */
void tl_figure_style(struct text *t);

/* Draw it: as an image (without `alone`: within a page, no rules and no title of its own), for a
 * terminal of `height` lines. */
void tl_figure_svg(struct text *t, const struct figure *f, const struct conn *conn, bool alone);
void tl_figure_text(struct text *t, const struct figure *f, const struct conn *conn,
                    unsigned height);

/* As commands of xplot. A time-sequence graph is better made segment by segment: listing.h. */
void tl_figure_xpl(struct text *t, const struct figure *f, const struct conn *conn);

#endif
