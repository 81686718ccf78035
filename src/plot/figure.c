// SPDX-License-Identifier: BSD-3-Clause
/*
 * figure.c - records to figures: which series a kind of plot has, and how far its axes reach.
 *
 * A window that is much larger than what is sent into it would press everything else flat: the axis
 * then ends above the data, and the note says how far the window goes.
 */
#include "plot/figure.h"

#include "base/memory.h"
#include "base/message.h"

enum {
    X_TICKS = 9,
    Y_TICKS = 8,
    MARGIN = 64,      /* parts of the extent that are left free at an end */
    WINDOW_SHARE = 3, /* so many times the data's extent a window may take */
    COLUMNS_MAX = 120,
    COLUMNS_MIN = 8,
    SPREAD_LOGARITHMIC = 20, /* times the median, from where on a linear axis shows nothing */
    BITS = 8,
};

static struct series *add_series(struct figure *f, enum shape shape, enum role role,
                                 const char *name)
{
    struct series *const s = &f->series[f->n_series++];

    *s = (struct series){.shape = shape, .role = role, .name = name};
    s->points = tl_memory_new(RECORD_MOMENTS, sizeof *s->points);
    f->failed |= s->points == NULL;
    return s;
}

static void add_point(struct series *s, int64_t at, const struct level *level)
{
    if (s->points != NULL && s->n < RECORD_MOMENTS)
        s->points[s->n++] = (struct point){at, level->lo, level->hi, level->last};
}

/* A series of one of the levels of moments. */
static void add_levels(struct figure *f, struct series *s, unsigned has, size_t offset)
{
    const struct record *const r = f->record;

    for (size_t i = 0; i < r->n; i++) {
        if ((r->moments[i].has & has) != 0)
            add_point(s, r->moments[i].at_ns,
                      (const struct level *)(const void *)((const char *)&r->moments[i] + offset));
    }
}

/* How a level is drawn that goes up and down: where a moment stands for many segments, as the band
 * that it was in. */
static enum shape shape_of_level(const struct figure *f, enum shape shape)
{
    return f->record->width_ns != 0 ? SHAPE_BAND : shape;
}

/* Likewise of one of their ranges. */
static void add_ranges(struct figure *f, struct series *s, unsigned has, size_t offset)
{
    const struct record *const r = f->record;

    for (size_t i = 0; i < r->n; i++) {
        const struct plot_range *const range =
            (const struct plot_range *)(const void *)((const char *)&r->moments[i] + offset);

        if ((r->moments[i].has & has) != 0)
            add_point(s, r->moments[i].at_ns, &(struct level){range->lo, range->hi, range->hi});
    }
}

/* ---- axes ---- */

static void reach_series(const struct series *s, struct plot_range *reach, bool *any)
{
    for (size_t i = 0; i < s->n; i++) {
        if (!*any || s->points[i].lo < reach->lo)
            reach->lo = s->points[i].lo;
        if (!*any || s->points[i].hi > reach->hi)
            reach->hi = s->points[i].hi;
        *any = true;
    }
}

static void reach_events(const struct figure *f, struct plot_range *reach, bool *any)
{
    const struct events *const losses = &f->record->losses;

    for (size_t i = 0; i < losses->n; i++) {
        if (!*any || losses->all[i].range.lo < reach->lo)
            reach->lo = losses->all[i].range.lo;
        if (!*any || losses->all[i].range.hi > reach->hi)
            reach->hi = losses->all[i].range.hi;
        *any = true;
    }
}

/* How far the y axis has to reach: for all but the window, and for that as far as is sensible. */
static struct plot_range find_reach(const struct figure *f)
{
    struct plot_range reach = {0, 0}, window = {0, 0};
    bool any = f->kind != PLOT_TIME_SEQUENCE, any_window = false;
    int64_t most;

    if (f->kind == PLOT_TIME_SEQUENCE)
        reach_events(f, &reach, &any);
    for (unsigned i = 0; i < f->n_series; i++) {
        const bool is_limit = f->series[i].role == ROLE_WINDOW && f->kind != PLOT_WINDOW;

        reach_series(&f->series[i], is_limit ? &window : &reach, is_limit ? &any_window : &any);
    }
    if (!any)
        return window;
    most = reach.hi + (reach.hi - reach.lo) * WINDOW_SHARE;
    if (any_window && window.hi > reach.hi)
        reach.hi =
            window.hi < most || reach.hi == reach.lo ? window.hi : reach.hi + (most - reach.hi) / 8;
    return reach;
}

static void set_axes(struct figure *f, enum quantity quantity, const char *y_name)
{
    const struct plot_range y = find_reach(f);
    const int64_t extent = f->record->last_ns > 0 ? f->record->last_ns : 1;
    const int64_t free_x = extent / MARGIN + 1, free_y = (y.hi - y.lo) / MARGIN * 2;

    f->x = tl_axis(QUANTITY_TIME, -free_x, extent + free_x, X_TICKS);
    f->y = tl_axis(quantity, f->kind == PLOT_TIME_SEQUENCE ? y.lo - free_y : 0, y.hi + free_y,
                   Y_TICKS);
    f->y_name = y_name;
}

/* ---- the kinds ---- */

static void make_time_sequence(struct figure *f)
{
    add_levels(f, add_series(f, SHAPE_STEPS, ROLE_WINDOW, N_("end of the window")), HAS_ACK,
               offsetof(struct moment, edge));
    add_levels(f, add_series(f, SHAPE_STEPS, ROLE_ACK, N_("acknowledged")), HAS_ACK,
               offsetof(struct moment, ack));
    add_ranges(f, add_series(f, SHAPE_BARS, ROLE_SACK, N_("SACK")), HAS_SACK,
               offsetof(struct moment, sack));
    add_ranges(f, add_series(f, SHAPE_BARS, ROLE_DATA, N_("sent")), HAS_DATA,
               offsetof(struct moment, data));
    set_axes(f, QUANTITY_OCTETS, N_("sequence number"));
}

