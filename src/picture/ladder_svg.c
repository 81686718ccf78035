// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_svg.c - a ladder as an image: what is drawn on a blackboard, with numbers.
 *
 * Text is real text. Marks and labels inherit the colour of their phase's band, on which labels
 * stand out from the lines that they cross.
 */
#include "picture/label.h"
#include "picture/svg.h"
#include "picture/svg_parts.h"
#include "render/head.h"
#include "render/legend.h"
#include "render/words.h"
#include "svg/markup.h"

enum {
    FIRST_X = 274 * PX,  /* first lifeline */
    LANE_GAP = 500 * PX, /* between two lifelines */
    HOSTS_GAP = 400 * PX,
    STATE_ROOM = 128 * PX, /* beside the last lifeline */
    NOTE_ROOM = 360 * PX,
    TITLE_HEIGHT = 62 * PX,
    HEADS_HEIGHT = 50 * PX,
    FOOT_COLUMNS = 180,
};

int64_t svg_lane_x(const struct ladder *l, unsigned lane)
{
    return FIRST_X + (int64_t)lane * (l->n_lanes > 2 ? HOSTS_GAP : LANE_GAP);
}

int64_t svg_last_x(const struct ladder *l)
{
    return svg_lane_x(l, l->n_lanes - 1);
}

int64_t svg_note_x(const struct ladder *l)
{
    return svg_last_x(l) + STATE_ROOM + SVG_EDGE;
}

int64_t svg_y(const struct svg *s, int32_t place)
{
    return s->top + (int64_t)place * SVG_ROW / PLACE_ROW;
}

const char *svg_phase_class(const struct ladder *l, const struct rung *rung)
{
    static const char *const classes[] = {
        [PHASE_OPENING] = "opening",
        [PHASE_DATA] = "data",
        [PHASE_CLOSING] = "closing",
        [PHASE_ABORTED] = "aborted",
    };

    return l->options->hosts || rung->row == NULL ? "data" : classes[rung->row->phase];
}

/* ---- what stands around the rungs ---- */

/* Where the band of the phase begins that rung `i` heads; the first holds all of its first arrow.
 */
static int64_t band_begin(const struct svg *s, size_t i)
{
    const struct rung *const rung = &s->ladder->rungs[i];
    const int64_t begin = svg_y(s, rung->place) - SVG_ROW * 11 / 10;
    const int64_t sent = svg_y(s, rung->sent) - SVG_ROW / 2;

    return i == 0 && sent < begin ? sent : begin;
}

static void put_bands(struct svg *s)
{
    const struct ladder *const l = s->ladder;

    for (size_t i = 0; i < l->n_rungs; i++) {
        size_t next = i + 1;
        int64_t box[4] = {0, 0, s->width, 0};

        if (!l->rungs[i].heads_phase)
            continue;
        while (next < l->n_rungs && !l->rungs[next].heads_phase)
            next++;
        box[1] = band_begin(s, i);
        box[3] = (next < l->n_rungs ? band_begin(s, next) : s->foot - SVG_ROW / 2) - box[1];
        text_str(s->out, "<g class=\"");
        text_str(s->out, svg_phase_class(l, &l->rungs[i]));
        text_str(s->out, "\">\n");
        svg_rect(s->out, "band", box, 0);
        svg_text(s->out, "phase", SVG_EDGE, box[1] + 17 * PX,
                 words_phase(l->view.catalogue, (enum phase)l->rungs[i].row->phase));
        text_str(s->out, "</g>\n");
    }
}

static void put_lifelines(struct svg *s)
{
    for (unsigned lane = 0; lane < s->ladder->n_lanes; lane++) {
        const int64_t x = svg_lane_x(s->ladder, lane);
        struct draft d;

        svg_text(s->out, "who middle", x, s->top - 30 * PX, label_role(s->ladder, lane));
        label_lane(draft_begin(&d), s->ladder, lane);
        svg_text(s->out, "faint middle", x, s->top - 12 * PX, draft_end(&d));
        svg_line(s->out, "life", (struct svg_point){x, s->top - 4 * PX},
                 (struct svg_point){x, s->foot - SVG_ROW / 2});
    }
}

static void put_title(struct svg *s)
{
    const struct ladder *const l = s->ladder;
    const struct catalogue *const c = l->view.catalogue;
    const struct phrase_arg arg = {
        .name = "number", .type = PHRASE_U64, .u = l->story != NULL ? l->story->conn.number : 0};
    struct draft d;
    struct text *const t = draft_begin(&d);

    if (l->story == NULL)
        return;
    phrase(t, tr(c, N_("Connection {number}")), &arg, 1);
    text_str(t, tr(c, N_(": ")));
    head_end(t, &l->story->conn, SIDE_INITIATOR);
    text_str(t, " → ");
    head_end(t, &l->story->conn, SIDE_RESPONDER);
    svg_text(s->out, "title", SVG_EDGE, 28 * PX, draft_end(&d));
    head_health(draft_begin(&d), c, l->story);
    svg_text(s->out, "faint", SVG_EDGE, 48 * PX, draft_end(&d));
}

