// SPDX-License-Identifier: BSD-3-Clause
/*
 * figure_svg.c - a plot as an image. One path a series, in tenths of a pixel, so that the image
 * stays small however much it stands for; text is real text.
 */
#include "plot/figure.h"

#include <string.h>

#include "base/clock.h"
#include "render/page.h"
#include "svg/draw.h"
#include "svg/markup.h"

enum {
    WIDTH = 960 * PX,
    PLOT_HEIGHT = 420 * PX,
    LEFT = 76 * PX,
    RIGHT = 20 * PX,
    SPREAD_ROOM = 150 * PX, /* for a distribution beside the plot */
    SPREAD_GAP = 14 * PX,
    TITLE_HEIGHT = 56 * PX,
    LEGEND_HEIGHT = 46 * PX,
    FOOT_HEIGHT = 68 * PX,
    TENTH = PX / 10,
    BAND_GAP = 2 * PX,
    BAR_LEAST = 2 * PX, /* so that a single octet is to be seen */
    LETTER_ROOM = 9 * PX,
    LETTER_HEIGHT = 12 * PX,
    TOOLTIPS = 512,
};

/* The image being written: where the plot's area is. */
struct canvas {
    struct text *out;
    const struct figure *f;
    int64_t left, right, top, bottom;
};

static const char *const classes[ROLES] = {
    [ROLE_DATA] = "data",   [ROLE_ACK] = "ack",   [ROLE_WINDOW] = "window", [ROLE_SACK] = "sack",
    [ROLE_AGAIN] = "again", [ROLE_LATE] = "late", [ROLE_GOOD] = "good",     [ROLE_MARK] = "mark",
};

static const char rules[] =
    ".plot{--paper:#fff;--ink:#1b2430;--faint:#5f6b7c;--grid:#e3e7ed;--data:#0b5cad;--ack:#1a7f4b;"
    "--window:#b07d00;--sack:#8250df;--again:#c9252d;--late:#b0358b;--good:#1a7f4b;--mark:#46505e;"
    "background:var(--paper);font:13px/1.3 system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif;"
    "font-variant-numeric:tabular-nums}"
    "@media(prefers-color-scheme:dark){"
    ".plot{--paper:#12161c;--ink:#e3e8ef;--faint:#98a4b5;--grid:#29313c;--data:#6db3f8;"
    "--ack:#4ac77f;--window:#e0b03c;--sack:#b392f0;--again:#ff7b72;--late:#f078c8;--good:#4ac77f;"
    "--mark:#b4bfce}}"
    ".plot text{fill:var(--ink)}.plot .title{font-size:16px;font-weight:600}"
    ".plot text.faint{fill:var(--faint)}.plot .small{font-size:12px}"
    ".plot .right{text-anchor:end}.plot .middle{text-anchor:middle}"
    ".plot .grid{stroke:var(--grid);fill:none}.plot .frame{stroke:var(--faint);fill:none}"
    ".plot .data{--pen:var(--data)}.plot .ack{--pen:var(--ack)}.plot .window{--pen:var(--window)}"
    ".plot .sack{--pen:var(--sack)}.plot .again{--pen:var(--again)}.plot .late{--pen:var(--late)}"
    ".plot .good{--pen:var(--good)}.plot .mark{--pen:var(--mark)}"
    ".plot .bars{stroke:var(--pen);stroke-width:1.6;fill:none}"
    ".plot .steps{stroke:var(--pen);stroke-width:1.3;fill:none;stroke-linejoin:round}"
    ".plot .dots{stroke:var(--pen);stroke-width:4;stroke-linecap:round;fill:none;opacity:.75}"
    ".plot .band{stroke:var(--pen);stroke-width:1.2;fill:none;opacity:.5}"
    ".plot .area{stroke:var(--pen);fill:var(--pen);fill-opacity:.22;stroke-width:1.2}"
    ".plot .window .steps{stroke-dasharray:5 2}.plot .sack .bars{stroke-width:3;opacity:.55}"
    ".plot .again .bars,.plot .late .bars{stroke-width:2.4}"
    ".plot text.letter{fill:var(--pen);font-size:11px;font-weight:600;text-anchor:middle;"
    "stroke:var(--paper);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}"
    ".plot .spread{fill:var(--data);fill-opacity:.55}"
    ".plot .level{stroke:var(--mark);stroke-dasharray:2 3;fill:none}";

