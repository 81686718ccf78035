// SPDX-License-Identifier: BSD-3-Clause
/* figure_xpl.c - a plot as commands of xplot: a line or dots a series, each in a colour of its own.
 */
#include "plot/figure.h"
#include "plot/listing.h"
#include "render/page.h"

static const char *const colors[ROLES] = {
    [ROLE_DATA] = "red",  [ROLE_ACK] = "green", [ROLE_WINDOW] = "yellow", [ROLE_SACK] = "purple",
    [ROLE_AGAIN] = "red", [ROLE_LATE] = "pink", [ROLE_GOOD] = "blue",     [ROLE_MARK] = "white",
};

static void put_series(struct text *t, const struct series *s)
{
    text_str(t, colors[s->role]);
    text_char(t, '\n');
    for (size_t i = 0; i < s->n; i++) {
        const struct point *const p = &s->points[i];

        if (p->lo != p->hi)
            tl_xpl_line(t, p->at, p->lo, p->at, p->hi);
        if (s->shape == SHAPE_DOTS && p->lo == p->hi)
            tl_xpl_point(t, "dot", p->at, p->last);
        if (s->shape != SHAPE_DOTS && i + 1 < s->n) {
            tl_xpl_line(t, p->at, p->last, p[1].at, p->last);
            tl_xpl_line(t, p[1].at, p->last, p[1].at, p[1].lo);
        }
    }
}

void tl_figure_xpl(struct text *t, const struct figure *f, const struct conn *conn)
{
    static const struct {
        const char *title, *y_name;
    } names[] = {
        [PLOT_TIME_SEQUENCE] = {"time sequence graph", "sequence offset"},
        [PLOT_THROUGHPUT] = {"throughput", "bit/s"},
        [PLOT_RTT] = {"rtt samples", "rtt (ns)"},
        [PLOT_IN_FLIGHT] = {"outstanding data", "Outstanding Data (bytes)"},
        [PLOT_WINDOW] = {"receive window", "window (bytes)"},
    };

    tl_xpl_head(t, conn, f->record->side, names[f->kind].title, names[f->kind].y_name);
    for (unsigned i = 0; i < f->n_series; i++)
        put_series(t, &f->series[i]);
    tl_xpl_end(t);
}
