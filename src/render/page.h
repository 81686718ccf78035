// SPDX-License-Identifier: BSD-3-Clause
/*
 * page.h - lines of a known width: styles, columns and wrapped paragraphs.
 *
 * Everything shown as text goes through a page, so that two things hold everywhere: a column is
 * what a terminal makes of it (East Asian characters take two), and with view.ascii the drawing
 * characters become ASCII before they are measured.
 */
#ifndef TL_RENDER_PAGE_H
#define TL_RENDER_PAGE_H

#include <stddef.h>

#include "base/text.h"
#include "render/render.h"

/* What a piece of text is, not which colour it has; colour never carries meaning alone. */
enum style {
    STYLE_PLAIN,
    STYLE_STRONG,
    STYLE_FAINT,
    STYLE_INITIATOR, /* blue and orange: told apart by all kinds of colour vision */
    STYLE_RESPONDER,
    STYLE_WARNING,
    STYLE_ERROR,
};

/**
 * struct page - where the next piece goes
 * @out, @view: *borrowed*
 * @column:     columns of this line so far, owed blanks included
 * @blanks:     blanks owed: written only if something follows them
 * @style:      enum style in force at the terminal
 */
struct page {
    struct text *out;
    const struct view *view;
    size_t column, blanks;
    uint8_t style;
};

void page_init(struct page *p, struct text *out, const struct view *view);

/* The columns there are; SIZE_MAX without a limit. */
size_t page_width(const struct view *view);

/* The columns that `s` takes. */
size_t page_columns(const struct view *view, const char *s);

/* One piece, never wrapped; or `n` times the piece `s`. */
void page_put(struct page *p, enum style style, const char *s);
void page_repeat(struct page *p, enum style style, const char *s, size_t n);

/* One piece, cut with "…" where the line ends. */
void page_put_cut(struct page *p, enum style style, const char *s);

/* How many octets of `s` make a line of at most `width` columns, broken as page_words() breaks;
 * `*next` is where the next line begins, at the end of `s` if there is none. */
size_t page_fit(const struct view *view, const char *s, size_t width, const char **next);

/* Blanks up to `column`, at least one if something stands before it. */
void page_tab(struct page *p, size_t column);

void page_newline(struct page *p);

/* The style of what is written past the page, to `out`, up to the end of the line. */
void page_style(struct page *p, enum style style);

/*
 * Words, wrapped where the line ends, further lines indented by `indent`. Lines break at blanks
 * and between East Asian characters, except before a closing and after an opening mark and between
 * a number and its unit; '\n' in `s` begins a new line. A word wider than the line is cut.
 */
void page_words(struct page *p, enum style style, size_t indent, const char *s);

/**
 * struct draft - a short text in the making
 */
struct draft {
    struct text text;
    char buf[2048];
};

/* An empty draft; returns where to write. */
struct text *draft_begin(struct draft *d);

/* What was written, NUL-terminated. */
const char *draft_end(struct draft *d);

#endif
