// SPDX-License-Identifier: BSD-3-Clause
/* story_text.c - the whole story for a terminal: head, transcript, findings, growth rules. */
#include "render/findings.h"
#include "render/head.h"
#include "render/title.h"
#include "render/transcript.h"
#include "render/words.h"

enum {
    MARGIN = 2,
    SENTENCE_MIN = 28, /* columns of an ISO time, which must not be cut; fewer: below its label */
};

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
    if (page_width(p->view) < indent + SENTENCE_MIN)
        indent = 2 * MARGIN;
    for (unsigned line = 0; line < HEAD_LINES; line++) {
        struct draft d;
        const char *sentence;

        head_sentence(draft_begin(&d), p->view, story, (enum head_line)line);
        sentence = draft_end(&d);
        if (*sentence == '\0')
            continue;
        page_tab(p, MARGIN);
        page_put(p, STYLE_FAINT, head_label(c, (enum head_line)line));
        if (p->column > indent)
            page_newline(p);
        page_tab(p, indent);
        page_words(p, STYLE_PLAIN, indent, sentence);
        page_newline(p);
    }
}

static void put_growth_rules(struct page *p, const struct story *story)
{
    struct draft d;

    head_growth_rules(draft_begin(&d), p->view, story);
    page_tab(p, MARGIN);
    page_words(p, STYLE_FAINT, MARGIN, draft_end(&d));
    page_newline(p);
}

void tl_render_story_text(struct text *t, const struct view *view, const struct story *story)
{
    struct page page;

    page_init(&page, t, view);
    title_put(&page, story);
    put_head(&page, story);
    page_newline(&page);
    transcript_story(&page, story);
    if (story->n_findings > 0)
        page_newline(&page);
    findings_put(&page, story);
    page_newline(&page);
    put_growth_rules(&page, story);
    page_newline(&page);
}

void tl_render_live_row(struct text *t, const struct view *view, const struct conn *conn,
                        const struct row *row, const char *texts)
{
    struct transcript transcript;
    struct page page;
    struct draft d;

    page_init(&page, t, view);
    transcript_guess(&transcript, view);
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
    transcript_row(&page, &transcript, conn, row, texts);
}

void tl_render_live_end(struct text *t, const struct view *view, const struct story *story)
{
    struct page page;

    page_init(&page, t, view);
    page_newline(&page);
    title_put(&page, story);
    put_head(&page, story);
    if (story->n_findings > 0)
        page_newline(&page);
    findings_put(&page, story);
    page_newline(&page);
}
