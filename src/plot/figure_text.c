// SPDX-License-Identifier: BSD-3-Clause
/*
 * figure_text.c - a plot on a terminal: dots of Braille, of which colours tell the series apart;
 * the window's line is dashed, and what is remarkable has a letter, so that it reads without
 * colours, too.
 */
#include <string.h>

#include "base/clock.h"
#include "plot/figure.h"
#include "plot/screen.h"

enum {
    COLUMNS_LEAST = 20,
    COLUMNS_MOST = 1000,
    ROWS_LEAST = 4,
    LINES_BELOW = 3, /* axis, its labels and its name */
    LINES_LEFT = 1,  /* for a prompt */
    SPREAD_COLUMNS = 18,
    SPREAD_WIDTH = 72, /* columns of a terminal from which a distribution has room */
};

/* The plot being drawn: its area is `screen`, `margin` columns are left of that; `lines` were
 * written so far, but for it. */
struct drawing {
    struct page *page;
    const struct figure *f;
    struct screen screen;
    size_t margin;
    unsigned spread_columns, lines;
};

static int64_t x_of(const struct drawing *d, int64_t at)
{
    return tl_axis_place(&d->f->x, at, d->screen.columns * DOTS_ACROSS - 1);
}

static int64_t y_of(const struct drawing *d, int64_t value)
{
    return tl_axis_place(&d->f->y, value, d->screen.rows * DOTS_DOWN - 1);
}

/* ---- series ---- */

static void draw_steps(struct drawing *d, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct point *const p = &s->points[i];
        const int64_t end = i + 1 < s->n ? s->points[i + 1].at : d->f->record->last_ns;
        int64_t low = p->lo, high = p->hi;

        /* From the value before to this one. */
        if (i > 0 && s->points[i - 1].last < low)
            low = s->points[i - 1].last;
        if (i > 0 && s->points[i - 1].last > high)
            high = s->points[i - 1].last;
        if (low > d->f->y.hi)
            continue;
        if (y_of(d, high) > y_of(d, low) + 1)
            tl_screen_bar(&d->screen, x_of(d, p->at), y_of(d, low), y_of(d, high), s->role);
        if (p->last <= d->f->y.hi)
            tl_screen_line(&d->screen, x_of(d, p->at), x_of(d, end), y_of(d, p->last), s->role);
    }
}

static void draw_area(struct drawing *d, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const int64_t end = i + 1 < s->n ? s->points[i + 1].at : d->f->record->last_ns;
        const int64_t high = y_of(d, s->points[i].last);

        for (int64_t x = x_of(d, s->points[i].at); high > 0 && x <= x_of(d, end); x++)
            tl_screen_bar(&d->screen, x, 0, high, s->role);
    }
}

static void draw_bars(struct drawing *d, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++)
        tl_screen_bar(&d->screen, x_of(d, s->points[i].at), y_of(d, s->points[i].lo),
                      y_of(d, s->points[i].hi), s->role);
}

static void draw_series(struct drawing *d)
{
    for (unsigned i = 0; i < d->f->n_series; i++) {
        const struct series *const s = &d->f->series[i];

        if (s->shape == SHAPE_STEPS || (s->shape == SHAPE_BAND && d->f->kind != PLOT_RTT))
            draw_steps(d, s);
        else if (s->shape == SHAPE_AREA)
            draw_area(d, s);
        else
            draw_bars(d, s);
    }
}

static void draw_events(struct drawing *d, const struct events *events, bool words)
{
    for (size_t i = 0; i < events->n; i++) {
        const struct event *const event = &events->all[i];
        const struct event_look *const look = tl_event_look(event->kind);
        struct plot_range range;

        if (!tl_figure_shows(d->f, event, &range))
            continue;
        if (words)
            tl_screen_word(&d->screen, x_of(d, event->at_ns), y_of(d, range.hi), look->letter,
                           look->role);
        else
            tl_screen_bar(&d->screen, x_of(d, event->at_ns), y_of(d, range.lo), y_of(d, range.hi),
                          look->role);
    }
}

/* ---- what stands around ---- */

static const char *label(struct draft *d, const struct axis *a, int64_t tick)
{
    if (a->logarithmic)
        clock_span(draft_begin(d), tick);
    else
        tl_axis_label(draft_begin(d), a, tick);
    return draft_end(d);
}

static size_t find_margin(const struct figure *f)
{
    size_t margin = 0;

    for (int64_t tick = tl_axis_first(&f->y); tick <= f->y.hi; tick = tl_axis_next(&f->y, tick)) {
        struct draft d;
        const size_t columns = page_columns(f->view, label(&d, &f->y, tick));

        margin = columns > margin ? columns : margin;
    }
    return margin + 1;
}

