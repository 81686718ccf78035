// SPDX-License-Identifier: BSD-3-Clause
/* text_rung.c - one rung: its arrow, the label on it or above it, states, notes. */
#include "picture/text_rung.h"

#include "picture/label.h"
#include "picture/text_line.h"

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

/* A label with a blank on either side, as much of it as fits `room` columns. */
static void put_fitting(struct page *p, enum style style, const char *label, size_t room)
{
    const char *next;
    struct draft d;

    text_octets(draft_begin(&d), label, page_fit(p->view, label, room, &next));
    page_tab(p, p->column + 1);
    page_put(p, style, draft_end(&d));
    page_tab(p, p->column + 1);
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

    line_to(line, line->shape->x[left]);
    page_put(p, STYLE_FAINT, stroke.to_right ? "├" : "│");
    line->next = right;
    page_put(p, stroke.style, stroke.to_right ? stroke.shaft : stroke.lost ? "  ╳" : "◀");
    page_repeat(p, stroke.style, stroke.shaft, stroke.to_right || stroke.lost ? 1 : 2);
    if (*label != '\0')
        put_fitting(p, stroke.style, label, end_column - line->shape->x[left] - ARROW_ENDS);
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
        line_right(line, STYLE_STRONG, c->state[side], column - 1);
    else
        page_tab(line->page, line_last_lane(line) + 2);
    if (side == SIDE_RESPONDER)
        page_put(line->page, STYLE_STRONG, c->state[side]);
}

/* States below an arrow, inside of the lifelines: where there is no room outside of them. */
static void put_states_below(struct page *p, const struct ladder *l, const struct shape *s,
                             const struct rung *rung, const struct cells *c)
{
    struct line line = line_begin(p, l, s);

    if (!rung->shows_state[0] && !rung->shows_state[1])
        return;
    line_to(&line, s->x[0] + 2);
    if (rung->shows_state[0])
        page_put(p, STYLE_STRONG, c->state[0]);
    if (rung->shows_state[1])
        line_right(&line, STYLE_STRONG, c->state[1], line_last_lane(&line) - 1);
    line_end(&line);
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
    struct line line = line_begin(p, l, s);
    struct draft d;

    line_to(&line, s->x[left] + 2);
    page_put_cut(p, style, upper_label(&d, l, s, rung, c));
    line_pass_covered(&line);
    line_end(&line);
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
    line = line_begin(p, l, s);
    line_head(&line, rung, &c);
    if (s->state > 0)
        put_state(&line, rung, &c, SIDE_INITIATOR);
    put_arrow(&line, rung, stroke_of(rung, rung->row->side),
              l->options->hosts ? ""
              : split           ? lower_label(&d, &c)
              : tight           ? tight_label(&d, &c)
                                : whole_label(&d, p, s, &c));
    line_pass_all(&line);
    if (s->state > 0)
        put_state(&line, rung, &c, SIDE_RESPONDER);
    if (s->form != FORM_BESIDE)
        page_newline(p);
    if (s->state == 0 && !l->options->hosts)
        put_states_below(p, l, s, rung, &c);
    notes_begin(&notes, l, rung, s->form != FORM_BESIDE);
    line_notes(&line, rung, &notes);
}

/* Number and time on a line of their own, where they have no columns. */
static void put_number_line(struct page *p, const struct ladder *l, const struct shape *s,
                            const struct cells *c)
{
    struct line line = line_begin(p, l, s);

    if (s->form != FORM_NARROW)
        return;
    line_to(&line, s->x[0] + 2);
    page_put(p, STYLE_PLAIN, c->number);
    page_tab(p, p->column + 2);
    page_put(p, STYLE_FAINT, c->time);
    line_end(&line);
}

static void put_fold(struct page *p, const struct ladder *l, const struct shape *s,
                     const struct rung *rung)
{
    const unsigned first = rung->row->side;

    for (unsigned i = 0; i < 2; i++) {
        const unsigned side = i == 0 ? first : !first;
        struct line line = line_begin(p, l, s);
        struct cells c;
        struct draft d;

        if (rung->newest[side] == NULL)
            continue;
        label_cells(&c, l, rung);
        if (i == 0) {
            put_number_line(p, l, s, &c);
            line_head(&line, rung, &c);
        }
        label_fold(draft_begin(&d), l, rung, side);
        put_arrow(&line, rung, stroke_of(rung, side), draft_end(&d));
        line_end(&line);
    }
}

static void put_absent(struct page *p, const struct ladder *l, const struct shape *s,
                       const struct rung *rung)
{
    struct line line = line_begin(p, l, s);
    struct draft d;

    line_to(&line, s->x[0]);
    line_pass(&line, "┊");
    page_tab(p, p->column + 2);
    label_absent(draft_begin(&d), l, rung);
    page_put_cut(p, STYLE_FAINT, draft_end(&d));
    while (line.next < l->n_lanes) {
        if (s->x[line.next] < p->column)
            line.next++;
        else
            line_pass(&line, "┊");
    }
    page_newline(p);
}

static void put_icmp(struct page *p, const struct ladder *l, const struct shape *s,
                     const struct rung *rung)
{
    struct line line = line_begin(p, l, s);
    struct notes notes;
    struct cells c;

    label_cells(&c, l, rung);
    put_number_line(p, l, s, &c);
    line_head(&line, rung, &c);
    line_to(&line, s->x[0] + 2);
    page_put(p, STYLE_ERROR, "ICMP");
    line_pass_covered(&line);
    line_pass_all(&line);
    if (s->form != FORM_BESIDE)
        page_newline(p);
    notes_begin(&notes, l, rung, false);
    line_notes(&line, rung, &notes);
}

void text_rung(struct page *p, const struct ladder *l, const struct shape *s,
               const struct rung *rung)
{
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
