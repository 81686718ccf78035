// SPDX-License-Identifier: BSD-3-Clause
/*
 * note.c - a row as one line below a line of another dialect: whose it is, both ends' states after
 * it, and what it does.
 */
#include "render/cells.h"
#include "render/page.h"
#include "render/words.h"

enum { INDENT = 8 };

static void put_end(struct page *p, const struct row *row, const struct cells *c, unsigned side)
{
    page_put(p, side == SIDE_INITIATOR ? STYLE_INITIATOR : STYLE_RESPONDER,
             words_side(p->view->catalogue, side));
    page_tab(p, p->column + 1);
    page_put(p, row->before[side] == row->after[side] ? STYLE_FAINT : STYLE_STRONG, c->state[side]);
}

static void put_number(struct page *p, uint64_t number)
{
    struct draft d;
    struct text *const t = draft_begin(&d);

    text_char(t, '#');
    text_u64(t, number);
    page_tab(p, INDENT);
    page_put(p, STYLE_FAINT, draft_end(&d));
    page_tab(p, p->column + 2);
}

void tl_render_note(struct text *t, const struct view *view, const struct conn *conn,
                    const struct row *row, const char *texts)
{
    struct view endless = *view;
    struct cells cells;
    struct page page;
    struct draft d;

    endless.width = 0;
    page_init(&page, t, &endless);
    cells_make(&cells, &endless, row, 6);
    put_number(&page, conn->number);
    if (!row->icmp) {
        put_end(&page, row, &cells, SIDE_INITIATOR);
        page_put(&page, STYLE_PLAIN, row->side == SIDE_INITIATOR ? " ─▶ " : " ◀─ ");
        put_end(&page, row, &cells, SIDE_RESPONDER);
        page_tab(&page, page.column + 2);
    }
    words_tells(draft_begin(&d), &endless, row, texts);
    page_put(&page, STYLE_PLAIN, draft_end(&d));
    page_newline(&page);
}
