// SPDX-License-Identifier: BSD-3-Clause
/* story_text.c - the whole story for a terminal: head, ladder by phase, findings, growth rules. */
#include "render/findings.h"
#include "render/head.h"
#include "render/ladder.h"
#include "render/page.h"
#include "render/words.h"

enum { MARGIN = 2 };

static void put_title(struct page *p, const struct story *story)
{
    const struct catalogue *const c = p->view->catalogue;
    struct draft d;
    struct text *t = draft_begin(&d);
    const struct phrase_arg args[] = {
        {.name = "number", .type = PHRASE_U64, .u = story->conn.number}};

    phrase(t, tr(c, N_("Connection {number}")), args, 1);
    page_words(p, STYLE_STRONG, MARGIN, draft_end(&d));
    page_words(p, STYLE_STRONG, MARGIN, "   ");
    for (unsigned side = 0; side < 2; side++) {
        const enum style style = side == 0 ? STYLE_INITIATOR : STYLE_RESPONDER;

        t = draft_begin(&d);
        head_end(t, &story->conn, side);
        page_words(p, style, MARGIN, draft_end(&d));
        t = draft_begin(&d);
        text_str(t, " (");
        text_str(t, words_side(c, side));
        text_char(t, ')');
        page_words(p, STYLE_PLAIN, MARGIN, draft_end(&d));
        page_words(p, STYLE_PLAIN, MARGIN, side == 0 ? " → " : "   ");
    }
    t = draft_begin(&d);
    head_protocol(t, c, story);
    page_words(p, STYLE_PLAIN, MARGIN, draft_end(&d));
    page_words(p, STYLE_PLAIN, MARGIN, "   ");
    head_health(draft_begin(&d), c, story);
    page_words(p, STYLE_STRONG, MARGIN, draft_end(&d));
    page_newline(p);
}

static void put_head(struct page *p, const struct story *story)
{
    const struct catalogue *const c = p->view->catalogue;
    size_t label_width = 0, indent;

    for (unsigned line = 0; line < HEAD_LINES; line++) {
        const size_t columns = page_columns(p->view, head_label(c, (enum head_line)line));

        if (columns > label_width)
            label_width = columns;
    }
    indent = MARGIN + label_width + 2;
    for (unsigned line = 0; line < HEAD_LINES; line++) {
        struct draft d;
        const char *sentence;

        head_sentence(draft_begin(&d), p->view, story, (enum head_line)line);
        sentence = draft_end(&d);
        if (*sentence == '\0')
            continue;
        page_tab(p, MARGIN);
        page_put(p, STYLE_FAINT, head_label(c, (enum head_line)line));
        page_tab(p, indent);
        page_words(p, STYLE_PLAIN, indent, sentence);
        page_newline(p);
    }
}

static void put_dropped(struct page *p, uint64_t dropped)
{
    struct draft d;
    const struct phrase_arg args[] = {{.name = "n", .type = PHRASE_COUNT, .u = dropped}};

    phrase(draft_begin(&d),
           tr_n(p->view->catalogue, "… {n} segment not shown …", "… {n} segments not shown …",
                dropped),
           args, 1);
    page_tab(p, MARGIN);
    page_words(p, STYLE_FAINT, MARGIN, draft_end(&d));
    page_newline(p);
}

static void put_rows(struct page *p, const struct story *story)
{
    struct ladder ladder;
    int phase = -1;

    ladder_measure(&ladder, p->view, story->rows, story->n_rows);
    ladder_heading(p, &ladder);
    for (size_t i = 0; i < story->n_rows; i++) {
        const struct row *const row = &story->rows[i];

        if (story->rows_dropped > 0 && i == story->rows_head)
            put_dropped(p, story->rows_dropped);
        if (row->phase != phase)
            ladder_phase(p, &ladder, (enum phase)row->phase);
        phase = row->phase;
        ladder_row(p, &ladder, row, story->texts, 0);
    }
    if (story->rows_dropped > 0 && story->rows_head >= story->n_rows)
        put_dropped(p, story->rows_dropped);
    ladder_legend(p, &ladder);
}

static void put_growth_rules(struct page *p)
{
    page_tab(p, MARGIN);
    page_words(p, STYLE_FAINT, MARGIN, head_growth_rules(p->view->catalogue));
    page_newline(p);
}

void tl_render_story_text(struct text *t, const struct view *view, const struct story *story)
{
    struct page page;

    page_init(&page, t, view);
    put_title(&page, story);
    put_head(&page, story);
    page_newline(&page);
    put_rows(&page, story);
    if (story->n_findings > 0)
        page_newline(&page);
    findings_put(&page, story);
    page_newline(&page);
    put_growth_rules(&page);
    page_newline(&page);
}

void tl_render_live_row(struct text *t, const struct view *view, const struct conn *conn,
                        const struct row *row, const char *texts)
{
    struct ladder ladder;
    struct page page;
    struct draft d;

    page_init(&page, t, view);
    ladder_guess(&ladder, view);
    if (row->number == conn->first_frame) {
        struct text *const ends = draft_begin(&d);

        text_str(ends, "#");
        text_u64(ends, conn->number);
        text_str(ends, "  ");
        head_end(ends, conn, SIDE_INITIATOR);
        text_str(ends, " → ");
        head_end(ends, conn, SIDE_RESPONDER);
        page_words(&page, STYLE_STRONG, MARGIN, draft_end(&d));
        page_newline(&page);
    }
    ladder_row(&page, &ladder, row, texts, conn->number);
}

void tl_render_live_end(struct text *t, const struct view *view, const struct story *story)
{
    struct page page;

    page_init(&page, t, view);
    page_newline(&page);
    put_title(&page, story);
    put_head(&page, story);
    findings_put(&page, story);
    page_newline(&page);
}
