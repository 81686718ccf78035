// SPDX-License-Identifier: BSD-3-Clause
/*
 * notes.h - what stands beside a rung, as wrapped lines: first what became of it, then a finding,
 * then what it does and, if wanted, what it carries.
 */
#ifndef TL_PICTURE_NOTES_H
#define TL_PICTURE_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "picture/ladder.h"
#include "render/page.h"

/* NOTES_COLUMNS: of a line beside an image, where NOTES_FREE of them have room beside a row. */
enum { NOTES_MAX = 4, NOTE_LINE = 512, NOTES_COLUMNS = 52, NOTES_FREE = 2 };

/* Notes of one rung that are handed out line by line. `texts` are *owned* here. */
struct notes {
    const struct view *view;
    struct {
        enum style style;
        const char *text;
    } items[NOTES_MAX];
    unsigned n, next;
    const char *at;
    char fate[256], finding[NOTE_LINE], line[NOTE_LINE];
};

/* All notes of a rung; with `telling_only`, none of a segment that is ordinary. */
void notes_begin(struct notes *n, const struct ladder *l, const struct rung *rung,
                 bool telling_only);

/* The next line, at most `width` columns wide, valid until the next call; NULL after the last. */
const char *notes_line(struct notes *n, size_t width, enum style *style);

/* How many lines of NOTES_COLUMNS the notes of a rung take. */
unsigned notes_height(const struct ladder *l, const struct rung *rung);

/* The style that shows how serious something is. */
enum style notes_style(unsigned severity);

#endif
