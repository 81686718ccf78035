// SPDX-License-Identifier: BSD-3-Clause
/* io_table.c - the table of `-z io,stat`: widths first, then its lines. */
#include <stdio.h>
#include <string.h>

#include "stat/io.h"

#define NS_PER_S INT64_C(1000000000)

enum {
    LABEL_MAX = 96,
    FRAMES_WIDTH = 6,
    OCTETS_WIDTH = 5,
    SECONDS_DECIMALS = 6,
    NS_PER_LAST_DECIMAL = 1000,
    TITLE_FRAME = 11, /* "| Col 1: " before it, " |" behind */
    NARROW = 34, /* a table of one interval that is narrower has an empty column at its right */
};

static const char *const names[] = {
    [IO_FRAMES_AND_OCTETS] = "",
    [IO_COUNT] = "COUNT",
    [IO_SUM] = "SUM",
    [IO_MIN] = "MIN",
    [IO_MAX] = "MAX",
    [IO_AVG] = "AVG",
    [IO_LOAD] = "LOAD",
    [IO_FRAMES] = "FRAMES",
    [IO_OCTETS] = "BYTES",
};

/**
 * struct layout
 * @interval_ns, @decimals: as shown; one interval is as long as the capture
 * @number:   octets of a number of seconds
 * @label:    of the first column
 * @frames, @octets: of each column of frames and octets; of others @octets alone
 * @table, @box: of a row, and of all
 */
struct layout {
    const struct io_state *s;
    struct text *out;
    int64_t interval_ns;
    unsigned decimals, number, label, table, box;
    unsigned frames[IO_COLUMNS_MAX], octets[IO_COLUMNS_MAX];
};

static double seconds(int64_t ns)
{
    return (double)ns / (double)NS_PER_S;
}

static unsigned digits(uint64_t v)
{
    unsigned n = 1;

    while (v >= 10) {
        v /= 10;
        n++;
    }
    return n;
}

/* How long interval `i` was: the last one ends with the capture. */
static int64_t length_of(const struct layout *l, uint32_t i)
{
    const int64_t begin = (int64_t)i * l->interval_ns, rest = l->s->duration_ns - begin;

    return rest < l->interval_ns ? rest : l->interval_ns;
}

static void value_text(const struct layout *l, uint32_t interval, unsigned column,
                       char out[LABEL_MAX])
{
    const struct io_column *const c = &l->s->columns[column];
    const struct io_cell *const cell = &l->s->cells[(size_t)interval * l->s->n_columns + column];
    int64_t v = cell->result;

    if (c->calculation == IO_COUNT)
        v = (int64_t)cell->values;
    else if (c->calculation == IO_FRAMES)
        v = (int64_t)cell->frames;
    else if (c->calculation == IO_OCTETS)
        v = (int64_t)cell->octets;
    else if (c->calculation == IO_AVG)
        v = cell->values > 0 ? v / (int64_t)cell->values : 0;
    if (c->calculation == IO_LOAD)
        (void)snprintf(out, LABEL_MAX, "%.*f", SECONDS_DECIMALS,
                       length_of(l, interval) > 0 ? seconds(v) / seconds(length_of(l, interval))
                                                  : 0);
    else if (c->seconds && c->calculation != IO_COUNT)
        /* Halves are rounded up, which printf does not do with a double. */
        (void)snprintf(
            out, LABEL_MAX, "%.*f", SECONDS_DECIMALS,
            seconds((v + NS_PER_LAST_DECIMAL / 2) / NS_PER_LAST_DECIMAL * NS_PER_LAST_DECIMAL));
    else
        (void)snprintf(out, LABEL_MAX, "%lld", (long long)v);
}

static void widen(unsigned *width, size_t n)
{
    if (n > *width)
        *width = (unsigned)n;
}

