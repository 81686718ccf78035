// SPDX-License-Identifier: BSD-3-Clause
/* ladder.c - see ladder.h: measuring, choosing a form, drawing. */
#include "render/ladder.h"
#include "render/cells.h"
#include "render/words.h"

enum {
    END = 4,        /* columns of an arrow's end with its blank: "─── " or " ──▶" */
    TIGHT_END = 2,  /* likewise: "─ " or " ▶" */
    WORDS_MIN = 46, /* fewer columns than these beside the arrow make a ragged column of words */
    STACK_INDENT = 4,
};

static void widen(size_t *width, const struct view *view, const char *cell)
{
    const size_t columns = page_columns(view, cell);

    if (columns > *width)
        *width = columns;
}

/* Blanks between columns. */
static size_t gap(const struct ladder *l)
{
    return l->form == LADDER_TIGHT ? 1 : 2;
}

static size_t state_column(const struct ladder *l)
{
    return gap(l) + (l->tagged ? l->number + 2 : 0) + l->number + gap(l) + l->time + gap(l);
}

static size_t arrow_column(const struct ladder *l)
{
    return state_column(l) + l->state + 1;
}

/* Where a line of arrow and states ends. */
static size_t line_end(const struct ladder *l)
{
    return arrow_column(l) + l->arrow + 1 + l->state;
}

/* Where the words begin. */
static size_t words_column(const struct ladder *l)
{
    switch (l->form) {
    case LADDER_BESIDE:
        return line_end(l) + 2;
    case LADDER_BELOW:
        return arrow_column(l);
    case LADDER_TIGHT:
        return state_column(l);
    default:
        return STACK_INDENT;
    }
}

/* Whether the tight form fits with an arrow of `columns`. */
static bool fits_tight(struct ladder *l, size_t columns, size_t width)
{
    l->form = LADDER_TIGHT;
    l->arrow = TIGHT_END + columns + TIGHT_END;
    return line_end(l) <= width;
}

/* Choose the form: the widest that fits. `tight` is the widest tight arrow without its window. */
static void choose_form(struct ladder *l, const struct view *view, size_t tight)
{
    const size_t width = page_width(view);

    l->arrow = END + l->flags + 2 + l->seq + 2 + l->len + 2 + (l->ack == 0 ? 0 : l->ack + 2) +
               l->win + END;
    l->form = LADDER_BESIDE;
    if (width == SIZE_MAX || words_column(l) + WORDS_MIN <= width)
        return;
    l->form = LADDER_BELOW;
    if (line_end(l) <= width)
        return;
    l->tight_window = true;
    if (fits_tight(l, tight + 1 + l->win, width))
        return;
    l->tight_window = false;
    if (!fits_tight(l, tight, width))
        l->form = LADDER_STACKED;
}

/* The tight arrow's text: single blanks, no length, which the range shows, perhaps no window. */
static const char *tight_text(struct draft *d, const struct cells *c, bool window)
{
    struct text *const t = draft_begin(d);

    text_str(t, c->flags);
    text_char(t, ' ');
    text_str(t, c->seq);
    if (c->ack[0] != '\0') {
        text_char(t, ' ');
        text_str(t, c->ack);
    }
    if (window) {
        text_char(t, ' ');
        text_str(t, c->win);
    }
    return draft_end(d);
}

/* Microseconds, unless some time says more than they do. */
static uint8_t decimals_of(const struct view *view, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((rows[i].ts_ns - view->t0_ns) % 1000 != 0)
            return 9;
    return 6;
}

void ladder_measure(struct ladder *l, const struct view *view, const struct row *rows, size_t n)
{
    size_t tight = 0;
    struct draft d;

    *l = (struct ladder){.number = 2, .decimals = decimals_of(view, rows, n)};
    for (size_t i = 0; i < n; i++) {
        struct cells c;

        cells_make(&c, view, &rows[i], l->decimals);
        widen(&l->number, view, c.number);
        widen(&l->time, view, c.time);
        if (rows[i].icmp)
            continue;
        widen(&l->state, view, c.state[0]);
        widen(&l->state, view, c.state[1]);
        widen(&l->flags, view, c.flags);
        widen(&l->seq, view, c.seq);
        widen(&l->len, view, c.len);
        widen(&l->ack, view, c.ack);
        widen(&l->win, view, c.win);
        widen(&tight, view, tight_text(&d, &c, false));
        l->inferred |= cells_inferred(&rows[i], 0) || cells_inferred(&rows[i], 1);
        l->unscaled |= !rows[i].window_scaled;
    }
    choose_form(l, view, tight);
}

