// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_text.c - a ladder for a terminal: lifelines that run through, arrows with their numbers on
 * them, states where they change, notes in the margin or between the lines.
 *
 * All rungs are measured before the first is drawn; the widest decide which form fits the view.
 * A line is written from left to right: whoever writes into it asks for a column first, and every
 * lifeline that stands before that column is drawn on the way there.
 */
#include "picture/label.h"
#include "picture/notes.h"
#include "render/head.h"
#include "render/legend.h"
#include "render/title.h"
#include "render/words.h"

enum {
    MARGIN_MIN = 30, /* fewer columns than these beside the lifelines make a ragged margin */
    ARROW_ENDS = 6,  /* columns of "── " and " ─▶" */
    LANE_GAP_MIN = 10,
    NOTES_WIDTH = 66, /* between the lifelines, more columns than these are too far to look */
    UNLIMITED = 200,  /* columns to lay out for where the view has no limit */
};

enum form {
    FORM_BESIDE, /* all on one line, notes in the margin */
    FORM_BELOW,  /* notes between the lifelines */
    FORM_SPLIT,  /* flags and seq above the arrow */
    FORM_NARROW, /* number and time above it too, states below */
};

/**
 * struct shape - columns that all lines share
 * @form: enum form
 * @number, @time, @state, @tag: widths of the frame number, the time, a state, "#3 " with hosts
 * @flags, @seq, @ack, @win: widths on the arrow
 * @x:      column of each lifeline
 * @margin: column where notes begin, with FORM_BESIDE
 * @inferred, @unscaled: such marks are in use, and the legend explains them
 */
struct shape {
    uint8_t form;
    size_t number, time, state, tag;
    size_t flags, seq, ack, win;
    size_t x[LANES_MAX], margin;
    bool inferred, unscaled;
};

/* A line being written: `next` is the first lifeline that it has not passed. */
struct line {
    struct page *page;
    const struct ladder *ladder;
    const struct shape *shape;
    unsigned next;
};

/* ---- measuring ---- */

static void widen(size_t *width, const struct view *view, const char *cell)
{
    const size_t columns = page_columns(view, cell);

    if (columns > *width)
        *width = columns;
}

static void measure_cells(struct shape *s, const struct ladder *l)
{
    for (size_t i = 0; i < l->n_rungs; i++) {
        const struct rung *const rung = &l->rungs[i];
        struct cells c;

        if (rung->row == NULL)
            continue;
        label_cells(&c, l, rung);
        widen(&s->number, &l->view, c.number);
        widen(&s->time, &l->view, c.time);
        if (rung->kind != RUNG_SEGMENT)
            continue;
        widen(&s->state, &l->view, c.state[0]);
        widen(&s->state, &l->view, c.state[1]);
        widen(&s->flags, &l->view, c.flags);
        widen(&s->seq, &l->view, c.seq);
        widen(&s->ack, &l->view, c.ack);
        widen(&s->win, &l->view, c.win);
        s->inferred |= (rung->shows_state[0] && cells_inferred(rung->row, 0)) ||
                       (rung->shows_state[1] && cells_inferred(rung->row, 1));
        s->unscaled |= !rung->row->window_scaled;
    }
}

static size_t label_width(const struct shape *s)
{
    return s->flags + 2 + s->seq + 2 + (s->ack > 0 ? s->ack + 2 : 0) + s->win;
}

/* Flags and seq, or ack and window: the wider line of a split label. */
static size_t split_width(const struct shape *s)
{
    const size_t above = s->flags + 2 + s->seq, on = s->ack + 2 + s->win;

    return above > on ? above : on;
}

/* Where the first lifeline stands: behind number, time and state. */
static size_t first_lane(const struct shape *s)
{
    return 1 + s->tag + s->number + 2 + s->time + 2 + s->state + 1;
}

