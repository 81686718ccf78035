// SPDX-License-Identifier: BSD-3-Clause
/*
 * render.h - stories to text: for a terminal, as Markdown, as JSON lines, as a teacher's table.
 *
 * Everything here writes through struct text and knows nothing of files; it decides on words, order
 * and layout, never on facts.
 */
#ifndef TL_RENDER_RENDER_H
#define TL_RENDER_RENDER_H

#include <stdbool.h>

#include <tcplens/explain.h>

#include "base/text.h"
#include "decode/decode.h"
#include "explain/story.h"
#include "render/catalogue.h"

/* Which numbers rows show: --both gives both. */
enum numbers { NUMBERS_RELATIVE, NUMBERS_ABSOLUTE, NUMBERS_BOTH };

/**
 * struct view - how to show
 * @catalogue: language
 * @width:     columns of the terminal, at least 40; 0 for no limit
 * @color:     use colour
 * @ascii:     no characters beyond ASCII in drawings (words keep their language)
 * @numbers:   enum numbers
 * @t0_ns:     time that row times are relative to
 * @utc_offset_s: zone of absolute times, 0 for UTC
 */
struct view {
    const struct catalogue *catalogue;
    unsigned width;
    bool color, ascii;
    uint8_t numbers;
    int64_t t0_ns;
    int32_t utc_offset_s;
};

/* The whole story: head, rows by phase, findings, growth rules. */
void tl_render_story_text(struct text *t, const struct view *view, const struct story *story);
void tl_render_story_markdown(struct text *t, const struct view *view, const struct story *story);

/*
 * JSON lines, docs/json.md: one for the connection and one for each row and finding; or each of
 * these alone, as they come while capturing; and one for the whole input (a path or an interface),
 * at its end.
 */
void tl_render_story_json(struct text *t, const struct view *view, const struct story *story);
void tl_render_connection_json(struct text *t, const struct story *story);
void tl_render_row_json(struct text *t, const struct conn *conn, const struct row *row,
                        const char *texts);
void tl_render_findings_json(struct text *t, const struct story *story);
void tl_render_summary_json(struct text *t, const char *input,
                            const struct tcplens_explain_stats *stats);

/* --brief: one line. */
void tl_render_story_brief(struct text *t, const struct view *view, const struct story *story);

/* --table: direction | flags | seq | seq range | length | ack | where seq comes from | ack …; for a
 * terminal, or as a Markdown table. */
void tl_render_story_table(struct text *t, const struct view *view, const struct story *story);
void tl_render_story_table_markdown(struct text *t, const struct view *view,
                                    const struct story *story);

/* Live: a row as it arrives, and the summary (head and findings) when the connection ends. */
void tl_render_live_row(struct text *t, const struct view *view, const struct conn *conn,
                        const struct row *row, const char *texts);
void tl_render_live_end(struct text *t, const struct view *view, const struct story *story);

/* One line under a line of another dialect, never wrapped: what a row is, both ends' states after
 * it.
 */
void tl_render_note(struct text *t, const struct view *view, const struct conn *conn,
                    const struct row *row, const char *texts);

/* --header N: the TCP header as RFC 9293 figure 1 draws it, with this segment's values. */
void tl_render_header(struct text *t, const struct view *view, const struct tcplens_segment *seg);

/* --checksum N: the sum step by step. */
void tl_render_checksum(struct text *t, const struct view *view, const struct tcplens_segment *seg);

/* --finding ID: the long explanation of a finding; `id` < FINDINGS. */
void tl_render_finding(struct text *t, const struct view *view, unsigned id);

/* All findings, one line each. */
void tl_render_finding_list(struct text *t, const struct view *view);

#endif
