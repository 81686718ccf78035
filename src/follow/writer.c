// SPDX-License-Identifier: BSD-3-Clause
#include "follow/writer.h"

#include "base/clock.h"
#include "follow/form.h"

bool follow_next_run(const struct turn *turn, uint32_t *next, struct turn_run *run)
{
    uint32_t i = *next;

    if (i > turn->n_notes)
        return false;
    run->from = i == 0 ? 0 : turn->notes[i - 1].at;
    while (i < turn->n_notes && turn->notes[i].kind != NOTE_GAP)
        i++;
    run->note = i < turn->n_notes ? &turn->notes[i] : NULL;
    run->to = run->note != NULL ? run->note->at : turn->n;
    *next = i + 1;
    return true;
}

uint32_t follow_piece_end(const struct turn *turn, uint32_t i)
{
    for (i++; i < turn->n_notes; i++) {
        if (turn->notes[i].kind == NOTE_PIECE)
            return turn->notes[i].at;
    }
    return turn->n;
}

static void write_raw(struct follow_writer *w, const struct turn *turn)
{
    text_octets(w->out, (const char *)turn->octets, turn->n);
}

static void put_peers(struct follow_writer *w, const struct dialogue *d)
{
    text_str(w->out, "peers:\n");
    for (unsigned side = 0; side < 2; side++) {
        text_str(w->out, "  - peer: ");
        text_u64(w->out, side);
        text_str(w->out, "\n    host: ");
        text_ip(w->out, d->addr[side]);
        text_str(w->out, "\n    port: ");
        text_u64(w->out, d->port[side]);
        text_char(w->out, '\n');
    }
    text_str(w->out, "packets:\n");
}

static void put_packet(struct text *t, const struct turn *turn, uint32_t i)
{
    const struct turn_note *const note = &turn->notes[i];

    text_str(t, "  - packet: ");
    text_u64(t, note->frame);
    text_str(t, "\n    peer: ");
    text_u64(t, turn->side);
    text_str(t, "\n    timestamp: ");
    clock_seconds(t, note->ts_ns, 9);
    text_str(t, "\n    data: !!binary |\n");
    form_base64_lines(
        t, (struct span){turn->octets + note->at, follow_piece_end(turn, i) - note->at}, "      ");
}

/* tshark's keys; a gap is a comment. */
static void write_yaml(struct follow_writer *w, const struct dialogue *d, const struct turn *turn)
{
    if (w->connection != d->number)
        put_peers(w, d);
    for (uint32_t i = 0; i < turn->n_notes; i++) {
        if (turn->notes[i].kind == NOTE_PIECE) {
            put_packet(w->out, turn, i);
        } else if (turn->notes[i].kind == NOTE_GAP) {
            text_str(w->out, "  # bytes missing: ");
            text_u64(w->out, turn->notes[i].size);
            text_char(w->out, '\n');
        }
    }
}

static void put_array(struct text *t, const uint8_t *octets, uint32_t n)
{
    enum { LINE = 12 };

    for (uint32_t i = 0; i < n; i++) {
        text_str(t, i % LINE == 0 ? "\n    0x" : " 0x");
        text_hex(t, octets[i], 2);
        text_char(t, ',');
    }
    text_str(t, "\n};\n");
}

/* An array a run, with its side and its offset in the name. */
static void write_c(struct follow_writer *w, const struct dialogue *d, const struct turn *turn)
{
    struct text *const t = w->out;
    uint64_t offset = turn->offset;
    struct turn_run run;
    uint32_t next = 0;

    while (follow_next_run(turn, &next, &run)) {
        if (run.to > run.from) {
            text_str(t, "/* connection ");
            text_u64(t, d->number);
            text_str(t, ", frames ");
            text_u64(t, turn->first_frame);
            text_str(t, " to ");
            text_u64(t, turn->last_frame);
            text_str(t, " */\nstatic const unsigned char conn");
            text_u64(t, d->number);
            text_str(t, turn->side == SIDE_INITIATOR ? "_client_" : "_server_");
            text_u64(t, offset);
            text_char(t, '[');
            text_u64(t, run.to - run.from);
            text_str(t, "] = {");
            put_array(t, turn->octets + run.from, run.to - run.from);
        }
        offset += run.to - run.from + (run.note != NULL ? run.note->size : 0);
    }
}

void tl_follow_write_message(void *ctx, const struct message *message)
{
    struct follow_writer *const w = ctx;

    if (w->form == FORM_JSON)
        follow_write_message_json(w, message);
    else
        follow_write_message_text(w, message);
    w->connection = message->dialogue->number;
}

void tl_follow_write(void *ctx, const struct dialogue *d, const struct turn *turn)
{
    struct follow_writer *const w = ctx;

    switch ((enum follow_form)w->form) {
    case FORM_TEXT:
    case FORM_HEX:
        follow_write_text(w, d, turn);
        break;
    case FORM_RAW:
        write_raw(w, turn);
        break;
    case FORM_YAML:
        write_yaml(w, d, turn);
        break;
    case FORM_C:
        write_c(w, d, turn);
        break;
    case FORM_JSON:
        follow_write_json(w, d, turn);
        break;
    }
    w->connection = d->number;
}
