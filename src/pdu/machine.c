// SPDX-License-Identifier: BSD-3-Clause
/*
 * machine.c - a segment's way through what waits in its direction.
 *
 * The numbers in brackets are the sections of docs/pdu.md.
 */
#include "pdu/machine.h"

#include <stdlib.h>

#include "tcp/seq.h"

enum {
    REST_MAX = 1 << 20,      /* a longer rest is not remembered [1.7] */
    END_FAR_OFF = 0xffffffe, /* a FIN may be as far away as that */
    ROUNDS_MAX = 65536,      /* of one more segment: what is asked so often is no PDU */
};

void machine_drop_spent(struct pdu_engine *e)
{
    for (size_t i = 0; i < e->n_spent; i++) {
        free(e->spent[i].octets);
        free(e->spent[i].segments);
    }
    e->n_spent = 0;
}

static void add_rest(struct pdu_engine *e, struct span octets, bool again)
{
    struct pdu_rest *const last = e->out.n_rests > 0 ? &e->out.rests[e->out.n_rests - 1] : NULL;

    if (octets.n == 0)
        return;
    if (last != NULL && last->open && last->octets.p + last->octets.n == octets.p) {
        last->octets.n += octets.n;
        last->open = false;
    } else if (e->out.n_rests == PDU_RESTS_MAX) {
        e->out.missed++;
    } else {
        e->out.rests[e->out.n_rests++] = (struct pdu_rest){.octets = octets, .again = again};
    }
}

static struct span span_from(struct span s, size_t at)
{
    (void)span_take(&s, at);
    return s;
}

static struct span span_first(struct span s, size_t n)
{
    return (struct span){s.p, n < s.n ? n : s.n};
}

static void prepare(const struct piece *p, struct hearing *h, struct span octets,
                    struct tcplens_seq start, uint8_t join)
{
    *h = (struct hearing){
        .octets = octets,
        .len = octets.n,
        .talk = &p->c->talk,
        .out = &p->e->out,
        .start = start,
        .src_port = p->seg->src_port,
        .dst_port = p->seg->dst_port,
        .side = p->row->forward == 1 ? 0 : 1,
        .join = join,
        .may_wait = true,
    };
}

static void ask(const struct piece *p, struct hearing *h, struct span octets,
                struct tcplens_seq start, uint8_t join)
{
    prepare(p, h, octets, start, join);
    hear_speaker(h);
}

/* Remember what the speaker waits for; it begins at octet `at` of the piece. */
static void begin_wait(const struct piece *p, const struct hearing *h, size_t at)
{
    const struct span rest = span_from(p->octets, at);
    struct tcplens_seq end = seq_add(p->next, 1);
    struct wait *w;

    if (h->wait == WAIT_UNTIL_FIN) {
        p->d->until_fin = true;
        end = seq_add(p->next, END_FAR_OFF);
    } else if (h->wait == WAIT_OCTETS) {
        end = seq_add(p->next, (uint32_t)h->waits_for);
    }
    if (rest.n > REST_MAX)
        return;
    w = direction_begin(&p->e->all, p->d, seq_add(p->seq, (uint32_t)at), end, p->seg->number);
    if (w == NULL)
        return;
    w->entire = h->wait == WAIT_SEGMENT;
    w->shown = h->shown;
    (void)conversations_add(&p->e->all, w, p->seg->number, 0, rest);
}

/* Give the octets of a PDU that is complete to this frame. */
static uint8_t add_join(struct pdu_engine *e, struct wait *w)
{
    if (e->out.n_joins == PDU_JOINS_MAX) {
        e->out.missed++;
        return 0;
    }
    wait_mark_overlaps(w);
    e->out.joins[e->out.n_joins++] = (struct pdu_join){
        .octets = {w->octets, w->reach}, .segments = w->segments, .n = w->in_reach};
    return (uint8_t)e->out.n_joins;
}

/* The join added last is none yet: what was found in it, the PDUs from `first` on, have their
 * names, but no octets, for those will move. */
static void drop_join(struct pdu_engine *e, size_t first, uint8_t join)
{
    for (size_t i = first; i < e->out.n_pdus; i++) {
        e->out.pdus[i].octets = (struct span){NULL, 0};
        e->out.pdus[i].join = 0;
    }
    if (join != 0)
        e->out.n_joins--;
}

/* The PDU is done; octets that this frame's join shows live on until the next frame. */
static void spend(struct pdu_engine *e, struct wait *w, bool shown)
{
    e->all.held -= wait_holds(w);
    if (shown) {
        e->spent[e->n_spent++] = (struct spent){w->octets, w->segments};
        w->octets = NULL;
        w->segments = NULL;
    }
    wait_empty(w);
    w->done = true;
    e->all.held += wait_holds(w);
}

/* What a PDU that seemed complete with the piece's first `len` octets waits for besides [1.5]. */
static void extend(const struct piece *p, struct wait *w, const struct hearing *h, size_t len)
{
    w->entire = h->wait == WAIT_SEGMENT;
    w->shown = h->shown;
    if (h->wait == WAIT_UNTIL_FIN)
        w->end = seq_add(p->next, END_FAR_OFF);
    else
        w->end = seq_add(p->seq, (uint32_t)(len + (w->entire ? 1 : h->waits_for)));
    p->d->until_fin |= h->wait == WAIT_UNTIL_FIN;
    add_rest(p->e, span_first(p->octets, len), false);
    if (p->e->out.n_rests > 0)
        p->e->out.rests[p->e->out.n_rests - 1].open = true;
}

