// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_svg.c - a ladder as an image: what is drawn on a blackboard, with numbers.
 *
 * Lengths are hundredths of a pixel in 64 bits, so that places and slopes are exact without
 * floating point. Text is real text. Marks and labels inherit the colour of their phase's band, on
 * which labels stand out from the lines that they cross.
 */
#include "picture/label.h"
#include "picture/markup.h"
#include "picture/notes.h"
#include "picture/svg.h"
#include "render/head.h"
#include "render/legend.h"
#include "render/words.h"

enum {
    PX = 100,
    ROW = 40 * PX,
    EDGE = 16 * PX,
    NUMBER_X = 50 * PX,  /* right end of the frame number */
    TIME_X = 134 * PX,   /* and of the time */
    FIRST_X = 274 * PX,  /* first lifeline */
    HOSTS_X = 190 * PX,  /* likewise with hosts, where no states stand before it */
    LANE_GAP = 500 * PX, /* between two lifelines */
    HOSTS_GAP = 360 * PX,
    STATE_ROOM = 128 * PX, /* beside the last lifeline */
    NOTE_COLUMNS = 52,     /* of a note's line */
    NOTE_ROOM = 360 * PX,
    NOTE_LINE_HEIGHT = 16 * PX,
    TITLE_HEIGHT = 62 * PX,
    HEADS_HEIGHT = 50 * PX,
    FOOT_COLUMNS = 180,
    LABEL_CHAR = 740, /* of a label's column, on average */
    LABEL_EDGE = 16 * PX,
    PILL_CHAR = 660, /* 0.6 em of 11 px */
    PILL_HEIGHT = 17 * PX,
    CROSS = 5 * PX,
    FOLD_HALF = 11 * PX,
    PERCENT_REACHED = 72, /* of its way, where a lost segment's arrow ends */
};

/**
 * struct svg - an image being written
 * @top:   of the rungs: place 0
 * @foot, @width, @height: of the image
 * @note_end: how far down the margin is in use
 * @state_end: likewise beside each lifeline
 */
struct svg {
    struct text *out;
    const struct ladder *ladder;
    int64_t top, foot, width, height, note_end, state_end[LANES_MAX];
};

static int64_t lane_x(const struct ladder *l, unsigned lane)
{
    return l->options->hosts ? HOSTS_X + (int64_t)lane * HOSTS_GAP
                             : FIRST_X + (int64_t)lane * LANE_GAP;
}

static int64_t last_x(const struct ladder *l)
{
    return lane_x(l, l->n_lanes - 1);
}

static int64_t note_x(const struct ladder *l)
{
    return last_x(l) + (l->options->hosts ? 2 * EDGE : STATE_ROOM + EDGE);
}

static int64_t y_of(const struct svg *s, int32_t place)
{
    return s->top + (int64_t)place * ROW / PLACE_ROW;
}

/* ---- elements ---- */

static void put_text(struct svg *s, const char *class, int64_t x, int64_t y, const char *words)
{
    text_str(s->out, "<text class=\"");
    text_str(s->out, class);
    text_char(s->out, '"');
    markup_attribute(s->out, "x", x);
    markup_attribute(s->out, "y", y);
    text_char(s->out, '>');
    markup_text(s->out, words);
    text_str(s->out, "</text>\n");
}

static void put_rect(struct svg *s, const char *class, const int64_t box[4], int64_t radius)
{
    text_str(s->out, "<rect class=\"");
    text_str(s->out, class);
    text_char(s->out, '"');
    markup_attribute(s->out, "x", box[0]);
    markup_attribute(s->out, "y", box[1]);
    markup_attribute(s->out, "width", box[2]);
    markup_attribute(s->out, "height", box[3]);
    if (radius > 0)
        markup_attribute(s->out, "rx", radius);
    text_str(s->out, "/>\n");
}

/* A point of the image. */
struct point {
    int64_t x, y;
};

