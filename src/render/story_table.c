// SPDX-License-Identifier: BSD-3-Clause
/*
 * story_table.c - the table a teacher draws: one row a segment, and where each of its two numbers
 * comes from. On a terminal the last two columns share what the others leave and wrap within it;
 * where even that is too narrow, each segment becomes a few lines.
 */
#include "render/markdown.h"
#include "render/page.h"
#include "render/title.h"
#include "render/words.h"

enum {
    COLUMNS = 8,
    NARROW_COLUMNS = 6, /* those that never wrap */
    SOURCE_MIN = 16,    /* the least width of a wrapped column */
    CELL = 640,
};

/* How wide each column is, and the blanks between them; no gap: the view is too narrow for columns.
 */
struct table {
    size_t widths[COLUMNS], gap;
};

/* The cells of one row. */
struct cells {
    char s[COLUMNS][CELL];
};

static const char *heading(const struct catalogue *c, unsigned column)
{
    static const char *const headings[COLUMNS] = {
        N_("direction"),
        N_("flags"),
        N_("seq"),
        N_("seq range"),
        N_("length"),
        N_("ack"),
        N_("where seq comes from"),
        N_("where ack comes from"),
    };

    return tr(c, headings[column]);
}

static void put_range(struct text *t, const struct view *view, const struct row *row)
{
    const uint32_t begin = view->numbers == NUMBERS_ABSOLUTE ? row->seq.v : row->rel_seq;

    if (row->payload_len == 0) {
        text_char(t, '-');
        return;
    }
    text_u64(t, begin);
    text_char(t, ':');
    text_u64(t, (uint32_t)(begin + row->payload_len));
}

static void put_cell(struct text *t, const struct view *view, const struct row *row,
                     unsigned column)
{
    switch (column) {
    case 0:
        text_str(t, tr(view->catalogue, row->side == SIDE_INITIATOR ? N_("C→S") : N_("S→C")));
        break;
    case 1:
        words_flags_tcpdump(t, row->flags);
        break;
    case 2:
        words_number(t, view, row->rel_seq, row->seq.v);
        break;
    case 3:
        put_range(t, view, row);
        break;
    case 4:
        text_u64(t, row->payload_len);
        break;
    case 5:
        if ((row->flags & TCPLENS_ACK) == 0)
            text_char(t, '-');
        else
            words_number(t, view, row->rel_ack, row->ack.v);
        break;
    case 6:
        words_from_seq(t, view, row);
        break;
    default:
        words_from_ack(t, view, row);
        break;
    }
}

static void make_cells(struct cells *cells, const struct view *view, const struct row *row)
{
    for (unsigned column = 0; column < COLUMNS; column++) {
        struct text t;

        text_init(&t, cells->s[column], CELL - 1, NULL, NULL);
        put_cell(&t, view, row, column);
        cells->s[column][t.len] = '\0';
    }
}

static void widen(size_t *width, const struct view *view, const char *s)
{
    const size_t columns = page_columns(view, s);

    if (columns > *width)
        *width = columns;
}

/* The natural width of every column. */
static void measure(struct table *table, const struct view *view, const struct story *story)
{
    size_t *const widths = table->widths;
    struct cells cells;

    for (unsigned column = 0; column < COLUMNS; column++) {
        widths[column] = 0;
        widen(&widths[column], view, heading(view->catalogue, column));
    }
    for (size_t i = 0; i < story->n_rows; i++) {
        if (story->rows[i].icmp)
            continue;
        make_cells(&cells, view, &story->rows[i]);
        for (unsigned column = 0; column < COLUMNS; column++)
            widen(&widths[column], view, cells.s[column]);
    }
}

/* Give the last two columns what the others leave; false if that is too little for a table. */
static bool share(struct table *table, size_t width, size_t gap)
{
    size_t *const w = table->widths;
    size_t used = (COLUMNS - 1) * gap, left;

    table->gap = gap;
    if (width == SIZE_MAX)
        return true;
    for (unsigned column = 0; column < NARROW_COLUMNS; column++)
        used += w[column];
    if (used + 2 * (size_t)SOURCE_MIN > width)
        return false;
    left = width - used;
    if (w[6] + w[7] <= left)
        return true;
    if (w[6] <= left / 2)
        w[7] = left - w[6];
    else if (w[7] <= left / 2)
        w[6] = left - w[7];
    else
        w[6] = w[7] = left / 2;
    return true;
}