void tl_figure_style(struct text *t)
{
    text_str(t, rules);
}

/* ---- places ---- */

static int64_t x_of(const struct canvas *c, int64_t at)
{
    return c->left + tl_axis_place(&c->f->x, at, c->right - c->left) / TENTH * TENTH;
}

static int64_t y_of(const struct canvas *c, int64_t value)
{
    return c->bottom - tl_axis_place(&c->f->y, value, c->bottom - c->top) / TENTH * TENTH;
}

static bool is_above(const struct canvas *c, int64_t value)
{
    return value > c->f->y.hi;
}

static void put_command(struct text *t, char command, int64_t length)
{
    text_char(t, command);
    markup_number(t, length);
}

static void move(struct text *t, int64_t x, int64_t y)
{
    put_command(t, 'M', x);
    text_char(t, ' ');
    markup_number(t, y);
}

static void begin_path(struct text *t, const char *class)
{
    text_str(t, "<path class=\"");
    text_str(t, class);
    text_str(t, "\" d=\"");
}

static void end_path(struct text *t)
{
    text_str(t, "\"/>\n");
}

static void begin_group(struct text *t, enum role role)
{
    text_str(t, "<g class=\"");
    text_str(t, classes[role]);
    text_str(t, "\">\n");
}

static void end_group(struct text *t)
{
    text_str(t, "</g>\n");
}

/* ---- axes ---- */

static void put_grid(const struct canvas *c)
{
    struct text *const t = c->out;
    const struct axis *const x = &c->f->x, *const y = &c->f->y;

    begin_path(t, "grid");
    for (int64_t tick = tl_axis_first(x); tick <= x->hi; tick = tl_axis_next(x, tick)) {
        move(t, x_of(c, tick), c->top);
        put_command(t, 'V', c->bottom);
    }
    for (int64_t tick = tl_axis_first(y); tick <= y->hi; tick = tl_axis_next(y, tick)) {
        move(t, c->left, y_of(c, tick));
        put_command(t, 'H', c->right);
    }
    end_path(t);
}

/* A tick's label; those of a logarithmic axis carry their unit. */
static const char *label(struct draft *d, const struct axis *a, int64_t tick)
{
    if (a->logarithmic)
        clock_span(draft_begin(d), tick);
    else
        tl_axis_label(draft_begin(d), a, tick);
    return draft_end(d);
}

static void put_axis_names(const struct canvas *c)
{
    const struct figure *const f = c->f;
    const struct catalogue *const words = f->view->catalogue;
    struct draft d;
    struct phrase_arg unit = {.name = "unit", .type = PHRASE_STR, .str = f->x.unit};

    phrase(draft_begin(&d), tr(words, N_("time since the first segment ({unit})")), &unit, 1);
    svg_text(c->out, "small faint middle", (c->left + c->right) / 2, c->bottom + 36 * PX,
             draft_end(&d));
    text_str(draft_begin(&d), tr(words, f->y_name));
    if (!f->y.logarithmic) {
        text_str(&d.text, " (");
        text_str(&d.text, f->y.unit);
        text_char(&d.text, ')');
    }
    svg_text(c->out, "small faint", c->left - 60 * PX, c->top - 8 * PX, draft_end(&d));
}

static void put_labels(const struct canvas *c)
{
    const struct axis *const x = &c->f->x, *const y = &c->f->y;
    const int64_t frame[4] = {c->left, c->top, c->right - c->left, c->bottom - c->top};
    struct draft d;

    for (int64_t tick = tl_axis_first(x); tick <= x->hi; tick = tl_axis_next(x, tick))
        svg_text(c->out, "small faint middle", x_of(c, tick), c->bottom + 17 * PX,
                 label(&d, x, tick));
    for (int64_t tick = tl_axis_first(y); tick <= y->hi; tick = tl_axis_next(y, tick))
        svg_text(c->out, "small faint right", c->left - 7 * PX, y_of(c, tick) + 4 * PX,
                 label(&d, y, tick));
    svg_rect(c->out, "frame", frame, 0);
    put_axis_names(c);
}

/* ---- series ---- */

