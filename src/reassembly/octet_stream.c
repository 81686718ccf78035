// SPDX-License-Identifier: BSD-3-Clause
#include "reassembly/octet_stream.h"

#include <assert.h>
#include <stdlib.h>

#include "decode/decode.h"
#include "reassembly/stream_history.h"
#include "tcp/seq.h"

enum {
    /* Segments that may wait: each arrival may look at all of them. 23 MB at an MSS of 1,460. */
    HELD_MAX = 16384,
    HELD_FIRST = 16,
    MALLOC_COST = 16,
};

/**
 * struct stream_held - a segment that waits
 * @offset: of its first octet
 * @octets: *owned*, @n of them: the captured ones
 * @len:    octets it had on the wire; 0: it waits no longer
 */
struct stream_held {
    uint64_t offset;
    uint8_t *octets;
    uint32_t n, len;
    uint64_t frame;
    int64_t ts_ns;
};

/* A segment placed in its stream: `offset` is negative for what was sent before it begins. */
struct piece {
    int64_t offset;
    uint64_t len;
    struct span octets;
    uint64_t frame;
    int64_t ts_ns;
    bool late;
};

void tl_octet_stream_init(struct octet_stream *s, struct stream_store *store, uint32_t history,
                          stream_receiver *receiver, void *ctx)
{
    *s = (struct octet_stream){
        .store = store, .history_octets = history, .receiver = receiver, .ctx = ctx};
}

struct stream_segment tl_stream_segment(const struct tcplens_segment *seg)
{
    const bool syn = (seg->flags & TCPLENS_SYN) != 0;

    return (struct stream_segment){.seq = seq_add(seg->seq, syn),
                                   .len = seg->payload_len,
                                   .octets = tl_decode_payload(seg),
                                   .frame = seg->number,
                                   .ts_ns = seg->ts_ns,
                                   .syn = syn,
                                   .fin = (seg->flags & TCPLENS_FIN) != 0};
}

/* Leave out the first `n` octets, or all if there are fewer; a span may be empty, and nowhere. */
static void skip(struct span *octets, uint64_t n)
{
    if (octets->n > 0)
        (void)span_take(octets, n < octets->n ? (size_t)n : octets->n);
}

static void move_on(struct octet_stream *s, uint64_t octets)
{
    s->offset += octets;
    s->next = seq_add(s->next, (uint32_t)octets);
}

static bool has_room(const struct octet_stream *s, uint64_t octets)
{
    return octets <= s->store->max - s->store->used;
}

/* A history, if one is wanted and there is room for it: histories leave half of the store to what
 * waits. */
static void begin_history(struct octet_stream *s)
{
    const size_t size = stream_history_size(s->history_octets);

    if (s->history != NULL || s->history_octets == 0 || !has_room(s, size + s->store->max / 2))
        return;
    s->history = tl_stream_history_new(s->history_octets);
    if (s->history != NULL)
        s->store->used += size;
}

static void say_gap(struct octet_stream *s, uint64_t octets, const struct stream_event *where)
{
    struct stream_event event = *where;

    event.kind = STREAM_GAP;
    event.offset = s->offset;
    event.size = octets;
    if (event.reason == STREAM_GAP_MEMORY)
        s->store->given_up++;
    move_on(s, octets);
    s->receiver(s->ctx, &event);
}

