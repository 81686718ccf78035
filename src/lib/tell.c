// SPDX-License-Identifier: BSD-3-Clause
#include "lib/tell.h"

#include <stdlib.h>

#include "base/error.h"

static bool wanted(const struct pipeline *p, const struct conn *conn)
{
    return p->options->connection == 0 || conn->number == p->options->connection;
}

/* Whether a frame of the connection has matched the display filter, if there is one. */
static bool is_chosen(const struct pipeline *p, uint32_t slot, const struct conn *conn)
{
    return p->sieve == NULL || p->chosen[slot] == conn->number;
}

bool tl_tell_can_show_rows(const struct pipeline *p)
{
    return p->options->view == TCPLENS_VIEW_STORY && p->options->output != TCPLENS_OUTPUT_MARKDOWN;
}

static void show_row(struct pipeline *p, uint32_t slot, const struct row *row)
{
    const struct conn *const conn = tl_track_conn(p->tracker, slot);
    const char *const texts = tl_teller_texts(p->teller, slot);

    if (p->options->output == TCPLENS_OUTPUT_JSON)
        tl_render_row_json(&p->out, conn, row, texts);
    else
        tl_render_live_row(&p->out, &p->view, conn, row, texts);
}

static void take(struct pipeline *p, const struct tcplens_segment *seg, const struct verdict *v)
{
    const struct conn *const conn = tl_track_conn(p->tracker, v->slot);
    const struct row *row;

    if (!wanted(p, conn))
        return;
    if (!p->rows_shown && tl_endings_told(&p->endings, v->slot, conn->number)) {
        p->stats.rows_dropped++;
        return;
    }
    if (p->see_segment != NULL)
        p->see_segment(p->tell_ctx, seg);
    row = tl_teller_take(p->teller, seg, v, conn);
    if (row != NULL && p->rows_shown && is_chosen(p, v->slot, conn))
        show_row(p, v->slot, row);
    if ((v->bits & V_CLOSE_DONE) != 0)
        tl_endings_push(&p->endings, v->slot, conn->number, seg->ts_ns);
}

void tl_tell_batch(struct pipeline *p)
{
    for (size_t i = 0; i < p->batch.n; i++) {
        const uint32_t slot = p->verdicts[i].slot;

        if (slot == TRACK_NO_CONN)
            continue;
        if (p->sieve != NULL && p->matches[i])
            p->chosen[slot] = tl_track_conn(p->tracker, slot)->number;
        take(p, &p->segs[i], &p->verdicts[i]);
    }
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

static void tell(struct pipeline *p, uint32_t slot)
{
    const struct conn *const conn = tl_track_conn(p->tracker, slot);
    const bool due = wanted(p, conn) && is_chosen(p, slot, conn) &&
                     !tl_endings_told(&p->endings, slot, conn->number);
    const struct story *const story = due ? tl_teller_story(p->teller, slot, conn) : NULL;

    if (story != NULL) {
        p->stats.rows_dropped += story->rows_dropped;
        p->stats.failed += failed(story);
        p->told_slot = slot;
        if (p->tell_story != NULL)
            p->tell_story(p->tell_ctx, story);
        else if (p->rows_shown)
            tell_end(p, story);
        else
            tell_whole(p, story);
        tl_endings_mark(&p->endings, slot, conn->number);
    }
    tl_teller_forget(p->teller, slot);
}

void tl_tell_retired(struct pipeline *p)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(p->tracker, &n);

    for (size_t i = 0; i < n; i++)
        tell(p, slots[i]);
}

void tl_tell_closed(struct pipeline *p, int64_t now_ns)
{
    struct ending closed;

    while (tl_endings_pop(&p->endings, now_ns, &closed)) {
        const struct conn *const conn = tl_track_conn(p->tracker, closed.slot);

        /* The slot may hold another connection by now, or the close was none after all. */
        if (conn->number == closed.number && (conn->bits & CONN_CLOSED) != 0)
            tell(p, closed.slot);
    }
}

enum tcplens_status tl_tell_rest(struct pipeline *p, struct tcplens_error *err)
{
    size_t n = 0;
    uint32_t *const slots = tl_track_live(p->tracker, &n);

    if (slots == NULL && n > 0)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < n && !p->out.failed; i++)
        tell(p, slots[i]);
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
