// SPDX-License-Identifier: BSD-3-Clause
#include "lib/tell.h"

/* --brief: the connection's own line, without its rows and findings. */
static void tell_json(struct text *t, const struct view *view, bool brief,
                      const struct story *story)
{
    struct story head;

    if (!brief) {
        tl_render_story_json(t, view, story);
        return;
    }
    head = *story;
    head.n_rows = head.rows_head = 0;
    head.n_findings = 0;
    head.health_finding = -1;
    tl_render_story_json(t, view, &head);
}

void tl_tell_story(struct text *t, const struct view *view,
                   const struct tcplens_explain_options *options, const struct story *story)
{
    struct view v = *view;

    v.t0_ns = story->conn.first_ns;
    if (options->output == TCPLENS_OUTPUT_JSON)
        tell_json(t, &v, options->view == TCPLENS_VIEW_BRIEF, story);
    else if (options->view == TCPLENS_VIEW_BRIEF)
        tl_render_story_brief(t, &v, story);
    else if (options->view == TCPLENS_VIEW_TABLE)
        tl_render_story_table(t, &v, story);
    else if (options->output == TCPLENS_OUTPUT_MARKDOWN)
        tl_render_story_markdown(t, &v, story);
    else
        tl_render_story_text(t, &v, story);
}
