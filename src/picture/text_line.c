// SPDX-License-Identifier: BSD-3-Clause
#include "picture/text_line.h"

struct line line_begin(struct page *p, const struct ladder *l, const struct shape *s)
{
    return (struct line){.page = p, .ladder = l, .shape = s};
}

void line_blanks(struct page *p, size_t column)
{
    if (p->column < column)
        page_tab(p, column);
}

void line_pass(struct line *line, const char *as)
{
    line_blanks(line->page, line->shape->x[line->next]);
    page_put(line->page, STYLE_FAINT, as);
    line->next++;
}

void line_to(struct line *line, size_t column)
{
    while (line->next < line->ladder->n_lanes && line->shape->x[line->next] < column)
        line_pass(line, "│");
    line_blanks(line->page, column);
}

void line_pass_all(struct line *line)
{
    while (line->next < line->ladder->n_lanes)
        line_pass(line, "│");
}

void line_end(struct line *line)
{
    line_pass_all(line);
    page_newline(line->page);
}

void line_right(struct line *line, enum style style, const char *s, size_t column)
{
    const size_t columns = page_columns(line->page->view, s);

    line_to(line, column > columns ? column - columns : 0);
    page_put(line->page, style, s);
}

size_t line_last_lane(const struct line *line)
{
    return line->shape->x[line->ladder->n_lanes - 1];
}

void line_head(struct line *line, const struct rung *rung, const struct cells *c)
{
    const struct shape *const s = line->shape;
    struct draft d;

    if (s->form == FORM_NARROW)
        return;
    line_blanks(line->page, 1);
    if (s->tag > 0) {
        text_char(draft_begin(&d), '#');
        text_u64(&d.text, rung->conn_number);
        page_put(line->page, STYLE_FAINT, draft_end(&d));
    }
    line_right(line, STYLE_PLAIN, c->number, 1 + s->tag + s->number);
    line_right(line, STYLE_FAINT, c->time, 1 + s->tag + s->number + 2 + s->time);
}

void line_notes(struct line *line, struct notes *notes)
{
    const struct shape *const s = line->shape;
    const size_t last = line_last_lane(line);
    const bool beside = s->form == FORM_BESIDE;
    const size_t column = beside ? s->margin : s->x[0] + 2;
    const size_t full = page_width(line->page->view);
    const size_t width = !beside ? last - s->x[0] - 3 : full == SIZE_MAX ? SIZE_MAX : full - column;
    enum style style;
    const char *text;
    bool first = beside; /* the arrow's own line */

    while ((text = notes_line(notes, width, &style)) != NULL) {
        struct line more = line_begin(line->page, line->ladder, s);

        if (first)
            more.next = line->ladder->n_lanes;
        line_to(&more, column);
        page_put(line->page, style, text);
        line_end(&more);
        first = false;
    }
    if (first)
        page_newline(line->page);
}
