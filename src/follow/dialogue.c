// SPDX-License-Identifier: BSD-3-Clause
#include "follow/dialogue.h"

#include <stdlib.h>
#include <string.h>

#include "tcp/seq.h"

enum { HISTORY = 65536, OCTETS_FIRST = 1024, NOTES_FIRST = 8 };

/* `p`, grown from `*room` elements of `size` to twice as many, `most` at most; NULL, with `p` as it
 * was, if they are that many already, or the store has no room. */
static void *grow(struct stream_store *store, void *p, uint32_t *room, size_t size, uint32_t most)
{
    const uint32_t wanted = *room * 2 > most ? most : *room * 2;
    const uint64_t cost = (uint64_t)(wanted - *room) * size;
    void *grown;

    if (wanted == *room || cost > store->max - store->used)
        return NULL;
    grown = realloc(p, wanted * size);
    if (grown != NULL) {
        store->used += cost;
        *room = wanted;
    }
    return grown;
}

static void hand_on(struct dialogue *d, bool ends)
{
    struct turn *const turn = &d->turn;

    if (turn->n_notes == 0)
        return;
    turn->ends = ends;
    d->receiver(d->ctx, d, turn);
    turn->begins = ends;
    turn->n = turn->n_notes = 0;
    turn->size = turn->first_frame = turn->last_frame = 0;
}

/* Room for one more note, which handing on makes in any case. */
static void make_room_for_note(struct dialogue *d)
{
    struct turn *const turn = &d->turn;
    struct turn_note *grown;

    if (turn->n_notes < turn->notes_room)
        return;
    grown = grow(d->store, turn->notes, &turn->notes_room, sizeof *grown, TURN_NOTES);
    if (grown != NULL)
        turn->notes = grown;
    else
        hand_on(d, false);
}

/* Room for at least one more octet, and for all of `n` if there can be. */
static void make_room_for_octets(struct dialogue *d, size_t n)
{
    struct turn *const turn = &d->turn;

    while (turn->room - turn->n < n) {
        uint8_t *const grown = grow(d->store, turn->octets, &turn->room, 1, TURN_OCTETS);

        if (grown == NULL)
            break;
        turn->octets = grown;
    }
    if (turn->n == turn->room)
        hand_on(d, false);
}

/* There is room for it, and it is filled in but for its place. */
static void put_note(struct turn *turn, const struct turn_note *note)
{
    turn->notes[turn->n_notes] = *note;
    turn->notes[turn->n_notes++].at = turn->n;
}

static void add_note(struct dialogue *d, const struct turn_note *note)
{
    make_room_for_note(d);
    put_note(&d->turn, note);
}

/* Let the other side finish, if it has the word. */
static void give_word(struct dialogue *d, unsigned side)
{
    if (d->turn.size > 0 && d->turn.side != side)
        hand_on(d, true);
}

/* What `side` says begins at `offset`, if nothing of it stands in the turn yet. */
static void begin_turn(struct turn *turn, unsigned side, uint64_t offset)
{
    if (turn->size > 0)
        return;
    turn->begins |= turn->side != side;
    turn->side = (uint8_t)side;
    turn->offset = offset;
}

static void put_piece(struct turn *turn, const struct stream_event *e)
{
    const struct turn_note note = {
        .kind = NOTE_PIECE, .side = turn->side, .frame = e->frame, .ts_ns = e->ts_ns};

    put_note(turn, &note);
    if (turn->first_frame == 0 || e->ts_ns < turn->ts_ns)
        turn->ts_ns = e->ts_ns;
    if (turn->first_frame == 0 || e->frame < turn->first_frame)
        turn->first_frame = e->frame;
    if (e->frame > turn->last_frame)
        turn->last_frame = e->frame;
}

/* The octets of `e`, in as many parts of a turn as they need. */
static void add_octets(struct dialogue *d, unsigned side, const struct stream_event *e,
                       struct span octets)
{
    struct turn *const turn = &d->turn;

    while (octets.n > 0) {
        size_t n;

        give_word(d, side);
        make_room_for_note(d);
        make_room_for_octets(d, octets.n);
        n = turn->room - turn->n < octets.n ? turn->room - turn->n : octets.n;
        begin_turn(turn, side, e->offset + (uint64_t)(octets.p - e->octets.p));
        put_piece(turn, e);
        memcpy(turn->octets + turn->n, octets.p, n);
        turn->n += (uint32_t)n;
        turn->size += n;
        (void)span_take(&octets, n);
    }
}

static void take_octets(struct dialogue *d, struct dialogue_side *s, const struct stream_event *e)
{
    const uint64_t most = d->options.max_octets;
    const uint64_t left = most == 0 ? UINT64_MAX : most - s->shown;
    struct span octets = e->octets;

    if (octets.n > left)
        octets.n = (size_t)left;
    s->shown += octets.n;
    s->hidden += e->octets.n - octets.n;
    add_octets(d, s->side, e, octets);
}

static void take_gap(struct dialogue *d, struct dialogue_side *s, const struct stream_event *e)
{
    const struct turn_note note = {
        .kind = NOTE_GAP, .side = s->side, .reason = e->reason, .size = e->size, .frame = e->frame};

    s->missing += e->size;
    if (s->hidden > 0)
        return;
    give_word(d, s->side);
    make_room_for_note(d);
    begin_turn(&d->turn, s->side, e->offset);
    put_note(&d->turn, &note);
    d->turn.size += e->size;
}