void ladder_guess(struct ladder *l, const struct view *view)
{
    const bool raw = view->numbers != NUMBERS_RELATIVE;

    *l = (struct ladder){
        .tagged = true,
        .decimals = 6,
        .number = 5,
        .time = 10,
        .state = 12,
        .flags = 7,
        .seq = raw ? 25 : 15,
        .len = 8,
        .ack = raw ? 14 : 9,
        .win = 10,
    };
    choose_form(l, view, l->flags + 1 + l->seq + 1 + l->ack);
}

static enum style style_of(const struct row *row)
{
    return row->side == SIDE_INITIATOR ? STYLE_INITIATOR : STYLE_RESPONDER;
}

static void put_right(struct page *p, enum style style, const char *s, size_t width)
{
    const size_t columns = page_columns(p->view, s);

    if (columns < width)
        page_tab(p, p->column + width - columns);
    page_put(p, style, s);
}

static void put_left(struct page *p, enum style style, const char *s, size_t width)
{
    const size_t end = p->column + width;

    page_put(p, style, s);
    if (p->column < end)
        page_tab(p, end);
}

/* The cells in columns, between the arrow's ends. */
static void put_full_cells(struct page *p, const struct ladder *l, const struct cells *c,
                           enum style style)
{
    put_left(p, style, c->flags, l->flags + 2);
    put_left(p, style, c->seq, l->seq + 2);
    put_left(p, style, c->len, l->len + 2);
    if (l->ack > 0)
        put_left(p, style, c->ack, l->ack + 2);
    put_left(p, style, c->win, l->win);
}

static void put_arrow(struct page *p, const struct ladder *l, const struct row *row,
                      const struct cells *c)
{
    static const struct {
        const char *begin, *end;
    } ends[2][2] = {/* by tight or not, and side */
                    {{"───", "──▶"}, {"◀──", "───"}},
                    {{"─", "▶"}, {"◀", "─"}}};
    const bool tight = l->form == LADDER_TIGHT;
    const char *const begin = ends[tight][row->side].begin;
    const char *const end = ends[tight][row->side].end;
    const size_t fill_end = p->column + l->arrow - page_columns(p->view, end);
    const enum style style = style_of(row);
    struct draft d;

    page_put(p, style, begin);
    page_tab(p, p->column + 1);
    if (tight)
        page_put(p, style, tight_text(&d, c, l->tight_window));
    else
        put_full_cells(p, l, c, style);
    page_tab(p, p->column + 1);
    while (p->column < fill_end)
        page_put(p, style, "─");
    page_put(p, style, end);
}

/* A state: strong where this segment changed it, faint where it stays. */
static void put_state(struct page *p, const struct row *row, const struct cells *c, unsigned side)
{
    page_put(p, row->before[side] == row->after[side] ? STYLE_FAINT : STYLE_STRONG, c->state[side]);
}

/* "#3": the connection, where rows of several are told at the same time. */
static const char *tag_text(struct draft *d, uint64_t conn_number)
{
    struct text *const t = draft_begin(d);

    text_char(t, '#');
    text_u64(t, conn_number);
    return draft_end(d);
}

static void put_line_begin(struct page *p, const struct ladder *l, const struct cells *c,
                           uint64_t conn_number)
{
    struct draft d;

    page_tab(p, gap(l));
    if (l->tagged)
        put_left(p, STYLE_FAINT, tag_text(&d, conn_number), l->number + 2);
    put_right(p, STYLE_PLAIN, c->number, l->number);
    page_tab(p, p->column + gap(l));
    put_right(p, STYLE_FAINT, c->time, l->time);
    page_tab(p, p->column + gap(l));
}

static void put_item(struct page *p, enum style style, const char *s)
{
    page_words(p, style, STACK_INDENT, s);
    page_words(p, style, STACK_INDENT, "  ");
}

