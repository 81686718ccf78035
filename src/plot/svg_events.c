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
    TOOLTIPS = 512,
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
    x = canvas_x(c, event->at_ns);
    low = canvas_y(c, range.lo);
    high = canvas_y(c, range.hi);
    if (low - high < EVENT_LEAST)
        high = low - 2 * EVENT_LEAST;
    text_str(c->out, "<path class=\"bars\" d=\"");
    path_move(c->out, x, low);
    path_command(c->out, 'V', high);
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

void canvas_put_events(const struct canvas *c, const struct events *events)
{
    int64_t next_x[EVENT_KINDS] = {0};

    for (enum role role = 0; role < ROLES; role++) {
        bool any = false;

        for (size_t i = 0; i < events->n; i++) {
            if (tl_event_look(events->all[i].kind)->role != role)
                continue;
            if (!any)
                canvas_begin_group(c, role);
            any = true;
            put_event(c, &events->all[i], events->n <= TOOLTIPS, next_x);
        }
        if (any)
            canvas_end_group(c);
    }
}
