// SPDX-License-Identifier: BSD-3-Clause
#include "plot/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_WIDTH_NS = 1000 };

static void *new_array(struct record *r, size_t n, size_t size)
{
    void *const p = tl_memory_new(n, size);

    r->failed |= p == NULL;
    return p;
}

void tl_record_begin(struct record *r, unsigned side)
{
    *r =
        (struct record){.side = (uint8_t)side, .losses = {.stride = 1}, .landmarks = {.stride = 1}};
    r->moments = new_array(r, RECORD_MOMENTS, sizeof *r->moments);
    r->losses.all = new_array(r, RECORD_EVENTS, sizeof *r->losses.all);
    r->rtts = new_array(r, 1, sizeof *r->rtts);
    r->landmarks.all = new_array(r, RECORD_EVENTS, sizeof *r->landmarks.all);
}

void tl_record_fini(struct record *r)
{
    tl_memory_free(r->moments, RECORD_MOMENTS, sizeof *r->moments);
    tl_memory_free(r->losses.all, RECORD_EVENTS, sizeof *r->losses.all);
    tl_memory_free(r->rtts, 1, sizeof *r->rtts);
    tl_memory_free(r->landmarks.all, RECORD_EVENTS, sizeof *r->landmarks.all);
    *r = (struct record){0};
}

/* ---- moments ---- */

static void widen(struct plot_range *range, const struct plot_range *by, bool known)
{
    if (!known || by->lo < range->lo)
        range->lo = by->lo;
    if (!known || by->hi > range->hi)
        range->hi = by->hi;
}

static void follow(struct level *level, const struct level *later, bool known)
{
    if (!known || later->lo < level->lo)
        level->lo = later->lo;
    if (!known || later->hi > level->hi)
        level->hi = later->hi;
    level->last = later->last;
}

/* What `later` knows, added to the moment before it. */
static void merge(struct moment *m, const struct moment *later)
{
    if ((later->has & HAS_DATA) != 0)
        widen(&m->data, &later->data, (m->has & HAS_DATA) != 0);
    if ((later->has & HAS_SACK) != 0)
        widen(&m->sack, &later->sack, (m->has & HAS_SACK) != 0);
    if ((later->has & HAS_ACK) != 0) {
        follow(&m->ack, &later->ack, (m->has & HAS_ACK) != 0);
        follow(&m->edge, &later->edge, (m->has & HAS_ACK) != 0);
        follow(&m->window, &later->window, (m->has & HAS_ACK) != 0);
    }
    if ((later->has & HAS_RTT) != 0)
        follow(&m->rtt, &later->rtt, (m->has & HAS_RTT) != 0);
    if ((later->has & HAS_FLIGHT) != 0)
        follow(&m->flight, &later->flight, (m->has & HAS_FLIGHT) != 0);
    m->sent += later->sent;
    m->acked += later->acked;
    m->has |= later->has;
}

/* Spans of `width_ns` instead of moments; they are in order, and no two begin within one span. */
static void gather(struct record *r, int64_t width_ns)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        struct moment now = r->moments[i];

        now.at_ns -= now.at_ns % width_ns;
        if (n > 0 && r->moments[n - 1].at_ns == now.at_ns)
            merge(&r->moments[n - 1], &now);
        else
            r->moments[n++] = now;
    }
    r->n = n;
    r->width_ns = width_ns;
}

/* Room for one more moment at least. */
static void make_room(struct record *r)
{
    const int64_t extent = r->moments[r->n - 1].at_ns;
    int64_t width = r->width_ns != 0 ? 2 * r->width_ns : FIRST_WIDTH_NS;

    while (extent / width >= RECORD_MOMENTS / 2)
        width *= 2;
    gather(r, width);
}

/* Times never go back, for those who draw lines. */
static void add_moment(struct record *r, struct moment *now)
{
    int64_t at = now->at_ns > 0 ? now->at_ns : 0;

    if (r->n > 0 && at < r->moments[r->n - 1].at_ns)
        at = r->moments[r->n - 1].at_ns;
    if (r->n == RECORD_MOMENTS)
        make_room(r);
    now->at_ns = r->width_ns != 0 ? at - at % r->width_ns : at;
    if (r->width_ns != 0 && r->n > 0 && r->moments[r->n - 1].at_ns >= now->at_ns)
        merge(&r->moments[r->n - 1], now);
    else
        r->moments[r->n++] = *now;
}

/* ---- events ---- */

static void add_event(struct record *r, struct events *events, enum event_kind kind,
                      const struct plot_sample *s, struct plot_range range)
{
    r->counts[kind]++;
    if (events->seen++ % events->stride != 0)
        return;
    if (events->n == RECORD_EVENTS) {
        for (size_t i = 0; i < RECORD_EVENTS / 2; i++)
            events->all[i] = events->all[2 * i];
        events->n = RECORD_EVENTS / 2;
        events->stride *= 2;
        if ((events->seen - 1) % events->stride != 0)
            return;
    }
    events->all[events->n++] =
        (struct event){.at_ns = s->at_ns, .frame = s->frame, .range = range, .kind = (uint8_t)kind};
}

