// SPDX-License-Identifier: BSD-3-Clause
/*
 * page.c - see page.h. A paragraph is laid out unit by unit: a unit is what must stay on one line,
 * a word or one East Asian character with the marks that cling to it, or a number with its words.
 */
#include <string.h>

#include <utf8proc.h>

#include "render/page.h"

enum {
    CUT_MIN = 16, /* a word too wide for any line begins where at least so many columns are left */
    ORPHAN_MAX = 4, /* an East Asian character and a mark that clings to it */
};

void page_init(struct page *p, struct text *out, const struct view *view)
{
    *p = (struct page){.out = out, .view = view};
}

size_t page_width(const struct view *view)
{
    return view->width == 0 ? SIZE_MAX : view->width;
}

/* The columns left on this line; owed blanks may have gone beyond its end. */
static size_t room_left(const struct page *p)
{
    const size_t width = page_width(p->view);

    return p->column < width ? width - p->column : 0;
}

/* One character of UTF-8 text; our own texts are valid, a bad octet counts as one character. */
struct glyph {
    const char *p;
    size_t n;
    utf8proc_int32_t code;
};

static struct glyph glyph_at(const char *s)
{
    struct glyph g = {s, 1, '?'};
    const utf8proc_ssize_t n = utf8proc_iterate((const uint8_t *)s, -1, &g.code);

    if (n > 0)
        g.n = (size_t)n;
    return g;
}

