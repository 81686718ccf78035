// SPDX-License-Identifier: BSD-3-Clause
#include "plot/canvas.h"

#include "svg/markup.h"

enum { TENTH = PX / 10 };

static const char *const classes[ROLES] = {
    [ROLE_DATA] = "data",   [ROLE_ACK] = "ack",   [ROLE_WINDOW] = "window", [ROLE_SACK] = "sack",
    [ROLE_AGAIN] = "again", [ROLE_LATE] = "late", [ROLE_GOOD] = "good",     [ROLE_MARK] = "mark",
};

int64_t canvas_x(const struct canvas *c, int64_t at)
{
    return c->left + tl_axis_place(&c->f->x, at, c->right - c->left) / TENTH * TENTH;
}

int64_t canvas_y(const struct canvas *c, int64_t value)
{
    return c->bottom - tl_axis_place(&c->f->y, value, c->bottom - c->top) / TENTH * TENTH;
}

bool canvas_is_above(const struct canvas *c, int64_t value)
{
    return value > c->f->y.hi;
}

void path_command(struct text *t, char command, int64_t length)
{
    text_char(t, command);
    markup_number(t, length);
}

void path_move(struct text *t, int64_t x, int64_t y)
{
    path_command(t, 'M', x);
    text_char(t, ' ');
    markup_number(t, y);
}

void path_begin(struct text *t, const char *class)
{
    text_str(t, "<path class=\"");
    text_str(t, class);
    text_str(t, "\" d=\"");
}

void path_end(struct text *t)
{
    text_str(t, "\"/>\n");
}

void canvas_begin_group(const struct canvas *c, enum role role)
{
    text_str(c->out, "<g class=\"");
    text_str(c->out, classes[role]);
    text_str(c->out, "\">\n");
}

void canvas_end_group(const struct canvas *c)
{
    text_str(c->out, "</g>\n");
}