static void put_bars(const struct canvas *c, const struct series *s)
{
    begin_path(c->out, "bars");
    for (size_t i = 0; i < s->n; i++) {
        const int64_t low = y_of(c, s->points[i].lo);
        int64_t high = y_of(c, s->points[i].hi);

        if (low - high < BAR_LEAST)
            high = low - BAR_LEAST;
        move(c->out, x_of(c, s->points[i].at), low);
        put_command(c->out, 'V', high);
    }
    end_path(c->out);
}

static void put_dots(const struct canvas *c, const struct series *s)
{
    begin_path(c->out, "dots");
    for (size_t i = 0; i < s->n; i++) {
        move(c->out, x_of(c, s->points[i].at), y_of(c, s->points[i].last));
        text_str(c->out, "h0");
    }
    end_path(c->out);
}

/* Where nothing happens for longer than a point stands for, the last value holds; a round trip is
 * over. */
static void put_band(const struct canvas *c, const struct series *s)
{
    const bool holds = c->f->kind != PLOT_RTT;

    begin_path(c->out, "band");
    for (size_t i = 0; i < s->n; i++) {
        const struct point *const p = &s->points[i];
        const int64_t x = x_of(c, p->at), low = y_of(c, p->lo);
        const int64_t next = x_of(c, i + 1 < s->n ? p[1].at : c->f->record->last_ns);
        const int64_t high = y_of(c, p->hi);

        if (is_above(c, p->lo))
            continue;
        move(c->out, x, low);
        put_command(c->out, 'V', low - high < BAR_LEAST ? low - BAR_LEAST : high);
        if (holds && next - x > BAND_GAP && !is_above(c, p->last)) {
            move(c->out, x, y_of(c, p->last));
            put_command(c->out, 'H', next);
        }
    }
    end_path(c->out);
}

/* Where the line of steps is: `drawn` if it is within the plot. */
struct pen {
    int64_t y;
    bool drawn;
};

/* Up or down to a value at `x`; beyond the plot the line is lifted. */
static void step_to(const struct canvas *c, struct pen *pen, int64_t x, int64_t value)
{
    const bool above = is_above(c, value);
    const int64_t y = y_of(c, value);

    if (pen->drawn && y != pen->y)
        put_command(c->out, 'V', y);
    else if (!pen->drawn && !above)
        move(c->out, x, y);
    pen->drawn = !above;
    pen->y = y;
}

static void put_steps(const struct canvas *c, const struct series *s)
{
    struct pen pen = {0, false};

    begin_path(c->out, "steps");
    for (size_t i = 0; i < s->n; i++) {
        const struct point *const p = &s->points[i];
        const int64_t x = x_of(c, p->at);

        /* A run of the same value is one line. */
        if (i > 0 && p->lo == p->hi && p->last == s->points[i - 1].last)
            continue;
        if (pen.drawn)
            put_command(c->out, 'H', x);
        if (p->lo != p->hi) {
            step_to(c, &pen, x, p->hi);
            step_to(c, &pen, x, p->lo);
        }
        step_to(c, &pen, x, p->last);
    }
    if (pen.drawn)
        put_command(c->out, 'H', x_of(c, c->f->record->last_ns));
    end_path(c->out);
}

static void put_area(const struct canvas *c, const struct series *s)
{
    begin_path(c->out, "area");
    for (size_t i = 0; i < s->n; i++) {
        const int64_t x = x_of(c, s->points[i].at);

        if (i == 0)
            move(c->out, x, c->bottom);
        else
            put_command(c->out, 'H', x);
        put_command(c->out, 'V', y_of(c, s->points[i].last));
    }
    if (s->n > 0) {
        put_command(c->out, 'H', x_of(c, c->f->record->last_ns));
        put_command(c->out, 'V', c->bottom);
        text_char(c->out, 'Z');
    }
    end_path(c->out);
}

static void put_series(const struct canvas *c)
{
    for (unsigned i = 0; i < c->f->n_series; i++) {
        const struct series *const s = &c->f->series[i];

        if (s->n == 0)
            continue;
        begin_group(c->out, s->role);
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
        end_group(c->out);
    }
}

/* ---- events ---- */

/* "#12, 4.5 ms: R: sent again, 1:1449", for who points at it. */
static void put_tooltip(const struct canvas *c, const struct event *event)
{
    struct text *const t = c->out;
    const struct event_look *const look = tl_event_look(event->kind);

    text_str(t, "<title>#");
    text_u64(t, event->frame);
    text_str(t, ", ");
    clock_span(t, event->at_ns);
    text_str(t, ": ");
    markup_text(t, look->name != NULL ? tr(c->f->view->catalogue, look->name) : look->letter);
    text_str(t, ", ");
    text_i64(t, event->range.lo);
    text_char(t, ':');
    text_i64(t, event->range.hi);
    text_str(t, "</title>");
}

