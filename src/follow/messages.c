// SPDX-License-Identifier: BSD-3-Clause
#include "follow/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/http_body.h"
#include "base/memory.h"
#include "follow/writer.h"

enum { ROOM_FIRST = 4096 };

/**
 * struct coding - what the fields of a head say of the body
 */
struct coding {
    struct span type;
    enum http_coding content;
    bool chunked;
};

void tl_messages_init(struct messages *m, size_t most, message_receiver *receiver, void *ctx)
{
    *m = (struct messages){.most = most, .receiver = receiver, .ctx = ctx};
}

static bool is_plain(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

/* The last part of `target`'s path, of plain characters only. */
static void make_name(struct span target, char name[MESSAGE_NAME])
{
    size_t end = 0, from, n = 0;

    while (end < target.n && target.p[end] != '?' && target.p[end] != '#')
        end++;
    for (from = end; from > 0 && target.p[from - 1] != '/';)
        from--;
    if (end - from >= MESSAGE_NAME) /* how it ends says what it is */
        from = end - (MESSAGE_NAME - 1);
    for (; from < end && n + 1 < MESSAGE_NAME; from++, n++)
        name[n] = (char)(is_plain(target.p[from]) ? target.p[from] : '_');
    name[n] = '\0';
    if (n == 0)
        (void)snprintf(name, MESSAGE_NAME, "index");
    if (name[0] == '.')
        name[0] = '_';
}

/* Remember what a request asked for; of too many the oldest is forgotten. */
static void push_name(struct messages *m, const char *name)
{
    if (m->n_names == MESSAGE_NAMES) {
        m->first_name = (m->first_name + 1) % MESSAGE_NAMES;
        m->n_names--;
    }
    memcpy(m->names[(m->first_name + m->n_names++) % MESSAGE_NAMES], name, MESSAGE_NAME);
}

static void pop_name(struct messages *m, char name[MESSAGE_NAME])
{
    if (m->n_names == 0) {
        (void)snprintf(name, MESSAGE_NAME, "response");
        return;
    }
    memcpy(name, m->names[m->first_name], MESSAGE_NAME);
    m->first_name = (m->first_name + 1) % MESSAGE_NAMES;
    m->n_names--;
}

static void name_message(struct messages *m, struct message *message)
{
    if (message->start.kind == HTTP_RESPONSE) {
        pop_name(m, message->name);
        if (message->start.status / 100 == 1) /* the answer proper is still to come */
            push_name(m, message->name);
        return;
    }
    make_name(message->start.target, message->name);
    push_name(m, message->name);
}

/* Read the head off `rest`, which leaves the body. */
static struct coding read_head(struct span *rest, struct message *message)
{
    struct coding coding = {.content = HTTP_CODING_NONE};
    struct span all = *rest;
    struct http_line line = {.text = {rest->p, 0}};
    struct http_field field;

    (void)tl_http_take_line(rest, &line);
    tl_http_read_start(line.text, &message->start);
    while (tl_http_take_field(rest, &field) == HTTP_FIELD) {
        if (tl_http_is(field.name, "Content-Encoding"))
            coding.content = tl_http_read_coding(field.value);
        else if (tl_http_is(field.name, "Content-Type"))
            coding.type = field.value;
        else if (tl_http_is(field.name, "Transfer-Encoding"))
            coding.chunked = tl_http_begins(field.value, "chunked");
    }
    message->head = (struct span){all.p, (size_t)(rest->p - all.p)};
    message->type = coding.type;
    return coding;
}

/* The data of the chunks, moved together in place: they never grow. */
static struct span join_chunks(uint8_t *octets, struct span body)
{
    struct http_chunk chunk;
    size_t n = 0;

    while (tl_http_take_chunk(&body, &chunk) && chunk.size > 0) {
        memmove(octets + n, chunk.data.p, chunk.data.n);
        n += chunk.data.n;
    }
    return (struct span){octets, n};
}

static void hand_on_decoded(struct messages *m, struct message *message, enum http_coding content)
{
    uint8_t *room;
    size_t made = 0;

    message->decoded = content == HTTP_CODING_NONE || message->body.n == 0;
    if (message->decoded || content == HTTP_CODING_OTHER) {
        m->receiver(m->ctx, message);
        return;
    }
    room = tl_memory_new(m->most, 1);
    if (room != NULL) {
        const enum http_decoded result =
            tl_http_decode(content, message->body, room, m->most, &made);

        if (result != HTTP_UNDECODED) {
            message->body = (struct span){room, made};
            message->decoded = true;
            message->whole = message->whole && result == HTTP_DECODED;
        }
    }
    m->receiver(m->ctx, message);
    tl_memory_free(room, m->most, 1);
}

/* The first `n` octets of what `side` has said are a message, or what there is of one. */
static void hand_on(struct messages *m, unsigned side, size_t n, bool whole)
{
    struct message_side *const s = &m->sides[side];
    struct span rest = {s->octets, n};
    struct message message = {.dialogue = m->dialogue,
                              .number = ++s->number,
                              .side = (uint8_t)side,
                              .whole = whole,
                              .first_frame = s->first_frame,
                              .last_frame = s->last_frame,
                              .ts_ns = s->ts_ns};
    const struct coding coding = read_head(&rest, &message);

    name_message(m, &message);
    if (whole)
        tl_http_said(&m->talk, (struct span){s->octets, n});
    message.body = coding.chunked ? join_chunks(s->octets + message.head.n, rest) : rest;
    hand_on_decoded(m, &message, coding.content);
}

/* Whether a message begins with these octets. */
static bool begins_message(struct span octets)
{
    struct http_line line;
    struct http_start start;

    if (!tl_http_take_line(&octets, &line))
        return false;
    tl_http_read_start(line.text, &start);
    return start.kind != HTTP_NO_MESSAGE;
}

/* What waits is no message, or not whole. */
static void give_up(struct messages *m, unsigned side)
{
    struct message_side *const s = &m->sides[side];

    if (s->framing != HTTP_FRAMING_NONE && begins_message((struct span){s->octets, s->n}))
        hand_on(m, side, s->n, s->framing == HTTP_FRAMING_UNTIL_FIN && !s->lost);
    else
        m->left_out += s->n;
    s->n = 0;
    s->scan = (struct http_scan){0};
    s->framing = HTTP_FRAMING_NONE;
    s->lost = true;
}

/* Hand on all messages that are whole. */
static void frame_messages(struct messages *m, unsigned side)
{
    struct message_side *const s = &m->sides[side];
    struct http_frame frame;

    while (s->n > 0) {
        tl_http_frame(&s->scan, &m->talk, (struct span){s->octets, s->n}, &frame);
        s->framing = frame.framing;
        if (frame.framing == HTTP_FRAMING_NONE ||
            (frame.framing == HTTP_FRAMING_WHOLE &&
             (frame.kind == HTTP_NO_MESSAGE || frame.n == 0 || frame.n > s->n))) {
            s->framing = HTTP_FRAMING_NONE;
            give_up(m, side);
            return;
        }
        if (frame.framing != HTTP_FRAMING_WHOLE)
            return;
        hand_on(m, side, (size_t)frame.n, true);
        s->n -= (size_t)frame.n;
        memmove(s->octets, s->octets + frame.n, s->n);
        s->first_frame = s->last_frame;
        s->ts_ns = s->last_ns;
        s->scan = (struct http_scan){0};
    }
}

/* Room for `n` octets more; false if the message is too long, or there is no memory. */
static bool make_room(struct messages *m, struct message_side *s, size_t n)
{
    size_t room = s->room == 0 ? ROOM_FIRST : s->room;
    uint8_t *grown;

    if (n > m->most - s->n)
        return false;
    while (room - s->n < n)
        room *= 2;
    if (room == s->room)
        return true;
    grown = realloc(s->octets, room);
    if (grown == NULL)
        return false;
    s->octets = grown;
    s->room = room;
    return true;
}

/* The octets of the piece at notes[i]. */
static void take_piece(struct messages *m, const struct turn *turn, uint32_t i)
{
    const struct turn_note *const note = &turn->notes[i];
    const uint32_t end = follow_piece_end(turn, i);
    const struct span octets = {turn->octets + note->at, end - note->at};
    struct message_side *const s = &m->sides[turn->side];

    if (s->lost && i == 0 && turn->begins && !m->talk.switched && begins_message(octets))
        s->lost = false;
    if (s->lost) {
        m->left_out += octets.n;
        return;
    }
    if (!make_room(m, s, octets.n)) {
        m->left_out += octets.n;
        if (s->framing == HTTP_FRAMING_UNTIL_FIN)
            s->framing = HTTP_FRAMING_SEGMENT; /* its end was not reached */
        give_up(m, turn->side);
        return;
    }
    if (s->n == 0) {
        s->first_frame = note->frame;
        s->ts_ns = note->ts_ns;
    }
    s->last_frame = note->frame;
    s->last_ns = note->ts_ns;
    memcpy(s->octets + s->n, octets.p, octets.n);
    s->n += octets.n;
    frame_messages(m, turn->side);
}

void tl_messages_take(void *ctx, const struct dialogue *d, const struct turn *turn)
{
    struct messages *const m = ctx;

    m->dialogue = d;
    for (uint32_t i = 0; i < turn->n_notes; i++) {
        struct message_side *const s = &m->sides[turn->side];

        if (turn->notes[i].kind == NOTE_PIECE) {
            take_piece(m, turn, i);
        } else if (turn->notes[i].kind == NOTE_GAP) {
            if (s->framing == HTTP_FRAMING_UNTIL_FIN)
                s->framing = HTTP_FRAMING_SEGMENT;
            give_up(m, turn->side);
        }
    }
}

void tl_messages_end(struct messages *m)
{
    for (unsigned side = 0; side < 2; side++)
        give_up(m, side);
}

void tl_messages_fini(struct messages *m)
{
    for (unsigned side = 0; side < 2; side++)
        free(m->sides[side].octets);
}