/* What stands for the drawing characters where only ASCII may be drawn; NULL for all others. */
static const char *ascii_for(utf8proc_int32_t code)
{
    static const struct {
        utf8proc_int32_t code;
        const char *ascii;
    } table[] = {
        {0x00b5, "u"},  {0x00b7, "*"},  {0x00d7, "x"},   {0x2013, "-"},  {0x2014, "-"},
        {0x2018, "'"},  {0x2019, "'"},  {0x201c, "\""},  {0x201d, "\""}, {0x2026, "..."},
        {0x2190, "<-"}, {0x2192, "->"}, {0x2194, "<->"}, {0x2265, ">="}, {0x2500, "-"},
        {0x2502, "|"},  {0x25b6, ">"},  {0x25c0, "<"},   {0x2261, "="},  {0x250a, ":"},
        {0x251c, "+"},  {0x2524, "+"},  {0x253c, "+"},   {0x254c, "~"},  {0x2550, "="},
        {0x2573, "X"},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (table[i].code == code)
            return table[i].ascii;
    return NULL;
}

/* How `g` is written in this view. A no-break space has done its duty when a line is laid out. */
static struct glyph shown(const struct view *view, struct glyph g)
{
    const char *const ascii = g.code == 0x00a0               ? " "
                              : view->ascii && g.code > 0x7f ? ascii_for(g.code)
                                                             : NULL;

    if (ascii != NULL) {
        g.p = ascii;
        g.n = strlen(ascii);
    }
    return g;
}

static size_t glyph_columns(const struct view *view, struct glyph g)
{
    const struct glyph s = shown(view, g);

    return text_columns(s.p, s.n);
}

static size_t columns_of(const struct view *view, const char *s, size_t n)
{
    const char *const end = s + n;
    size_t columns = text_ascii_run(s, n);

    s += columns;
    while (s < end) {
        const struct glyph g = glyph_at(s);

        columns += glyph_columns(view, g);
        s += g.n;
    }
    return columns;
}

size_t page_columns(const struct view *view, const char *s)
{
    return columns_of(view, s, strlen(s));
}

static void set_style(struct page *p, enum style style)
{
    static const char *const sgr[] = {
        [STYLE_PLAIN] = "\033[0m",
        [STYLE_STRONG] = "\033[0;1m",
        [STYLE_FAINT] = "\033[0;2m",
        [STYLE_INITIATOR] = "\033[0;38;5;33m",
        [STYLE_RESPONDER] = "\033[0;38;5;208m",
        [STYLE_WARNING] = "\033[0;1;33m",
        [STYLE_ERROR] = "\033[0;1;31m",
    };

    if (p->view->color && p->style != style)
        text_str(p->out, sgr[style]);
    p->style = (uint8_t)style;
}

void page_style(struct page *p, enum style style)
{
    set_style(p, style);
}

static void put_octets(struct page *p, enum style style, const char *s, size_t n)
{
    const char *const end = s + n;
    const size_t ascii = text_ascii_run(s, n);

    if (n == 0)
        return;
    text_fill(p->out, ' ', p->blanks);
    p->blanks = 0;
    set_style(p, style);
    text_octets(p->out, s, ascii);
    p->column += ascii;
    s += ascii;
    while (s < end) {
        const struct glyph g = glyph_at(s);
        const struct glyph as = shown(p->view, g);

        text_octets(p->out, as.p, as.n);
        p->column += text_columns(as.p, as.n);
        s += g.n;
    }
}

void page_put(struct page *p, enum style style, const char *s)
{
    if (*s != '\0')
        put_octets(p, style, s, strlen(s));
}

void page_repeat(struct page *p, enum style style, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        page_put(p, style, s);
}

void page_put_cut(struct page *p, enum style style, const char *s)
{
    const size_t room = room_left(p);
    size_t columns = 0, n = 0, mark;

    if (page_columns(p->view, s) <= room) {
        page_put(p, style, s);
        return;
    }
    mark = page_columns(p->view, "…");
    while (s[n] != '\0') {
        const struct glyph g = glyph_at(s + n);

        columns += glyph_columns(p->view, g);
        if (columns + mark > room)
            break;
        n += g.n;
    }
    put_octets(p, style, s, n);
    if (mark <= room)
        page_put(p, style, "…");
}

static void add_blanks(struct page *p, size_t n)
{
    p->blanks += n;
    p->column += n;
}

void page_tab(struct page *p, size_t column)
{
    if (p->column < column)
        add_blanks(p, column - p->column);
    else if (p->column > 0 && p->blanks == 0)
        add_blanks(p, 1);
}

void page_newline(struct page *p)
{
    set_style(p, STYLE_PLAIN);
    text_char(p->out, '\n');
    p->column = p->blanks = 0;
}

static bool is_wide(struct glyph g)
{
    return utf8proc_charwidth(g.code) == 2;
}

/* Marks that may not begin a line, and marks that may not end one. */
static bool clings_to_left(struct glyph g)
{
    return g.code < 0x80 ? strchr(",.;:?!)]%", (int)g.code) != NULL
                         : utf8proc_category(g.code) == UTF8PROC_CATEGORY_PE ||
                               utf8proc_category(g.code) == UTF8PROC_CATEGORY_PF ||
                               utf8proc_category(g.code) == UTF8PROC_CATEGORY_PO;
}

static bool clings_to_right(struct glyph g)
{
    return g.code < 0x80 ? strchr("([", (int)g.code) != NULL
                         : utf8proc_category(g.code) == UTF8PROC_CATEGORY_PS ||
                               utf8proc_category(g.code) == UTF8PROC_CATEGORY_PI;
}

static bool may_break_between(struct glyph left, struct glyph right)
{
    enum { ZI = 0x5b57, JIE = 0x8282 };

    if (left.code == ZI && right.code == JIE) /* 字节, "byte": the one unit of two characters */
        return false;
    return (is_wide(left) || is_wide(right)) && !clings_to_left(right) && !clings_to_right(left);
}

static bool is_digit(struct glyph g)
{
    return g.code >= '0' && g.code <= '9';
}

/* A number stays with its unit and with the word that it belongs to: "97 bytes", "frame 4",
 * "0 + 1", but "8, 9". */
static bool may_break_at_blank(struct glyph left, struct glyph right)
{
    if (is_digit(left))
        return !(utf8proc_category(right.code) == UTF8PROC_CATEGORY_LL || is_wide(right) ||
                 right.code == '+' || right.code == '=');
    return !is_digit(right) || (left.code < 0x80 && strchr(",.;:)\"", (int)left.code) != NULL);
}

/* Octets of the unit that begins at `s`, which is neither a blank nor a line's end. */
static size_t unit_length(const char *s)
{
    struct glyph g = glyph_at(s);
    size_t n = g.n;

    while (s[n] != '\0' && s[n] != '\n') {
        const size_t blank = s[n] == ' ';
        const struct glyph next = glyph_at(s + n + blank);

        if (next.code == '\0' || next.code == ' ' || next.code == '\n' ||
            (blank ? may_break_at_blank(g, next) : may_break_between(g, next)))
            break;
        n += blank + next.n;
        g = next;
    }
    return n;
}

/* How much of the unit s[0..n) fits `room` columns: at least one character. */
static size_t cut_unit(const struct view *view, const char *s, size_t n, size_t room)
{
    size_t fit = glyph_at(s).n;
    size_t columns = glyph_columns(view, glyph_at(s));

    while (fit < n) {
        const struct glyph g = glyph_at(s + fit);

        columns += glyph_columns(view, g);
        if (columns > room)
            break;
        fit += g.n;
    }
    return fit;
}

static void begin_line(struct page *p, size_t indent)
{
    page_newline(p);
    add_blanks(p, indent);
}

size_t page_fit(const struct view *view, const char *s, size_t width, const char **next)
{
    size_t columns = 0, end = 0, n = 0;

    while (s[n] != '\0') {
        const size_t blanks = strspn(s + n, " ");
        const size_t unit = s[n + blanks] == '\0' ? 0 : unit_length(s + n + blanks);

        columns += blanks + columns_of(view, s + n + blanks, unit);
        if (columns > width)
            break;
        n += blanks + unit;
        end = unit > 0 ? n : end;
    }
    if (end == 0 && *s != '\0' && columns > width)
        end = n = cut_unit(view, s, unit_length(s), width);
    *next = s + n + strspn(s + n, " ");
    return end;
}

/* Put s[0..n), a unit, and begin lines where it needs them. */
static void put_unit(struct page *p, enum style style, size_t indent, const char *s, size_t n)
{
    const size_t width = page_width(p->view);
    const size_t columns = columns_of(p->view, s, n);

    if (columns > room_left(p) && p->column > indent &&
        (columns <= width - indent || room_left(p) < CUT_MIN))
        begin_line(p, indent);
    while (n > 0) {
        size_t part = n;

        if (columns_of(p->view, s, n) > room_left(p))
            part = cut_unit(p->view, s, n, room_left(p));
        put_octets(p, style, s, part);
        s += part;
        n -= part;
        if (n > 0)
            begin_line(p, indent);
    }
}

/* Whether the unit s[0..n) fits this line, but the one East Asian character after it, which is the
 * last, does not: it takes this one with it. */
static bool leaves_orphan(const struct page *p, const char *s, size_t n)
{
    const size_t room = room_left(p);
    const size_t last = s[n] == '\0' || s[n] == ' ' || s[n] == '\n' ? 0 : unit_length(s + n);
    const size_t columns = columns_of(p->view, s, n);
    const size_t orphan = columns_of(p->view, s + n, last);

    return last > 0 && s[n + last] == '\0' && orphan <= ORPHAN_MAX && columns <= room &&
           columns + orphan > room;
}

void page_words(struct page *p, enum style style, size_t indent, const char *s)
{
    while (*s != '\0') {
        size_t n;

        if (*s == ' ') {
            if (p->column > p->blanks && p->column < page_width(p->view))
                add_blanks(p, 1);
            s++;
            continue;
        }
        if (*s == '\n') {
            begin_line(p, indent);
            s++;
            continue;
        }
        n = unit_length(s);
        if (p->column > indent && leaves_orphan(p, s, n))
            begin_line(p, indent);
        put_unit(p, style, indent, s, n);
        s += n;
    }
}

struct text *draft_begin(struct draft *d)
{
    text_init(&d->text, d->buf, sizeof(d->buf) - 1, NULL, NULL);
    return &d->text;
}

const char *draft_end(struct draft *d)
{
    d->buf[d->text.len] = '\0';
    return d->buf;
}
