// SPDX-License-Identifier: BSD-3-Clause
/*
 * find.c - which connection a segment belongs to, when the same ports may have had several.
 */
#include "track/tracker.h"

uint32_t tl_track_guess(const struct tracker *t, uint32_t tag)
{
    const struct table *const table = &t->table;
    uint32_t i = tag & table->mask;

    while (table->cells[i].slot_plus_1 != 0 && table->cells[i].tag != tag)
        i = (i + 1) & table->mask;
    return table->cells[i].slot_plus_1 - 1;
}

uint32_t tl_track_lookup(const struct tracker *t, uint32_t tag, const struct flow_key *key,
                         uint8_t *side)
{
    const struct table *const table = &t->table;

    for (uint32_t i = tag & table->mask; table->cells[i].slot_plus_1 != 0;
         i = (i + 1) & table->mask) {
        const uint32_t slot = table->cells[i].slot_plus_1 - 1;

        if (table->cells[i].tag == tag && key_is(&t->conns[slot], key, side))
            return slot;
    }
    return TRACK_NO_CONN;
}

static void point(struct turn *u)
{
    u->c = &u->t->conns[u->slot];
    u->me = &u->c->ends[u->side];
    u->peer = &u->c->ends[u->side ^ 1];
}

/* The connection before the one found, on the same ports. */
static void go_to_shadow(struct turn *u, const struct flow_key *key)
{
    u->slot = u->c->shadow;
    (void)key_is(&u->t->conns[u->slot], key, &u->side);
    point(u);
}

/* Whether the segment fits a connection of which only the SYN was captured. */
static bool fits_the_new(const struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;

    if (turn_has(u, TCPLENS_SYN) && !turn_has(u, TCPLENS_ACK))
        return true;
    if (knows(u->me, EP_ISS))
        return !turn_has(u, TCPLENS_RST) && seq_eq(seg->seq, u->me->snd_nxt);
    return turn_has(u, TCPLENS_ACK) && seq_lt(u->peer->iss, seg->ack) &&
           seq_leq(seg->ack, u->peer->snd_nxt);
}

/* A SYN in the window of a connection that is alive draws a challenge ACK (RFC 5961 4.2). An ISN
 * chosen at random falls there once in 2^32 / window, and its SYN-ACK would show it. */
static bool is_in_live_window(const struct turn *u)
{
    const struct endpoint *const peer = u->peer;

    return peer->state >= TCPLENS_ESTABLISHED && peer->state != TCPLENS_TIME_WAIT &&
           knows(peer, EP_ACK) && seq_in_window(u->seg->seq, peer->rcv_nxt, peer->wnd);
}

/* A SYN without ACK: does it ask for a new connection? */
static bool syn_begins(const struct turn *u)
{
    const struct conn *const c = u->c;

    if (knows(u->me, EP_ISS) && seq_eq(u->me->iss, u->seg->seq))
        return (c->bits & CONN_CLOSED) != 0;
    if (knows(u->me, EP_ISS))
        return !is_in_live_window(u);
    /* Simultaneous open: it crosses the SYN of the other side. */
    if (knows(u->peer, EP_ISS) && u->peer->state == TCPLENS_SYN_SENT && u->me->segs == 0)
        return false;
    /* The SYN-ACK was captured first. */
    return !(c->open_form == OPEN_UNFINISHED && knows(u->me, EP_BASE) &&
             seq_eq(u->me->base, u->seg->seq));
}

/* A SYN with ACK: is it the answer to a SYN that was not captured? */
static bool syn_ack_begins(const struct turn *u)
{
    const struct conn *const c = u->c;

    const bool answers_strange_syn = u->peer->aside_kind == ASIDE_UNACCEPTABLE &&
                                     seq_eq(u->seg->ack, seq_add(u->peer->aside_seq, 1));

    if (knows(u->me, EP_ISS))
        return !seq_eq(u->me->iss, u->seg->seq) &&
               ((c->bits & CONN_CLOSED) != 0 || answers_strange_syn);
    if ((c->bits & CONN_MID_CAPTURE) == 0)
        return false;
    return !knows(u->peer, EP_BASE) || !seq_eq(seq_add(u->peer->base, 1), u->seg->ack);
}

/* Anything else: the connection is over, and these numbers are not its own. */
static bool other_begins(const struct turn *u)
{
    enum { NEAR = 1 << 20 };
    const int32_t d = seq_diff(u->seg->seq, u->me->snd_nxt);

    return (u->c->bits & CONN_CLOSED) != 0 && !turn_has(u, TCPLENS_RST) &&
           knows(u->me, EP_SND_NXT) && (d > NEAR || d < -NEAR);
}

static bool begins(const struct turn *u)
{
    if (!turn_has(u, TCPLENS_SYN))
        return other_begins(u);
    if (turn_has(u, TCPLENS_RST))
        return false;
    return turn_has(u, TCPLENS_ACK) ? syn_ack_begins(u) : syn_begins(u);
}

void tl_track_find(struct turn *u, const struct flow_key *key, uint32_t tag)
{
    if (u->slot != TRACK_NO_CONN) {
        point(u);
        if (u->c->shadow != TRACK_NO_CONN) {
            if (!fits_the_new(u)) {
                go_to_shadow(u, key);
                (void)tl_track_is_copy(u);
                return;
            }
            if (!turn_has(u, TCPLENS_SYN) || turn_has(u, TCPLENS_ACK))
                tl_track_retire(u->t, u->c->shadow);
        }
        if (tl_track_is_copy(u) || !begins(u))
            return;
    }
    tl_track_begin(u, key, tag, u->slot);
    point(u);
}
