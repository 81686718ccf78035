// SPDX-License-Identifier: BSD-3-Clause
/*
 * xpl.c - the time-sequence graph as commands of xplot, drawn as tcptrace draws it, for those who
 * read that as others read prose: a bar a segment with arrows at its ends, red R, pink O, purple S;
 * a green line of ACKs and a yellow one of the window, with ticks where they stay.
 */
#include "base/clock.h"
#include "plot/listing.h"
#include "render/head.h"

enum { MICROSECONDS = 6, NANOSECONDS = 9, TRIPLE = 3 }; /* RFC 5681 3.2: fast retransmit */

static void put_time(struct text *t, int64_t at_ns)
{
    clock_seconds(t, at_ns, at_ns % 1000 == 0 ? MICROSECONDS : NANOSECONDS);
}

void tl_xpl_head(struct text *t, const struct conn *conn, unsigned side, const char *title,
                 const char *y_name)
{
    text_str(t, "dtime signed\ntitle\n");
    head_end(t, conn, side);
    text_str(t, "_==>_");
    head_end(t, conn, side ^ 1U);
    text_str(t, " (");
    text_str(t, title);
    text_str(t, ")\nxlabel\nrelative time\nylabel\n");
    text_str(t, y_name);
    text_char(t, '\n');
}

void tl_xpl_point(struct text *t, const char *command, int64_t at_ns, int64_t value)
{
    text_str(t, command);
    text_char(t, ' ');
    put_time(t, at_ns);
    text_char(t, ' ');
    text_i64(t, value);
    text_char(t, '\n');
}

void tl_xpl_line(struct text *t, int64_t from_ns, int64_t from, int64_t to_ns, int64_t to)
{
    text_str(t, "line ");
    put_time(t, from_ns);
    text_char(t, ' ');
    text_i64(t, from);
    text_char(t, ' ');
    put_time(t, to_ns);
    text_char(t, ' ');
    text_i64(t, to);
    text_char(t, '\n');
}

/* A word at a point; `where` is "atext" above it, "btext" below, "rtext" to its right. */
static void put_word(struct text *t, const char *where, int64_t at_ns, int64_t value,
                     const char *word)
{
    tl_xpl_point(t, where, at_ns, value);
    text_str(t, word);
    text_char(t, '\n');
}

/* The same in magenta. */
static void put_alarm(struct text *t, int64_t at_ns, int64_t value, const char *word)
{
    text_str(t, "atext ");
    put_time(t, at_ns);
    text_char(t, ' ');
    text_i64(t, value);
    text_str(t, " magenta\n");
    text_str(t, word);
    text_char(t, '\n');
}

void tl_xpl_begin(struct listing *l, struct text *t, const struct conn *conn, unsigned side)
{
    *l = (struct listing){.out = t, .side = (uint8_t)side};
    tl_xpl_head(t, conn, side, "time sequence graph", "sequence offset");
}

void tl_xpl_end(struct text *t)
{
    text_str(t, "go\n");
}

/* ---- what is sent ---- */

/* What is unusual about a segment, and the colour of its bar. */
static const char *put_reason(struct text *t, const struct plot_sample *s)
{
    const char *color = "white\n";

    if ((s->marks & PLOT_AGAIN) != 0) {
        text_str(t, "red\n");
        put_word(t, "atext", s->at_ns, s->range.hi, "R");
        color = "red\n";
    } else if ((s->marks & PLOT_LATE) != 0) {
        text_str(t, "pink\n");
        put_word(t, "atext", s->at_ns, s->range.hi, "O");
    } else if ((s->marks & PLOT_PROBE) != 0) {
        text_str(t, "orange\n");
        put_word(t, "btext", s->at_ns, s->range.hi, "P");
    }
    if ((s->flags & TCPLENS_URG) != 0) {
        text_str(t, "red\n");
        put_word(t, "atext", s->at_ns, s->range.hi, "U");
    }
    return color;
}

static void put_syn(struct text *t, const struct plot_sample *s)
{
    const bool again = (s->marks & PLOT_AGAIN) != 0;

    text_str(t, again ? "red\n" : "orange\n");
    tl_xpl_point(t, "diamond", s->at_ns, s->range.lo);
    put_word(t, "atext", s->at_ns, s->range.hi, again ? "R SYN" : "SYN");
    tl_xpl_point(t, "uarrow", s->at_ns, s->range.hi);
    tl_xpl_line(t, s->at_ns, s->range.lo, s->at_ns, s->range.hi);
}

