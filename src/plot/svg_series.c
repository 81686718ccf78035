// SPDX-License-Identifier: BSD-3-Clause
/* svg_series.c - the series of a plot's image: one path each, whatever it stands for. */
#include "plot/canvas.h"

enum {
    BAND_GAP = 2 * PX,
    CAP = 5 * PX,
    CAPS_MOST = 1000,   /* segments of which the ends are drawn */
    BAR_LEAST = 2 * PX, /* so that a single octet is to be seen */
};

/* Short ticks at both ends of a bar tell where a segment ends and the next one begins. */
static void put_caps(const struct canvas *c, const struct series *s)
{
    path_begin(c->out, "caps");
    for (size_t i = 0; i < s->n; i++) {
        const int64_t x = canvas_x(c, s->points[i].at) - CAP / 2;
        const int64_t low = canvas_y(c, s->points[i].lo), high = canvas_y(c, s->points[i].hi);

        if (low - high < CAP)
            continue;
        path_move(c->out, x, low);
        path_command(c->out, 'h', CAP);
        path_move(c->out, x, high);
        path_command(c->out, 'h', CAP);
    }
    path_end(c->out);
}

static void put_bars(const struct canvas *c, const struct series *s)
{
    if (s->n <= CAPS_MOST)
        put_caps(c, s);
    path_begin(c->out, "bars");
    for (size_t i = 0; i < s->n; i++) {
        const int64_t low = canvas_y(c, s->points[i].lo);
        int64_t high = canvas_y(c, s->points[i].hi);

        if (low - high < BAR_LEAST)
            high = low - BAR_LEAST;
        path_move(c->out, canvas_x(c, s->points[i].at), low);
        path_command(c->out, 'V', high);
    }
    path_end(c->out);
}

static void put_dots(const struct canvas *c, const struct series *s)
{
    path_begin(c->out, "dots");
    for (size_t i = 0; i < s->n; i++) {
        path_move(c->out, canvas_x(c, s->points[i].at), canvas_y(c, s->points[i].last));
        text_str(c->out, "h0");
    }
    path_end(c->out);
}

/* Where nothing happens for longer than a point stands for, the last value holds; a round trip is
 * over. */
static void put_band(const struct canvas *c, const struct series *s)
{
    const bool holds = c->f->kind != PLOT_RTT;

    path_begin(c->out, "band");
    for (size_t i = 0; i < s->n; i++) {
        const struct point *const p = &s->points[i];
        const int64_t x = canvas_x(c, p->at), low = canvas_y(c, p->lo);
        const int64_t next = canvas_x(c, i + 1 < s->n ? p[1].at : c->f->record->last_ns);
        const int64_t high = canvas_y(c, p->hi);

        if (canvas_is_above(c, p->lo))
            continue;
        path_move(c->out, x, low);
        path_command(c->out, 'V', low - high < BAR_LEAST ? low - BAR_LEAST : high);
        if (holds && next - x > BAND_GAP && !canvas_is_above(c, p->last)) {
            path_move(c->out, x, canvas_y(c, p->last));
            path_command(c->out, 'H', next);
        }
    }
    path_end(c->out);
}

/* Where the line of steps is: `drawn` if it is within the plot. */
struct pen {
    int64_t y;
    bool drawn;
};

/* Up or down to a value at `x`; beyond the plot the line is lifted. */
static void step_to(const struct canvas *c, struct pen *pen, int64_t x, int64_t value)
{
    const bool above = canvas_is_above(c, value);
    const int64_t y = canvas_y(c, value);

    if (pen->drawn && y != pen->y)
        path_command(c->out, 'V', y);
    else if (!pen->drawn && !above)
        path_move(c->out, x, y);
    pen->drawn = !above;
    pen->y = y;
}

static void put_steps(const struct canvas *c, const struct series *s)
{
    struct pen pen = {0, false};

    path_begin(c->out, "steps");
    for (size_t i = 0; i < s->n; i++) {
        const struct point *const p = &s->points[i];
        const int64_t x = canvas_x(c, p->at);

        /* A run of the same value is one line. */
        if (i > 0 && p->lo == p->hi && p->last == s->points[i - 1].last)
            continue;
        if (pen.drawn)
            path_command(c->out, 'H', x);
        if (p->lo != p->hi) {
            step_to(c, &pen, x, p->hi);
            step_to(c, &pen, x, p->lo);
        }
        step_to(c, &pen, x, p->last);
    }
    if (pen.drawn)
        path_command(c->out, 'H', canvas_x(c, c->f->record->last_ns));
    path_end(c->out);
}

static void put_area(const struct canvas *c, const struct series *s)
{
    path_begin(c->out, "area");
    for (size_t i = 0; i < s->n; i++) {
        const int64_t x = canvas_x(c, s->points[i].at);

        if (i == 0)
            path_move(c->out, x, c->bottom);
        else
            path_command(c->out, 'H', x);
        path_command(c->out, 'V', canvas_y(c, s->points[i].last));
    }
    if (s->n > 0) {
        path_command(c->out, 'H', canvas_x(c, c->f->record->last_ns));
        path_command(c->out, 'V', c->bottom);
        text_char(c->out, 'Z');
    }
    path_end(c->out);
}

void canvas_put_series(const struct canvas *c)
{
    for (unsigned i = 0; i < c->f->n_series; i++) {
        const struct series *const s = &c->f->series[i];

        if (s->n == 0)
            continue;
        canvas_begin_group(c, s->role);
        switch (s->shape) {
        case SHAPE_BARS:
            put_bars(c, s);
            break;
        case SHAPE_DOTS:
            put_dots(c, s);
            break;
        case SHAPE_AREA:
            put_area(c, s);
            break;
        case SHAPE_BAND:
            put_band(c, s);
            break;
        case SHAPE_STEPS:
        default:
            put_steps(c, s);
            break;
        }
        canvas_end_group(c);
    }
}
