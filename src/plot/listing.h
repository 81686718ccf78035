// SPDX-License-Identifier: BSD-3-Clause
/*
 * listing.h - samples written down one by one, as they come: a row of a table, or commands for
 * xplot. Nothing is kept but what the next line needs, so that every segment of the longest
 * connection finds its place.
 */
#ifndef TL_PLOT_LISTING_H
#define TL_PLOT_LISTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "plot/course.h"

/**
 * struct listing - being written
 * @out:   *borrowed*
 * @begun: of xplot: an ACK was drawn: at @last_ns with @ack and @edge
 * @side:  of xplot: who sends the data
 * @reached: one past its highest number so far
 */
struct listing {
    struct text *out;
    bool begun;
    uint8_t side;
    int64_t last_ns, ack, edge, reached;
};

/* A table of both sides, with names of columns in its first line. */
void tl_csv_begin(struct text *t);
void tl_csv_add(struct text *t, const struct plot_sample *sample);

/* "10.0.0.1:40000_==>_10.0.0.2:80 (time sequence graph)": what xplot files begin with; `title` and
 * `y_name` are xplot's, in English. */
void tl_xpl_head(struct text *t, const struct conn *conn, unsigned side, const char *title,
                 const char *y_name);

/* "COMMAND TIME VALUE", and "line" from one point to the other. */
void tl_xpl_point(struct text *t, const char *command, int64_t at_ns, int64_t value);
void tl_xpl_line(struct text *t, int64_t from_ns, int64_t from, int64_t to_ns, int64_t to);

/* The time-sequence graph of what `side` sends. */
void tl_xpl_begin(struct listing *l, struct text *t, const struct conn *conn, unsigned side);
void tl_xpl_add(struct listing *l, const struct plot_sample *sample);
void tl_xpl_end(struct text *t);

#endif
