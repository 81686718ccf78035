// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_text.c - a ladder for a terminal: lifelines that run through, arrows with their numbers on
 * them, states where they change, notes in the margin or between the lines.
 */
#include "picture/label.h"
#include "picture/text_line.h"
#include "picture/text_rung.h"
#include "render/head.h"
#include "render/legend.h"
#include "render/title.h"
#include "render/words.h"

static void put_phase(struct page *p, const struct ladder *l, const struct shape *s,
                      enum phase phase)
{
    const size_t last = s->x[l->n_lanes - 1];
    struct line line = line_begin(p, l, s);

    if (s->form == FORM_NARROW)
        line_pass(&line, "├");
    page_tab(p, p->column + 1);
    page_put(p, STYLE_STRONG, words_phase(l->view.catalogue, phase));
    page_tab(p, p->column + 1);
    for (; line.next < l->n_lanes; line.next++) {
        while (p->column < s->x[line.next])
            page_put(p, STYLE_FAINT, "─");
        page_put(p, STYLE_FAINT, s->form != FORM_NARROW ? "┼" : "┤");
    }
    while (s->state > 0 && p->column < last + 2 + s->state)
        page_put(p, STYLE_FAINT, "─");
    page_newline(p);
}

/* Lifelines alone, as long as the pause is. */
static void put_gap(struct page *p, const struct ladder *l, const struct shape *s,
                    const struct rung *rung)
{
    const int lines = (rung->gap + PLACE_ROW / 2) / PLACE_ROW - 1;

    for (int i = 0; i < lines; i++) {
        struct line line = line_begin(p, l, s);
        const bool cut_here = rung->cut && i == lines / 2;
        struct draft d;

        if (cut_here) {
            const struct phrase_arg arg = {
                .name = "time", .type = PHRASE_SPAN_NS, .ns = rung->pause_ns};

            line_pass(&line, "┊");
            phrase(draft_begin(&d), "{time}", &arg, 1);
            page_tab(p, p->column + 2);
            page_put(p, STYLE_FAINT, draft_end(&d));
            while (line.next < l->n_lanes)
                line_pass(&line, "┊");
        }
        line_end(&line);
    }
}

static void put_centred(struct page *p, const char *s, size_t column, size_t width)
{
    const size_t columns = page_columns(p->view, s);
    size_t begin_at = column > columns / 2 ? column - columns / 2 : 0;

    if (width != SIZE_MAX && begin_at + columns > width)
        begin_at = width > columns ? width - columns : 0;
    if (p->column > 0)
        page_tab(p, begin_at > p->column ? begin_at : p->column + 1);
    else
        line_blanks(p, begin_at);
    page_put(p, STYLE_PLAIN, s);
}

/* Who stands at the lifelines: roles, and addresses below them. */
static void put_lane_heads(struct page *p, const struct ladder *l, const struct shape *s)
{
    const size_t width = page_width(p->view);

    for (unsigned i = 0; i < l->n_lanes && !l->options->hosts; i++)
        put_centred(p, label_role(l, i), s->x[i], width);
    if (!l->options->hosts)
        page_newline(p);
    for (unsigned i = 0; i < l->n_lanes; i++) {
        struct draft d;

        label_lane(draft_begin(&d), l, i);
        put_centred(p, draft_end(&d), s->x[i], width);
    }
    page_newline(p);
}

static void put_foot(struct page *p, const struct ladder *l, const struct shape *s)
{
    struct draft d;

    legend_put(p, s->inferred, s->unscaled);
    if (l->story == NULL)
        return;
    head_growth_rules(draft_begin(&d), &l->view, l->story);
    page_tab(p, 2);
    page_words(p, STYLE_FAINT, 2, draft_end(&d));
    page_newline(p);
}

void tl_ladder_text(struct text *t, const struct ladder *l)
{
    struct shape shape;
    struct page page;

    page_init(&page, t, &l->view);
    shape_measure(&shape, l);
    if (l->story != NULL)
        title_put(&page, l->story);
    page_newline(&page);
    put_lane_heads(&page, l, &shape);
    for (size_t i = 0; i < l->n_rungs; i++) {
        const struct rung *const rung = &l->rungs[i];

        put_gap(&page, l, &shape, rung);
        if (rung->heads_phase)
            put_phase(&page, l, &shape, (enum phase)rung->row->phase);
        text_rung(&page, l, &shape, rung);
    }
    page_newline(&page);
    put_foot(&page, l, &shape);
    page_newline(&page);
}
