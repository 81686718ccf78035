// SPDX-License-Identifier: BSD-3-Clause
/*
 * story_brief.c - one line a connection: how it went, who, how much, how long, and the one thing
 * worth knowing; what does not fit is cut at the end, where it matters least.
 */
#include "base/clock.h"
#include "render/head.h"
#include "render/page.h"
#include "render/words.h"

enum {
    NUMBER_WIDTH = 4,
    HEALTH_WIDTH = 10,
    ENDS_WIDTH = 39, /* of most pairs; a longer one moves the rest of its line */
    OCTETS_WIDTH = 14,
    TIME_WIDTH = 8,
};

static void put_right(struct page *p, enum style style, const char *s, size_t width)
{
    const size_t columns = page_columns(p->view, s);

    page_tab(p, p->column + (columns < width ? width - columns : 0));
    page_put_cut(p, style, s);
}

static void put_left(struct page *p, enum style style, const char *s, size_t width)
{
    const size_t end = p->column + width;

    page_put_cut(p, style, s);
    page_tab(p, end);
}

static enum style style_of(enum health health)
{
    switch (health) {
    case HEALTH_CLEAN:
    case HEALTH_NOTED:
    case HEALTH_INCOMPLETE:
    case HEALTH_UNFINISHED:
        return STYLE_PLAIN;
    case HEALTH_LOSSY:
    case HEALTH_STALLED:
        return STYLE_WARNING;
    case HEALTH_ABORTED:
    case HEALTH_REFUSED:
    case HEALTH_UNANSWERED:
        break;
    }
    return STYLE_ERROR;
}

static void put_ends(struct page *p, const struct conn *conn)
{
    const size_t end = p->column + ENDS_WIDTH;
    struct draft d;

    head_end(draft_begin(&d), conn, SIDE_INITIATOR);
    page_put_cut(p, STYLE_INITIATOR, draft_end(&d));
    page_put_cut(p, STYLE_PLAIN, " → ");
    head_end(draft_begin(&d), conn, SIDE_RESPONDER);
    page_put_cut(p, STYLE_RESPONDER, draft_end(&d));
    page_tab(p, end);
}

static void put_amounts(struct page *p, const struct conn *conn)
{
    struct draft d;
    struct text *const t = draft_begin(&d);

    words_amount(t, conn->ends[0].octets_unique);
    text_str(t, "→ ←");
    words_amount(t, conn->ends[1].octets_unique);
    put_left(p, STYLE_PLAIN, draft_end(&d), OCTETS_WIDTH);
}

/* Request and response without their time, for which the line has no room. */
static void put_exchange(struct text *t, const struct catalogue *c, const struct story *story)
{
    struct story untimed = *story;

    untimed.response_ns = -1;
    head_exchange(t, c, &untimed);
}

/* What went on, or what went wrong. */
static void put_gist(struct page *p, const struct story *story)
{
    const struct catalogue *const c = p->view->catalogue;
    const char *gist;
    struct draft d;

    if (story->health_finding >= 0) {
        words_finding_title(draft_begin(&d), c, &story->findings[story->health_finding]);
    } else if (story->request != 0) {
        put_exchange(draft_begin(&d), c, story);
    } else {
        head_protocol(draft_begin(&d), c, story);
    }
    gist = draft_end(&d);
    page_put_cut(p, STYLE_PLAIN, gist);
}

void tl_render_story_brief(struct text *t, const struct view *view, const struct story *story)
{
    const struct conn *const conn = &story->conn;
    struct page page;
    struct draft d;

    page_init(&page, t, view);
    text_u64(draft_begin(&d), conn->number);
    put_right(&page, STYLE_FAINT, draft_end(&d), NUMBER_WIDTH);
    page_tab(&page, page.column + 1);
    put_left(&page, style_of((enum health)story->health),
             words_health_brief(view->catalogue, (enum health)story->health), HEALTH_WIDTH + 1);
    put_ends(&page, conn);
    clock_span(draft_begin(&d), conn->last_ns - conn->first_ns);
    put_right(&page, STYLE_PLAIN, draft_end(&d), TIME_WIDTH);
    page_tab(&page, page.column + 1);
    put_amounts(&page, conn);
    page_tab(&page, page.column + 1);
    put_gist(&page, story);
    page_newline(&page);
}
