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
    return p->options->view == TCPLENS_VIEW_STORY && p->options->output != TCPLENS_OUTPUT_MARKDOWN;
}

void tl_tell_row(struct pipeline *p, uint32_t slot, const struct row *row)
{
    const struct conn *const conn = tl_track_conn(p->tracker, slot);
    const char *const texts = tl_teller_texts(p->teller, slot);

    if (p->options->output == TCPLENS_OUTPUT_JSON)
        tl_render_row_json(&p->out, conn, row, texts);
    else
        tl_render_live_row(&p->out, &p->view, conn, row, texts);
}

/* What is left to say of a connection whose rows were shown as they arrived. */
static void tell_end(struct pipeline *p, const struct story *story)
{
    if (p->options->output == TCPLENS_OUTPUT_JSON) {
        tl_render_connection_json(&p->out, story);
        tl_render_findings_json(&p->out, story);
    } else {
        tl_render_live_end(&p->out, &p->view, story);
    }
}

static void tell_whole(struct pipeline *p, const struct story *story)
{
    const struct tcplens_explain_options *const options = p->options;
    struct view view = p->view;

    view.t0_ns = story->conn.first_ns;
    if (options->output == TCPLENS_OUTPUT_JSON && options->view == TCPLENS_VIEW_BRIEF)
        tl_render_connection_json(&p->out, story);
    else if (options->output == TCPLENS_OUTPUT_JSON)
        tl_render_story_json(&p->out, &view, story);
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
            tell_end(p, story);
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

void tl_tell_summary(struct pipeline *p, const char *input)
{
    struct tcplens_explain_stats stats;

    if (p->options->output != TCPLENS_OUTPUT_JSON)
        return;
    tl_pipeline_stats(p, &stats);
    tl_render_summary_json(&p->out, input, &stats);
}
