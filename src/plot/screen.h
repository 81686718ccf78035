// SPDX-License-Identifier: BSD-3-Clause
/*
 * screen.h - a plot's area on a terminal: cells of eight dots each, two across and four down, as
 * Braille has them, and letters that stand above them. In ASCII a cell is one character that says
 * what it holds.
 */
#ifndef TL_PLOT_SCREEN_H
#define TL_PLOT_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "plot/figure.h"
#include "render/page.h"

enum { DOTS_ACROSS = 2, DOTS_DOWN = 4 };

/* `look` is the most telling series with a dot here, as its rank + 1; `letter` hides the dots. */
struct screen_cell {
    uint8_t dots, look;
    char letter;
    uint8_t letter_role;
};

/* `cells` are *owned*: `rows` lines of `columns`, from the upper left one. */
struct screen {
    struct screen_cell *cells;
    int64_t columns, rows;
};

/* False if memory is short. */
bool tl_screen_init(struct screen *s, unsigned columns, unsigned rows);
void tl_screen_fini(struct screen *s);

/* A dot, counted from the lower left; a bar of dots, both ends included. */
void tl_screen_dot(struct screen *s, int64_t x, int64_t y, enum role role);
void tl_screen_bar(struct screen *s, int64_t x, int64_t low, int64_t high, enum role role);

/* A line at the height of a dot; a dashed one where the role is that of a window. */
void tl_screen_line(struct screen *s, int64_t x0, int64_t x1, int64_t y, enum role role);

/* A word above a dot, as far as there is room. */
void tl_screen_word(struct screen *s, int64_t x, int64_t y, const char *word, enum role role);

/* A line of cells, from the top: each run of the same look is one piece. */
void tl_screen_put(const struct screen *s, struct page *page, int64_t row);

/* How a role looks. */
enum style tl_screen_style(enum role role);
char tl_screen_ascii(enum role role);

#endif