/* The first `n` octets of `p` are not new. */
static void say_repeated(struct octet_stream *s, const struct piece *p, uint64_t n)
{
    const bool keep_alive = p->len == 1 && n == 1 && p->offset + 1 == (int64_t)s->offset;
    struct span again = {p->octets.p, p->octets.n < n ? p->octets.n : (size_t)n};
    uint64_t offset = (uint64_t)p->offset;
    struct stream_event event = {.kind = STREAM_REPEATED, .size = n, .frame = p->frame};
    struct stream_difference d;

    if (p->offset < 0) { /* from before the stream begins */
        skip(&again, (uint64_t)-p->offset);
        offset = 0;
    }
    event.offset = offset;
    event.ts_ns = p->ts_ns;
    s->receiver(s->ctx, &event);
    if (s->history == NULL || again.n == 0 || keep_alive)
        return; /* a keep-alive's octet may be anything (RFC 9293 3.8.4) */
    d = tl_stream_history_compare(s->history, offset, again);
    if (d.octets == 0)
        return;
    skip(&again, d.offset - offset);
    event.kind = STREAM_CONFLICT;
    event.offset = d.offset;
    event.size = d.octets;
    event.octets = again;
    event.other = d.frame;
    s->receiver(s->ctx, &event);
}

/* `p` begins at the next octet. */
static void deliver_new(struct octet_stream *s, const struct piece *p)
{
    struct stream_event event = {.kind = STREAM_OCTETS,
                                 .late = p->late,
                                 .offset = s->offset,
                                 .size = p->octets.n,
                                 .octets = p->octets,
                                 .frame = p->frame,
                                 .ts_ns = p->ts_ns};

    if (p->octets.n > 0) {
        begin_history(s);
        if (s->history != NULL)
            tl_stream_history_add(s->history, s->offset, p->octets, p->frame);
        move_on(s, p->octets.n);
        s->receiver(s->ctx, &event);
    }
    if (p->len > p->octets.n) {
        event.reason = STREAM_GAP_CUT;
        event.octets = (struct span){0};
        event.late = false;
        say_gap(s, p->len - p->octets.n, &event);
    }
}

/* Cut off what is behind the FIN. */
static void keep_before_fin(struct octet_stream *s, struct piece *p)
{
    const uint64_t end = (uint64_t)(p->offset + (int64_t)p->len);
    struct stream_event event = {.kind = STREAM_BEYOND, .frame = p->frame, .ts_ns = p->ts_ns};

    if (!s->has_fin || p->offset + (int64_t)p->len <= (int64_t)s->fin_offset)
        return;
    event.offset = p->offset > (int64_t)s->fin_offset ? (uint64_t)p->offset : s->fin_offset;
    event.size = end - event.offset;
    p->len -= event.size;
    if (p->octets.n > p->len)
        p->octets.n = (size_t)p->len;
    s->receiver(s->ctx, &event);
}

/* `p` begins at the next octet or before it, or behind the FIN. */
static void deliver(struct octet_stream *s, struct piece p)
{
    uint64_t known;

    keep_before_fin(s, &p);
    if (p.len == 0)
        return;
    known = (uint64_t)((int64_t)s->offset - p.offset);
    if (known > 0)
        say_repeated(s, &p, known < p.len ? known : p.len);
    if (known >= p.len)
        return;
    skip(&p.octets, known);
    p.len -= known;
    p.offset += (int64_t)known;
    deliver_new(s, &p);
}

static void release(struct octet_stream *s, struct stream_held *h)
{
    s->store->used -= h->n + sizeof *h + MALLOC_COST;
    free(h->octets);
    h->octets = NULL;
    h->len = 0;
    s->n_waiting--;
    while (s->head < s->n_held && s->held[s->head].len == 0)
        s->head++;
    if (s->n_waiting == 0)
        s->head = s->n_held = 0;
}

/* The one captured first that begins at the next octet or before it; NULL, and `lowest` right, if
 * there is none. */
static struct stream_held *find_fitting(struct octet_stream *s)
{
    s->lowest = UINT64_MAX;
    for (uint32_t i = s->head; i < s->n_held; i++) {
        struct stream_held *const h = &s->held[i];

        if (h->len == 0)
            continue;
        if (h->offset <= s->offset)
            return h;
        if (h->offset < s->lowest)
            s->lowest = h->offset;
    }
    return NULL;
}