static void put_right(struct page *page, const char *s, size_t column)
{
    const size_t columns = page_columns(page->view, s);

    if (columns < column)
        page_repeat(page, STYLE_PLAIN, " ", column - columns);
    page_put(page, STYLE_PLAIN, s);
}

/* The distribution's share of a row, counted from the top. */
static void put_spread(const struct drawing *d, int64_t row)
{
    const int64_t rows = d->screen.rows, from_below = rows - 1 - row;
    uint64_t n = 0, most = 0;
    size_t columns;

    for (int64_t other = 0; other < rows; other++) {
        uint64_t sum = 0;

        for (int64_t i = 0; i < FIGURE_SPREAD_ROWS; i++)
            sum += i * rows / FIGURE_SPREAD_ROWS == other ? d->f->spread[i] : 0;
        if (other == from_below)
            n = sum;
        most = sum > most ? sum : most;
    }
    if (n == 0)
        return;
    columns = (size_t)((double)n / (double)most * (d->spread_columns - 2));
    page_tab(d->page, d->margin + 1 + (size_t)d->screen.columns);
    page_repeat(d->page, STYLE_INITIATOR, d->f->view->ascii ? "#" : "▇", columns > 0 ? columns : 1);
}

static void put_row(const struct drawing *d, int64_t row)
{
    const struct axis *const y = &d->f->y;
    const bool ascii = d->f->view->ascii;
    bool ticked = false;

    for (int64_t tick = tl_axis_first(y); tick <= y->hi && !ticked; tick = tl_axis_next(y, tick)) {
        struct draft words;

        if (d->screen.rows - 1 - y_of(d, tick) / DOTS_DOWN != row)
            continue;
        put_right(d->page, label(&words, y, tick), d->margin - 1);
        ticked = true;
    }
    if (!ticked)
        page_repeat(d->page, STYLE_PLAIN, " ", d->margin - 1);
    page_put(d->page, STYLE_FAINT, ascii ? "|" : ticked ? "┤" : "│");
    tl_screen_put(&d->screen, d->page, row);
    if (d->spread_columns > 0)
        put_spread(d, row);
    page_newline(d->page);
}

static void put_time_axis(const struct drawing *d)
{
    const struct axis *const x = &d->f->x;
    const bool ascii = d->f->view->ascii;
    int64_t tick = tl_axis_first(x);

    page_repeat(d->page, STYLE_PLAIN, " ", d->margin - 1);
    page_put(d->page, STYLE_FAINT, ascii ? "+" : "└");
    for (int64_t column = 0; column < d->screen.columns; column++) {
        bool ticked = false;

        for (; tick <= x->hi && x_of(d, tick) / DOTS_ACROSS <= column; tick = tl_axis_next(x, tick))
            ticked = true;
        page_put(d->page, STYLE_FAINT, ascii ? (ticked ? "+" : "-") : ticked ? "┬" : "─");
    }
    page_newline(d->page);
    for (tick = tl_axis_first(x); tick <= x->hi; tick = tl_axis_next(x, tick)) {
        struct draft words;
        const char *const s = label(&words, x, tick);
        const size_t columns = page_columns(d->page->view, s);
        const size_t middle = d->margin + (size_t)(x_of(d, tick) / DOTS_ACROSS);
        const size_t left = middle > columns / 2 ? middle - columns / 2 : 0;

        /* A blank between two labels at least, and none beyond the plot's end. */
        if ((d->page->column > 0 && left < d->page->column + 1) ||
            left + columns > d->margin + (size_t)d->screen.columns)
            continue;
        page_repeat(d->page, STYLE_PLAIN, " ", left - d->page->column);
        page_put(d->page, STYLE_PLAIN, s);
    }
    page_newline(d->page);
}

static void put_axis_names(const struct drawing *d)
{
    const struct figure *const f = d->f;
    const struct catalogue *const c = f->view->catalogue;
    const struct phrase_arg unit = {.name = "unit", .type = PHRASE_STR, .str = f->x.unit};
    struct draft words;

    phrase(draft_begin(&words), tr(c, N_("time since the first segment ({unit})")), &unit, 1);
    put_right(d->page, draft_end(&words), d->margin + (size_t)d->screen.columns);
    page_newline(d->page);
}

/* An entry of the legend, kept together; a swatch says how it looks, if it has one. */
static void put_entry(struct drawing *d, enum style style, const char *swatch, const char *name)
{
    struct page *const page = d->page;
    const size_t columns = page_columns(page->view, swatch) + page_columns(page->view, name);

    if (page->column + 3 + columns > page_width(page->view)) {
        page_newline(page);
        d->lines++;
        page_put(page, STYLE_PLAIN, "  ");
    } else {
        page_put(page, STYLE_PLAIN, "   ");
    }
    page_put(page, style, swatch);
    page_put(page, STYLE_PLAIN, name);
}

