// SPDX-License-Identifier: BSD-3-Clause
/* transcript.c - see transcript.h: measuring, choosing a form, drawing. */
#include "render/transcript.h"
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
static size_t gap(const struct transcript *w)
{
    return w->form == TRANSCRIPT_TIGHT ? 1 : 2;
}

static size_t state_column(const struct transcript *w)
{
    return gap(w) + (w->tagged ? w->number + 2 : 0) + w->number + gap(w) + w->time + gap(w);
}

static size_t arrow_column(const struct transcript *w)
{
    return state_column(w) + w->state + 1;
}

/* Where a line of arrow and states ends. */
static size_t line_end(const struct transcript *w)
{
    return arrow_column(w) + w->arrow + 1 + w->state;
}

/* Where the words begin. */
static size_t words_column(const struct transcript *w)
{
    switch (w->form) {
    case TRANSCRIPT_BESIDE:
        return line_end(w) + 2;
    case TRANSCRIPT_BELOW:
        return arrow_column(w);
    case TRANSCRIPT_TIGHT:
        return state_column(w);
    default:
        return STACK_INDENT;
    }
}

/* Whether the tight form fits with an arrow of `columns`. */
static bool fits_tight(struct transcript *w, size_t columns, size_t width)
{
    w->form = TRANSCRIPT_TIGHT;
    w->arrow = TIGHT_END + columns + TIGHT_END;
    return line_end(w) <= width;
}