static struct piece piece_of(const struct stream_held *h)
{
    return (struct piece){.offset = (int64_t)h->offset,
                          .len = h->len,
                          .octets = {h->octets, h->n},
                          .frame = h->frame,
                          .ts_ns = h->ts_ns,
                          .late = true};
}

/* The FIN is reached: what still waits is behind it. */
static void end(struct octet_stream *s)
{
    const struct stream_event event = {
        .kind = STREAM_END, .offset = s->offset, .frame = s->fin_frame, .ts_ns = s->fin_ns};

    s->ended = true;
    s->receiver(s->ctx, &event);
    for (uint32_t i = s->head; s->n_waiting > 0; i++) {
        if (s->held[i].len > 0) {
            deliver(s, piece_of(&s->held[i]));
            release(s, &s->held[i]);
        }
    }
}

/* Deliver what no longer has to wait, and the end. */
static void drain(struct octet_stream *s)
{
    struct stream_held *h;

    while (s->n_waiting > 0 && s->lowest <= s->offset && (h = find_fitting(s)) != NULL) {
        s->lowest = 0; /* until find_fitting() has looked again */
        deliver(s, piece_of(h));
        release(s, h);
    }
    if (s->has_fin && !s->ended && s->offset >= s->fin_offset)
        end(s);
}

/* Whether something waits behind a gap, and where the gap ends. */
static bool waits(const struct octet_stream *s, uint64_t *until)
{
    const bool fin = s->has_fin && !s->ended;

    *until = s->n_waiting > 0 && !(fin && s->fin_offset < s->lowest) ? s->lowest : s->fin_offset;
    return fin || s->n_waiting > 0;
}

/* Wait no longer for what is missing before `until`. */
static void give_up(struct octet_stream *s, uint64_t until, const struct stream_event *where)
{
    say_gap(s, until - s->offset, where);
    drain(s);
}

/* Drop the places of segments that wait no longer. */
static void compact(struct octet_stream *s)
{
    uint32_t n = 0;

    for (uint32_t i = s->head; i < s->n_held; i++) {
        if (s->held[i].len > 0)
            s->held[n++] = s->held[i];
    }
    s->head = 0;
    s->n_held = n;
}

/* A place for one more, at held[n_held]; false if there is none. */
static bool make_place(struct octet_stream *s)
{
    uint32_t room = s->held_room == 0 ? HELD_FIRST : s->held_room * 2;
    struct stream_held *grown;

    if (s->n_waiting == HELD_MAX)
        return false;
    if (s->n_held < s->held_room)
        return true;
    if (s->n_waiting < s->n_held / 2) {
        compact(s);
        return true;
    }
    room = room > HELD_MAX ? HELD_MAX : room;
    if (room == s->held_room) {
        compact(s);
        return true;
    }
    grown = realloc(s->held, room * sizeof *grown);
    if (grown == NULL)
        return false;
    s->held = grown;
    s->held_room = room;
    return true;
}

/* Let `p` wait; false if there is no room. */
static bool hold(struct octet_stream *s, const struct piece *p)
{
    const uint64_t cost = p->octets.n + sizeof *s->held + MALLOC_COST;
    uint8_t *copy;

    if (!has_room(s, cost) || !make_place(s))
        return false;
    copy = malloc(p->octets.n + 1);
    if (copy == NULL)
        return false;
    if (p->octets.n > 0)
        memcpy(copy, p->octets.p, p->octets.n);
    s->held[s->n_held++] = (struct stream_held){.offset = (uint64_t)p->offset,
                                                .octets = copy,
                                                .n = (uint32_t)p->octets.n,
                                                .len = (uint32_t)p->len,
                                                .frame = p->frame,
                                                .ts_ns = p->ts_ns};
    if (s->n_waiting++ == 0 || (uint64_t)p->offset < s->lowest)
        s->lowest = (uint64_t)p->offset;
    s->store->used += cost;
    return true;
}

