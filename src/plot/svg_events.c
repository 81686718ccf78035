// SPDX-License-Identifier: BSD-3-Clause
/* svg_events.c - what is pointed out in a plot's image: a bar or a tick, a letter where there is
 * room for one, and, as long as events are few, what it is for who points at it. */
#include <string.h>

#include "base/clock.h"
#include "plot/canvas.h"
#include "svg/markup.h"

enum {
    EVENT_LEAST = 2 * PX,
    LETTER_ROOM = 9 * PX,
    LETTER_HEIGHT = 12 * PX,
    LETTER_ROOM_OF_MANY = 64 * PX,
    FEW = 256, /* as many as are drawn one by one */
};

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

/* Where an event is drawn: from `low` up to `high` at `x`. */
struct place {
    int64_t x, low, high;
};

static bool find_place(const struct canvas *c, const struct event *event, int64_t least,
                       struct place *ret)
{
    struct plot_range range;

    if (!tl_figure_shows(c->f, event, &range))
        return false;
    *ret = (struct place){canvas_x(c, event->at_ns), canvas_y(c, range.lo), canvas_y(c, range.hi)};
    if (ret->low - ret->high < least)
        ret->high = ret->low - least;
    return true;
}

/* `next_x` is how far letters of a kind reach already, and one that would cover them is left out.
 */
static void put_letter(const struct canvas *c, unsigned kind, const struct place *at, int64_t room,
                       int64_t next_x[EVENT_KINDS])
{
    const struct event_look *const look = tl_event_look(kind);
    const int64_t top = c->top + LETTER_HEIGHT;

    if (at->x < next_x[kind])
        return;
    svg_text(c->out, "letter", at->x, (at->high < top ? top : at->high) - 4 * PX, look->letter);
    next_x[kind] = at->x + room * (int64_t)strlen(look->letter);
}

/* Each of its own, for who points at it. */
static void put_few(const struct canvas *c, const struct events *events, enum role role,
                    int64_t next_x[EVENT_KINDS])
{
    for (size_t i = 0; i < events->n; i++) {
        const struct event *const event = &events->all[i];
        struct place at;

        if (tl_event_look(event->kind)->role != role || !find_place(c, event, 2 * EVENT_LEAST, &at))
            continue;
        text_str(c->out, "<path class=\"bars\" d=\"");
        path_move(c->out, at.x, at.low);
        path_command(c->out, 'V', at.high);
        text_str(c->out, "\">");
        put_tooltip(c, event);
        text_str(c->out, "</path>\n");
        put_letter(c, event->kind, &at, LETTER_ROOM, next_x);
    }
}

/* All in one, finer, with a letter here and there: they must not hide what they are about. */
static void put_many(const struct canvas *c, const struct events *events, enum role role,
                     int64_t next_x[EVENT_KINDS])
{
    struct place at;

    path_begin(c->out, "many");
    for (size_t i = 0; i < events->n; i++) {
        if (tl_event_look(events->all[i].kind)->role != role ||
            !find_place(c, &events->all[i], EVENT_LEAST, &at))
            continue;
        path_move(c->out, at.x, at.low);
        path_command(c->out, 'V', at.high);
    }
    path_end(c->out);
    for (size_t i = 0; i < events->n; i++) {
        if (tl_event_look(events->all[i].kind)->role == role &&
            find_place(c, &events->all[i], EVENT_LEAST, &at))
            put_letter(c, events->all[i].kind, &at, LETTER_ROOM_OF_MANY, next_x);
    }
}

static bool has_role(const struct canvas *c, const struct events *events, enum role role)
{
    struct place ignored;

    for (size_t i = 0; i < events->n; i++) {
        if (tl_event_look(events->all[i].kind)->role == role &&
            find_place(c, &events->all[i], 0, &ignored))
            return true;
    }
    return false;
}

void canvas_put_events(const struct canvas *c, const struct events *events)
{
    int64_t next_x[EVENT_KINDS] = {0};

    for (enum role role = 0; role < ROLES; role++) {
        if (!has_role(c, events, role))
            continue;
        canvas_begin_group(c, role);
        if (events->n <= FEW)
            put_few(c, events, role, next_x);
        else
            put_many(c, events, role, next_x);
        canvas_end_group(c);
    }
}
