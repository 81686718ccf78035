// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_mermaid.c - a ladder as a sequence diagram in Mermaid's language, which many Markdown
 * pages draw by themselves. It has no places: rows are even and arrows level.
 */
#include <string.h>

#include "picture/label.h"
#include "picture/notes.h"
#include "render/words.h"

enum { NOTE_COLUMNS = 44 };

/* Characters that mean something to Mermaid or to HTML, as the numbers that both understand; so a
 * word "end" cannot end a diagram either. */
static void put_escaped(struct text *t, const char *s)
{
    for (; *s != '\0'; s++) {
        const bool harmless = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
                              (*s >= '0' && *s <= '9') || (*s & 0x80) != 0 ||
                              strchr(" .,:-+/()~", *s) != NULL;
        const bool ends = (s[0] == 'e' || s[0] == 'E') && (s[1] == 'n' || s[1] == 'N') &&
                          (s[2] == 'd' || s[2] == 'D');

        if (harmless && !ends) {
            text_char(t, *s);
            continue;
        }
        text_char(t, '#');
        text_u64(t, (uint8_t)*s);
        text_char(t, ';');
    }
}

static void put_lane(struct text *t, unsigned lane)
{
    text_char(t, 'h');
    text_u64(t, lane);
}

static void put_participants(struct text *t, const struct ladder *l)
{
    for (unsigned lane = 0; lane < l->n_lanes; lane++) {
        struct draft d;

        text_str(t, "    participant ");
        put_lane(t, lane);
        text_str(t, " as ");
        if (!l->options->hosts) {
            put_escaped(t, label_role(l, lane));
            text_str(t, "<br/>");
        }
        label_lane(draft_begin(&d), l, lane);
        put_escaped(t, draft_end(&d));
        text_char(t, '\n');
    }
}

/* "    Note over h0,h1: ". */
static void begin_note(struct text *t, const char *where, unsigned lane, unsigned other)
{
    text_str(t, "    Note ");
    text_str(t, where);
    text_char(t, ' ');
    put_lane(t, lane);
    if (other != lane) {
        text_char(t, ',');
        put_lane(t, other);
    }
    text_str(t, ": ");
}

static void put_note_over_all(struct text *t, const struct ladder *l, const char *words)
{
    begin_note(t, "over", 0, l->n_lanes - 1);
    put_escaped(t, words);
    text_char(t, '\n');
}

static void put_message(struct text *t, const struct rung *rung, unsigned side, const char *words)
{
    const bool lost = (rung->marks & (MARK_LOST | MARK_IGNORED)) != 0;
    const bool again = (rung->marks & (MARK_AGAIN | MARK_COPY)) != 0;

    text_str(t, "    ");
    put_lane(t, rung->lane[side]);
    text_str(t, again ? "--" : "-");
    text_str(t, lost ? "x" : ">>");
    put_lane(t, rung->lane[!side]);
    text_str(t, ": ");
    put_escaped(t, words);
    text_char(t, '\n');
}

static void put_states(struct text *t, const struct ladder *l, const struct rung *rung,
                       const struct cells *c)
{
    for (unsigned side = 0; side < 2; side++) {
        const unsigned lane = rung->lane[side];

        if (!rung->shows_state[side])
            continue;
        begin_note(t,
                   lane == 0                ? "left of"
                   : lane + 1 == l->n_lanes ? "right of"
                                            : "over",
                   lane, lane);
        put_escaped(t, c->state[side]);
        text_char(t, '\n');
    }
}

/* What is wrong with a segment, between the lines. */
static void put_notes(struct text *t, const struct ladder *l, const struct rung *rung)
{
    const unsigned a = rung->lane[0], b = rung->lane[1];
    struct notes notes;
    enum style style;
    const char *line;
    bool first = true;

    notes_begin(&notes, l, rung, true);
    while ((line = notes_line(&notes, NOTE_COLUMNS, &style)) != NULL) {
        if (first)
            begin_note(t, "over", a < b ? a : b, a < b ? b : a);
        else
            text_str(t, "<br/>");
        put_escaped(t, line);
        first = false;
    }
    if (!first)
        text_char(t, '\n');
}

static void put_segment(struct text *t, const struct ladder *l, const struct rung *rung)
{
    struct cells c;
    struct draft d;

    label_cells(&c, l, rung);
    label_segment(draft_begin(&d), &c);
    put_message(t, rung, rung->row->side, draft_end(&d));
    put_states(t, l, rung, &c);
    put_notes(t, l, rung);
}

static void put_fold(struct text *t, const struct ladder *l, const struct rung *rung)
{
    for (unsigned i = 0; i < 2; i++) {
        const unsigned side = i == 0 ? rung->row->side : !rung->row->side;
        struct draft d;

        if (rung->newest[side] == NULL)
            continue;
        label_fold(draft_begin(&d), l, rung, side);
        put_message(t, rung, side, draft_end(&d));
    }
}

void tl_ladder_mermaid(struct text *t, const struct ladder *l)
{
    text_str(t, "sequenceDiagram\n");
    put_participants(t, l);
    for (size_t i = 0; i < l->n_rungs; i++) {
        const struct rung *const rung = &l->rungs[i];
        struct draft d;

        if (rung->heads_phase)
            put_note_over_all(t, l, words_phase(l->view.catalogue, (enum phase)rung->row->phase));
        if (rung->kind == RUNG_FOLD) {
            put_fold(t, l, rung);
        } else if (rung->kind == RUNG_ABSENT) {
            label_absent(draft_begin(&d), l, rung);
            put_note_over_all(t, l, draft_end(&d));
        } else if (rung->kind == RUNG_ICMP) {
            put_notes(t, l, rung);
        } else {
            put_segment(t, l, rung);
        }
    }
}