static void put_legend(struct drawing *d)
{
    const struct figure *const f = d->f;
    const struct catalogue *const c = f->view->catalogue;
    struct draft name;

    text_str(draft_begin(&name), tr(c, f->y_name));
    if (!f->y.logarithmic) {
        text_str(&name.text, " (");
        text_str(&name.text, f->y.unit);
        text_char(&name.text, ')');
    }
    page_put(d->page, STYLE_FAINT, draft_end(&name));
    for (unsigned i = f->n_series; i-- > 0;) {
        const struct series *const s = &f->series[i];
        const char ascii[] = {tl_screen_ascii(s->role), ' ', '\0'};
        const char *const dots = s->role == ROLE_WINDOW ? "⠒ " : "⣿ ";

        if (s->n > 0)
            put_entry(d, tl_screen_style(s->role), f->view->ascii ? ascii : dots, tr(c, s->name));
    }
    for (unsigned kind = 0; kind < EVENT_KINDS; kind++) {
        const struct event event = {.kind = (uint8_t)kind};
        struct plot_range ignored;

        if (f->record->counts[kind] > 0 && tl_event_look(kind)->name != NULL &&
            tl_figure_shows(f, &event, &ignored))
            put_entry(d, STYLE_PLAIN, "", tr(c, tl_event_look(kind)->name));
    }
    page_newline(d->page);
    d->lines++;
}

/* How many lines a paragraph takes. */
static unsigned count_lines(const struct view *view, const char *words)
{
    unsigned n = 0;

    for (const char *next; *words != '\0'; words = next, n++)
        (void)page_fit(view, words, page_width(view), &next);
    return n;
}

static void put_paragraph(struct drawing *d, enum style style, const char *words)
{
    if (words[0] == '\0')
        return;
    d->lines += count_lines(d->f->view, words);
    page_words(d->page, style, 0, words);
    page_newline(d->page);
}

static void put_title(struct drawing *d, const struct conn *conn)
{
    const struct figure *const f = d->f;
    struct draft words;
    struct text *const t = draft_begin(&words);

    text_str(t, tl_figure_title(f));
    text_str(t, tr(f->view->catalogue, N_(": ")));
    tl_figure_direction(t, f, conn);
    put_paragraph(d, STYLE_STRONG, draft_end(&words));
    tl_figure_summary(draft_begin(&words), f);
    put_paragraph(d, STYLE_PLAIN, draft_end(&words));
}

static void put_plot(struct drawing *d)
{
    draw_series(d);
    draw_events(d, &d->f->record->losses, false);
    draw_events(d, &d->f->record->losses, true);
    draw_events(d, &d->f->record->landmarks, true);
    for (int64_t row = 0; row < d->screen.rows; row++)
        put_row(d, row);
    put_time_axis(d);
    put_axis_names(d);
}

/* What is left of `height` lines, and of the width beside the labels. */
static bool make_screen(struct drawing *d, unsigned height, unsigned lines_below)
{
    const size_t width = page_width(d->f->view);
    const unsigned taken = d->lines + lines_below + LINES_BELOW + LINES_LEFT;
    size_t columns = width > d->margin + 1 ? width - d->margin - 1 : 0;

    if (d->f->kind == PLOT_RTT && width >= SPREAD_WIDTH)
        d->spread_columns = SPREAD_COLUMNS;
    columns -= d->spread_columns < columns ? d->spread_columns : 0;
    if (columns > COLUMNS_MOST)
        columns = COLUMNS_MOST;
    return tl_screen_init(&d->screen, columns < COLUMNS_LEAST ? COLUMNS_LEAST : (unsigned)columns,
                          height > taken + ROWS_LEAST ? height - taken : ROWS_LEAST);
}

void tl_figure_text(struct text *t, const struct figure *f, const struct conn *conn,
                    unsigned height)
{
    struct page page;
    struct drawing d = {.page = &page, .f = f, .margin = find_margin(f)};
    struct draft note;

    page_init(&page, t, f->view);
    put_title(&d, conn);
    put_legend(&d);
    tl_figure_note(draft_begin(&note), f);
    if (!make_screen(&d, height, count_lines(f->view, draft_end(&note)))) {
        t->failed = true;
        return;
    }
    put_plot(&d);
    tl_screen_fini(&d.screen);
    put_paragraph(&d, STYLE_FAINT, draft_end(&note));
}