/* `*next_x` is how far letters of its kind reach already, and one that would cover them is left
 * out. */
static void put_event(const struct canvas *c, const struct event *event, bool tooltips,
                      int64_t next_x[EVENT_KINDS])
{
    const struct event_look *const look = tl_event_look(event->kind);
    struct plot_range range;
    int64_t x, low, high;

    if (!tl_figure_shows(c->f, event, &range))
        return;
    x = x_of(c, event->at_ns);
    low = y_of(c, range.lo);
    high = y_of(c, range.hi);
    if (low - high < BAR_LEAST)
        high = low - 2 * BAR_LEAST;
    text_str(c->out, "<path class=\"bars\" d=\"");
    move(c->out, x, low);
    put_command(c->out, 'V', high);
    text_str(c->out, tooltips ? "\">" : "\"/>");
    if (tooltips) {
        put_tooltip(c, event);
        text_str(c->out, "</path>");
    }
    text_char(c->out, '\n');
    if (x < next_x[event->kind])
        return;
    if (high < c->top + LETTER_HEIGHT)
        high = c->top + LETTER_HEIGHT;
    svg_text(c->out, "letter", x, high - 4 * PX, look->letter);
    next_x[event->kind] = x + LETTER_ROOM * (int64_t)strlen(look->letter);
}

static void put_events(const struct canvas *c, const struct events *events)
{
    int64_t next_x[EVENT_KINDS] = {0};

    for (enum role role = 0; role < ROLES; role++) {
        bool any = false;

        for (size_t i = 0; i < events->n; i++) {
            if (tl_event_look(events->all[i].kind)->role != role)
                continue;
            if (!any)
                begin_group(c->out, role);
            any = true;
            put_event(c, &events->all[i], events->n <= TOOLTIPS, next_x);
        }
        if (any)
            end_group(c->out);
    }
}

/* ---- the distribution of round trips ---- */

/* A line at a value, with its name above, or below where the one above has no room. */
static void put_level(const struct canvas *c, int64_t value, unsigned percent, bool below)
{
    const int64_t y = y_of(c, value);
    struct draft d;
    struct text *const t = draft_begin(&d);

    text_u64(t, percent);
    text_str(t, " %: ");
    clock_span(t, value);
    svg_line(c->out, "level", (struct svg_point){c->left, y},
             (struct svg_point){c->right + SPREAD_GAP + SPREAD_ROOM, y});
    svg_text(c->out, "small right", WIDTH - RIGHT, below ? y + 13 * PX : y - 4 * PX, draft_end(&d));
}

static void put_spread(const struct canvas *c)
{
    const struct figure *const f = c->f;
    const int64_t row = (c->bottom - c->top) / FIGURE_SPREAD_ROWS;
    const int64_t left = c->right + SPREAD_GAP, room = SPREAD_ROOM - 50 * PX;

    if (f->spread_most == 0)
        return;
    for (int64_t i = 0; i < FIGURE_SPREAD_ROWS; i++) {
        const int64_t share =
            (int64_t)((double)f->spread[i] * (double)room / (double)f->spread_most);
        const int64_t box[4] = {left, c->bottom - (i + 1) * row + PX / 2,
                                share < PX && f->spread[i] > 0 ? PX : share, row - PX};

        if (f->spread[i] > 0)
            svg_rect(c->out, "spread", box, 0);
    }
    put_level(c, f->median, 50, y_of(c, f->median) - y_of(c, f->p95) < 18 * PX);
    put_level(c, f->p95, 95, false);
}

/* ---- legend, title, all of it ---- */

enum { SWATCH = 18 * PX, SWATCH_GAP = 6 * PX, ENTRY_GAP = 20 * PX, COLUMN = 7 * PX };