/* A segment as short lines: who to whom, the numbers, the states. */
static void put_stacked(struct page *p, const struct ladder *l, const struct row *row,
                        const struct cells *c, uint64_t conn_number)
{
    const struct catalogue *const cat = p->view->catalogue;
    const enum style style = style_of(row);
    struct draft d;

    page_tab(p, 2);
    if (l->tagged)
        put_item(p, STYLE_FAINT, tag_text(&d, conn_number));
    put_item(p, STYLE_PLAIN, c->number);
    put_item(p, STYLE_FAINT, c->time);
    if (row->icmp)
        return;
    page_words(p, style, STACK_INDENT, words_side(cat, row->side));
    page_words(p, style, STACK_INDENT, " ─▶ ");
    page_words(p, style, STACK_INDENT, words_side(cat, !row->side));
    page_newline(p);
    page_tab(p, STACK_INDENT);
    put_item(p, style, c->flags);
    put_item(p, style, c->seq);
    put_item(p, style, c->len);
    if (c->ack[0] != '\0')
        put_item(p, style, c->ack);
    put_item(p, style, c->win);
    page_newline(p);
    page_tab(p, STACK_INDENT);
    put_state(p, row, c, SIDE_INITIATOR);
    page_tab(p, p->column + 2);
    page_put(p, STYLE_FAINT, "│");
    page_tab(p, p->column + 2);
    put_state(p, row, c, SIDE_RESPONDER);
    page_newline(p);
}

static const char *details_apart(struct draft *d, const struct page *p, const struct ladder *l,
                                 const struct row *row, const struct cells *c, const char *apart)
{
    struct text *const t = draft_begin(d);

    words_provenance(t, p->view, row, apart);
    if (l->form == LADDER_TIGHT && !l->tight_window) {
        if (t->len > 0)
            text_str(t, apart);
        text_str(t, c->win);
    }
    return draft_end(d);
}

/* The second line of words: where the numbers come from, and what the arrow had no room for. What
 * does not fit one line takes one each. */
static const char *details(struct draft *d, const struct page *p, const struct ladder *l,
                           const struct row *row, const struct cells *c)
{
    const char *const line = details_apart(d, p, l, row, c, tr(p->view->catalogue, N_("; ")));

    if (words_column(l) + page_columns(p->view, line) <= page_width(p->view))
        return line;
    return details_apart(d, p, l, row, c, "\n");
}

static void put_words(struct page *p, const struct ladder *l, const struct row *row,
                      const struct cells *c, const char *texts)
{
    const size_t column = words_column(l);
    const char *more;
    struct draft d;

    words_tells(draft_begin(&d), p->view, row, texts);
    page_tab(p, column);
    page_words(p, STYLE_PLAIN, column, draft_end(&d));
    more = row->icmp ? "" : details(&d, p, l, row, c);
    if (*more != '\0') {
        if (page_width(p->view) == SIZE_MAX) {
            page_words(p, STYLE_FAINT, column, " · ");
        } else if (p->column > column) {
            page_newline(p);
            page_tab(p, column);
        }
        page_words(p, STYLE_FAINT, column, more);
    }
    page_newline(p);
}

/* State, arrow, state. */
static void put_rung(struct page *p, const struct ladder *l, const struct row *row,
                     const struct cells *c)
{
    put_state(p, row, c, SIDE_INITIATOR);
    page_tab(p, arrow_column(l));
    put_arrow(p, l, row, c);
    page_tab(p, p->column + 1);
    put_state(p, row, c, SIDE_RESPONDER);
    if (l->form != LADDER_BESIDE)
        page_newline(p);
}

void ladder_row(struct page *p, const struct ladder *l, const struct conn *conn,
                const struct row *row, const char *texts)
{
    struct cells c;

    cells_make(&c, p->view, row, l->decimals);
    if (l->form == LADDER_STACKED)
        put_stacked(p, l, row, &c, conn->number);
    else
        put_line_begin(p, l, &c, conn->number);
    if (!row->icmp && l->form != LADDER_STACKED)
        put_rung(p, l, row, &c);
    put_words(p, l, row, &c, texts);
}

void ladder_heading(struct page *p, const struct ladder *l)
{
    const struct catalogue *const c = p->view->catalogue;

    if (l->form == LADDER_STACKED)
        return;
    page_tab(p, state_column(l) - l->time - gap(l));
    put_right(p, STYLE_FAINT, tr(c, N_("time")), l->time);
    page_tab(p, state_column(l));
    page_put(p, STYLE_FAINT, words_side(c, SIDE_INITIATOR));
    page_tab(p, line_end(l) - l->state);
    page_put(p, STYLE_FAINT, words_side(c, SIDE_RESPONDER));
    page_newline(p);
}

void ladder_phase(struct page *p, const struct ladder *l, enum phase phase)
{
    const size_t end = l->form == LADDER_STACKED ? page_width(p->view) : line_end(l);

    page_tab(p, gap(l));
    page_put(p, STYLE_STRONG, words_phase(p->view->catalogue, phase));
    page_tab(p, p->column + 1);
    while (p->column < end)
        page_put(p, STYLE_FAINT, "─");
    page_newline(p);
}
