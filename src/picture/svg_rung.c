// SPDX-License-Identifier: BSD-3-Clause
/* svg_rung.c - one rung of a ladder's image: arrows and their labels, states, notes. */
#include "picture/label.h"
#include "picture/notes.h"
#include "picture/svg_parts.h"
#include "svg/markup.h"

enum {
    NUMBER_X = 50 * PX, /* right end of the frame number */
    TIME_X = 134 * PX,  /* and of the time */
    LABEL_CHAR = 740,   /* of a label's column, on average */
    LABEL_EDGE = 16 * PX,
    PILL_CHAR = 660, /* 0.6 em of 11 px */
    PILL_HEIGHT = 17 * PX,
    STATE_EDGE = 12 * PX, /* between it and its lifeline */
    FOLD_HALF = 11 * PX,
    PERCENT_REACHED = 72, /* of its way, where a lost segment's arrow ends */
};

/* Where on the line a label of so many columns stands: as near as it can to where the capture point
 * saw the segment, since there all arrows are at least a row apart. */
static struct svg_point label_place(struct svg_point a, struct svg_point b, int64_t seen_y,
                                    size_t columns)
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
    return (struct svg_point){x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)};
}

/* Words along a line, above it; the first of the two stronger. */
static void put_label(struct svg *s, struct svg_point a, struct svg_point b, int64_t seen_y,
                      const char *flags, const char *words)
{
    const struct view *const view = &s->ladder->view;
    const size_t columns = page_columns(view, flags) + 2 + page_columns(view, words);

    text_str(s->out, "<text class=\"label\" xml:space=\"preserve\"");
    svg_turn(s->out, label_place(a, b, seen_y, columns), svg_slope(a, b), false);
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

/* The left end of a state `width` wide: outside of the outer lifelines, upon those between them. */
static int64_t state_left(const struct ladder *l, unsigned lane, int64_t width)
{
    const int64_t x = svg_lane_x(l, lane);

    if (lane == 0)
        return x - STATE_EDGE - width;
    return lane + 1 == l->n_lanes ? x + STATE_EDGE : x - width / 2;
}

/* A state at its lifeline, below the one before it. */
static void put_state(struct svg *s, const struct rung *rung, const struct cells *c, unsigned side)
{
    const struct ladder *const l = s->ladder;
    const unsigned lane = rung->lane[side];
    const int64_t width = PILL_CHAR * (int64_t)page_columns(&l->view, c->state[side]) + 14 * PX;
    const int64_t left = state_left(l, lane, width);
    const bool upon = lane > 0 && lane + 1 < l->n_lanes;
    int64_t y = svg_y(s, side == rung->row->side ? rung->sent : rung->arrived);

    if (!rung->shows_state[side])
        return;
    y += upon ? PILL_HEIGHT : 0;
    if (y < s->state_end[lane] + PILL_HEIGHT)
        y = s->state_end[lane] + PILL_HEIGHT;
    s->state_end[lane] = y + 2 * PX;
    svg_rect(s->out, "pill", (int64_t[]){left, y - PILL_HEIGHT / 2, width, PILL_HEIGHT},
             PILL_HEIGHT / 2);
    svg_text(s->out, "state", left + width / 2, y + 4 * PX, c->state[side]);
}

void svg_notes(struct svg *s, const struct rung *rung, bool draw)
{
    static const char *const classes[] = {
        [STYLE_PLAIN] = "small plain", [STYLE_STRONG] = "small strong",
        [STYLE_FAINT] = "small faint", [STYLE_INITIATOR] = "small",
        [STYLE_RESPONDER] = "small",   [STYLE_WARNING] = "small warning",
        [STYLE_ERROR] = "small error",
    };
    int64_t y = svg_y(s, rung->place) + 4 * PX;
    struct notes notes;
    enum style style;
    const char *line;

    if (y < s->note_end + SVG_LINE_HEIGHT)
        y = s->note_end + SVG_LINE_HEIGHT;
    notes_begin(&notes, s->ladder, rung, false);
    while ((line = notes_line(&notes, NOTES_COLUMNS, &style)) != NULL) {
        if (draw)
            svg_text(s->out, classes[style], svg_note_x(s->ladder), y, line);
        s->note_end = y;
        y += SVG_LINE_HEIGHT;
    }
}

static void put_head(struct svg *s, const struct rung *rung, const struct cells *c)
{
    const int64_t y = svg_y(s, rung->place) + 4 * PX;

    svg_text(s->out, "right", NUMBER_X, y, c->number);
    svg_text(s->out, "faint right", TIME_X, y, c->time);
}

static const char *arrow_class(const struct rung *rung)
{
    return (rung->marks & (MARK_AGAIN | MARK_COPY)) != 0 ? "arrow again" : "arrow";
}

static void put_arrow(struct svg *s, const struct rung *rung, struct svg_point a,
                      struct svg_point b)
{
    const bool lost = (rung->marks & (MARK_LOST | MARK_IGNORED)) != 0;
    const struct svg_point reached = lost ? svg_on_way(a, b, PERCENT_REACHED) : b;

    svg_line(s->out, arrow_class(rung), a, reached);
    if (lost) {
        svg_line(s->out, "arrow gone", reached, b);
        svg_cross(s->out, reached);
    } else {
        svg_head(s->out, a, b);
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
    text_str(s->out, svg_phase_class(s->ladder, rung));
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
                      struct svg_point ends[2])
{
    const int64_t half = rung->kind != RUNG_FOLD   ? 0
                         : side == rung->row->side ? -FOLD_HALF
                                                   : FOLD_HALF;

    ends[0].x = svg_lane_x(s->ladder, rung->lane[side]);
    ends[0].y = svg_y(s, rung->sent) + half;
    ends[1].x = svg_lane_x(s->ladder, rung->lane[!side]);
    ends[1].y = svg_y(s, rung->arrived) + half;
}

static void put_segment(struct svg *s, const struct rung *rung)
{
    struct svg_point ends[2];
    struct cells c;

    label_cells(&c, s->ladder, rung);
    put_head(s, rung, &c);
    find_ends(s, rung, rung->row->side, ends);
    begin_group(s, rung, rung->row->side);
    put_arrow(s, rung, ends[0], ends[1]);
    text_str(s->out, "</g>\n");
    put_state(s, rung, &c, 0);
    put_state(s, rung, &c, 1);
    svg_notes(s, rung, true);
}

static void put_fold(struct svg *s, const struct rung *rung)
{
    struct cells c;

    label_cells(&c, s->ladder, rung);
    put_head(s, rung, &c);
    for (unsigned side = 0; side < 2; side++) {
        struct svg_point ends[2], neck;

        if (rung->newest[side] == NULL)
            continue;
        find_ends(s, rung, side, ends);
        neck = ends[1];
        neck.x += ends[1].x > ends[0].x ? -6 * PX : 6 * PX;
        begin_group(s, rung, side);
        svg_line(s->out, rung->sum.octets[side] > 0 ? "arrow many" : "arrow", ends[0], neck);
        svg_head(s->out, ends[0], ends[1]);
        text_str(s->out, "</g>\n");
    }
}

void svg_labels(struct svg *s, const struct rung *rung)
{
    const struct ladder *const l = s->ladder;

    for (unsigned side = 0; side < 2; side++) {
        struct svg_point ends[2];
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
            put_label(s, ends[0], ends[1], svg_y(s, rung->place), c.flags,
                      numbers(&d, l, rung, &c));
        }
        text_str(s->out, "</g>\n");
    }
}

/* Words across broken lifelines: for what is not drawn. */
static void put_pause(struct svg *s, int64_t y, const char *words)
{
    const struct ladder *const l = s->ladder;

    for (unsigned lane = 0; lane < l->n_lanes; lane++)
        svg_line(s->out, "pause", (struct svg_point){svg_lane_x(l, lane), y - SVG_ROW / 3},
                 (struct svg_point){svg_lane_x(l, lane), y + SVG_ROW / 3});
    svg_text(s->out, "faint middle", (svg_lane_x(l, 0) + svg_last_x(l)) / 2, y + 4 * PX, words);
}

static void put_cut(struct svg *s, const struct rung *rung)
{
    const struct phrase_arg arg = {.name = "time", .type = PHRASE_SPAN_NS, .ns = rung->pause_ns};
    const int64_t above = (int64_t)rung->gap * SVG_ROW / PLACE_ROW;
    struct draft d;

    if (!rung->cut)
        return;
    phrase(draft_begin(&d), "… {time} …", &arg, 1);
    put_pause(s, svg_y(s, rung->place) - (rung->heads_phase ? SVG_ROW / 2 : 0) - above / 2,
              draft_end(&d));
}

void svg_rung(struct svg *s, const struct rung *rung)
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
        put_pause(s, svg_y(s, rung->place), draft_end(&d));
        break;
    case RUNG_ICMP:
        label_cells(&c, s->ladder, rung);
        put_head(s, rung, &c);
        svg_text(s->out, "error middle", (svg_lane_x(s->ladder, 0) + svg_last_x(s->ladder)) / 2,
                 svg_y(s, rung->place) + 4 * PX, "ICMP");
        svg_notes(s, rung, true);
        break;
    default:
        put_segment(s, rung);
        break;
    }
}
