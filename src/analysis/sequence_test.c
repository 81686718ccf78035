// SPDX-License-Identifier: BSD-3-Clause
/* The verdicts of section 6, each where it begins to hold and where it does not. */
#include "analysis/play.h"

static void opens_and_acknowledges(struct play *p)
{
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(shows(p, A_HAS_STREAM | A_NEW_STREAM | A_HAS_LENGTH) && verdicts_are(p, 0));
    T_CHECK(p->row.seq == 0 && p->row.next_seq == 1 && p->row.len == 0);
    say(p, B, SYN | ACK, 0, 1, 0);
    T_CHECK(p->row.acks_frame == 1 && p->row.ack_rtt_ns == p->step && p->row.ack == 1);
    say(p, A, ACK, 1, 1, 0);
    T_CHECK(p->row.acks_frame == 2 && p->row.initial_rtt_ns == 2 * p->step);
    say(p, A, ACK, 1, 1, 100); /* over the wrap of raw numbers */
    T_CHECK(shows(p, A_HAS_FLIGHT) && p->row.flight == 100 && p->row.push == 100);
    say(p, A, ACK | PSH, 101, 1, 50);
    T_CHECK(p->row.flight == 150 && p->row.push == 150);
    say(p, A, ACK, 151, 1, 10);
    T_CHECK(p->row.flight == 160 && p->row.push == 10);
    say(p, B, ACK, 1, 161, 0);
    T_CHECK(p->row.acks_frame == 6 && p->row.ack_rtt_ns == p->step && verdicts_are(p, 0));
}

static void repeats(struct play *p)
{
    shake_hands(p);
    say(p, A, ACK, 1, 1, 100);
    say(p, A, ACK, 101, 1, 100);
    p->now += 300 * MS;
    say(p, A, ACK, 1, 1, 100);
    T_CHECK(verdicts_are(p, A_RETRANSMISSION) && shows(p, A_HAS_RTO));
    T_CHECK(p->row.rto_frame == 4 && p->row.rto_ns == 320 * MS);
    say(p, B, ACK, 1, 201, 0);
    say(p, A, ACK, 101, 1, 100);
    T_CHECK(verdicts_are(p, A_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION));
}

static void comes_out_of_order(struct play *p)
{
    shake_hands(p); /* iRTT 20 ms */
    p->step = MS;
    say(p, A, ACK, 101, 1, 100);
    T_CHECK(verdicts_are(p, A_LOST_SEGMENT) && !shows(p, A_HAS_FLIGHT));
    say(p, A, ACK, 1, 1, 100);
    T_CHECK(verdicts_are(p, A_OUT_OF_ORDER));
    say(p, A, ACK, 101, 1, 100); /* ends at the highest number: always a repeat */
    T_CHECK(verdicts_are(p, A_RETRANSMISSION));
    p->now += 20 * MS;
    say(p, A, ACK, 1, 1, 50);
    T_CHECK(verdicts_are(p, A_RETRANSMISSION));
}

static void repeats_fast(struct play *p)
{
    shake_hands(p);
    for (uint32_t i = 0; i < 4; i++)
        say(p, A, ACK, 1 + 100 * i, 1, 100);
    say(p, B, ACK, 1, 101, 0);
    for (uint32_t i = 1; i <= 3; i++) {
        say(p, B, ACK, 1, 101, 0);
        T_CHECK(verdicts_are(p, A_DUPLICATE_ACK) && p->row.duplicate == i);
        T_CHECK(p->row.duplicate_frame == 8);
    }
    say(p, A, ACK, 101, 1, 100);
    T_CHECK(verdicts_are(p, A_RETRANSMISSION | A_FAST_RETRANSMISSION));
    p->now += 20 * MS;
    say(p, A, ACK, 101, 1, 100);
    T_CHECK(verdicts_are(p, A_RETRANSMISSION)); /* 20 ms after the ACK it is an ordinary one */
    p->wnd[B] = 4096;
    say(p, B, ACK, 1, 101, 0);
    T_CHECK(verdicts_are(p, A_WINDOW_UPDATE));
}

static void keeps_alive(struct play *p)
{
    shake_hands(p);
    say(p, A, ACK, 1, 1, 100);
    say(p, B, ACK, 1, 101, 0);
    say(p, A, ACK, 100, 1, 0);
    T_CHECK(verdicts_are(p, A_KEEP_ALIVE));
    say(p, B, ACK, 1, 101, 0);
    T_CHECK(verdicts_are(p, A_KEEP_ALIVE_ACK));
    say(p, A, ACK, 100, 1, 1);
    T_CHECK(verdicts_are(p, A_KEEP_ALIVE)); /* and no retransmission */
    say(p, A, ACK, 99, 1, 1);
    T_CHECK(verdicts_are(p, A_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION));
}

static void fills_and_probes(struct play *p)
{
    shake_hands(p); /* no scale option: both sides have none */
    p->wnd[B] = 200;
    say(p, B, ACK, 1, 1, 0);
    say(p, A, ACK, 1, 1, 100);
    T_CHECK(verdicts_are(p, 0));
    say(p, A, ACK, 101, 1, 100);
    T_CHECK(verdicts_are(p, A_WINDOW_FULL));
    p->wnd[B] = 0;
    say(p, B, ACK, 1, 201, 0);
    T_CHECK(verdicts_are(p, A_ZERO_WINDOW));
    say(p, A, ACK, 201, 1, 1);
    T_CHECK(verdicts_are(p, A_ZERO_WINDOW_PROBE));
    say(p, B, ACK, 1, 201, 0);
    T_CHECK(verdicts_are(p, A_ZERO_WINDOW | A_ZERO_WINDOW_PROBE_ACK));
    p->wnd[B] = 8192;
    say(p, B, ACK, 1, 201, 0);
    T_CHECK(verdicts_are(p, A_WINDOW_UPDATE));
}

static void acknowledges_unseen(struct play *p)
{
    shake_hands(p);
    say(p, A, ACK, 1, 1, 100);
    say(p, B, ACK, 1, 301, 0);
    T_CHECK(verdicts_are(p, A_ACK_LOST_SEGMENT));
    say(p, B, ACK, 1, 401, 0); /* once in a row of them */
    T_CHECK(shows(p, A_HAS_RECORD) && verdicts_are(p, 0));
}

int main(void)
{
    static void (*const plays[])(struct play *) = {
        opens_and_acknowledges, repeats,     comes_out_of_order,
        repeats_fast,           keeps_alive, fills_and_probes,
        acknowledges_unseen,
    };

    for (size_t i = 0; i < sizeof plays / sizeof plays[0]; i++) {
        struct play p;

        play_open(&p);
        plays[i](&p);
        play_close(&p);
    }
    return t_done();
}
