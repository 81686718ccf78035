// SPDX-License-Identifier: BSD-3-Clause
#include "picture/text_line.h"

enum { NOTES_LEAST = 20 };

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

void line_pass_covered(struct line *line)
{
    while (line->next < line->ladder->n_lanes && line->shape->x[line->next] <= line->page->column)
        line->next++;
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

/* Where notes stand: in the margin, between the lifelines, or with hosts right of the arrow's left
 * end; from `*column` on, at most so many columns wide. */
static size_t notes_width(const struct line *line, const struct rung *rung, size_t *column)
{
    const struct shape *const s = line->shape;
    const size_t width = page_width(line->page->view);
    const unsigned left = rung->lane[0] < rung->lane[1] ? rung->lane[0] : rung->lane[1];

    *column = s->form == FORM_BESIDE ? s->margin : s->x[left] + 2;
    if (s->form != FORM_BESIDE && line->ladder->n_lanes == 2)
        return s->x[1] - *column - 1;
    return width == SIZE_MAX               ? SIZE_MAX
           : width > *column + NOTES_LEAST ? width - *column
                                           : NOTES_LEAST;
}

void line_notes(struct line *line, const struct rung *rung, struct notes *notes)
{
    size_t column;
    const size_t width = notes_width(line, rung, &column);
    bool first = line->shape->form == FORM_BESIDE; /* the arrow's own line */
    enum style style;
    const char *text;

    while ((text = notes_line(notes, width, &style)) != NULL) {
        struct line more = line_begin(line->page, line->ladder, line->shape);

        if (first)
            more.next = line->ladder->n_lanes;
        line_to(&more, column);
        page_put(line->page, style, text);
        line_pass_covered(&more);
        line_end(&more);
        first = false;
    }
    if (first)
        page_newline(line->page);
}