/* One entry; where the next one begins. */
static int64_t put_entry(const struct canvas *c, enum role role, enum shape shape, const char *name,
                         int64_t x)
{
    const int64_t y = c->top - 32 * PX;
    const int64_t columns = (int64_t)page_columns(c->f->view, name);

    begin_group(c->out, role);
    begin_path(c->out, shape == SHAPE_DOTS ? "dots" : shape == SHAPE_BARS ? "bars" : "steps");
    if (shape == SHAPE_DOTS) {
        move(c->out, x + SWATCH / 2, y);
        text_str(c->out, "h0");
    } else if (shape == SHAPE_BARS) {
        move(c->out, x + SWATCH / 2, y + 6 * PX);
        put_command(c->out, 'V', y - 6 * PX);
    } else {
        move(c->out, x, y);
        put_command(c->out, 'H', x + SWATCH);
    }
    end_path(c->out);
    end_group(c->out);
    svg_text(c->out, "small", x + SWATCH + SWATCH_GAP, y + 4 * PX, name);
    return x + SWATCH + SWATCH_GAP + columns * COLUMN + ENTRY_GAP;
}

static void put_legend(const struct canvas *c)
{
    const struct figure *const f = c->f;
    const struct catalogue *const words = f->view->catalogue;
    int64_t x = c->left - 60 * PX;
    bool drawn[EVENT_KINDS] = {false};

    for (unsigned i = f->n_series; i-- > 0;) {
        if (f->series[i].n > 0)
            x = put_entry(c, f->series[i].role, f->series[i].shape, tr(words, f->series[i].name),
                          x);
    }
    for (unsigned kind = 0; kind < EVENT_KINDS; kind++) {
        const struct event event = {.kind = (uint8_t)kind};
        struct plot_range ignored;

        drawn[kind] = f->record->counts[kind] > 0 && tl_figure_shows(f, &event, &ignored);
        if (drawn[kind] && tl_event_look(kind)->name != NULL)
            x = put_entry(c, tl_event_look(kind)->role, SHAPE_BARS,
                          tr(words, tl_event_look(kind)->name), x);
    }
}

static void put_title(const struct canvas *c, const struct conn *conn)
{
    struct draft d;
    struct text *const t = draft_begin(&d);

    text_str(t, tl_figure_title(c->f));
    text_str(t, tr(c->f->view->catalogue, N_(": ")));
    tl_figure_direction(t, c->f, conn);
    svg_text(c->out, "title", 16 * PX, 28 * PX, draft_end(&d));
}

static void begin_svg(const struct canvas *c, const struct conn *conn, int64_t height)
{
    struct draft d;

    text_str(c->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" "
                     "viewBox=\"0 0 ");
    markup_number(c->out, WIDTH);
    text_char(c->out, ' ');
    markup_number(c->out, height);
    text_char(c->out, '"');
    markup_attribute(c->out, "width", WIDTH);
    markup_attribute(c->out, "height", height);
    text_str(c->out, ">\n<title>");
    markup_text(c->out, tl_figure_title(c->f));
    markup_text(c->out, tr(c->f->view->catalogue, N_(": ")));
    tl_figure_direction(draft_begin(&d), c->f, conn);
    markup_text(c->out, draft_end(&d));
    text_str(c->out, "</title>\n");
}

void tl_figure_svg(struct text *t, const struct figure *f, const struct conn *conn, bool alone)
{
    const int64_t top = (alone ? TITLE_HEIGHT : 24 * PX) + LEGEND_HEIGHT;
    const struct canvas c = {
        .out = t,
        .f = f,
        .left = LEFT,
        .right = WIDTH - RIGHT - (f->kind == PLOT_RTT ? SPREAD_ROOM + SPREAD_GAP : 0),
        .top = top,
        .bottom = top + PLOT_HEIGHT,
    };
    struct draft d;

    begin_svg(&c, conn, c.bottom + FOOT_HEIGHT);
    if (alone) {
        text_str(t, "<style>");
        tl_figure_style(t);
        text_str(t, "</style>\n");
        put_title(&c, conn);
    }
    tl_figure_summary(draft_begin(&d), f);
    svg_text(t, "faint", 16 * PX, top - LEGEND_HEIGHT - 8 * PX, draft_end(&d));
    put_legend(&c);
    put_grid(&c);
    put_series(&c);
    put_events(&c, &f->record->losses);
    put_events(&c, &f->record->landmarks);
    if (f->kind == PLOT_RTT)
        put_spread(&c);
    put_labels(&c);
    tl_figure_note(draft_begin(&d), f);
    svg_text(t, "small faint", 16 * PX, c.bottom + 58 * PX, draft_end(&d));
    text_str(t, "</svg>\n");
}
