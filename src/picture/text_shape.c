// SPDX-License-Identifier: BSD-3-Clause
#include "picture/text_shape.h"

#include "picture/label.h"
#include "render/page.h"

enum {
    MARGIN_MIN = 30, /* fewer columns than these beside the lifelines make a ragged margin */
    LANE_GAP_MIN = 3,
    NOTES_WIDTH = 66, /* between the lifelines, more columns than these are too far to look */
    UNLIMITED = 200,  /* columns to lay out for where the view has no limit */
};

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

/* Where the first lifeline stands: behind number, time and, if there is room, a state. */
static size_t first_lane(const struct shape *s)
{
    return 1 + s->tag + s->number + 2 + s->time + 2 + (s->state > 0 ? s->state + 1 : 0);
}

/* Two lifelines and, outside of them, the states; false if there is no room for these. */
static bool fits_with_states(struct shape *s, size_t width)
{
    const size_t begin = first_lane(s), end = 1 + s->state, whole = label_width(s) + ARROW_ENDS;
    const size_t room = width > begin + end + 2 ? width - begin - end - 2 : 0;

    if (room < whole)
        return false;
    s->x[0] = begin;
    s->form = FORM_BESIDE;
    if (room < whole + 2 + MARGIN_MIN) {
        s->form = FORM_BELOW;
        s->x[1] = begin + 1 +
                  (room < NOTES_WIDTH    ? room
                   : whole > NOTES_WIDTH ? whole
                                         : NOTES_WIDTH);
        return true;
    }
    s->x[1] = begin + 1 + whole;
    s->margin = s->x[1] + 1 + end + 2;
    return true;
}

static void choose_form(struct shape *s, const struct ladder *l)
{
    const size_t width = page_width(&l->view) == SIZE_MAX ? UNLIMITED : l->view.width;
    size_t room;

    if (fits_with_states(s, width))
        return;
    s->state = 0;
    s->x[0] = first_lane(s);
    s->x[1] = width - 1;
    room = s->x[1] > s->x[0] ? s->x[1] - s->x[0] - 1 : 0;
    s->form = room >= label_width(s) + ARROW_ENDS ? FORM_INSIDE : FORM_SPLIT;
    if (room < split_width(s) + ARROW_ENDS) {
        s->form = FORM_NARROW;
        s->x[0] = 0;
    }
}

/* Several lifelines, evenly spaced; labels stand above their arrows. */
static void spread_lanes(struct shape *s, const struct ladder *l)
{
    const size_t width = page_width(&l->view) == SIZE_MAX ? UNLIMITED : l->view.width;
    const size_t n = l->n_lanes > 1 ? l->n_lanes - 1 : 1;
    const size_t begin = first_lane(s);
    const size_t room = width > begin ? width - begin - 1 : 0;
    const size_t gap = room / n > LANE_GAP_MIN ? room / n : LANE_GAP_MIN;

    s->form = FORM_SPLIT;
    for (unsigned i = 0; i < l->n_lanes; i++)
        s->x[i] = begin + i * gap;
}

void shape_measure(struct shape *s, const struct ladder *l)
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
        s->state = 0; /* states stand with the labels */
    if (l->options->hosts)
        spread_lanes(s, l);
    else
        choose_form(s, l);
}
