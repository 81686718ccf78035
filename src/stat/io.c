// SPDX-License-Identifier: BSD-3-Clause
#include "stat/io.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define NS_PER_S INT64_C(1000000000)

enum { FIRST_ROOM = 64, DECIMALS_MAX = 6 };

static const struct {
    const char *name;
    enum io_calculation calculation;
} calculations[] = {
    {"COUNT(", IO_COUNT}, {"SUM(", IO_SUM},   {"MIN(", IO_MIN},       {"MAX(", IO_MAX},
    {"AVG(", IO_AVG},     {"LOAD(", IO_LOAD}, {"FRAMES(", IO_FRAMES}, {"BYTES(", IO_OCTETS},
};

static bool is_number(const struct field *f)
{
    return f->type == FIELD_UINT || f->type == FIELD_INT || f->type == FIELD_FRAME ||
           f->type == FIELD_BOOL || f->type == FIELD_SPAN;
}

/* The field of a calculation, `name[0..n)`. */
static enum tcplens_status find_field(struct io_column *c, const char *name, size_t n,
                                      struct tcplens_error *err)
{
    char field[128];
    const struct field *f;

    if (n >= sizeof field)
        n = sizeof field - 1;
    memcpy(field, name, n);
    field[n] = '\0';
    c->field = (uint16_t)tl_field_find(field);
    if (c->field == FIELDS)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z io,stat: there is no field \"%s\"", field);
    f = &tl_fields[c->field];
    c->seconds = f->type == FIELD_SPAN;
    if (c->calculation != IO_COUNT && !is_number(f))
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "-z io,stat: \"%s\" is no number to calculate with", field);
    if (c->calculation == IO_LOAD && !c->seconds)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z io,stat: LOAD wants a duration, not \"%s\"",
                        field);
    return TCPLENS_OK;
}

static enum tcplens_status add_column(struct io_state *s, const char *text, size_t n,
                                      struct tcplens_error *err)
{
    struct io_column *const c = &s->columns[s->n_columns];
    const char *close;

    if (s->n_columns == IO_COLUMNS_MAX)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z io,stat: at most %d columns",
                        IO_COLUMNS_MAX);
    *c = (struct io_column){.title = strndup(text, n), .field = FIELDS};
    if (c->title == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    s->n_columns++;
    c->filter = c->title;
    for (size_t i = 0; i < sizeof calculations / sizeof calculations[0]; i++) {
        const size_t len = strlen(calculations[i].name);

        if (strncmp(c->title, calculations[i].name, len) != 0)
            continue;
        close = strchr(c->title, ')');
        if (close == NULL)
            return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z io,stat: \"%s\" wants a \")\"",
                            c->title);
        c->calculation = (uint8_t)calculations[i].calculation;
        c->filter = close + 1;
        if (c->calculation == IO_FRAMES || c->calculation == IO_OCTETS)
            return TCPLENS_OK;
        return find_field(c, c->title + len, (size_t)(close - c->title) - len, err);
    }
    return TCPLENS_OK;
}

/* "0.25" to nanoseconds, and how many decimals it has. */
static bool parse_interval(struct io_state *s, const char *text, size_t n)
{
    int64_t v = 0, unit = NS_PER_S;
    bool point = false;

    for (size_t i = 0; i < n; i++) {
        if (text[i] == '.' && !point) {
            point = true;
        } else if (text[i] >= '0' && text[i] <= '9' && v <= INT64_MAX / 16 && unit > 1) {
            v = v * 10 + (text[i] - '0');
            unit /= point ? 10 : 1;
            s->decimals += point;
        } else {
            return false;
        }
    }
    if (n == 0 || v > INT64_MAX / unit || s->decimals > DECIMALS_MAX)
        return false;
    s->interval_ns = v * unit;
    return true;
}

static enum tcplens_status begin(void **ret, const struct stat_kind *kind, const char *rest,
                                 struct tcplens_error *err)
{
    struct io_state *const s = calloc(1, sizeof *s);
    enum tcplens_status status = TCPLENS_OK;
    size_t n = strcspn(rest, ",");

    if (s == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    *ret = s;
    if (!parse_interval(s, rest, n))
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "-z %s wants an interval in seconds: \"%.*s\" is none", kind->name, (int)n,
                        rest);
    if (rest[n] == '\0')
        return add_column(s, "", 0, err);
    while (status == TCPLENS_OK && rest[n] == ',') {
        rest += n + 1;
        n = strcspn(rest, ",");
        status = add_column(s, rest, n, err);
    }
    return status;
}