static void measure_column(struct layout *l, unsigned column)
{
    const struct io_column *const c = &l->s->columns[column];
    char text[LABEL_MAX];

    if (c->calculation == IO_FRAMES_AND_OCTETS) {
        l->frames[column] = FRAMES_WIDTH;
        l->octets[column] = OCTETS_WIDTH;
    } else {
        l->octets[column] = (unsigned)strlen(names[c->calculation]);
    }
    for (uint32_t i = 0; i < l->s->n; i++) {
        const struct io_cell *const cell = &l->s->cells[(size_t)i * l->s->n_columns + column];

        if (c->calculation == IO_FRAMES_AND_OCTETS) {
            widen(&l->frames[column], digits(cell->frames));
            widen(&l->octets[column], digits(cell->octets));
        } else {
            value_text(l, i, column, text);
            widen(&l->octets[column], strlen(text));
        }
    }
}

/* What stands between two bars of the head: a column, or the two of frames and octets. */
static unsigned group_width(const struct layout *l, unsigned column)
{
    const unsigned frames = l->frames[column];

    return (frames != 0 ? frames + 3 : 0) + l->octets[column] + 2;
}

static void measure(struct layout *l)
{
    const struct io_state *const s = l->s;
    const bool single = s->interval_ns == 0 || s->interval_ns >= s->duration_ns;

    l->interval_ns = single ? s->duration_ns : s->interval_ns;
    l->decimals = single ? (s->duration_ns >= 10 * NS_PER_S ? 1 : 3) : s->decimals;
    l->number =
        digits((uint64_t)(s->duration_ns / NS_PER_S)) + (l->decimals != 0 ? l->decimals + 1 : 0);
    l->label = 2 * l->number + 4;
    widen(&l->label, strlen("Interval"));
    l->table = l->label + 4;
    for (unsigned i = 0; i < s->n_columns; i++) {
        measure_column(l, i);
        l->table += group_width(l, i) + 1;
    }
    l->box = l->table;
    if (single && l->table < NARROW)
        l->box += 2;
    for (unsigned i = 0; i < s->n_columns; i++)
        if (strlen(s->columns[i].title) + TITLE_FRAME > l->box)
            l->box = (unsigned)(strlen(s->columns[i].title) + TITLE_FRAME);
}

static void put_ruled(const struct layout *l, char c, unsigned width)
{
    text_char(l->out, '|');
    text_fill(l->out, c, width - 2);
    text_char(l->out, '|');
}

/* A line of the box above the table. */
static void put_boxed(const struct layout *l, const char *line)
{
    const size_t n = strlen(line);

    text_octets(l->out, "| ", 2);
    text_harmless(l->out, (const uint8_t *)line, n);
    text_fill(l->out, ' ', l->box > n + 3 ? l->box - n - 3 : 0);
    text_octets(l->out, "|\n", 2);
}

static void end_row(const struct layout *l)
{
    if (l->box > l->table) {
        text_fill(l->out, ' ', l->box - l->table - 1);
        text_char(l->out, '|');
    }
    text_char(l->out, '\n');
}

static void put_border(const struct layout *l)
{
    text_fill(l->out, '=', l->box);
    text_char(l->out, '\n');
}

static void put_head(const struct layout *l)
{
    const struct io_state *const s = l->s;
    char line[LABEL_MAX + 32];

    text_char(l->out, '\n');
    put_border(l);
    put_boxed(l, "IO Statistics");
    put_boxed(l, "");
    (void)snprintf(line, sizeof line, "Duration: %.*f secs",
                   l->decimals == 0 ? SECONDS_DECIMALS : (int)l->decimals, seconds(s->duration_ns));
    put_boxed(l, line);
    (void)snprintf(line, sizeof line, "Interval: %*.*f secs", (int)l->number, (int)l->decimals,
                   seconds(l->interval_ns));
    put_boxed(l, line);
    put_boxed(l, "");
    for (unsigned i = 0; i < s->n_columns; i++) {
        const char *const title = s->columns[i].title;

        (void)snprintf(line, sizeof line, "%s%*u: %.90s", i == 0 ? "Col" : "   ", 2, i + 1,
                       *title != '\0' ? title : "Frames and bytes");
        put_boxed(l, line);
    }
    put_ruled(l, '-', l->box);
    text_char(l->out, '\n');
}

