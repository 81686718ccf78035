// SPDX-License-Identifier: BSD-3-Clause
/*
 * figure_svg.c - a plot as an image. One path a series, in tenths of a pixel, so that the image
 * stays small however much it stands for; text is real text.
 */
#include "plot/figure.h"

#include "base/clock.h"
#include "plot/canvas.h"
#include "render/page.h"
#include "svg/markup.h"

enum {
    WIDTH = 960 * PX,
    PLOT_HEIGHT = 420 * PX,
    LEFT = 76 * PX,
    RIGHT = 20 * PX,
    SPREAD_ROOM = 150 * PX, /* for a distribution beside the plot */
    SPREAD_GAP = 14 * PX,
    LEVEL_ROOM = 84 * PX, /* for the names of its levels */
    TITLE_HEIGHT = 56 * PX,
    LEGEND_HEIGHT = 46 * PX,
    FOOT_HEIGHT = 68 * PX,
};

/* ---- axes ---- */

static void put_grid(const struct canvas *c)
{
    struct text *const t = c->out;
    const struct axis *const x = &c->f->x, *const y = &c->f->y;

    path_begin(t, "grid");
    for (int64_t tick = tl_axis_first(x); tick <= x->hi; tick = tl_axis_next(x, tick)) {
        path_move(t, canvas_x(c, tick), c->top);
        path_command(t, 'V', c->bottom);
    }
    for (int64_t tick = tl_axis_first(y); tick <= y->hi; tick = tl_axis_next(y, tick)) {
        path_move(t, c->left, canvas_y(c, tick));
        path_command(t, 'H', c->right);
    }
    path_end(t);
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
        svg_text(c->out, "small faint middle", canvas_x(c, tick), c->bottom + 17 * PX,
                 label(&d, x, tick));
    for (int64_t tick = tl_axis_first(y); tick <= y->hi; tick = tl_axis_next(y, tick))
        svg_text(c->out, "small faint right", c->left - 7 * PX, canvas_y(c, tick) + 4 * PX,
                 label(&d, y, tick));
    svg_rect(c->out, "frame", frame, 0);
    put_axis_names(c);
}

/* ---- the distribution of round trips ---- */

/* A line at a value, with its name above, or below where the one above has no room. */
static void put_level(const struct canvas *c, int64_t value, unsigned percent, bool below)
{
    const int64_t y = canvas_y(c, value);
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
    const int64_t left = c->right + SPREAD_GAP, room = SPREAD_ROOM - LEVEL_ROOM;

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
    put_level(c, f->median, 50, canvas_y(c, f->median) - canvas_y(c, f->p95) < 18 * PX);
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

    canvas_begin_group(c, role);
    path_begin(c->out, shape == SHAPE_DOTS ? "dots" : shape == SHAPE_BARS ? "bars" : "steps");
    if (shape == SHAPE_DOTS) {
        path_move(c->out, x + SWATCH / 2, y);
        text_str(c->out, "h0");
    } else if (shape == SHAPE_BARS) {
        path_move(c->out, x + SWATCH / 2, y + 6 * PX);
        path_command(c->out, 'V', y - 6 * PX);
    } else {
        path_move(c->out, x, y);
        path_command(c->out, 'H', x + SWATCH);
    }
    path_end(c->out);
    canvas_end_group(c);
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
    canvas_put_series(&c);
    canvas_put_events(&c, &f->record->losses);
    canvas_put_events(&c, &f->record->landmarks);
    if (f->kind == PLOT_RTT)
        put_spread(&c);
    put_labels(&c);
    tl_figure_note(draft_begin(&d), f);
    svg_text(t, "small faint", 16 * PX, c.bottom + 58 * PX, draft_end(&d));
    text_str(t, "</svg>\n");
}
