// SPDX-License-Identifier: BSD-3-Clause
#include "lab/script_line.h"

#include <ctype.h>
#include <string.h>

#include "base/error.h"

bool span_is(struct span s, const char *word)
{
    return s.n == strlen(word) && (s.n == 0 || memcmp(s.p, word, s.n) == 0);
}

static void drop_blanks(struct script_line *w)
{
    while (w->rest.n > 0 && isspace(w->rest.p[0]))
        (void)span_take(&w->rest, 1);
}

/* A comment begins with "//", but not within quotes. */
static size_t without_comment(struct span text)
{
    bool quoted = false;

    for (size_t i = 0; i < text.n; i++) {
        const char c = (char)text.p[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '/' && i + 1 < text.n && text.p[i + 1] == '/')
            return i;
    }
    return text.n;
}

struct script_line script_of(const char *name, unsigned line, struct span text,
                             struct tcplens_error *err)
{
    return (struct script_line){.name = name,
                                .line = line,
                                .begin = (const char *)text.p,
                                .rest = {text.p, without_comment(text)},
                                .err = err};
}

static bool is_word_char(uint8_t c)
{
    return isalnum(c) || (c != '\0' && strchr("-._:+*%", c) != NULL);
}

static size_t word_length(struct span s)
{
    size_t n = 0;

    if (s.n == 0)
        return 0;
    if (s.p[0] == '"') {
        for (n = 1; n < s.n && s.p[n] != '"'; n++)
            n += s.p[n] == '\\';
        return n < s.n ? n + 1 : s.n;
    }
    while (n < s.n && is_word_char(s.p[n]))
        n++;
    return n > 0 ? n : 1;
}

struct span script_peek(struct script_line *w)
{
    if (w->failed)
        return (struct span){NULL, 0};
    drop_blanks(w);
    return (struct span){w->rest.p, word_length(w->rest)};
}

struct span script_take(struct script_line *w)
{
    const struct span word = script_peek(w);

    (void)span_take(&w->rest, word.n);
    return word;
}

bool script_end(struct script_line *w)
{
    return script_peek(w).n == 0;
}

bool script_skip(struct script_line *w, const char *word)
{
    if (!span_is(script_peek(w), word))
        return false;
    (void)script_take(w);
    return true;
}

bool script_fail(struct script_line *w, const char *expected)
{
    const struct span at = script_peek(w);
    const unsigned column = (unsigned)((const char *)w->rest.p - w->begin) + 1;

    if (w->failed)
        return false;
    w->failed = true;
    if (at.n == 0)
        (void)tl_error(w->err, TCPLENS_ERR_FORMAT, 0, "%s:%u:%u: expected %s here", w->name,
                       w->line, column, expected);
    else
        (void)tl_error(w->err, TCPLENS_ERR_FORMAT, 0, "%s:%u:%u: expected %s, not \"%.*s\"",
                       w->name, w->line, column, expected, (int)(at.n < 40 ? at.n : 40),
                       (const char *)at.p);
    return false;
}

void script_need(struct script_line *w, const char *word)
{
    if (!script_skip(w, word))
        (void)script_fail(w, word);
}

/* Digits at the front of `s`; false if there are none, or too many. */
static bool take_digits(struct span *s, uint64_t *out, unsigned *count)
{
    uint64_t v = 0;
    unsigned n = 0;

    for (; s->n > 0 && isdigit(s->p[0]) && n < 18; n++)
        v = v * 10 + (uint64_t)(*span_take(s, 1) - '0');
    *out = v;
    *count = n;
    return n < 18;
}

uint64_t script_number(struct script_line *w, const char *what, uint64_t max)
{
    struct span word = script_peek(w);
    uint64_t v;
    unsigned digits;

    if (!take_digits(&word, &v, &digits) || digits == 0 || word.n > 0 || v > max) {
        (void)script_fail(w, what);
        return 0;
    }
    (void)script_take(w);
    return v;
}

/* "12", "12.5" or ".5" at the front of `s`, times ten to the power of nine. */
static bool take_decimal(struct span *s, int64_t *out)
{
    uint64_t whole, fraction = 0;
    unsigned before, after = 0;

    if (!take_digits(s, &whole, &before) || whole > 1000000000)
        return false;
    if (s->n > 0 && s->p[0] == '.') {
        (void)span_take(s, 1);
        if (!take_digits(s, &fraction, &after) || after > 9)
            return false;
    }
    for (unsigned i = after; i < 9; i++)
        fraction *= 10;
    *out = (int64_t)(whole * 1000000000 + fraction);
    return before + after > 0;
}

int64_t script_time(struct script_line *w, const char *what)
{
    static const struct {
        const char *name;
        int64_t part;
    } units[] = {{"", 1}, {"s", 1}, {"ms", 1000}, {"us", 1000000}};
    struct span word = script_peek(w);
    int64_t v;

    if (take_decimal(&word, &v))
        for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
            if (span_is(word, units[i].name)) {
                (void)script_take(w);
                return v / units[i].part;
            }
    (void)script_fail(w, what);
    return 0;
}

uint32_t script_share(struct script_line *w)
{
    struct span word = script_peek(w);
    int64_t v;

    if (!take_decimal(&word, &v) || !span_is(word, "%") || v > INT64_C(100000000000)) {
        (void)script_fail(w, "a share as 2%");
        return 0;
    }
    (void)script_take(w);
    return (uint32_t)(v / 100000); /* of 10^9 a hundred times, in millionths */
}

int script_choice(struct script_line *w, const char *what, const char *const *names)
{
    const struct span word = script_peek(w);

    for (int i = 0; names[i] != NULL; i++)
        if (names[i][0] != '\0' && span_is(word, names[i])) {
            (void)script_take(w);
            return i;
        }
    (void)script_fail(w, what);
    return -1;
}