/* The cells of an interval and of all before it; false if there is no room. */
static bool make_cells(struct io_state *s, int64_t interval)
{
    while (interval >= s->n) {
        if (interval >= IO_INTERVALS_MAX)
            return false;
        if (s->n == s->room) {
            const uint32_t room = s->room == 0 ? FIRST_ROOM : 2 * s->room;
            struct io_cell *const cells =
                realloc(s->cells, (size_t)room * s->n_columns * sizeof *cells);

            if (cells == NULL)
                return false;
            s->cells = cells;
            s->room = room;
        }
        memset(&s->cells[(size_t)s->n * s->n_columns], 0, s->n_columns * sizeof *s->cells);
        s->n++;
    }
    return true;
}

/* Time that something took up to `t` is spread over the intervals that it lay in. */
static void spread(struct io_state *s, unsigned column, int64_t t, int64_t took)
{
    while (took > 0 && t > 0) {
        const int64_t interval = s->interval_ns == 0 ? 0 : (t - 1) / s->interval_ns;
        const int64_t here = t - interval * s->interval_ns, part = here < took ? here : took;

        s->cells[(size_t)interval * s->n_columns + column].result += part;
        took -= part;
        t -= part;
    }
}

static void take_value(struct io_cell *cell, const struct io_column *c, int64_t v)
{
    switch (c->calculation) {
    case IO_SUM:
    case IO_AVG:
        if (__builtin_add_overflow(cell->result, v, &cell->result))
            cell->result = INT64_MAX;
        break;
    case IO_MIN:
        if (cell->values == 0 || v < cell->result)
            cell->result = v;
        break;
    case IO_MAX:
        if (cell->values == 0 || v > cell->result)
            cell->result = v;
        break;
    default:
        break;
    }
    cell->values++;
}

static void count_column(struct io_state *s, unsigned i, int64_t t, uint64_t octets,
                         const struct items *items)
{
    const size_t interval = s->interval_ns == 0 ? 0 : (size_t)(t / s->interval_ns);
    struct io_cell *const cell = &s->cells[interval * s->n_columns + i];
    const struct io_column *const c = &s->columns[i];
    const struct item *it = c->field == FIELDS ? NULL : items_first(items, (enum field_id)c->field);

    cell->frames++;
    cell->octets += octets;
    for (; it != NULL; it = items_next(items, it)) {
        if (c->calculation == IO_LOAD)
            spread(s, i, t, it->i);
        else
            take_value(cell, c, it->i);
    }
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    const struct item *const len = items_first(items, F_FRAME_LEN);
    struct io_state *const s = state;
    int64_t t;

    if (!s->begun)
        s->zero_ns = items->time_ns;
    s->begun = true;
    t = items->time_ns - s->zero_ns;
    if (t < 0 || len == NULL)
        return;
    if (t > s->duration_ns)
        s->duration_ns = t;
    if (!make_cells(s, s->interval_ns == 0 ? 0 : t / s->interval_ns)) {
        s->left++;
        return;
    }
    for (unsigned i = 0; i < s->n_columns; i++)
        if ((passed >> i & 1) != 0)
            count_column(s, i, t, len->u, items);
}

static const char *filter_of(const void *state, unsigned i)
{
    const struct io_state *const s = state;

    return i < s->n_columns ? s->columns[i].filter : NULL;
}

static enum field_id field_of(const void *state, unsigned i)
{
    const struct io_state *const s = state;

    /* A column without a field reads what all do. */
    if (i >= s->n_columns)
        return FIELDS;
    return s->columns[i].field != FIELDS ? (enum field_id)s->columns[i].field : F_FRAME_LEN;
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    struct io_state *const s = state;

    (void)zero_ns;
    io_table_print(s, out);
    if (s->left > 0) {
        text_u64(out, s->left);
        text_str(out, " frames found no room in this table: name a longer interval\n");
    }
}

static void end(void *state)
{
    struct io_state *const s = state;

    for (unsigned i = 0; i < s->n_columns; i++)
        free(s->columns[i].title);
    free(s->cells);
    free(s);
}

static const uint16_t fields[] = {F_FRAME_LEN, FIELDS};

const struct stat_kind stat_io = {.name = "io,stat",
                                  .fields = fields,
                                  .begin = begin,
                                  .filter = filter_of,
                                  .field = field_of,
                                  .frame = count_frame,
                                  .print = print,
                                  .end = end};