/* Two lifelines and, outside of them, the states. */
static void choose_form(struct shape *s, const struct ladder *l)
{
    const size_t width = page_width(&l->view) == SIZE_MAX ? UNLIMITED : l->view.width;
    const size_t begin = first_lane(s), end = 1 + s->state;
    const size_t whole = label_width(s) + ARROW_ENDS, split = split_width(s) + ARROW_ENDS;
    size_t room = width > begin + end + 2 ? width - begin - end - 2 : 0;

    s->x[0] = begin;
    if (room >= whole + 2 + MARGIN_MIN) {
        s->form = FORM_BESIDE;
        s->x[1] = begin + 1 + whole;
        s->margin = s->x[1] + 1 + end + 2;
        return;
    }
    s->form = room >= whole ? FORM_BELOW : FORM_SPLIT;
    if (room > NOTES_WIDTH)
        room = whole > NOTES_WIDTH ? whole : NOTES_WIDTH;
    s->x[1] = begin + 1 + room;
    if (s->form == FORM_SPLIT && room < split) {
        s->form = FORM_NARROW;
        s->x[0] = 0;
        s->x[1] = width - 1;
    }
}

/* Several lifelines, evenly spaced; labels stand above their arrows. */
static void spread_lanes(struct shape *s, const struct ladder *l)
{
    const size_t width = page_width(&l->view) == SIZE_MAX ? UNLIMITED : l->view.width;
    const size_t n = l->n_lanes > 1 ? l->n_lanes - 1 : 1;
    const size_t begin = 1 + s->tag + s->number + 2 + s->time + 2;
    const size_t room = width > begin ? width - begin - 1 : 0;
    const size_t gap = room / n > LANE_GAP_MIN ? room / n : LANE_GAP_MIN;

    s->form = FORM_SPLIT;
    for (unsigned i = 0; i < l->n_lanes; i++)
        s->x[i] = begin + i * gap;
}

static void measure(struct shape *s, const struct ladder *l)
{
    *s = (struct shape){.number = 2};
    measure_cells(s, l);
    for (size_t i = 0; i < l->n_rungs && l->options->hosts; i++) {
        struct draft d;

        text_char(draft_begin(&d), '#');
        text_u64(&d.text, l->rungs[i].conn_number);
        text_char(&d.text, ' ');
        widen(&s->tag, &l->view, draft_end(&d));
    }
    if (l->options->hosts)
        spread_lanes(s, l);
    else
        choose_form(s, l);
}

/* ---- one line ---- */

static struct line begin(struct page *p, const struct ladder *l, const struct shape *s)
{
    return (struct line){.page = p, .ladder = l, .shape = s};
}

static void to_column(struct page *p, size_t column)
{
    if (p->column < column)
        page_tab(p, column);
}

static void pass_lane(struct line *line, const char *as)
{
    to_column(line->page, line->shape->x[line->next]);
    page_put(line->page, STYLE_FAINT, as);
    line->next++;
}

/* Go to a column; the lifelines before it are drawn. */
static void go_to(struct line *line, size_t column)
{
    while (line->next < line->ladder->n_lanes && line->shape->x[line->next] < column)
        pass_lane(line, "│");
    to_column(line->page, column);
}

/* Draw the lifelines that are left. */
static void pass_all(struct line *line)
{
    while (line->next < line->ladder->n_lanes)
        pass_lane(line, "│");
}

static void end(struct line *line)
{
    pass_all(line);
    page_newline(line->page);
}

static void put_right(struct line *line, enum style style, const char *s, size_t column)
{
    const size_t columns = page_columns(line->page->view, s);

    go_to(line, column > columns ? column - columns : 0);
    page_put(line->page, style, s);
}

static size_t last_lane(const struct line *line)
{
    return line->shape->x[line->ladder->n_lanes - 1];
}

/* "#3", number and time, at the beginning of a line. */
static void put_head(struct line *line, const struct rung *rung, const struct cells *c)
{
    const struct shape *const s = line->shape;
    struct draft d;

    if (s->form == FORM_NARROW)
        return;
    to_column(line->page, 1);
    if (s->tag > 0) {
        text_char(draft_begin(&d), '#');
        text_u64(&d.text, rung->conn_number);
        page_put(line->page, STYLE_FAINT, draft_end(&d));
    }
    put_right(line, STYLE_PLAIN, c->number, 1 + s->tag + s->number);
    put_right(line, STYLE_FAINT, c->time, 1 + s->tag + s->number + 2 + s->time);
}