/* Ask about a PDU that is complete with the piece's first `len` octets: how many octets of the
 * piece are used up. */
static size_t finish(const struct piece *p, struct wait *w, size_t len)
{
    const struct span whole = {w->octets, w->reach};
    const size_t first = p->e->out.n_pdus;
    const uint8_t join = add_join(p->e, w);
    struct hearing h;
    size_t from;

    ask(p, &h, whole, w->start, join);
    if (h.wait != WAIT_NOT && h.waits_from <= whole.n - len && w->rounds++ < ROUNDS_MAX) {
        drop_join(p->e, first, join);
        extend(p, w, &h, len);
        return len;
    }
    spend(p->e, w, join != 0);
    add_rest(p->e, span_first(p->octets, len), false);
    if (h.wait == WAIT_NOT)
        return len;
    from = len - (whole.n - h.waits_from);
    begin_wait(p, &h, from);
    add_rest(p->e, span_from(p->octets, from), false);
    return p->octets.n;
}

/* Add the piece to a PDU that waits for it: how many of its octets are used up. */
static size_t go_on(const struct piece *p, struct wait *w)
{
    const uint32_t offset = p->seq.v - w->start.v;
    size_t len = p->octets.n;

    if (!w->entire && seq_lt(w->end, p->next))
        len = w->end.v - p->seq.v;
    if (w->done ||
        !conversations_add(&p->e->all, w, p->seg->number, offset, span_first(p->octets, len))) {
        add_rest(p->e, p->octets, false);
        return p->octets.n;
    }
    if (w->entire && seq_leq(w->end, p->next))
        w->end = p->next;
    if (w->reach >= w->end.v - w->start.v && (p->row->verdicts & A_OUT_OF_ORDER) == 0 &&
        seq_leq(w->end, p->next))
        return finish(p, w, len);
    add_rest(p->e, span_first(p->octets, len), false);
    if (w->shown && w->reach == offset + len)
        p->e->out.begun = (struct span){w->octets, w->reach};
    /* Complete, but nobody is asked about it. */
    if (w->reach >= w->end.v - w->start.v)
        spend(p->e, w, add_join(p->e, w) != 0);
    return len;
}

/* A piece that nothing waits for. */
static void stand_alone(const struct piece *p)
{
    struct hearing h;

    if ((p->row->verdicts & A_OUT_OF_ORDER) != 0)
        return;
    ask(p, &h, p->octets, p->seq, 0);
    if (h.wait == WAIT_NOT)
        return;
    begin_wait(p, &h, h.waits_from);
    add_rest(p->e, span_from(p->octets, h.waits_from), false);
}

/* What is for nobody: the octet of a keep-alive [1.3]. */
static void name_data(const struct piece *p)
{
    struct hearing h = {.octets = p->octets, .len = p->octets.n, .out = &p->e->out};

    hear_name(&h, PDU_DATA, 0, h.len);
}

/* Retransmitted, as far as Wireshark holds that against a segment: it hands on fast ones. */
static bool is_resent(unsigned verdicts)
{
    return (verdicts & A_RETRANSMISSION) != 0 &&
           (verdicts & (A_FAST_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION)) == 0;
}

/* Whether the segment brings nothing new: what it repeats is shown, and no more [1.3]. */
static bool is_repeat(const struct piece *p)
{
    const unsigned verdicts = p->row->verdicts;
    const struct wait *const w = direction_find(p->d, p->seq);

    if ((w != NULL && seq_eq(w->start, p->seq) && seq_leq(p->next, w->end) &&
         w->last_frame != p->seg->number) ||
        is_resent(verdicts)) {
        add_rest(p->e, p->octets, true);
        return true;
    }
    if ((verdicts & A_KEEP_ALIVE) != 0)
        name_data(p);
    return (verdicts & (A_SPURIOUS_RETRANSMISSION | A_KEEP_ALIVE)) != 0;
}

void machine_hand_over(struct piece *p)
{
    while (p->octets.n > 0 && !is_repeat(p)) {
        struct wait *const w = direction_find(p->d, p->seq);
        size_t used = p->octets.n;

        if (w != NULL && seq_lt(p->seq, w->end))
            used = go_on(p, w);
        else
            stand_alone(p);
        (void)span_take(&p->octets, used);
        p->seq = seq_add(p->seq, (uint32_t)used);
    }
}

bool machine_until_fin(const struct piece *p)
{
    struct wait *const w = p->d->until_fin ? direction_find(p->d, p->seq) : NULL;
    struct hearing h;
    uint8_t join;

    if (w == NULL)
        return false;
    if (w->done) {
        p->e->out.fin_again = p->d->finished;
        return false;
    }
    if (!conversations_add(&p->e->all, w, p->seg->number, p->seq.v - w->start.v, p->octets) ||
        w->reach == 0)
        return true;
    p->d->finished = p->seg->number;
    join = add_join(p->e, w);
    prepare(p, &h, (struct span){w->octets, w->reach}, w->start, join);
    h.may_wait = false;
    hear_speaker(&h);
    spend(p->e, w, join != 0);
    return true;
}
