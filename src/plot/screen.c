// SPDX-License-Identifier: BSD-3-Clause
#include "plot/screen.h"

#include <string.h>

#include "base/memory.h"

enum { BRAILLE = 0x2800, UTF8_OCTETS = 3, RUN_CELLS = 64, WORD_RISE = 3 };

/* By rank: of those that share a cell, the greater shows. */
static const struct {
    enum style style;
    char ascii;
    uint8_t rank;
} looks[ROLES] = {
    [ROLE_MARK] = {STYLE_STRONG, '+', 0},    [ROLE_WINDOW] = {STYLE_FAINT, '-', 1},
    [ROLE_ACK] = {STYLE_PLAIN, '.', 2},      [ROLE_SACK] = {STYLE_WARNING, 's', 3},
    [ROLE_DATA] = {STYLE_INITIATOR, '|', 4}, [ROLE_GOOD] = {STYLE_RESPONDER, '=', 5},
    [ROLE_LATE] = {STYLE_WARNING, 'o', 6},   [ROLE_AGAIN] = {STYLE_ERROR, '#', 7},
};

enum style tl_screen_style(enum role role)
{
    return looks[role].style;
}

char tl_screen_ascii(enum role role)
{
    return looks[role].ascii;
}

bool tl_screen_init(struct screen *s, unsigned columns, unsigned rows)
{
    *s = (struct screen){.columns = columns, .rows = rows};
    s->cells = tl_memory_new((size_t)columns * rows, sizeof *s->cells);
    return s->cells != NULL;
}

void tl_screen_fini(struct screen *s)
{
    tl_memory_free(s->cells, (size_t)(s->columns * s->rows), sizeof *s->cells);
}

static struct screen_cell *cell_at(const struct screen *s, int64_t column, int64_t row)
{
    if (column < 0 || column >= s->columns || row < 0 || row >= s->rows)
        return NULL;
    return &s->cells[row * s->columns + column];
}

void tl_screen_dot(struct screen *s, int64_t x, int64_t y, enum role role)
{
    /* Dots are numbered down the left column, then the right, but for the lowest two. */
    static const uint8_t bits[DOTS_DOWN][DOTS_ACROSS] = {
        {0x40, 0x80}, {0x04, 0x20}, {0x02, 0x10}, {0x01, 0x08}};
    struct screen_cell *const cell =
        y < 0 || x < 0 ? NULL : cell_at(s, x / DOTS_ACROSS, s->rows - 1 - y / DOTS_DOWN);

    if (cell == NULL)
        return;
    cell->dots |= bits[y % DOTS_DOWN][x % DOTS_ACROSS];
    if (cell->look < looks[role].rank + 1)
        cell->look = (uint8_t)(looks[role].rank + 1);
}

void tl_screen_bar(struct screen *s, int64_t x, int64_t low, int64_t high, enum role role)
{
    for (int64_t y = low; y <= high; y++)
        tl_screen_dot(s, x, y, role);
}

void tl_screen_line(struct screen *s, int64_t x0, int64_t x1, int64_t y, enum role role)
{
    for (int64_t x = x0; x <= x1; x++) {
        if (role != ROLE_WINDOW || x / DOTS_ACROSS % 2 == 0)
            tl_screen_dot(s, x, y, role);
    }
}

/* Whether nothing stands where a word is to be. */
static bool is_free(const struct screen *s, int64_t column, int64_t row, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        const struct screen_cell *const cell = cell_at(s, column + i, row);

        if (cell == NULL || cell->look != 0 || cell->letter != '\0')
            return false;
    }
    return true;
}

void tl_screen_word(struct screen *s, int64_t x, int64_t y, const char *word, enum role role)
{
    const int64_t n = (int64_t)strlen(word), own = s->rows - 1 - y / DOTS_DOWN;
    int64_t row = own > 0 ? own - 1 : 0, column = x / DOTS_ACROSS;

    if (column + n > s->columns)
        column = s->columns - n;
    /* A little further up, if that is what it takes to hide nothing; once is enough. */
    for (int64_t up = 0; up < WORD_RISE; up++) {
        const struct screen_cell *const cell = cell_at(s, column, row - up);

        if (cell != NULL && cell->letter == word[0])
            return;
        if (is_free(s, column, row - up, n)) {
            row -= up;
            break;
        }
    }
    for (int64_t i = 0; i < n; i++) {
        struct screen_cell *const cell = cell_at(s, column + i, row);

        if (cell == NULL)
            continue;
        cell->letter = word[i];
        cell->letter_role = (uint8_t)role;
    }
}

static enum role role_of(unsigned look)
{
    enum role role = 0;

    while (role + 1 < ROLES && looks[role].rank + 1U != look)
        role++;
    return role;
}

static enum style style_of(const struct screen_cell *cell)
{
    if (cell->letter != '\0')
        return looks[cell->letter_role].style;
    return cell->look == 0 ? STYLE_PLAIN : looks[role_of(cell->look)].style;
}

static void put_cell(struct text *t, const struct screen_cell *cell, bool ascii)
{
    const unsigned c = BRAILLE + cell->dots;

    if (cell->letter != '\0') {
        text_char(t, cell->letter);
    } else if (cell->look == 0) {
        text_char(t, ' ');
    } else if (ascii) {
        text_char(t, looks[role_of(cell->look)].ascii);
    } else {
        text_char(t, (char)(0xe0 | c >> 12));
        text_char(t, (char)(0x80 | (c >> 6 & 0x3f)));
        text_char(t, (char)(0x80 | (c & 0x3f)));
    }
}

void tl_screen_put(const struct screen *s, struct page *page, int64_t row)
{
    const struct screen_cell *const cells = &s->cells[row * s->columns];
    int64_t end = s->columns, next;

    while (end > 0 && cells[end - 1].look == 0 && cells[end - 1].letter == '\0')
        end--;
    for (int64_t i = 0; i < end; i = next) {
        const enum style style = style_of(&cells[i]);
        char buf[RUN_CELLS * UTF8_OCTETS + 1];
        struct text t;

        text_init(&t, buf, sizeof buf - 1, NULL, NULL);
        for (next = i; next < end && next - i < RUN_CELLS && style_of(&cells[next]) == style;
             next++)
            put_cell(&t, &cells[next], page->view->ascii);
        buf[t.len] = '\0';
        page_put(page, style, buf);
    }
}