/* ---- notes ---- */

/* The rest of a rung's notes, each line with the lifelines beside or around it. */
static void put_notes(struct line *line, struct notes *notes)
{
    const struct shape *const s = line->shape;
    const size_t last = last_lane(line);
    const bool beside = s->form == FORM_BESIDE;
    const size_t column = beside ? s->margin : s->x[0] + 2;
    const size_t full = page_width(line->page->view);
    const size_t width = !beside ? last - s->x[0] - 3 : full == SIZE_MAX ? SIZE_MAX : full - column;
    enum style style;
    const char *text;
    bool first = beside; /* the arrow's own line */

    while ((text = notes_line(notes, width, &style)) != NULL) {
        struct line more = begin(line->page, line->ladder, s);

        if (first)
            more.next = line->ladder->n_lanes;
        go_to(&more, column);
        page_put(line->page, style, text);
        end(&more);
        first = false;
    }
    if (first)
        page_newline(line->page);
}

/* ---- arrows ---- */

/* What an arrow is drawn with. */
struct stroke {
    const char *shaft;
    enum style style;
    bool to_right, lost;
};

static struct stroke stroke_of(const struct rung *rung, unsigned side)
{
    const bool to_right = rung->lane[side] < rung->lane[!side];
    struct stroke stroke = {.shaft = "─",
                            .style = side == SIDE_INITIATOR ? STYLE_INITIATOR : STYLE_RESPONDER,
                            .to_right = to_right};

    if (rung->kind == RUNG_FOLD) {
        stroke.shaft = rung->sum.octets[side] > 0 ? "═" : "─";
        return stroke;
    }
    if ((rung->marks & (MARK_AGAIN | MARK_COPY)) != 0)
        stroke.shaft = "╌";
    if ((rung->marks & (MARK_RST)) != 0)
        stroke.style = STYLE_ERROR;
    stroke.lost = (rung->marks & (MARK_LOST | MARK_IGNORED)) != 0;
    return stroke;
}

/* From the left lifeline to the right one: shaft, label, shaft, and a point at one end. A lost
 * segment's arrow ends in a cross before it arrives. */
static void put_arrow(struct line *line, const struct rung *rung, struct stroke stroke,
                      const char *label)
{
    const unsigned a = rung->lane[0], b = rung->lane[1];
    const unsigned left = a < b ? a : b, right = a < b ? b : a;
    const size_t end_column = line->shape->x[right];
    struct page *const p = line->page;

    go_to(line, line->shape->x[left]);
    page_put(p, STYLE_FAINT, stroke.to_right ? "├" : "│");
    line->next = right;
    page_put(p, stroke.style, stroke.to_right ? stroke.shaft : stroke.lost ? "  ╳" : "◀");
    page_repeat(p, stroke.style, stroke.shaft, stroke.to_right || stroke.lost ? 1 : 2);
    if (*label != '\0') {
        page_tab(p, p->column + 1);
        page_put(p, stroke.style, label);
        page_tab(p, p->column + 1);
    }
    while (p->column + (stroke.to_right ? stroke.lost ? 3 : 1 : 0) < end_column)
        page_put(p, stroke.style, stroke.shaft);
    if (stroke.to_right)
        page_put(p, stroke.style, stroke.lost ? "╳  " : "▶");
    page_put(p, STYLE_FAINT, stroke.to_right ? "│" : "┤");
    line->next = right + 1;
}

static void put_state(struct line *line, const struct rung *rung, const struct cells *c,
                      unsigned side)
{
    const size_t column = line->shape->x[0];

    if (!rung->shows_state[side])
        return;
    if (side == SIDE_INITIATOR)
        put_right(line, STYLE_STRONG, c->state[side], column - 1);
    else
        page_tab(line->page, last_lane(line) + 2);
    if (side == SIDE_RESPONDER)
        page_put(line->page, STYLE_STRONG, c->state[side]);
}