static void put_numbers(const struct layout *l)
{
    text_char(l->out, '|');
    text_fill(l->out, ' ', l->label + 2);
    for (unsigned i = 0; i < l->s->n_columns; i++) {
        text_char(l->out, '|');
        text_u64(l->out, i + 1);
        text_fill(l->out, ' ', group_width(l, i) - digits(i + 1));
    }
    text_char(l->out, '|');
    end_row(l);
}

static void put_centred(const struct layout *l, const char *name, unsigned width)
{
    const unsigned spare = width - (unsigned)strlen(name);

    text_char(l->out, ' ');
    text_fill(l->out, ' ', (spare + 1) / 2);
    text_str(l->out, name);
    text_fill(l->out, ' ', spare / 2);
    text_octets(l->out, " |", 2);
}

static void put_names(const struct layout *l)
{
    text_str(l->out, "| Interval");
    text_fill(l->out, ' ', l->label - strlen("Interval"));
    text_octets(l->out, " |", 2);
    for (unsigned i = 0; i < l->s->n_columns; i++) {
        if (l->frames[i] != 0) {
            put_centred(l, "Frames", l->frames[i]);
            put_centred(l, "Bytes", l->octets[i]);
        } else {
            put_centred(l, names[l->s->columns[i].calculation], l->octets[i]);
        }
    }
    end_row(l);
}

static void put_label(const struct layout *l, uint32_t i)
{
    const int64_t begin = (int64_t)i * l->interval_ns;
    const bool last = begin + l->interval_ns > l->s->duration_ns;
    const int width = (int)l->number, decimals = (int)l->decimals;
    /* Short ones stand in the middle below "Interval". */
    const unsigned lead = (l->label - (2 * l->number + 4)) / 2;
    char label[LABEL_MAX];
    int n;

    if (last && decimals == 0)
        n = snprintf(label, sizeof label, "%*.*f <> Dur", width, decimals, seconds(begin));
    else
        n = snprintf(label, sizeof label, "%*.*f <> %*.*f", width, decimals, seconds(begin), width,
                     decimals, seconds(begin + length_of(l, i)));
    text_octets(l->out, "| ", 2);
    text_fill(l->out, ' ', lead);
    text_octets(l->out, label, (size_t)n);
    n += (int)lead;
    text_fill(l->out, ' ', (unsigned)n < l->label + 1 ? l->label + 1 - (unsigned)n : 0);
    text_char(l->out, '|');
}

static void put_row(const struct layout *l, uint32_t i)
{
    const struct io_cell *const cells = &l->s->cells[(size_t)i * l->s->n_columns];
    char text[LABEL_MAX];

    put_label(l, i);
    for (unsigned k = 0; k < l->s->n_columns; k++) {
        text_char(l->out, ' ');
        if (l->frames[k] != 0) {
            text_u64_padded(l->out, cells[k].frames, l->frames[k], ' ');
            text_octets(l->out, " | ", 3);
            text_u64_padded(l->out, cells[k].octets, l->octets[k], ' ');
        } else {
            value_text(l, i, k, text);
            text_fill(l->out, ' ', l->octets[k] - strlen(text));
            text_str(l->out, text);
        }
        text_octets(l->out, " |", 2);
    }
    end_row(l);
}

void io_table_print(const struct io_state *s, struct text *out)
{
    struct layout l = {.s = s, .out = out};

    measure(&l);
    put_head(&l);
    put_numbers(&l);
    put_names(&l);
    put_ruled(&l, '-', l.table);
    end_row(&l);
    for (uint32_t i = 0; i < s->n; i++)
        put_row(&l, i);
    put_border(&l);
}