/* What may be wrong with a segment of this side; EVENT_KINDS for nothing. */
static enum event_kind loss_of(const struct plot_sample *s)
{
    static const struct {
        uint16_t mark;
        uint8_t kind;
    } kinds[] = {
        {PLOT_IGNORED, EVENT_IGNORED}, {PLOT_KEEP_ALIVE, EVENT_KEEP_ALIVE},
        {PLOT_PROBE, EVENT_PROBE},     {PLOT_NEEDLESS, EVENT_NEEDLESS},
        {PLOT_AGAIN, EVENT_AGAIN},     {PLOT_LATE, EVENT_LATE},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if ((s->marks & kinds[i].mark) != 0)
            return kinds[i].kind;
    }
    return EVENT_KINDS;
}

static void point_out_own(struct record *r, const struct plot_sample *s, enum event_kind loss)
{
    if (loss != EVENT_KINDS)
        add_event(r, &r->losses, loss, s, s->range);
    if ((s->flags & TCPLENS_RST) != 0)
        add_event(r, &r->landmarks, EVENT_RST, s, s->range);
    else if ((s->flags & TCPLENS_SYN) != 0)
        add_event(r, &r->landmarks, EVENT_SYN, s, s->range);
    else if ((s->flags & TCPLENS_FIN) != 0)
        add_event(r, &r->landmarks, EVENT_FIN, s, s->range);
}

static void point_out_answer(struct record *r, const struct plot_sample *s)
{
    const bool closes = s->acks && s->window == 0;

    if ((s->flags & TCPLENS_RST) != 0)
        add_event(r, &r->landmarks, EVENT_PEER_RST, s, (struct plot_range){r->reached, r->reached});
    if (closes && !r->closed)
        add_event(r, &r->landmarks, EVENT_ZERO_WINDOW, s, (struct plot_range){s->ack, s->edge});
    if (s->acks)
        r->closed = closes;
}

/* ---- samples ---- */

static void add_own(struct record *r, const struct plot_sample *s, struct moment *now)
{
    const enum event_kind loss = loss_of(s);

    if ((s->marks & PLOT_COPY) != 0)
        return;
    if (loss == EVENT_KINDS && s->range.hi > s->range.lo) {
        now->has |= HAS_DATA;
        now->data = s->range;
    }
    if ((s->marks & PLOT_IGNORED) == 0) {
        now->sent = s->len;
        r->octets += s->len;
        r->segments += s->len > 0;
        r->again += (s->marks & PLOT_AGAIN) != 0 && s->len > 0;
    }
    if (s->range.hi > r->reached)
        r->reached = s->range.hi;
    point_out_own(r, s, loss);
}

static void add_answer(struct record *r, const struct plot_sample *s, struct moment *now)
{
    for (unsigned i = 0; i < s->n_sacks; i++) {
        widen(&now->sack, &s->sacks[i], (now->has & HAS_SACK) != 0);
        now->has |= HAS_SACK;
    }
    if (s->acks) {
        now->has |= HAS_ACK;
        now->ack = (struct level){s->ack, s->ack, s->ack};
        now->edge = (struct level){s->edge, s->edge, s->edge};
        now->window = (struct level){s->window, s->window, s->window};
        now->acked = (uint64_t)s->acked;
        if (s->rtt_ns >= 0) {
            now->has |= HAS_RTT;
            now->rtt = (struct level){s->rtt_ns, s->rtt_ns, s->rtt_ns};
            tl_spread_add(r->rtts, s->rtt_ns);
        }
    }
    point_out_answer(r, s);
}

void tl_record_add(struct record *r, const struct plot_sample *sample)
{
    const int64_t flight = sample->flight[r->side];
    struct moment now = {.at_ns = sample->at_ns};

    if (r->failed)
        return;
    if (sample->at_ns > r->last_ns)
        r->last_ns = sample->at_ns;
    if (sample->side == r->side)
        add_own(r, sample, &now);
    else
        add_answer(r, sample, &now);
    now.has |= HAS_FLIGHT;
    now.flight = (struct level){flight, flight, flight};
    add_moment(r, &now);
}

/* ---- stories ---- */

void tl_record_add_story(struct record *r, const struct story *story)
{
    struct course course = {0};
    struct plot_sample sample;

    r->left_out = story->rows_dropped;
    for (size_t i = 0; i < story->n_rows; i++) {
        if (tl_course_row(&course, &story->rows[i], &sample))
            tl_record_add(r, &sample);
    }
}

unsigned tl_story_sender(const struct story *story)
{
    return story->conn.ends[1].octets > story->conn.ends[0].octets ? SIDE_RESPONDER
                                                                   : SIDE_INITIATOR;
}