/* `p` is early. Without room to wait, what this stream waits for is given up, a gap at a time. */
static void take_early(struct octet_stream *s, const struct piece *p)
{
    const struct stream_event where = {
        .reason = STREAM_GAP_MEMORY, .frame = p->frame, .ts_ns = p->ts_ns};

    while (p->offset > (int64_t)s->offset && !hold(s, p)) {
        const bool first = s->n_waiting == 0 || s->lowest >= (uint64_t)p->offset;

        give_up(s, first ? (uint64_t)p->offset : s->lowest, &where);
        if (first)
            break;
    }
    if (p->offset <= (int64_t)s->offset) {
        deliver(s, *p);
        drain(s);
    }
}

void tl_octet_stream_begin(struct octet_stream *s, struct tcplens_seq seq)
{
    assert(!s->begun);
    s->begun = true;
    s->next = seq;
}

/* Where the stream begins, if `seg` says so. */
static void find_begin(struct octet_stream *s, const struct stream_segment *seg)
{
    const bool untouched = s->offset == 0 && s->n_waiting == 0 && !s->has_fin;

    if (!s->begun || (seg->syn && untouched)) { /* a SYN may be sent again with another number */
        s->begun = true;
        s->next = seg->seq;
        s->by_empty = seg->len == 0 && !seg->syn;
    } else if (s->by_empty && seg->len > 0) {
        /* The segment without octets may have been a keep-alive, one number below (3.8.4). */
        if (untouched && seq_diff(seg->seq, s->next) == 1)
            s->next = seg->seq;
        s->by_empty = false;
    }
}

void tl_octet_stream_take(struct octet_stream *s, const struct stream_segment *seg)
{
    struct piece p = {
        .len = seg->len, .octets = seg->octets, .frame = seg->frame, .ts_ns = seg->ts_ns};

    assert(seg->octets.n <= seg->len);
    find_begin(s, seg);
    p.offset = (int64_t)s->offset + seq_diff(seg->seq, s->next);
    if (p.len > 0 && p.offset > (int64_t)s->offset) {
        keep_before_fin(s, &p);
        if (p.len > 0)
            take_early(s, &p);
    } else if (p.len > 0) {
        deliver(s, p);
    }
    if (seg->fin && !s->has_fin && p.offset + (int64_t)seg->len >= (int64_t)s->offset) {
        s->has_fin = true;
        s->fin_offset = (uint64_t)(p.offset + (int64_t)seg->len);
        s->fin_frame = seg->frame;
        s->fin_ns = seg->ts_ns;
    }
    drain(s);
}

void tl_octet_stream_acked(struct octet_stream *s, struct tcplens_seq ack, uint64_t frame,
                           int64_t ts_ns)
{
    const struct stream_event where = {.reason = STREAM_GAP_ACKED, .frame = frame, .ts_ns = ts_ns};
    const int64_t acked = (int64_t)s->offset + seq_diff(ack, s->next);
    uint64_t until;

    if (!s->begun || acked <= (int64_t)s->offset)
        return;
    if (acked > (int64_t)s->acked)
        s->acked = (uint64_t)acked;
    while (waits(s, &until) && acked > (int64_t)until)
        give_up(s, until, &where);
}

void tl_octet_stream_close(struct octet_stream *s)
{
    const struct stream_event where = {.reason = STREAM_GAP_END};
    uint64_t until;

    while (waits(s, &until))
        give_up(s, until, &where);
    /* One number more may have been a FIN that was not captured. */
    if (!s->has_fin && s->acked > s->offset + 1)
        say_gap(s, s->acked - s->offset, &where);
}

void tl_octet_stream_fini(struct octet_stream *s)
{
    for (uint32_t i = s->head; i < s->n_held && s->n_waiting > 0; i++) {
        if (s->held[i].len > 0)
            release(s, &s->held[i]);
    }
    if (s->history != NULL)
        s->store->used -= stream_history_size(s->history->room);
    free(s->history);
    free(s->held);
    s->history = NULL;
    s->held = NULL;
}
