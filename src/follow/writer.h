// SPDX-License-Identifier: BSD-3-Clause
/*
 * writer.h - turns to text: for people, as hexadecimal dumps, raw, YAML, C arrays, JSON lines.
 *
 * What a terminal shows is harmless whatever the octets are, except of the raw form, which is for
 * programs.
 */
#ifndef TL_FOLLOW_WRITER_H
#define TL_FOLLOW_WRITER_H

#include "base/text.h"
#include "follow/dialogue.h"
#include "follow/messages.h"
#include "render/render.h"

enum follow_form { FORM_TEXT, FORM_HEX, FORM_RAW, FORM_YAML, FORM_C, FORM_JSON };

/**
 * struct follow_writer
 * @form:       enum follow_form
 * @view, @out: *borrowed*
 * @connection: of the turn before, 0 before the first
 */
struct follow_writer {
    uint8_t form;
    const struct view *view;
    struct text *out;
    uint64_t connection;
};

/* A message_receiver; `ctx` is a writer of the form TEXT or JSON. */
void tl_follow_write_message(void *ctx, const struct message *message);

/* A turn_receiver; `ctx` is a writer. */
void tl_follow_write(void *ctx, const struct dialogue *d, const struct turn *turn);

/* Of writer.c: the forms that have files of their own. */
void follow_write_text(struct follow_writer *w, const struct dialogue *d, const struct turn *turn);
void follow_write_json(struct follow_writer *w, const struct dialogue *d, const struct turn *turn);

void follow_write_message_text(struct follow_writer *w, const struct message *message);
void follow_write_message_json(struct follow_writer *w, const struct message *message);

/* Whether octets are text that can be given back octet by octet: UTF-8 without control characters
 * but tab, CR and LF. */
bool follow_is_text(struct span octets);

/**
 * struct turn_run - octets of a turn without a gap, and the note that ends them
 * @from, @to: of the turn's octets; may be equal
 * @note:      the gap behind them; NULL at the end of the turn
 */
struct turn_run {
    uint32_t from, to;
    const struct turn_note *note;
};

/* The next run: `*next`, at first 0, is the note to go on with. False if there are no more. */
bool follow_next_run(const struct turn *turn, uint32_t *next, struct turn_run *run);

/* Where the octets of the PIECE at notes[i] end. */
uint32_t follow_piece_end(const struct turn *turn, uint32_t i);

#endif