/* Choose the form: the widest that fits. `tight` is the widest tight arrow without its window. */
static void choose_form(struct transcript *w, const struct view *view, size_t tight)
{
    const size_t width = page_width(view);

    w->arrow = END + w->flags + 2 + w->seq + 2 + w->len + 2 + (w->ack == 0 ? 0 : w->ack + 2) +
               w->win + END;
    w->form = TRANSCRIPT_BESIDE;
    if (width == SIZE_MAX || words_column(w) + WORDS_MIN <= width)
        return;
    w->form = TRANSCRIPT_BELOW;
    if (line_end(w) <= width)
        return;
    w->tight_window = true;
    if (fits_tight(w, tight + 1 + w->win, width))
        return;
    w->tight_window = false;
    if (!fits_tight(w, tight, width))
        w->form = TRANSCRIPT_STACKED;
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

void transcript_measure(struct transcript *w, const struct view *view, const struct row *rows,
                        size_t n)
{
    size_t tight = 0;
    struct draft d;

    *w = (struct transcript){.number = 2, .decimals = decimals_of(view, rows, n)};
    for (size_t i = 0; i < n; i++) {
        struct cells c;

        cells_make(&c, view, &rows[i], w->decimals);
        widen(&w->number, view, c.number);
        widen(&w->time, view, c.time);
        if (rows[i].icmp)
            continue;
        widen(&w->state, view, c.state[0]);
        widen(&w->state, view, c.state[1]);
        widen(&w->flags, view, c.flags);
        widen(&w->seq, view, c.seq);
        widen(&w->len, view, c.len);
        widen(&w->ack, view, c.ack);
        widen(&w->win, view, c.win);
        widen(&tight, view, tight_text(&d, &c, false));
        w->inferred |= cells_inferred(&rows[i], 0) || cells_inferred(&rows[i], 1);
        w->unscaled |= !rows[i].window_scaled;
    }
    choose_form(w, view, tight);
}

void transcript_guess(struct transcript *w, const struct view *view)
{
    const bool raw = view->numbers != NUMBERS_RELATIVE;

    *w = (struct transcript){
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
    choose_form(w, view, w->flags + 1 + w->seq + 1 + w->ack);
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
static void put_full_cells(struct page *p, const struct transcript *w, const struct cells *c,
                           enum style style)
{
    put_left(p, style, c->flags, w->flags + 2);
    put_left(p, style, c->seq, w->seq + 2);
    put_left(p, style, c->len, w->len + 2);
    if (w->ack > 0)
        put_left(p, style, c->ack, w->ack + 2);
    put_left(p, style, c->win, w->win);
}

static void put_arrow(struct page *p, const struct transcript *w, const struct row *row,
                      const struct cells *c)
{
    static const struct {
        const char *begin, *end;
    } ends[2][2] = {/* by tight or not, and side */
                    {{"───", "──▶"}, {"◀──", "───"}},
                    {{"─", "▶"}, {"◀", "─"}}};
    const bool tight = w->form == TRANSCRIPT_TIGHT;
    const char *const begin = ends[tight][row->side].begin;
    const char *const end = ends[tight][row->side].end;
    const size_t fill_end = p->column + w->arrow - page_columns(p->view, end);
    const enum style style = style_of(row);
    struct draft d;

    page_put(p, style, begin);
    page_tab(p, p->column + 1);
    if (tight)
        page_put(p, style, tight_text(&d, c, w->tight_window));
    else
        put_full_cells(p, w, c, style);
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

static void put_line_begin(struct page *p, const struct transcript *w, const struct cells *c,
                           uint64_t conn_number)
{
    struct draft d;

    page_tab(p, gap(w));
    if (w->tagged)
        put_left(p, STYLE_FAINT, tag_text(&d, conn_number), w->number + 2);
    put_right(p, STYLE_PLAIN, c->number, w->number);
    page_tab(p, p->column + gap(w));
    put_right(p, STYLE_FAINT, c->time, w->time);
    page_tab(p, p->column + gap(w));
}

static void put_item(struct page *p, enum style style, const char *s)
{
    page_words(p, style, STACK_INDENT, s);
    page_words(p, style, STACK_INDENT, "  ");
}

/* A segment as short lines: who to whom, the numbers, the states. */
static void put_stacked(struct page *p, const struct transcript *w, const struct row *row,
                        const struct cells *c, uint64_t conn_number)
{
    const struct catalogue *const cat = p->view->catalogue;
    const enum style style = style_of(row);
    struct draft d;

    page_tab(p, 2);
    if (w->tagged)
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

static const char *details_apart(struct draft *d, const struct page *p, const struct transcript *w,
                                 const struct row *row, const struct cells *c, const char *apart)
{
    struct text *const t = draft_begin(d);

    words_provenance(t, p->view, row, apart);
    if (w->form == TRANSCRIPT_TIGHT && !w->tight_window) {
        if (t->len > 0)
            text_str(t, apart);
        text_str(t, c->win);
    }
    return draft_end(d);
}

/* The second line of words: where the numbers come from, and what the arrow had no room for. What
 * does not fit one line takes one each. */
static const char *details(struct draft *d, const struct page *p, const struct transcript *w,
                           const struct row *row, const struct cells *c)
{
    const char *const line = details_apart(d, p, w, row, c, tr(p->view->catalogue, N_("; ")));

    if (words_column(w) + page_columns(p->view, line) <= page_width(p->view))
        return line;
    return details_apart(d, p, w, row, c, "\n");
}

static void put_words(struct page *p, const struct transcript *w, const struct row *row,
                      const struct cells *c, const char *texts)
{
    const size_t column = words_column(w);
    const char *more;
    struct draft d;

    words_tells(draft_begin(&d), p->view, row, texts);
    page_tab(p, column);
    page_words(p, STYLE_PLAIN, column, draft_end(&d));
    more = row->icmp ? "" : details(&d, p, w, row, c);
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
static void put_rung(struct page *p, const struct transcript *w, const struct row *row,
                     const struct cells *c)
{
    put_state(p, row, c, SIDE_INITIATOR);
    page_tab(p, arrow_column(w));
    put_arrow(p, w, row, c);
    page_tab(p, p->column + 1);
    put_state(p, row, c, SIDE_RESPONDER);
    if (w->form != TRANSCRIPT_BESIDE)
        page_newline(p);
}

/* All but the words. */
static void put_segment(struct page *p, const struct transcript *w, const struct conn *conn,
                        const struct row *row, const struct cells *c)
{
    if (w->form == TRANSCRIPT_STACKED)
        put_stacked(p, w, row, c, conn->number);
    else
        put_line_begin(p, w, c, conn->number);
    if (!row->icmp && w->form != TRANSCRIPT_STACKED)
        put_rung(p, w, row, c);
}

void transcript_row(struct page *p, const struct transcript *w, const struct conn *conn,
                    const struct row *row, const char *texts)
{
    struct cells c;

    cells_make(&c, p->view, row, w->decimals);
    put_segment(p, w, conn, row, &c);
    put_words(p, w, row, &c, texts);
}

void transcript_riddle(struct page *p, const struct transcript *w, const struct conn *conn,
                       const struct row *row, enum transcript_blank blank)
{
    struct cells c;

    cells_make(&c, p->view, row, w->decimals);
    if (blank == BLANK_SEQ)
        memcpy(c.seq, "seq\u00a0?", sizeof "seq\u00a0?");
    else if (blank == BLANK_ACK)
        memcpy(c.ack, "ack\u00a0?", sizeof "ack\u00a0?");
    else if (blank == BLANK_CLIENT || blank == BLANK_SERVER)
        memcpy(c.state[blank == BLANK_SERVER], "?", sizeof "?");
    put_segment(p, w, conn, row, &c);
    if (p->column > 0)
        page_newline(p);
}

void transcript_heading(struct page *p, const struct transcript *w)
{
    const struct catalogue *const c = p->view->catalogue;

    if (w->form == TRANSCRIPT_STACKED)
        return;
    page_tab(p, state_column(w) - w->time - gap(w));
    put_right(p, STYLE_FAINT, tr(c, N_("time")), w->time);
    page_tab(p, state_column(w));
    page_put(p, STYLE_FAINT, words_side(c, SIDE_INITIATOR));
    page_tab(p, line_end(w) - w->state);
    page_put(p, STYLE_FAINT, words_side(c, SIDE_RESPONDER));
    page_newline(p);
}

void transcript_phase(struct page *p, const struct transcript *w, enum phase phase)
{
    const size_t end = w->form == TRANSCRIPT_STACKED ? page_width(p->view) : line_end(w);

    page_tab(p, gap(w));
    page_put(p, STYLE_STRONG, words_phase(p->view->catalogue, phase));
    page_tab(p, p->column + 1);
    while (p->column < end)
        page_put(p, STYLE_FAINT, "─");
    page_newline(p);
}