/* The number that a FIN takes, above the data that come with it. */
static void put_fin(struct text *t, const struct plot_sample *s)
{
    const bool again = (s->marks & PLOT_AGAIN) != 0;

    text_str(t, again ? "red\n" : "orange\n");
    if (s->len == 0)
        tl_xpl_point(t, "darrow", s->at_ns, s->range.lo);
    tl_xpl_line(t, s->at_ns, s->range.hi - 1, s->at_ns, s->range.hi);
    tl_xpl_point(t, "box", s->at_ns, s->range.hi);
    put_word(t, "atext", s->at_ns, s->range.hi, again ? "R FIN" : "FIN");
}

static void put_bar(struct text *t, const struct plot_sample *s, int64_t hi)
{
    text_str(t, put_reason(t, s));
    tl_xpl_point(t, "darrow", s->at_ns, s->range.lo);
    if ((s->flags & TCPLENS_PSH) != 0) {
        text_str(t, "diamond ");
        put_time(t, s->at_ns);
        text_char(t, ' ');
        text_i64(t, hi);
        text_str(t, " white\n");
    } else {
        tl_xpl_point(t, "uarrow", s->at_ns, hi);
    }
    if (hi > s->range.lo)
        tl_xpl_line(t, s->at_ns, s->range.lo, s->at_ns, hi);
}

static void put_segment(struct text *t, const struct plot_sample *s)
{
    const bool fin = (s->flags & TCPLENS_FIN) != 0 && s->range.hi > s->range.lo;

    if ((s->flags & TCPLENS_SYN) != 0) {
        put_syn(t, s);
        return;
    }
    if (!fin || s->len > 0)
        put_bar(t, s, s->range.hi - fin);
    if (fin)
        put_fin(t, s);
    if ((s->flags & TCPLENS_RST) != 0)
        put_alarm(t, s->at_ns, s->range.hi, "RST_OUT");
}

/* ---- what is answered ---- */

/* From where the line was to now, and to its new value, or a tick where it stays. */
static void put_step(const struct listing *l, int64_t before, int64_t now, int64_t at_ns,
                     const char *tick)
{
    tl_xpl_line(l->out, l->last_ns, before, at_ns, before);
    if (before == now)
        tl_xpl_point(l->out, tick, at_ns, now);
    else
        tl_xpl_line(l->out, at_ns, before, at_ns, now);
}

static void put_sacks(struct text *t, const struct plot_sample *s)
{
    if (s->n_sacks == 0)
        return;
    text_str(t, "purple\n");
    for (unsigned i = 0; i < s->n_sacks; i++) {
        tl_xpl_line(t, s->at_ns, s->sacks[i].lo, s->at_ns, s->sacks[i].hi);
        tl_xpl_point(t, "htick", s->at_ns, s->sacks[i].lo);
        tl_xpl_point(t, "htick", s->at_ns, s->sacks[i].hi);
        if (s->n_sacks > 1) {
            tl_xpl_point(t, "rtext", s->at_ns, s->sacks[i].hi);
            text_u64(t, i + 1);
            text_char(t, '\n');
        }
    }
    put_word(t, "atext", s->at_ns, s->sacks[0].hi, "S");
}

static void put_answer(struct listing *l, const struct plot_sample *s)
{
    struct text *const t = l->out;

    if ((s->flags & TCPLENS_RST) != 0)
        put_alarm(t, s->at_ns, l->reached, "RST_IN");
    if (!s->acks)
        return;
    if (s->window == 0)
        put_alarm(t, s->at_ns, s->edge, "Z");
    if (l->begun) {
        text_str(t, "green\n");
        put_step(l, l->ack, s->ack, s->at_ns, "dtick");
        if (s->dup_acks == TRIPLE)
            put_word(t, "atext", s->at_ns, s->ack, "3");
        text_str(t, "yellow\n");
        put_step(l, l->edge, s->edge, s->at_ns, "utick");
    }
    put_sacks(t, s);
    l->begun = true;
    l->last_ns = s->at_ns;
    l->ack = s->ack;
    l->edge = s->edge;
}

void tl_xpl_add(struct listing *l, const struct plot_sample *sample)
{
    if ((sample->marks & PLOT_COPY) != 0)
        return;
    if (sample->side != l->side) {
        put_answer(l, sample);
        return;
    }
    put_segment(l->out, sample);
    if (sample->range.hi > l->reached)
        l->reached = sample->range.hi;
}