/* Over which time means are taken: a whole number of moments' spans, else a round time. */
static int64_t column_width(const struct record *r)
{
    const int64_t extent = r->last_ns > 0 ? r->last_ns : 1;
    int64_t columns = (int64_t)r->n / 2;

    columns = columns < COLUMNS_MIN ? COLUMNS_MIN : columns > COLUMNS_MAX ? COLUMNS_MAX : columns;
    if (r->width_ns != 0)
        return (extent / columns / r->width_ns + 1) * r->width_ns;
    return tl_axis(QUANTITY_TIME, 0, extent, (unsigned)columns).step;
}

static int64_t rate(uint64_t octets, int64_t ns)
{
    return (int64_t)((double)octets * BITS * 1e9 / (double)ns);
}

static void add_columns(struct figure *f, struct series *s, bool acked)
{
    const struct record *const r = f->record;
    size_t i = 0;

    for (int64_t begin = 0; begin <= r->last_ns; begin += f->column_ns) {
        uint64_t octets = 0;
        int64_t mean;

        for (; i < r->n && r->moments[i].at_ns < begin + f->column_ns; i++)
            octets += acked ? r->moments[i].acked : r->moments[i].sent;
        mean = rate(octets, f->column_ns);
        add_point(s, begin, &(struct level){mean, mean, mean});
    }
}

static void make_throughput(struct figure *f)
{
    f->column_ns = column_width(f->record);
    add_columns(f, add_series(f, SHAPE_AREA, ROLE_DATA, N_("sent (throughput)")), false);
    add_columns(f, add_series(f, SHAPE_STEPS, ROLE_GOOD, N_("newly acknowledged (goodput)")), true);
    set_axes(f, QUANTITY_RATE, N_("rate"));
}

static void spread_over_axis(struct figure *f)
{
    const struct spread *const rtts = f->record->rtts;

    for (unsigned cell = 0; cell < SPREAD_CELLS; cell++) {
        int64_t row;

        if (rtts->cells[cell] == 0)
            continue;
        row = tl_axis_place(&f->y, tl_spread_middle(cell), FIGURE_SPREAD_ROWS);
        if (row == FIGURE_SPREAD_ROWS)
            row--;
        f->spread[row] += rtts->cells[cell];
        if (f->spread[row] > f->spread_most)
            f->spread_most = f->spread[row];
    }
}

static void make_rtt(struct figure *f)
{
    const struct spread *const rtts = f->record->rtts;

    add_levels(f, add_series(f, shape_of_level(f, SHAPE_DOTS), ROLE_DATA, N_("round trip")),
               HAS_RTT, offsetof(struct moment, rtt));
    f->median = tl_spread_percentile(rtts, 50);
    f->p95 = tl_spread_percentile(rtts, 95);
    set_axes(f, QUANTITY_TIME, N_("round-trip time"));
    if (f->median > 0 && rtts->hi / f->median >= SPREAD_LOGARITHMIC)
        f->y = tl_axis_logarithmic(QUANTITY_TIME, rtts->lo, rtts->hi);
    spread_over_axis(f);
}

static void make_in_flight(struct figure *f)
{
    add_levels(
        f,
        add_series(f, shape_of_level(f, SHAPE_STEPS), ROLE_WINDOW, N_("window of the other side")),
        HAS_ACK, offsetof(struct moment, window));
    add_levels(f, add_series(f, shape_of_level(f, SHAPE_STEPS), ROLE_DATA, N_("in flight")),
               HAS_FLIGHT, offsetof(struct moment, flight));
    set_axes(f, QUANTITY_OCTETS, N_("not acknowledged yet"));
}

static void make_window(struct figure *f)
{
    add_levels(
        f,
        add_series(f, shape_of_level(f, SHAPE_STEPS), ROLE_WINDOW, N_("window of the other side")),
        HAS_ACK, offsetof(struct moment, window));
    set_axes(f, QUANTITY_OCTETS, N_("window"));
}

void tl_figure_make(struct figure *f, const struct record *record, enum plot_kind kind,
                    const struct view *view)
{
    *f = (struct figure){
        .record = record, .view = view, .kind = (uint8_t)kind, .failed = record->failed};
    switch (kind) {
    case PLOT_THROUGHPUT:
        make_throughput(f);
        break;
    case PLOT_RTT:
        make_rtt(f);
        break;
    case PLOT_IN_FLIGHT:
        make_in_flight(f);
        break;
    case PLOT_WINDOW:
        make_window(f);
        break;
    case PLOT_TIME_SEQUENCE:
    default:
        make_time_sequence(f);
        break;
    }
}

void tl_figure_fini(struct figure *f)
{
    for (unsigned i = 0; i < f->n_series; i++)
        tl_memory_free(f->series[i].points, RECORD_MOMENTS, sizeof *f->series[i].points);
    *f = (struct figure){0};
}

bool tl_figure_shows(const struct figure *f, const struct event *event, struct plot_range *ret)
{
    const bool is_loss = event->kind == EVENT_AGAIN || event->kind == EVENT_NEEDLESS;

    *ret = f->kind == PLOT_TIME_SEQUENCE ? event->range : (struct plot_range){f->y.lo, f->y.lo};
    return f->kind == PLOT_TIME_SEQUENCE || is_loss || event->kind == EVENT_ZERO_WINDOW ||
           event->kind == EVENT_RST || event->kind == EVENT_PEER_RST;
}
