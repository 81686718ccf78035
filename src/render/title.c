// SPDX-License-Identifier: BSD-3-Clause
#include "render/title.h"

#include "render/head.h"
#include "render/words.h"

enum { MARGIN = 2 };

void title_put(struct page *p, const struct story *story)
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
        head_side(draft_begin(&d), c, side);
        page_words(p, STYLE_PLAIN, MARGIN, draft_end(&d));
        page_words(p, STYLE_PLAIN, MARGIN, side == 0 ? " → " : "   ");
    }
    head_protocol(draft_begin(&d), c, story);
    if (d.text.len > 0) {
        page_words(p, STYLE_PLAIN, MARGIN, draft_end(&d));
        page_words(p, STYLE_PLAIN, MARGIN, "   ");
    }
    head_health(draft_begin(&d), c, story);
    if (p->column > MARGIN &&
        p->column + page_columns(p->view, draft_end(&d)) > page_width(p->view)) {
        page_newline(p);
        page_tab(p, MARGIN);
    }
    page_words(p, STYLE_STRONG, MARGIN, draft_end(&d));
    page_newline(p);
}

void title_put_dropped(struct page *p, uint64_t dropped)
{
    struct draft d;
    const struct phrase_arg args[] = {{.name = "n", .type = PHRASE_COUNT, .u = dropped}};

    if (dropped == 0)
        return;
    phrase(draft_begin(&d),
           tr_n(p->view->catalogue, "… {n} segment not shown …", "… {n} segments not shown …",
                dropped),
           args, 1);
    page_tab(p, MARGIN);
    page_words(p, STYLE_FAINT, MARGIN, draft_end(&d));
    page_newline(p);
}