/* States below an arrow, inside of the lifelines: where there is no room outside of them. */
static void put_states_below(struct page *p, const struct ladder *l, const struct shape *s,
                             const struct rung *rung, const struct cells *c)
{
    struct line line = begin(p, l, s);

    if (!rung->shows_state[0] && !rung->shows_state[1])
        return;
    go_to(&line, s->x[0] + 2);
    if (rung->shows_state[0])
        page_put(p, STYLE_STRONG, c->state[0]);
    if (rung->shows_state[1])
        put_right(&line, STYLE_STRONG, c->state[1], last_lane(&line) - 1);
    end(&line);
}

static void put_part(struct page *p, struct text *t, const char *cell, size_t width)
{
    const size_t columns = page_columns(p->view, cell);

    if (width == 0)
        return;
    text_str(t, cell);
    text_fill(t, ' ', columns < width ? width - columns : 0);
    text_str(t, "  ");
}

/* The label in the columns of all labels. */
static const char *whole_label(struct draft *d, struct page *p, const struct shape *s,
                               const struct cells *c)
{
    struct text *const t = draft_begin(d);

    put_part(p, t, c->flags, s->flags);
    put_part(p, t, c->seq, s->seq);
    put_part(p, t, c->ack, s->ack);
    put_part(p, t, c->win, s->win);
    while (t->len > 0 && t->buf[t->len - 1] == ' ')
        t->len--;
    return draft_end(d);
}

/* The label with single blanks. */
static const char *tight_label(struct draft *d, const struct cells *c)
{
    struct text *const t = draft_begin(d);

    text_str(t, c->flags);
    text_char(t, ' ');
    text_str(t, c->seq);
    text_char(t, ' ');
    text_str(t, c->ack);
    text_str(t, c->ack[0] != '\0' ? " " : "");
    text_str(t, c->win);
    return draft_end(d);
}

/* What stands above the arrow where not all fits on it: with hosts all, else flags and seq. */
static const char *upper_label(struct draft *d, const struct ladder *l, const struct shape *s,
                               const struct rung *rung, const struct cells *c)
{
    struct text *const t = draft_begin(d);

    if (s->form == FORM_NARROW) {
        text_str(t, c->number);
        text_str(t, "  ");
        text_str(t, c->time);
        text_str(t, "  ");
    }
    if (l->options->hosts) {
        label_segment(t, c);
        for (unsigned side = 0; side < 2; side++) {
            if (!rung->shows_state[side])
                continue;
            text_str(t, side == 0 ? "  → " : "  ← ");
            text_str(t, c->state[side]);
        }
        return draft_end(d);
    }
    text_str(t, c->flags);
    text_str(t, "  ");
    text_str(t, c->seq);
    return draft_end(d);
}

static void put_upper(struct page *p, const struct ladder *l, const struct shape *s,
                      const struct rung *rung, const struct cells *c)
{
    const unsigned left = rung->lane[0] < rung->lane[1] ? rung->lane[0] : rung->lane[1];
    const enum style style = stroke_of(rung, rung->row->side).style;
    struct line line = begin(p, l, s);
    struct draft d;

    go_to(&line, s->x[left] + 2);
    page_put_cut(p, style, upper_label(&d, l, s, rung, c));
    while (line.next < l->n_lanes && s->x[line.next] <= p->column)
        line.next++;
    end(&line);
}

/* What is left for the arrow when the rest stands above it. */
static const char *lower_label(struct draft *d, const struct cells *c)
{
    struct text *const t = draft_begin(d);

    text_str(t, c->ack);
    if (t->len > 0)
        text_str(t, "  ");
    text_str(t, c->win);
    return draft_end(d);
}

