// SPDX-License-Identifier: BSD-3-Clause
/*
 * writer_text.c - turns for people: a heading, what was said, and in brackets what else is to be
 * known. A gap stands where it is, all other notes behind the turn, so that they tear no line.
 */
#include <string.h>

#include "base/clock.h"
#include "follow/form.h"
#include "follow/writer.h"
#include "render/head.h"
#include "render/page.h"
#include "render/words.h"

enum { RULE_COLUMNS = 100 };

static enum style style_of(unsigned side)
{
    return side == SIDE_INITIATOR ? STYLE_INITIATOR : STYLE_RESPONDER;
}

/* "Connection 1   192.0.2.1:40000 (client) → 192.0.2.2:80 (server)" */
static void put_title(struct page *p, const struct dialogue *d)
{
    const struct catalogue *const c = p->view->catalogue;
    const struct phrase_arg args[] = {{.name = "number", .type = PHRASE_U64, .u = d->number}};
    struct draft draft;

    phrase(draft_begin(&draft), tr(c, N_("Connection {number}")), args, 1);
    page_put(p, STYLE_STRONG, draft_end(&draft));
    page_put(p, STYLE_PLAIN, "   ");
    for (unsigned side = 0; side < 2; side++) {
        text_socket(draft_begin(&draft), d->addr[side], d->port[side]);
        page_put(p, style_of(side), draft_end(&draft));
        head_side(draft_begin(&draft), c, side);
        page_put(p, STYLE_PLAIN, draft_end(&draft));
        page_put(p, STYLE_PLAIN, side == 0 ? " → " : "");
    }
    page_newline(p);
}

/**
 * struct heading - of a turn or a message
 * @templates: for one frame, and for several
 * @octets:    how much it is; @number: which one of its side
 */
struct heading {
    const char *const *templates;
    uint8_t side;
    int64_t ns;
    uint64_t first_frame, last_frame, octets, number;
};

/* "client · 0.000042 s · frames 6–8 · 248 bytes" */
static void put_heading_words(struct text *t, const struct catalogue *c, const struct heading *h)
{
    const struct phrase_arg size[] = {{.name = "n", .type = PHRASE_COUNT, .u = h->octets}};
    struct draft time, amount;

    clock_seconds(draft_begin(&time), h->ns, 6);
    phrase(draft_begin(&amount), tr_n(c, "{n} byte", "{n} bytes", h->octets), size, 1);
    {
        const struct phrase_arg args[] = {
            {.name = "side", .type = PHRASE_STR, .str = words_side(c, h->side)},
            {.name = "number", .type = PHRASE_U64, .u = h->number},
            {.name = "time", .type = PHRASE_STR, .str = draft_end(&time)},
            {.name = "first", .type = PHRASE_U64, .u = h->first_frame},
            {.name = "last", .type = PHRASE_U64, .u = h->last_frame},
            {.name = "amount", .type = PHRASE_STR, .str = draft_end(&amount)},
        };

        phrase(t, tr(c, h->templates[h->last_frame > h->first_frame]), args,
               sizeof args / sizeof args[0]);
    }
}

static void put_heading(struct page *p, const struct heading *h)
{
    const size_t width = page_width(p->view) < RULE_COLUMNS ? page_width(p->view) : RULE_COLUMNS;
    struct draft draft;

    put_heading_words(draft_begin(&draft), p->view->catalogue, h);
    page_put(p, STYLE_FAINT, "── ");
    page_put_cut(p, style_of(h->side), draft_end(&draft));
    if (p->column + 1 < width) {
        page_put(p, STYLE_FAINT, " ");
        page_repeat(p, STYLE_FAINT, "─", width - p->column);
    }
    page_newline(p);
}

static void put_turn_heading(struct page *p, const struct dialogue *d, const struct turn *turn)
{
    static const char *const templates[2][2] = {
        {N_("{side} · {time} s · frame {first} · {amount}"),
         N_("{side} · {time} s · frames {first}–{last} · {amount}")},
        {N_("{side} goes on · {time} s · frame {first} · {amount}"),
         N_("{side} goes on · {time} s · frames {first}–{last} · {amount}")},
    };
    const struct heading heading = {.templates = templates[!turn->begins],
                                    .side = turn->side,
                                    .ns = turn->ts_ns - d->first_ns,
                                    .first_frame = turn->first_frame,
                                    .last_frame = turn->last_frame,
                                    .octets = turn->n};

    put_heading(p, &heading);
}