/* One line of a cell; what follows it is left in `*rest`. */
static void put_part(struct page *p, enum style style, const char **rest, size_t width)
{
    const char *const s = *rest;
    const size_t n = page_fit(p->view, s, width, rest);
    char line[CELL];
    struct text t;

    text_init(&t, line, sizeof(line) - 1, NULL, NULL);
    text_octets(&t, s, n);
    line[t.len] = '\0';
    page_put(p, style, line);
}

/* One row of cells, as many lines as its longest cell needs. */
static void put_line(struct page *p, enum style style, const struct table *table,
                     const char *const cells[COLUMNS])
{
    const char *rest[COLUMNS];
    bool more = true;

    for (unsigned column = 0; column < COLUMNS; column++)
        rest[column] = cells[column];
    while (more) {
        size_t at = 0;

        more = false;
        for (unsigned column = 0; column < COLUMNS; column++) {
            page_tab(p, at);
            put_part(p, style, &rest[column], table->widths[column]);
            more |= *rest[column] != '\0';
            at += table->widths[column] + table->gap;
        }
        page_newline(p);
    }
}

/* A segment as a few lines, for a view too narrow for columns. */
static void put_lines(struct page *p, const struct cells *cells)
{
    const struct catalogue *const c = p->view->catalogue;

    for (unsigned column = 0; column < COLUMNS; column++) {
        const bool own_line = column == 0 || column >= NARROW_COLUMNS;

        if (own_line && column > 0) {
            page_newline(p);
            page_tab(p, 2);
        }
        if (column >= 2) {
            page_words(p, STYLE_FAINT, 4, own_line ? "" : "  ");
            page_words(p, STYLE_FAINT, 4, heading(c, column));
            page_words(p, STYLE_FAINT, 4, own_line ? ": " : " ");
        }
        page_words(p, column < 2 ? STYLE_STRONG : STYLE_PLAIN, 4, cells->s[column]);
        if (column == 0)
            page_words(p, STYLE_PLAIN, 4, " ");
    }
    page_newline(p);
}

static void put_rows(struct page *p, const struct story *story, const struct table *table)
{
    struct cells cells;

    for (size_t i = 0; i < story->n_rows; i++) {
        const char *row[COLUMNS];

        if (i == story->rows_head)
            title_put_dropped(p, story->rows_dropped);
        if (story->rows[i].icmp)
            continue;
        make_cells(&cells, p->view, &story->rows[i]);
        for (unsigned column = 0; column < COLUMNS; column++)
            row[column] = cells.s[column];
        if (table->gap > 0)
            put_line(p, STYLE_PLAIN, table, row);
        else
            put_lines(p, &cells);
    }
    if (story->rows_head >= story->n_rows)
        title_put_dropped(p, story->rows_dropped);
}

void tl_render_story_table(struct text *t, const struct view *view, const struct story *story)
{
    const size_t width = page_width(view);
    const char *headings[COLUMNS];
    struct table table;
    struct page page;

    page_init(&page, t, view);
    title_put(&page, story);
    measure(&table, view, story);
    if (!share(&table, width, 2) && !share(&table, width, 1))
        table.gap = 0;
    for (unsigned column = 0; column < COLUMNS; column++)
        headings[column] = heading(view->catalogue, column);
    if (table.gap > 0)
        put_line(&page, STYLE_STRONG, &table, headings);
    put_rows(&page, story, &table);
    page_newline(&page);
}

/* Cells of a Markdown table: what would end a cell or begin markup is escaped. */
static void put_markdown_cell(struct text *t, const char *s)
{
    text_str(t, " ");
    markdown_escape(t, s);
    text_str(t, " |");
}

void tl_render_story_table_markdown(struct text *t, const struct view *view,
                                    const struct story *story)
{
    static const char *const rules[COLUMNS] = {" --- |",  " --- |",  " ---: |", " ---: |",
                                               " ---: |", " ---: |", " --- |",  " --- |"};
    struct cells cells;

    markdown_title(t, view, story);
    text_char(t, '|');
    for (unsigned column = 0; column < COLUMNS; column++)
        put_markdown_cell(t, heading(view->catalogue, column));
    text_str(t, "\n|");
    for (unsigned column = 0; column < COLUMNS; column++)
        text_str(t, rules[column]);
    text_char(t, '\n');
    for (size_t i = 0; i < story->n_rows; i++) {
        if (story->rows[i].icmp)
            continue;
        make_cells(&cells, view, &story->rows[i]);
        text_char(t, '|');
        for (unsigned column = 0; column < COLUMNS; column++)
            put_markdown_cell(t, cells.s[column]);
        text_char(t, '\n');
    }
    text_char(t, '\n');
}