static void put_line(struct svg *s, const char *class, struct point a, struct point b)
{
    text_str(s->out, "<line class=\"");
    text_str(s->out, class);
    text_char(s->out, '"');
    markup_attribute(s->out, "x1", a.x);
    markup_attribute(s->out, "y1", a.y);
    markup_attribute(s->out, "x2", b.x);
    markup_attribute(s->out, "y2", b.y);
    text_str(s->out, "/>\n");
}

/* The slope of a line as hundredths of a percent. */
static int64_t slope_of(struct point a, struct point b)
{
    return b.x == a.x ? 0 : (b.y - a.y) * 10000 / (b.x - a.x);
}

/* " transform" that turns what is drawn at the origin into the direction of `slope` at `at`. It
 * grows by the root of 1 + slope², at most a twentieth. */
static void put_turned(struct svg *s, struct point at, int64_t slope, bool backwards)
{
    const int64_t unit = backwards ? -PX : PX;
    const int64_t turn = backwards ? -slope / 100 : slope / 100;

    text_str(s->out, " transform=\"matrix(");
    markup_number(s->out, unit);
    text_char(s->out, ' ');
    markup_number(s->out, turn);
    text_char(s->out, ' ');
    markup_number(s->out, -turn);
    text_char(s->out, ' ');
    markup_number(s->out, unit);
    text_char(s->out, ' ');
    markup_number(s->out, at.x);
    text_char(s->out, ' ');
    markup_number(s->out, at.y);
    text_str(s->out, ")\"");
}

/* An arrow's point at the end of a line from `a`. */
static void put_point(struct svg *s, struct point a, struct point b)
{
    text_str(s->out, "<path class=\"point\" d=\"M0 0L-11 -4.5L-11 4.5Z\"");
    put_turned(s, b, slope_of(a, b), b.x < a.x);
    text_str(s->out, "/>\n");
}

static struct point on_way(struct point a, struct point b, int percent)
{
    return (struct point){a.x + (b.x - a.x) * percent / 100, a.y + (b.y - a.y) * percent / 100};
}

static void put_cross(struct svg *s, struct point at)
{
    put_line(s, "cross", (struct point){at.x - CROSS, at.y - CROSS},
             (struct point){at.x + CROSS, at.y + CROSS});
    put_line(s, "cross", (struct point){at.x - CROSS, at.y + CROSS},
             (struct point){at.x + CROSS, at.y - CROSS});
}

/* Where on the line a label of so many columns stands: as near as it can to where the capture point
 * saw the segment, since there all arrows are at least a row apart. */
static struct point label_place(struct point a, struct point b, int64_t seen_y, size_t columns)
{
    const int64_t half = (int64_t)columns * LABEL_CHAR / 2 + LABEL_EDGE;
    const int64_t left = (a.x < b.x ? a.x : b.x) + half, right = (a.x < b.x ? b.x : a.x) - half;
    int64_t x = (a.x + b.x) / 2;

    if (b.y != a.y)
        x = a.x + (b.x - a.x) * (seen_y - a.y) / (b.y - a.y);
    if (x > right)
        x = right;
    if (x < left)
        x = left < right ? left : (a.x + b.x) / 2;
    return (struct point){x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)};
}

/* Words along a line, above it; the first of the two stronger. */
static void put_label(struct svg *s, struct point a, struct point b, int64_t seen_y,
                      const char *flags, const char *words)
{
    const struct view *const view = &s->ladder->view;
    const size_t columns = page_columns(view, flags) + 2 + page_columns(view, words);

    text_str(s->out, "<text class=\"label\" xml:space=\"preserve\"");
    put_turned(s, label_place(a, b, seen_y, columns), slope_of(a, b), false);
    text_str(s->out, " y=\"-6\"");
    if (*flags != '\0') {
        text_str(s->out, "><tspan class=\"flags\">");
        markup_text(s->out, flags);
        text_str(s->out, "</tspan><tspan dx=\"9\"");
    }
    text_char(s->out, '>');
    markup_text(s->out, words);
    text_str(s->out, *flags != '\0' ? "</tspan></text>\n" : "</text>\n");
}

/* ---- what stands around the rungs ---- */

