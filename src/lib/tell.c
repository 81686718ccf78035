// SPDX-License-Identifier: BSD-3-Clause
#include "lib/tell.h"

#include <stdlib.h>

#include "base/error.h"

bool tl_tell_wanted(const struct pipeline *p, const struct conn *conn)
{
    return p->options->connection == 0 || conn->number == p->options->connection;
}

bool tl_tell_live_rows(const struct pipeline *p)
{
    return p->options->view == TCPLENS_VIEW_STORY && p->options->output == TCPLENS_OUTPUT_TEXT;
}

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

static void tell_whole(struct pipeline *p, const struct story *story)
{
    const struct tcplens_explain_options *const options = p->options;
    struct view view = p->view;

    view.t0_ns = story->conn.first_ns;
    if (options->output == TCPLENS_OUTPUT_JSON)
        tell_json(&p->out, &view, options->view == TCPLENS_VIEW_BRIEF, story);
    else if (options->view == TCPLENS_VIEW_BRIEF)
        tl_render_story_brief(&p->out, &view, story);
    else if (options->view == TCPLENS_VIEW_TABLE && options->output == TCPLENS_OUTPUT_MARKDOWN)
        tl_render_story_table_markdown(&p->out, &view, story);
    else if (options->view == TCPLENS_VIEW_TABLE)
        tl_render_story_table(&p->out, &view, story);
    else if (options->output == TCPLENS_OUTPUT_MARKDOWN)
        tl_render_story_markdown(&p->out, &view, story);
    else
        tl_render_story_text(&p->out, &view, story);
}

static bool failed(const struct story *story)
{
    for (size_t i = 0; i < story->n_findings; i++) {
        if (story->findings[i].severity == SEVERITY_ERROR)
            return true;
    }
    return false;
}

void tl_tell(struct pipeline *p, uint32_t slot, bool rows_shown)
{
    const struct conn *const conn = tl_track_conn(p->tracker, slot);
    const struct story *const story =
        tl_tell_wanted(p, conn) ? tl_teller_story(p->teller, slot, conn) : NULL;

    if (story != NULL) {
        p->stats.rows_dropped += story->rows_dropped;
        p->stats.failed += failed(story);
        if (rows_shown)
            tl_render_live_end(&p->out, &p->view, story);
        else
            tell_whole(p, story);
    }
    tl_teller_forget(p->teller, slot);
}

enum tcplens_status tl_tell_rest(struct pipeline *p, void (*tell)(void *ctx, uint32_t slot),
                                 void *ctx, struct tcplens_error *err)
{
    size_t n = 0;
    uint32_t *const slots = tl_track_live(p->tracker, &n);

    if (slots == NULL && n > 0)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < n && !p->out.failed; i++)
        tell(ctx, slots[i]);
    free(slots);
    return TCPLENS_OK;
}
