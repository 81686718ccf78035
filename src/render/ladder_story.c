// SPDX-License-Identifier: BSD-3-Clause
/* ladder_story.c - all rows of a story, by phase, with what was dropped and what marks mean. */
#include "render/ladder.h"
#include "render/legend.h"
#include "render/title.h"

void ladder_story(struct page *p, const struct story *story)
{
    struct ladder ladder;
    int phase = -1;

    ladder_measure(&ladder, p->view, story->rows, story->n_rows);
    ladder_heading(p, &ladder);
    for (size_t i = 0; i < story->n_rows; i++) {
        const struct row *const row = &story->rows[i];

        if (i == story->rows_head)
            title_put_dropped(p, story->rows_dropped);
        if (row->phase != phase)
            ladder_phase(p, &ladder, (enum phase)row->phase);
        phase = row->phase;
        ladder_row(p, &ladder, &story->conn, row, story->texts);
    }
    if (story->rows_head >= story->n_rows)
        title_put_dropped(p, story->rows_dropped);
    legend_put(p, ladder.inferred, ladder.unscaled);
}
