// SPDX-License-Identifier: BSD-3-Clause
/*
 * window.c - windows, and what a segment is for that carries nothing but an acknowledgment.
 */
#include "track/tracker.h"

void tl_track_window(struct turn *u)
{
    const struct endpoint *const me = u->me;

    u->v->window = u->seg->wnd;
    u->v->window_scaled = me->shift != SHIFT_UNKNOWN || turn_has(u, TCPLENS_SYN);
    if (me->shift != SHIFT_UNKNOWN && !turn_has(u, TCPLENS_SYN))
        u->v->window <<= me->shift;
}

static void zero_window(struct turn *u)
{
    if (u->me->wnd != 0 || !knows(u->me, EP_ACK))
        u->me->zero_windows++;
    turn_is(u, V_ZERO_WINDOW);
}

/* It answers a segment that took no numbers. */
static void answers(struct turn *u)
{
    static const uint32_t bit_of[] = {
        [ASIDE_UNACCEPTABLE] = V_CHALLENGE_ACK,
        [ASIDE_KEEP_ALIVE] = V_KEEP_ALIVE_ACK,
        [ASIDE_PROBE] = V_ZERO_WINDOW_PROBE_ACK,
    };

    turn_is(u, bit_of[u->peer->aside_kind]);
    u->v->of_frame = u->peer->aside_frame;
    u->peer->aside_kind = ASIDE_NONE;
}

/* To be called before the window and the ACK of this segment are noted. */
void tl_track_pure_ack(struct turn *u)
{
    struct endpoint *const me = u->me, *const peer = u->peer;
    const bool moved = u->v->window != me->wnd;

    if (u->seg->wnd == 0)
        zero_window(u);
    if (u->len > 0 || !turn_has(u, TCPLENS_ACK) || !knows(me, EP_SND_NXT | EP_ACK) ||
        !seq_eq(u->seg->seq, me->snd_nxt) || !seq_eq(u->seg->ack, me->rcv_nxt))
        return;
    if (peer->aside_kind != ASIDE_NONE) {
        answers(u);
        if (moved && u->seg->wnd != 0)
            turn_is(u, V_WINDOW_UPDATE);
        return;
    }
    if (u->seg->wnd == 0)
        return;
    if (moved) {
        turn_is(u, V_WINDOW_UPDATE);
        return;
    }
    /* RFC 5681 2: all five conditions; that data are outstanding is the last. */
    if (knows(peer, EP_SND_NXT) && seq_lt(peer->snd_una, peer->snd_nxt)) {
        turn_is(u, V_DUP_ACK);
        me->dup_acks++;
        if (me->dup_row < UINT16_MAX)
            me->dup_row++;
        u->v->dup_acks = me->dup_row;
    }
}

/* What is on its way after this segment, and whether it fills the window. */
void tl_track_flight(struct turn *u)
{
    const struct endpoint *const me = u->me, *const peer = u->peer;
    const struct tcplens_seq payload_end = seq_add(u->seg->seq, u->seg->payload_len);
    uint32_t numbers = me->snd_nxt.v - me->snd_una.v;

    if (numbers != 0 && knows(me, EP_SND_NXT) && seq_lt(me->snd_una, me->snd_nxt)) {
        numbers -= knows(me, EP_FIN_SENT) && !knows(me, EP_FIN_ACKED);
        numbers -= numbers > 0 && knows(me, EP_ISS) && seq_eq(me->snd_una, me->iss);
        u->v->in_flight = numbers;
    }
    if (u->seg->payload_len > 0 && !turn_has(u, TCPLENS_SYN) && knows(peer, EP_ACK) &&
        peer->wnd != 0 && peer->shift != SHIFT_UNKNOWN &&
        seq_leq(seq_add(peer->rcv_nxt, peer->wnd), payload_end))
        turn_is(u, V_WINDOW_FULL);
}