static const char *phase_class(const struct ladder *l, const struct rung *rung)
{
    static const char *const classes[] = {
        [PHASE_OPENING] = "opening",
        [PHASE_DATA] = "data",
        [PHASE_CLOSING] = "closing",
        [PHASE_ABORTED] = "aborted",
    };

    return l->options->hosts || rung->row == NULL ? "data" : classes[rung->row->phase];
}

/* Where the band of the phase begins that rung `i` heads. */
static int64_t band_begin(const struct svg *s, size_t i)
{
    return y_of(s, s->ladder->rungs[i].place) - ROW * 11 / 10;
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
        box[3] = (next < l->n_rungs ? band_begin(s, next) : s->foot - ROW / 2) - box[1];
        text_str(s->out, "<g class=\"");
        text_str(s->out, phase_class(l, &l->rungs[i]));
        text_str(s->out, "\">\n");
        put_rect(s, "band", box, 0);
        put_text(s, "phase", EDGE, box[1] + 17 * PX,
                 words_phase(l->view.catalogue, (enum phase)l->rungs[i].row->phase));
        text_str(s->out, "</g>\n");
    }
}

static void put_lifelines(struct svg *s)
{
    for (unsigned lane = 0; lane < s->ladder->n_lanes; lane++) {
        const int64_t x = lane_x(s->ladder, lane);
        struct draft d;

        put_text(s, "who middle", x, s->top - 30 * PX, label_role(s->ladder, lane));
        label_lane(draft_begin(&d), s->ladder, lane);
        put_text(s, "faint middle", x, s->top - 12 * PX, draft_end(&d));
        put_line(s, "life", (struct point){x, s->top - 4 * PX},
                 (struct point){x, s->foot - ROW / 2});
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
    put_text(s, "title", EDGE, 28 * PX, draft_end(&d));
    head_health(draft_begin(&d), c, l->story);
    put_text(s, "faint", EDGE, 48 * PX, draft_end(&d));
}

/* ---- states and notes ---- */

/* A state beside its lifeline, below the one before it. */
static void put_state(struct svg *s, const struct rung *rung, const struct cells *c, unsigned side)
{
    const struct ladder *const l = s->ladder;
    const unsigned lane = rung->lane[side];
    const int64_t width = PILL_CHAR * (int64_t)page_columns(&l->view, c->state[side]) + 14 * PX;
    const bool before = lane == 0 && !l->options->hosts;
    const int64_t left = lane_x(l, lane) + (before ? -12 * PX - width : 12 * PX);
    int64_t y = y_of(s, side == rung->row->side ? rung->sent : rung->arrived);

    if (!rung->shows_state[side])
        return;
    if (y < s->state_end[lane] + PILL_HEIGHT)
        y = s->state_end[lane] + PILL_HEIGHT;
    s->state_end[lane] = y + 2 * PX;
    put_rect(s, "pill", (int64_t[]){left, y - PILL_HEIGHT / 2, width, PILL_HEIGHT},
             PILL_HEIGHT / 2);
    put_text(s, "state", left + width / 2, y + 4 * PX, c->state[side]);
}

/* The notes in the margin; without an image only how far down they go. */
static void put_notes(struct svg *s, const struct rung *rung, bool draw)
{
    static const char *const classes[] = {
        [STYLE_PLAIN] = "small plain", [STYLE_STRONG] = "small strong",
        [STYLE_FAINT] = "small faint", [STYLE_INITIATOR] = "small",
        [STYLE_RESPONDER] = "small",   [STYLE_WARNING] = "small warning",
        [STYLE_ERROR] = "small error",
    };
    int64_t y = y_of(s, rung->place) + 4 * PX;
    struct notes notes;
    enum style style;
    const char *line;

    if (y < s->note_end + NOTE_LINE_HEIGHT)
        y = s->note_end + NOTE_LINE_HEIGHT;
    notes_begin(&notes, s->ladder, rung, false);
    while ((line = notes_line(&notes, NOTE_COLUMNS, &style)) != NULL) {
        if (draw)
            put_text(s, classes[style], note_x(s->ladder), y, line);
        s->note_end = y;
        y += NOTE_LINE_HEIGHT;
    }
}

/* ---- rungs ---- */

static void put_head(struct svg *s, const struct rung *rung, const struct cells *c)
{
    const int64_t y = y_of(s, rung->place) + 4 * PX;

    put_text(s, "right", NUMBER_X, y, c->number);
    put_text(s, "faint right", TIME_X, y, c->time);
}

static const char *arrow_class(const struct rung *rung)
{
    return (rung->marks & (MARK_AGAIN | MARK_COPY)) != 0 ? "arrow again" : "arrow";
}

static void put_arrow(struct svg *s, const struct rung *rung, struct point a, struct point b)
{
    const bool lost = (rung->marks & (MARK_LOST | MARK_IGNORED)) != 0;
    const struct point reached = lost ? on_way(a, b, PERCENT_REACHED) : b;

    put_line(s, arrow_class(rung), a, reached);
    if (lost) {
        put_line(s, "arrow gone", reached, b);
        put_cross(s, reached);
    } else {
        put_point(s, a, b);
    }
}

static const char *side_class(const struct rung *rung, unsigned side)
{
    if ((rung->marks & MARK_RST) != 0)
        return "e";
    return side == SIDE_INITIATOR ? "c" : "s";
}

static void begin_group(struct svg *s, const struct rung *rung, unsigned side)
{
    text_str(s->out, "<g class=\"");
    text_str(s->out, phase_class(s->ladder, rung));
    text_char(s->out, ' ');
    text_str(s->out, side_class(rung, side));
    text_str(s->out, "\">\n");
}

/* The numbers on an arrow, with the connection's where there are several. */
static const char *numbers(struct draft *d, const struct ladder *l, const struct rung *rung,
                           const struct cells *c)
{
    struct text *const t = draft_begin(d);

    text_str(t, c->seq);
    if (c->ack[0] != '\0') {
        text_str(t, "  ");
        text_str(t, c->ack);
    }
    text_str(t, "  ");
    text_str(t, c->win);
    if (l->options->hosts) {
        text_str(t, "  #");
        text_u64(t, rung->conn_number);
    }
    return draft_end(d);
}

/* Where the arrow of one side begins and ends; a fold has two, one above the other. */
static void find_ends(const struct svg *s, const struct rung *rung, unsigned side,
                      struct point ends[2])
{
    const int64_t half = rung->kind != RUNG_FOLD   ? 0
                         : side == rung->row->side ? -FOLD_HALF
                                                   : FOLD_HALF;

    ends[0].x = lane_x(s->ladder, rung->lane[side]);
    ends[0].y = y_of(s, rung->sent) + half;
    ends[1].x = lane_x(s->ladder, rung->lane[!side]);
    ends[1].y = y_of(s, rung->arrived) + half;
}

static void put_segment(struct svg *s, const struct rung *rung)
{
    struct point ends[2];
    struct cells c;

    label_cells(&c, s->ladder, rung);
    put_head(s, rung, &c);
    find_ends(s, rung, rung->row->side, ends);
    begin_group(s, rung, rung->row->side);
    put_arrow(s, rung, ends[0], ends[1]);
    text_str(s->out, "</g>\n");
    put_state(s, rung, &c, 0);
    put_state(s, rung, &c, 1);
    put_notes(s, rung, true);
}

static void put_fold(struct svg *s, const struct rung *rung)
{
    struct cells c;

    label_cells(&c, s->ladder, rung);
    put_head(s, rung, &c);
    for (unsigned side = 0; side < 2; side++) {
        struct point ends[2], neck;

        if (rung->newest[side] == NULL)
            continue;
        find_ends(s, rung, side, ends);
        neck = ends[1];
        neck.x += ends[1].x > ends[0].x ? -6 * PX : 6 * PX;
        begin_group(s, rung, side);
        put_line(s, rung->sum.octets[side] > 0 ? "arrow many" : "arrow", ends[0], neck);
        put_point(s, ends[0], ends[1]);
        text_str(s->out, "</g>\n");
    }
}

/* The labels of a rung: put when all arrows are there, so that none crosses them out. */
static void put_labels(struct svg *s, const struct rung *rung)
{
    const struct ladder *const l = s->ladder;

    for (unsigned side = 0; side < 2; side++) {
        struct point ends[2];
        struct draft d;
        struct cells c;

        if (rung->kind == RUNG_FOLD ? rung->newest[side] == NULL
                                    : rung->kind != RUNG_SEGMENT || rung->row->side != side)
            continue;
        find_ends(s, rung, side, ends);
        begin_group(s, rung, side);
        label_cells(&c, l, rung);
        if (rung->kind == RUNG_FOLD) {
            label_fold(draft_begin(&d), l, rung, side);
            put_label(s, ends[0], ends[1], ends[0].y, "", draft_end(&d));
        } else {
            put_label(s, ends[0], ends[1], y_of(s, rung->place), c.flags, numbers(&d, l, rung, &c));
        }
        text_str(s->out, "</g>\n");
    }
}

/* Words across broken lifelines: for what is not drawn. */
static void put_pause(struct svg *s, int64_t y, const char *words)
{
    const struct ladder *const l = s->ladder;

    for (unsigned lane = 0; lane < l->n_lanes; lane++)
        put_line(s, "pause", (struct point){lane_x(l, lane), y - ROW / 3},
                 (struct point){lane_x(l, lane), y + ROW / 3});
    put_text(s, "faint middle", (lane_x(l, 0) + last_x(l)) / 2, y + 4 * PX, words);
}

static void put_cut(struct svg *s, const struct rung *rung)
{
    const struct phrase_arg arg = {.name = "time", .type = PHRASE_SPAN_NS, .ns = rung->pause_ns};
    const int64_t above = (int64_t)rung->gap * ROW / PLACE_ROW;
    struct draft d;

    if (!rung->cut)
        return;
    phrase(draft_begin(&d), "… {time} …", &arg, 1);
    put_pause(s, y_of(s, rung->place) - (rung->heads_phase ? ROW / 2 : 0) - above / 2,
              draft_end(&d));
}

static void put_rung(struct svg *s, const struct rung *rung)
{
    struct cells c;
    struct draft d;

    put_cut(s, rung);
    switch (rung->kind) {
    case RUNG_FOLD:
        put_fold(s, rung);
        break;
    case RUNG_ABSENT:
        label_absent(draft_begin(&d), s->ladder, rung);
        put_pause(s, y_of(s, rung->place), draft_end(&d));
        break;
    case RUNG_ICMP:
        label_cells(&c, s->ladder, rung);
        put_head(s, rung, &c);
        put_notes(s, rung, true);
        break;
    default:
        put_segment(s, rung);
        break;
    }
}

/* ---- the foot ---- */

static void put_paragraph(struct svg *s, const char *words, int64_t *y, bool draw)
{
    while (*words != '\0') {
        const char *next;
        struct draft d;

        text_octets(draft_begin(&d), words, page_fit(&s->ladder->view, words, FOOT_COLUMNS, &next));
        if (draw)
            put_text(s, "small faint", EDGE, *y, draft_end(&d));
        *y += NOTE_LINE_HEIGHT;
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

    s->top = (alone && l->story != NULL ? TITLE_HEIGHT : EDGE) + HEADS_HEIGHT;
    s->foot = y_of(s, l->height) + ROW / 2;
    s->width = note_x(l) + NOTE_ROOM;
    for (size_t i = 0; i < l->n_rungs; i++)
        put_notes(s, &l->rungs[i], false);
    if (s->foot < s->note_end + ROW)
        s->foot = s->note_end + ROW;
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
        put_rung(&s, &l->rungs[i]);
    for (size_t i = 0; i < l->n_rungs; i++)
        put_labels(&s, &l->rungs[i]);
    s.foot += 4 * PX;
    put_foot(&s, &s.foot, true);
    text_str(t, "</svg>\n");
}

void tl_ladder_svg(struct text *t, const struct ladder *l)
{
    svg_ladder(t, l, true);
}