/* The title, if the turn before was another connection's. */
static void put_title_if_new(struct page *p, const struct follow_writer *w,
                             const struct dialogue *d)
{
    if (w->connection == d->number)
        return;
    if (w->connection != 0)
        page_newline(p);
    put_title(p, d);
}

static const char *gap_words(const struct catalogue *c, const struct turn_note *note)
{
    switch ((enum stream_gap)note->reason) {
    case STREAM_GAP_ACKED:
        return tr_n(c,
                    "[{n} byte is missing here: not captured, but frame {frame} acknowledges what "
                    "follows]",
                    "[{n} bytes are missing here: not captured, but frame {frame} acknowledges "
                    "what follows]",
                    note->size);
    case STREAM_GAP_CUT:
        return tr_n(c, "[{n} byte is missing here: frame {frame} was captured in part only]",
                    "[{n} bytes are missing here: frame {frame} was captured in part only]",
                    note->size);
    case STREAM_GAP_MEMORY:
        return tr_n(c,
                    "[{n} byte is missing here: there was no memory to wait for it; see "
                    "--stream-memory]",
                    "[{n} bytes are missing here: there was no memory to wait for them; see "
                    "--stream-memory]",
                    note->size);
    case STREAM_GAP_END:
        break;
    }
    return tr_n(c, "[{n} byte is missing here: not captured]",
                "[{n} bytes are missing here: not captured]", note->size);
}

static const char *note_words(const struct catalogue *c, const struct turn_note *note)
{
    switch ((enum turn_note_kind)note->kind) {
    case NOTE_PIECE:
        break;
    case NOTE_GAP:
        return gap_words(c, note);
    case NOTE_REPEATED:
        if (note->segments > 1)
            return tr(c, N_("[{the_side} sends {n} bytes again, in {segments} segments: frames "
                            "{frame}–{last}]"));
        return tr_n(c, "[{the_side} sends {n} byte again: frame {frame}]",
                    "[{the_side} sends {n} bytes again: frame {frame}]", note->size);
    case NOTE_CONFLICT:
        if (note->other == 0)
            return tr_n(
                c,
                "[frame {frame} has another value for {n} byte that was sent before; the "
                "one from before is shown]",
                "[frame {frame} has other values for {n} bytes that were sent before; those "
                "from before are shown]",
                note->size);
        return tr_n(c,
                    "[frames {frame} and {other} differ in {n} byte; that of frame {other} is "
                    "shown]",
                    "[frames {frame} and {other} differ in {n} bytes; those of frame {other} are "
                    "shown]",
                    note->size);
    case NOTE_BEYOND:
        return tr_n(c, "[{the_side} sends {n} byte behind its FIN, not shown: frame {frame}]",
                    "[{the_side} sends {n} bytes behind its FIN, not shown: frame {frame}]",
                    note->size);
    case NOTE_FIN:
        return tr(c, N_("[{the_side} has said all: FIN in frame {frame}]"));
    case NOTE_RESET:
        return tr(c, N_("[{the_side} resets the connection: frame {frame}]"));
    case NOTE_HIDDEN:
        return tr_n(c, "[{n} byte more of {the_side} is not shown; see --max-octets]",
                    "[{n} bytes more of {the_side} are not shown; see --max-octets]", note->size);
    }
    return "";
}

static void put_note(struct page *p, const struct turn_note *note)
{
    const struct catalogue *const c = p->view->catalogue;
    const struct phrase_arg args[] = {
        {.name = "the_side", .type = PHRASE_STR, .str = words_the_side(c, note->side)},
        {.name = "n", .type = PHRASE_COUNT, .u = note->size},
        {.name = "segments", .type = PHRASE_COUNT, .u = note->segments},
        {.name = "frame", .type = PHRASE_U64, .u = note->frame},
        {.name = "last", .type = PHRASE_U64, .u = note->last_frame},
        {.name = "other", .type = PHRASE_U64, .u = note->other},
    };
    const bool warn = note->kind == NOTE_GAP || note->kind == NOTE_CONFLICT ||
                      note->kind == NOTE_BEYOND || note->kind == NOTE_RESET;
    struct draft draft;

    phrase(draft_begin(&draft), note_words(c, note), args, sizeof args / sizeof args[0]);
    page_words(p, warn ? STYLE_WARNING : STYLE_FAINT, 1, draft_end(&draft));
    page_newline(p);
}

static bool has_content(const struct turn_note *note)
{
    return note->kind == NOTE_PIECE || note->kind == NOTE_GAP;
}