/* ---- the foot ---- */

static void put_paragraph(struct svg *s, const char *words, int64_t *y, bool draw)
{
    while (*words != '\0') {
        const char *next;
        struct draft d;

        text_octets(draft_begin(&d), words, page_fit(&s->ladder->view, words, FOOT_COLUMNS, &next));
        if (draw)
            svg_text(s->out, "small faint", SVG_EDGE, *y, draft_end(&d));
        *y += SVG_LINE_HEIGHT;
        words = next;
    }
}

/* Whether states are inferred, or windows are not scaled, so that the marks are explained. */
static void find_marks(const struct ladder *l, bool *inferred, bool *unscaled)
{
    for (size_t i = 0; i < l->n_rungs; i++) {
        const struct rung *const rung = &l->rungs[i];

        if (rung->kind != RUNG_SEGMENT)
            continue;
        for (unsigned side = 0; side < 2; side++)
            *inferred |= rung->shows_state[side] && cells_inferred(rung->row, side);
        *unscaled |= !rung->row->window_scaled;
    }
}

/* How to read the image; `*y` is its first line's, and then the one after its last. */
static void put_foot(struct svg *s, int64_t *y, bool draw)
{
    const struct ladder *const l = s->ladder;
    const struct catalogue *const c = l->view.catalogue;
    bool inferred = false, unscaled = false;
    struct draft d;

    find_marks(l, &inferred, &unscaled);
    label_time(draft_begin(&d), l);
    put_paragraph(s, draft_end(&d), y, draw);
    if (l->story != NULL) {
        head_growth_rules(draft_begin(&d), &l->view, l->story);
        put_paragraph(s, draft_end(&d), y, draw);
    }
    if (inferred)
        put_paragraph(s, tr(c, LEGEND_INFERRED), y, draw);
    if (unscaled)
        put_paragraph(s, tr(c, LEGEND_UNSCALED), y, draw);
}

/* ---- all of it ---- */

static void measure(struct svg *s, bool alone)
{
    const struct ladder *const l = s->ladder;

    s->top = (alone && l->story != NULL ? TITLE_HEIGHT : SVG_EDGE) + HEADS_HEIGHT;
    s->foot = svg_y(s, l->height) + SVG_ROW / 2;
    s->width = svg_note_x(l) + NOTE_ROOM;
    for (size_t i = 0; i < l->n_rungs; i++)
        svg_notes(s, &l->rungs[i], false);
    if (s->foot < s->note_end + SVG_ROW)
        s->foot = s->note_end + SVG_ROW;
    s->note_end = 0;
    s->height = s->foot;
    put_foot(s, &s->height, false);
}

static void begin_svg(struct svg *s)
{
    text_str(s->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ladder\" role=\"img\" "
                     "viewBox=\"0 0 ");
    markup_number(s->out, s->width);
    text_char(s->out, ' ');
    markup_number(s->out, s->height);
    text_char(s->out, '"');
    markup_attribute(s->out, "width", s->width);
    markup_attribute(s->out, "height", s->height);
    text_str(s->out, ">\n<title>");
    for (unsigned lane = 0; lane < s->ladder->n_lanes; lane++) {
        struct draft d;

        label_lane(draft_begin(&d), s->ladder, lane);
        markup_text(s->out, lane > 0 ? " – " : "");
        markup_text(s->out, draft_end(&d));
    }
    text_str(s->out, "</title>\n");
}

void svg_ladder(struct text *t, const struct ladder *l, bool alone)
{
    struct svg s = {.out = t, .ladder = l};

    measure(&s, alone);
    begin_svg(&s);
    if (alone) {
        text_str(t, "<style>");
        svg_style(t);
        text_str(t, "</style>\n");
        put_title(&s);
    }
    put_bands(&s);
    put_lifelines(&s);
    for (size_t i = 0; i < l->n_rungs; i++)
        svg_rung(&s, &l->rungs[i]);
    for (size_t i = 0; i < l->n_rungs; i++)
        svg_labels(&s, &l->rungs[i]);
    s.foot += 4 * PX;
    put_foot(&s, &s.foot, true);
    text_str(t, "</svg>\n");
}

void tl_ladder_svg(struct text *t, const struct ladder *l)
{
    svg_ladder(t, l, true);
}
