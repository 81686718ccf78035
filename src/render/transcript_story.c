// SPDX-License-Identifier: BSD-3-Clause
/* transcript_story.c - all rows of a story, by phase, with what was dropped and what marks mean. */
#include "render/legend.h"
#include "render/title.h"
#include "render/transcript.h"

void transcript_story(struct page *p, const struct story *story)
{
    struct transcript transcript;
    int phase = -1;

    transcript_measure(&transcript, p->view, story->rows, story->n_rows);
    transcript_heading(p, &transcript);
    for (size_t i = 0; i < story->n_rows; i++) {
        const struct row *const row = &story->rows[i];

        if (i == story->rows_head)
            title_put_dropped(p, story->rows_dropped);
        if (row->phase != phase)
            transcript_phase(p, &transcript, (enum phase)row->phase);
        phase = row->phase;
        transcript_row(p, &transcript, &story->conn, row, story->texts);
    }
    if (story->rows_head >= story->n_rows)
        title_put_dropped(p, story->rows_dropped);
    legend_put(p, transcript.inferred, transcript.unscaled);
}