/* Whether a whole label with single blanks fits on an arrow that is split otherwise. */
static bool fits_tight(const struct page *p, const struct shape *s, const struct cells *c)
{
    struct draft d;

    return s->x[0] + 1 + page_columns(p->view, tight_label(&d, c)) + ARROW_ENDS <= s->x[1];
}

static void put_segment(struct page *p, const struct ladder *l, const struct shape *s,
                        const struct rung *rung)
{
    bool split = s->form == FORM_SPLIT || s->form == FORM_NARROW;
    bool tight;
    struct line line;
    struct notes notes;
    struct cells c;
    struct draft d;

    label_cells(&c, l, rung);
    tight = s->form == FORM_SPLIT && !l->options->hosts && fits_tight(p, s, &c);
    split &= !tight;
    if (split)
        put_upper(p, l, s, rung, &c);
    line = begin(p, l, s);
    put_head(&line, rung, &c);
    if (!l->options->hosts && s->form != FORM_NARROW)
        put_state(&line, rung, &c, SIDE_INITIATOR);
    put_arrow(&line, rung, stroke_of(rung, rung->row->side),
              l->options->hosts ? ""
              : split           ? lower_label(&d, &c)
              : tight           ? tight_label(&d, &c)
                                : whole_label(&d, p, s, &c));
    pass_all(&line);
    if (!l->options->hosts && s->form != FORM_NARROW)
        put_state(&line, rung, &c, SIDE_RESPONDER);
    if (s->form != FORM_BESIDE)
        page_newline(p);
    if (s->form == FORM_NARROW)
        put_states_below(p, l, s, rung, &c);
    notes_begin(&notes, l, rung, s->form != FORM_BESIDE);
    put_notes(&line, &notes);
}

/* ---- other rungs ---- */

static void put_fold(struct page *p, const struct ladder *l, const struct shape *s,
                     const struct rung *rung)
{
    const unsigned first = rung->row->side;

    for (unsigned i = 0; i < 2; i++) {
        const unsigned side = i == 0 ? first : !first;
        struct line line = begin(p, l, s);
        struct cells c;
        struct draft d;

        if (rung->newest[side] == NULL)
            continue;
        label_cells(&c, l, rung);
        if (i == 0)
            put_head(&line, rung, &c);
        label_fold(draft_begin(&d), l, rung, side);
        put_arrow(&line, rung, stroke_of(rung, side), draft_end(&d));
        end(&line);
    }
}

static void put_absent(struct page *p, const struct ladder *l, const struct shape *s,
                       const struct rung *rung)
{
    struct line line = begin(p, l, s);
    struct draft d;

    go_to(&line, s->x[0]);
    pass_lane(&line, "┊");
    page_tab(p, p->column + 2);
    label_absent(draft_begin(&d), l, rung);
    page_put_cut(p, STYLE_FAINT, draft_end(&d));
    while (line.next < l->n_lanes) {
        if (s->x[line.next] < p->column)
            line.next++;
        else
            pass_lane(&line, "┊");
    }
    page_newline(p);
}

static void put_icmp(struct page *p, const struct ladder *l, const struct shape *s,
                     const struct rung *rung)
{
    struct line line = begin(p, l, s);
    struct notes notes;
    struct cells c;

    label_cells(&c, l, rung);
    put_head(&line, rung, &c);
    pass_all(&line);
    if (s->form != FORM_BESIDE)
        page_newline(p);
    notes_begin(&notes, l, rung, false);
    put_notes(&line, &notes);
}

/* ---- between rungs ---- */

static void put_phase(struct page *p, const struct ladder *l, const struct shape *s,
                      enum phase phase)
{
    const size_t last = s->x[l->n_lanes - 1];
    struct line line = begin(p, l, s);