/* Whether the note at the end of the turn is one on octets that `side` repeats. */
static bool repeats_at_end(const struct turn *turn, unsigned side)
{
    const struct turn_note *last;

    if (turn->n_notes == 0)
        return false;
    last = &turn->notes[turn->n_notes - 1];
    return last->kind == NOTE_REPEATED && last->side == side && last->at == turn->n;
}

static void take_repeated(struct dialogue *d, struct dialogue_side *s, const struct stream_event *e)
{
    const struct turn_note note = {.kind = NOTE_REPEATED,
                                   .side = s->side,
                                   .segments = 1,
                                   .size = e->size,
                                   .frame = e->frame,
                                   .last_frame = e->frame};

    if (repeats_at_end(&d->turn, s->side)) {
        struct turn_note *const last = &d->turn.notes[d->turn.n_notes - 1];

        last->segments++;
        last->size += e->size;
        last->last_frame = e->frame;
    } else {
        add_note(d, &note);
    }
}

/* A stream_receiver; `ctx` is the side whose event it is. */
static void receive(void *ctx, const struct stream_event *e)
{
    struct dialogue_side *const s = ctx;
    struct dialogue *const d = s->dialogue;
    struct turn_note note = {
        .side = s->side, .size = e->size, .frame = e->frame, .other = e->other};

    if (!d->options.wanted[s->side])
        return;
    switch ((enum stream_event_kind)e->kind) {
    case STREAM_OCTETS:
        take_octets(d, s, e);
        break;
    case STREAM_GAP:
        take_gap(d, s, e);
        break;
    case STREAM_REPEATED:
        if (!s->copy)
            take_repeated(d, s, e);
        break;
    case STREAM_CONFLICT:
        s->conflicts++;
        note.kind = NOTE_CONFLICT;
        add_note(d, &note);
        break;
    case STREAM_BEYOND:
        note.kind = NOTE_BEYOND;
        add_note(d, &note);
        break;
    case STREAM_END:
        note.kind = NOTE_FIN;
        add_note(d, &note);
        break;
    }
}

struct dialogue *tl_dialogue_new(const struct conn *conn, const struct dialogue_options *options,
                                 struct stream_store *store, turn_receiver *receiver, void *ctx)
{
    struct dialogue *const d = calloc(1, sizeof *d);

    if (d == NULL)
        return NULL;
    d->number = conn->number;
    d->first_ns = conn->first_ns;
    memcpy(d->addr, conn->addr, sizeof d->addr);
    memcpy(d->port, conn->port, sizeof d->port);
    d->options = *options;
    d->store = store;
    d->receiver = receiver;
    d->ctx = ctx;
    d->turn.begins = true;
    d->turn.octets = malloc(OCTETS_FIRST);
    d->turn.notes = malloc(NOTES_FIRST * sizeof *d->turn.notes);
    if (d->turn.octets == NULL || d->turn.notes == NULL) {
        free(d->turn.octets);
        free(d->turn.notes);
        free(d);
        return NULL;
    }
    d->turn.room = OCTETS_FIRST;
    d->turn.notes_room = NOTES_FIRST;
    for (unsigned side = 0; side < 2; side++) {
        struct dialogue_side *const s = &d->sides[side];

        s->dialogue = d;
        s->side = (uint8_t)side;
        tl_octet_stream_init(&s->stream, store, HISTORY, receive, s);
    }
    return d;
}

void tl_dialogue_take(struct dialogue *d, const struct tcplens_segment *seg,
                      const struct verdict *v)
{
    const struct stream_segment piece = tl_stream_segment(seg);
    const struct turn_note reset = {.kind = NOTE_RESET, .side = v->side, .frame = seg->number};

    if ((v->bits & V_ICMP_QUOTE) != 0)
        return;
    d->sides[v->side].copy = (v->bits & V_DUP_CAPTURE) != 0;
    if ((seg->flags & TCPLENS_ACK) != 0)
        tl_octet_stream_acked(&d->sides[v->side ^ 1].stream, seg->ack, seg->number, seg->ts_ns);
    if ((seg->flags & TCPLENS_RST) != 0) { /* its octets are none of the stream (RFC 9293 3.5.3) */
        if (d->options.wanted[v->side] && (v->bits & V_DUP_CAPTURE) == 0)
            add_note(d, &reset);
    } else if ((v->bits & V_KEEP_ALIVE) == 0) {
        tl_octet_stream_take(&d->sides[v->side].stream, &piece);
    }
}

void tl_dialogue_end(struct dialogue *d)
{
    for (unsigned side = 0; side < 2; side++)
        tl_octet_stream_close(&d->sides[side].stream);
    for (unsigned side = 0; side < 2; side++) {
        const struct turn_note note = {
            .kind = NOTE_HIDDEN, .side = (uint8_t)side, .size = d->sides[side].hidden};

        if (note.size > 0)
            add_note(d, &note);
    }
    hand_on(d, true);
}

void tl_dialogue_free(struct dialogue *d)
{
    if (d == NULL)
        return;
    for (unsigned side = 0; side < 2; side++)
        tl_octet_stream_fini(&d->sides[side].stream);
    d->store->used -= (uint64_t)(d->turn.room - OCTETS_FIRST) +
                      (uint64_t)(d->turn.notes_room - NOTES_FIRST) * sizeof *d->turn.notes;
    free(d->turn.octets);
    free(d->turn.notes);
    free(d);
}
