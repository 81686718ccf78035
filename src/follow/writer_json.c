// SPDX-License-Identifier: BSD-3-Clause
/* writer_json.c - JSON lines, by the rules of docs/json.md: what was said, and what is to be known
 * of it, in the order of the capture. */
#include <utf8proc.h>

#include "follow/form.h"
#include "follow/writer.h"
#include "render/json.h"

static const char *side_name(unsigned side)
{
    return side == SIDE_INITIATOR ? "client" : "server";
}

bool follow_is_text(struct span octets)
{
    while (octets.n > 0) {
        utf8proc_int32_t code;
        const utf8proc_ssize_t n = utf8proc_iterate(octets.p, (utf8proc_ssize_t)octets.n, &code);

        if (n <= 0 || (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7f)
            return false;
        (void)span_take(&octets, (size_t)n);
    }
    return true;
}

/* As text if they are some. */
static void put_octets(struct follow_writer *w, struct json *j, struct span octets)
{
    if (follow_is_text(octets)) {
        json_key(j, "text");
        text_json_string(w->out, (const char *)octets.p, octets.n);
        json_null(j, "base64");
    } else {
        json_null(j, "text");
        json_key(j, "base64");
        text_char(w->out, '"');
        form_base64(w->out, octets);
        text_char(w->out, '"');
    }
}

static void put_said(struct follow_writer *w, const struct dialogue *d, const struct turn *turn,
                     uint64_t offset, struct span octets)
{
    struct json j;

    json_begin(&j, w->out, "said");
    json_u64(&j, "connection", d->number);
    json_string(&j, "side", side_name(turn->side));
    json_u64(&j, "first_frame", turn->first_frame);
    json_u64(&j, "last_frame", turn->last_frame);
    json_time(&j, "time", turn->ts_ns);
    json_u64(&j, "offset", offset);
    json_u64(&j, "bytes", octets.n);
    json_bool(&j, "ends", turn->ends);
    put_octets(w, &j, octets);
    json_end(&j);
}

static void put_note(struct follow_writer *w, const struct dialogue *d,
                     const struct turn_note *note)
{
    static const char *const names[] = {
        [NOTE_GAP] = "missing",   [NOTE_REPEATED] = "repeated", [NOTE_CONFLICT] = "conflict",
        [NOTE_BEYOND] = "beyond", [NOTE_FIN] = "fin",           [NOTE_RESET] = "reset",
        [NOTE_HIDDEN] = "hidden",
    };
    static const char *const reasons[] = {
        [STREAM_GAP_ACKED] = "acknowledged",
        [STREAM_GAP_CUT] = "cut",
        [STREAM_GAP_MEMORY] = "memory",
        [STREAM_GAP_END] = "capture-end",
    };
    const bool sized = note->kind != NOTE_FIN && note->kind != NOTE_RESET;
    struct json j;

    json_begin(&j, w->out, "said-note");
    json_u64(&j, "connection", d->number);
    json_string(&j, "side", side_name(note->side));
    json_string(&j, "note", names[note->kind]);
    json_string(&j, "reason", note->kind == NOTE_GAP ? reasons[note->reason] : NULL);
    json_u64_if(&j, "bytes", sized, note->size);
    json_u64_if(&j, "segments", note->kind == NOTE_REPEATED, note->segments);
    json_u64_if(&j, "frame", note->frame != 0, note->frame);
    json_u64_if(&j, "other_frame", note->other != 0, note->other);
    json_end(&j);
}

void follow_write_json(struct follow_writer *w, const struct dialogue *d, const struct turn *turn)
{
    uint64_t offset = turn->offset;
    uint32_t i = 0, next = 0;
    struct turn_run run;

    while (follow_next_run(turn, &next, &run)) {
        /* Notes before the octets, such as those on the turn before. */
        for (; i < turn->n_notes && turn->notes[i].kind != NOTE_PIECE &&
               turn->notes[i].kind != NOTE_GAP;
             i++)
            put_note(w, d, &turn->notes[i]);
        if (run.to > run.from)
            put_said(w, d, turn, offset, (struct span){turn->octets + run.from, run.to - run.from});
        for (; i < turn->n_notes && (run.note == NULL || i < next); i++) {
            if (turn->notes[i].kind != NOTE_PIECE)
                put_note(w, d, &turn->notes[i]);
        }
        offset += run.to - run.from + (run.note != NULL ? run.note->size : 0);
    }
}

/* Octets from the network as a string, harmless as in every other string; null if there are none.
 */
static void put_harmless(struct follow_writer *w, struct json *j, const char *key, struct span s)
{
    char buf[1024];
    struct text t;

    if (s.n == 0) {
        json_null(j, key);
        return;
    }
    text_init(&t, buf, sizeof buf, NULL, NULL);
    text_harmless(&t, s.p, s.n);
    json_key(j, key);
    text_json_string(w->out, buf, t.len);
}

void follow_write_message_json(struct follow_writer *w, const struct message *m)
{
    struct json j;

    json_begin(&j, w->out, "message");
    json_u64(&j, "connection", m->dialogue->number);
    json_string(&j, "side", side_name(m->side));
    json_u64(&j, "number", m->number);
    json_u64(&j, "first_frame", m->first_frame);
    json_u64(&j, "last_frame", m->last_frame);
    json_time(&j, "time", m->ts_ns);
    put_harmless(w, &j, "method", m->start.method);
    put_harmless(w, &j, "target", m->start.target);
    json_u64_if(&j, "status", m->start.status != 0, m->start.status);
    put_harmless(w, &j, "content_type", m->type);
    json_bool(&j, "whole", m->whole);
    json_bool(&j, "decoded", m->decoded);
    json_key(&j, "head");
    text_json_string(w->out, (const char *)m->head.p, m->head.n);
    json_u64(&j, "bytes", m->body.n);
    put_octets(w, &j, m->body);
    json_end(&j);
}
