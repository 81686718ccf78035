// SPDX-License-Identifier: BSD-3-Clause
/*
 * listing_text.c - rows in columns for people. What does not fit into the width is left out, the
 * least important columns first; the last column, if it is a text, is cut where the line ends.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "flow/listing.h"
#include "render/page.h"
#include "render/words.h"

enum { TIME_DECIMALS = 6, LAST_MIN = 16 };

static void put_cell(struct text *t, const struct listing *l, const struct value *v)
{
    switch ((enum value_type)v->type) {
    case VALUE_AMOUNT:
        words_amount(t, v->number);
        break;
    case VALUE_SPAN:
        clock_span(t, v->ns);
        break;
    case VALUE_TIME:
        clock_iso(t, v->ns, TIME_DECIMALS, l->view.utc_offset_s);
        break;
    case VALUE_FLAG:
        text_str(t, tr(l->view.catalogue, v->number != 0 ? N_("yes") : N_("no")));
        break;
    case VALUE_NUMBER:
    case VALUE_ADDRESS:
        tl_listing_put_plain(t, v);
        break;
    case VALUE_TEXT:
        text_harmless(t, (const uint8_t *)v->text, v->n);
        break;
    }
}

/* Room for one cell after another; made once a row, since it is large. */
struct scratch {
    struct draft draft;
    struct value value;
};

/* What stands in a cell: its values, or a dash if there is none. */
static const char *cell(struct scratch *s, const struct listing *l, const void *row, unsigned field)
{
    const struct relation *const r = l->relation;
    struct text *const t = draft_begin(&s->draft);
    unsigned k = 0;

    for (; r->get(r, row, field, k, &s->value); k++) {
        if (k > 0)
            text_str(t, ", ");
        put_cell(t, l, &s->value);
    }
    if (k == 0)
        text_char(t, '-');
    return draft_end(&s->draft);
}

static bool is_right(const struct field *f)
{
    return f->type != VALUE_TEXT && f->type != VALUE_ADDRESS && f->type != VALUE_TIME;
}

static const char *heading(const struct listing *l, unsigned field)
{
    return tr(l->view.catalogue, l->relation->fields[field].heading);
}

/* How wide cells usually get, where no row is there to tell. */
static size_t usual_width(const struct field *f)
{
    static const uint8_t usual[] = {
        [VALUE_NUMBER] = 4, [VALUE_AMOUNT] = 7, [VALUE_SPAN] = 8,     [VALUE_TIME] = 27,
        [VALUE_TEXT] = 12,  [VALUE_FLAG] = 3,   [VALUE_ADDRESS] = 15,
    };
    enum { SOCKET = 21 };

    return f->type == VALUE_TEXT && f->derived ? SOCKET : usual[f->type];
}

/* How wide each chosen column gets by the rows that were kept back. */
static void measure(struct listing *l)
{
    const size_t row_size = l->relation->row_size;
    struct scratch scratch;

    for (unsigned i = 0; i < l->n; i++) {
        l->widths[i] = page_columns(&l->view, heading(l, l->columns[i]));
        if (!l->hold && l->widths[i] < usual_width(&l->relation->fields[l->columns[i]]))
            l->widths[i] = usual_width(&l->relation->fields[l->columns[i]]);
        for (size_t k = 0; k < l->n_held; k++) {
            const char *const s = cell(&scratch, l, l->held + k * row_size, l->columns[i]);
            const size_t columns = page_columns(&l->view, s);

            if (columns > l->widths[i])
                l->widths[i] = columns;
        }
    }
}

/* The rank of the least important column that is still there, and may go. */
static unsigned worst(const struct listing *l, const uint8_t ranks[LISTING_COLUMNS])
{
    unsigned found = 0;

    for (unsigned i = 1; i < l->n; i++) {
        if (ranks[i] > ranks[found])
            found = i;
    }
    return found;
}

/* The columns that the listing takes; of a last column that can be cut, at most LAST_MIN. */
static size_t total(const struct listing *l)
{
    size_t sum = 0;

    for (unsigned i = 0; i < l->n; i++) {
        const bool cut = i + 1 == l->n && !is_right(&l->relation->fields[l->columns[i]]);
        const size_t width = l->widths[i];

        sum += (i > 0 ? 1 : 0) + (cut && width > LAST_MIN ? (size_t)LAST_MIN : width);
    }
    return sum;
}

/* Leave out columns that were chosen by us until the rest fits. */
static void fold(struct listing *l, uint8_t ranks[LISTING_COLUMNS])
{
    while (l->n > 1 && total(l) > page_width(&l->view)) {
        const unsigned i = worst(l, ranks);
        const size_t after = l->n - i - 1;

        memmove(&l->columns[i], &l->columns[i + 1], after * sizeof l->columns[0]);
        memmove(&l->widths[i], &l->widths[i + 1], after * sizeof l->widths[0]);
        memmove(&ranks[i], &ranks[i + 1], after * sizeof ranks[0]);
        l->n--;
    }
}

static void put_in_column(struct page *p, const struct listing *l, unsigned i, const char *s,
                          enum style style)
{
    const size_t begin = p->column, columns = page_columns(&l->view, s);

    if (is_right(&l->relation->fields[l->columns[i]]) && columns < l->widths[i])
        page_tab(p, begin + l->widths[i] - columns);
    if (i + 1 == l->n)
        page_put_cut(p, style, s);
    else
        page_put(p, style, s);
    if (i + 1 < l->n)
        page_tab(p, (p->column > begin + l->widths[i] ? p->column : begin + l->widths[i]) + 1);
}

static void put_head(struct listing *l)
{
    struct page page;

    page_init(&page, l->out, &l->view);
    for (unsigned i = 0; i < l->n; i++)
        put_in_column(&page, l, i, heading(l, l->columns[i]), STYLE_STRONG);
    page_newline(&page);
}

static void put_row(struct listing *l, const void *row)
{
    struct page page;
    struct scratch scratch;

    page_init(&page, l->out, &l->view);
    for (unsigned i = 0; i < l->n; i++)
        put_in_column(&page, l, i, cell(&scratch, l, row, l->columns[i]), STYLE_PLAIN);
    page_newline(&page);
}

/* Choose and measure the columns, write the heading and what was kept back. */
static void begin(struct listing *l)
{
    uint8_t ranks[LISTING_COLUMNS];
    const bool ours = l->n == 0;

    for (unsigned i = 0; ours && i < l->n_choices; i++) {
        l->columns[l->n] = l->choices[i].field;
        ranks[l->n++] = l->choices[i].rank;
    }
    measure(l);
    if (ours)
        fold(l, ranks);
    l->begun = true;
    put_head(l);
    for (size_t i = 0; i < l->n_held; i++)
        put_row(l, l->held + i * l->relation->row_size);
    l->n_held = 0;
}

enum tcplens_status tl_listing_text_begin(struct listing *l, struct tcplens_error *err)
{
    if (!l->hold)
        return TCPLENS_OK;
    l->held = malloc(LISTING_HELD * l->relation->row_size);
    return l->held != NULL ? TCPLENS_OK : tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

void tl_listing_text_row(struct listing *l, const void *row)
{
    if (l->hold && !l->begun) {
        memcpy(l->held + l->n_held++ * l->relation->row_size, row, l->relation->row_size);
        if (l->n_held == LISTING_HELD)
            begin(l);
        return;
    }
    if (!l->begun)
        begin(l);
    put_row(l, row);
}

void tl_listing_text_end(struct listing *l)
{
    if (!l->begun && l->n_held > 0)
        begin(l);
}