/* Lines of text, each ended by LF or CR LF; what is left open at the end is ended. */
static void put_lines(struct page *p, enum style style, struct span octets)
{
    while (octets.n > 0) {
        const uint8_t *const end = memchr(octets.p, '\n', octets.n);
        const size_t n = end != NULL ? (size_t)(end - octets.p) : octets.n;
        const uint8_t *const line = span_take(&octets, n + (end != NULL));
        size_t from = 0, to = n - (end != NULL && n > 0 && line[n - 1] == '\r');

        page_style(p, style);
        while (from < to) { /* tabs are harmless */
            const uint8_t *const tab = memchr(line + from, '\t', to - from);
            const size_t stop = tab != NULL ? (size_t)(tab - line) : to;

            text_harmless(p->out, line + from, stop - from);
            if (tab != NULL)
                text_char(p->out, '\t');
            from = stop + (tab != NULL);
        }
        page_newline(p);
    }
}

static void put_octets(struct page *p, uint8_t form, const struct turn *turn, uint64_t offset,
                       struct span octets)
{
    if (form == FORM_TEXT) {
        put_lines(p, style_of(turn->side), octets);
        return;
    }
    page_style(p, style_of(turn->side));
    form_hex_dump(p->out, octets, (uint32_t)offset, "");
    page_style(p, STYLE_PLAIN);
}

void follow_write_text(struct follow_writer *w, const struct dialogue *d, const struct turn *turn)
{
    uint64_t offset = turn->offset;
    uint32_t i = 0, next = 0;
    struct turn_run run;
    struct page p;

    page_init(&p, w->out, w->view);
    put_title_if_new(&p, w, d);
    for (; i < turn->n_notes && !has_content(&turn->notes[i]); i++)
        put_note(&p, &turn->notes[i]);
    if (i == turn->n_notes)
        return;
    page_newline(&p);
    if (turn->n > 0)
        put_turn_heading(&p, d, turn);
    while (follow_next_run(turn, &next, &run)) {
        put_octets(&p, w->form, turn, offset,
                   (struct span){turn->octets + run.from, run.to - run.from});
        offset += run.to - run.from;
        if (run.note != NULL) {
            put_note(&p, run.note);
            offset += run.note->size;
        }
    }
    for (; i < turn->n_notes; i++) {
        if (!has_content(&turn->notes[i]))
            put_note(&p, &turn->notes[i]);
    }
}

/* What a body is that is no text, or that is not all there. */
static void put_body_note(struct page *p, const struct message *m, const char *template)
{
    struct draft type, words;
    struct text *const t = draft_begin(&type);
    const struct catalogue *const c = p->view->catalogue;

    if (m->type.n == 0)
        text_str(t, tr(c, N_("of an unknown type")));
    else
        text_harmless(t, m->type.p, m->type.n < 100 ? m->type.n : 100);
    {
        const struct phrase_arg args[] = {
            {.name = "n", .type = PHRASE_COUNT, .u = m->body.n},
            {.name = "type", .type = PHRASE_STR, .str = draft_end(&type)},
        };

        phrase(draft_begin(&words), template, args, sizeof args / sizeof args[0]);
    }
    page_words(p, STYLE_FAINT, 1, draft_end(&words));
    page_newline(p);
}

void follow_write_message_text(struct follow_writer *w, const struct message *m)
{
    static const char *const templates[2] = {
        N_("{side}, message {number} · {time} s · frame {first} · body of {amount}"),
        N_("{side}, message {number} · {time} s · frames {first}–{last} · body of {amount}"),
    };
    const struct heading heading = {.templates = templates,
                                    .side = m->side,
                                    .ns = m->ts_ns - m->dialogue->first_ns,
                                    .first_frame = m->first_frame,
                                    .last_frame = m->last_frame,
                                    .octets = m->body.n,
                                    .number = m->number};
    const struct catalogue *const c = w->view->catalogue;
    struct page p;

    page_init(&p, w->out, w->view);
    put_title_if_new(&p, w, m->dialogue);
    page_newline(&p);
    put_heading(&p, &heading);
    put_lines(&p, style_of(m->side), m->head);
    if (m->body.n > 0 && follow_is_text(m->body))
        put_lines(&p, style_of(m->side), m->body);
    else if (m->body.n > 0)
        put_body_note(&p, m,
                      tr_n(c, "[{n} byte that is no text, {type}: --bodies saves it]",
                           "[{n} bytes that are no text, {type}: --bodies saves them]", m->body.n));
    if (!m->decoded)
        put_body_note(&p, m, tr(c, N_("[its content coding could not be undone]")));
    if (!m->whole)
        put_body_note(&p, m, tr(c, N_("[the message is not whole]")));
}