    if (s->form == FORM_NARROW)
        pass_lane(&line, "├");
    page_tab(p, p->column + 1);
    page_put(p, STYLE_STRONG, words_phase(l->view.catalogue, phase));
    page_tab(p, p->column + 1);
    for (; line.next < l->n_lanes; line.next++) {
        while (p->column < s->x[line.next])
            page_put(p, STYLE_FAINT, "─");
        page_put(p, STYLE_FAINT, s->form != FORM_NARROW ? "┼" : "┤");
    }
    while (s->form != FORM_NARROW && p->column < last + 2 + s->state)
        page_put(p, STYLE_FAINT, "─");
    page_newline(p);
}

/* Lifelines alone, as long as the pause is. */
static void put_gap(struct page *p, const struct ladder *l, const struct shape *s,
                    const struct rung *rung)
{
    const int lines = (rung->gap + PLACE_ROW / 2) / PLACE_ROW - 1;

    for (int i = 0; i < lines; i++) {
        struct line line = begin(p, l, s);
        const bool cut_here = rung->cut && i == lines / 2;
        struct draft d;

        if (cut_here) {
            const struct phrase_arg arg = {
                .name = "time", .type = PHRASE_SPAN_NS, .ns = rung->pause_ns};

            pass_lane(&line, "┊");
            phrase(draft_begin(&d), "{time}", &arg, 1);
            page_tab(p, p->column + 2);
            page_put(p, STYLE_FAINT, draft_end(&d));
            while (line.next < l->n_lanes)
                pass_lane(&line, "┊");
        }
        end(&line);
    }
}

static void put_centred(struct page *p, const char *s, size_t column, size_t width)
{
    const size_t columns = page_columns(p->view, s);
    size_t begin_at = column > columns / 2 ? column - columns / 2 : 0;

    if (width != SIZE_MAX && begin_at + columns > width)
        begin_at = width > columns ? width - columns : 0;
    if (p->column > 0)
        page_tab(p, begin_at > p->column ? begin_at : p->column + 1);
    else
        to_column(p, begin_at);
    page_put(p, STYLE_PLAIN, s);
}

/* Who stands at the lifelines: roles, and addresses below them. */
static void put_lane_heads(struct page *p, const struct ladder *l, const struct shape *s)
{
    const size_t width = page_width(p->view);

    for (unsigned i = 0; i < l->n_lanes && !l->options->hosts; i++)
        put_centred(p, label_role(l, i), s->x[i], width);
    if (!l->options->hosts)
        page_newline(p);
    for (unsigned i = 0; i < l->n_lanes; i++) {
        struct draft d;

        label_lane(draft_begin(&d), l, i);
        put_centred(p, draft_end(&d), s->x[i], width);
    }
    page_newline(p);
}

static void put_rung(struct page *p, const struct ladder *l, const struct shape *s,
                     const struct rung *rung)
{
    put_gap(p, l, s, rung);
    if (rung->heads_phase)
        put_phase(p, l, s, (enum phase)rung->row->phase);
    switch (rung->kind) {
    case RUNG_FOLD:
        put_fold(p, l, s, rung);
        break;
    case RUNG_ABSENT:
        put_absent(p, l, s, rung);
        break;
    case RUNG_ICMP:
        put_icmp(p, l, s, rung);
        break;
    default:
        put_segment(p, l, s, rung);
        break;
    }
}

static void put_foot(struct page *p, const struct ladder *l, const struct shape *s)
{
    struct draft d;

    legend_put(p, s->inferred, s->unscaled);
    if (l->story == NULL)
        return;
    head_growth_rules(draft_begin(&d), &l->view, l->story);
    page_tab(p, 2);
    page_words(p, STYLE_FAINT, 2, draft_end(&d));
    page_newline(p);
}

void tl_ladder_text(struct text *t, const struct ladder *l)
{
    struct shape shape;
    struct page page;

    page_init(&page, t, &l->view);
    measure(&shape, l);
    if (l->story != NULL)
        title_put(&page, l->story);
    page_newline(&page);
    put_lane_heads(&page, l, &shape);
    for (size_t i = 0; i < l->n_rungs; i++)
        put_rung(&page, l, &shape, &l->rungs[i]);
    page_newline(&page);
    put_foot(&page, l, &shape);
    page_newline(&page);
}
