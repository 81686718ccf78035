// SPDX-License-Identifier: BSD-3-Clause
/*
 * story_markdown.c - the story for a page that renders Markdown: headings, the head as a table, the
 * transcript as a fenced block, the findings as a list.
 */
#include <string.h>

#include "render/findings.h"
#include "render/head.h"
#include "render/markdown.h"
#include "render/page.h"
#include "render/transcript.h"
#include "render/words.h"

/* A page's column is narrower than a wide terminal: the transcript keeps within this. */
enum { TRANSCRIPT_WIDTH = 112 };

void markdown_escape(struct text *t, const char *s)
{
    for (; *s != '\0'; s++) {
        if (strncmp(s, "\u00a0", 2) == 0) {
            text_char(t, ' ');
            s++;
            continue;
        }
        if (strchr("\\`*_[]<>|&~", *s) != NULL)
            text_char(t, '\\');
        text_char(t, *s);
    }
}

void markdown_title(struct text *t, const struct view *view, const struct story *story)
{
    const struct catalogue *const c = view->catalogue;
    const struct phrase_arg args[] = {
        {.name = "number", .type = PHRASE_U64, .u = story->conn.number}};
    struct draft d;

    text_str(t, "## ");
    phrase(t, tr(c, N_("Connection {number}")), args, 1);
    text_str(t, tr(c, N_(": ")));
    for (unsigned side = 0; side < 2; side++) {
        head_end(draft_begin(&d), &story->conn, side);
        markdown_escape(t, draft_end(&d));
        head_side(t, c, side);
        text_str(t, side == 0 ? " → " : "\n\n");
    }
    text_str(t, "**");
    head_protocol(draft_begin(&d), c, story);
    markdown_escape(t, draft_end(&d));
    if (d.text.len > 0)
        text_str(t, tr(c, N_(", ")));
    head_health(draft_begin(&d), c, story);
    markdown_escape(t, draft_end(&d));
    text_str(t, "**\n\n");
}

static void put_head(struct text *t, const struct view *view, const struct story *story)
{
    text_str(t, "| | |\n| --- | --- |\n");
    for (unsigned line = 0; line < HEAD_LINES; line++) {
        struct draft d;

        head_sentence(draft_begin(&d), view, story, (enum head_line)line);
        if (d.text.len == 0)
            continue;
        text_str(t, "| ");
        text_str(t, head_label(view->catalogue, (enum head_line)line));
        text_str(t, " | ");
        markdown_escape(t, draft_end(&d));
        text_str(t, " |\n");
    }
    text_char(t, '\n');
}

static void put_transcript(struct text *t, const struct view *view, const struct story *story)
{
    struct view fenced = *view;
    struct page page;

    fenced.width = TRANSCRIPT_WIDTH;
    fenced.color = false;
    text_str(t, "```text\n");
    page_init(&page, t, &fenced);
    transcript_story(&page, story);
    text_str(t, "```\n\n");
}

static void put_findings(struct text *t, const struct view *view, const struct story *story)
{
    const struct catalogue *const c = view->catalogue;

    if (story->n_findings == 0)
        return;
    text_str(t, "### ");
    text_str(t, tr(c, N_("Findings")));
    text_str(t, "\n\n");
    for (size_t i = 0; i < story->n_findings; i++) {
        const struct finding *const f = &story->findings[i];
        struct draft d;

        text_str(t, "- **");
        text_str(t, words_severity(c, (enum severity)f->severity));
        text_str(t, "** ");
        words_finding_title(draft_begin(&d), c, f);
        markdown_escape(t, draft_end(&d));
        text_str(t, "  \n  ");
        findings_grounds(draft_begin(&d), c, f);
        markdown_escape(t, draft_end(&d));
        text_char(t, '\n');
    }
    text_char(t, '\n');
}

void tl_render_story_markdown(struct text *t, const struct view *view, const struct story *story)
{
    struct draft d;

    markdown_title(t, view, story);
    put_head(t, view, story);
    put_transcript(t, view, story);
    put_findings(t, view, story);
    head_growth_rules(draft_begin(&d), view, story);
    markdown_escape(t, draft_end(&d));
    text_str(t, "\n\n");
}
