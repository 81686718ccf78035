// SPDX-License-Identifier: BSD-3-Clause
/* Openings, closings, and what an observer of states gets wrong, each as a transcript. */
#include "track/scene.h"

static void three_way_and_four(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    CHECK_STATES(s, SYN_SENT, LISTEN);
    T_CHECK(has(s, V_NEW_CONN | V_STATE_INFERRED));
    T_CHECK(s->v.before[A] == TCPLENS_CLOSED && s->v.before[B] == TCPLENS_LISTEN);
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
    T_CHECK(has(s, V_ACKS_SYN | V_ACKS_NEW) && has_none(s, V_STATE_INFERRED));
    send(s, A, ACK, 1, 1, 0);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_HANDSHAKE_DONE) && scene_conn(s)->open_form == OPEN_THREE_WAY);
    T_CHECK(scene_conn(s)->est_rtt_responder_ns == s->step);
    T_CHECK(scene_conn(s)->est_rtt_initiator_ns == s->step);
    send(s, A, FIN | ACK, 1, 1, 0);
    CHECK_STATES(s, FIN_WAIT_1, CLOSE_WAIT);
    T_CHECK(scene_conn(s)->close_form == CLOSE_HALF && scene_conn(s)->closer == A);
    send(s, B, ACK, 1, 2, 0);
    CHECK_STATES(s, FIN_WAIT_2, CLOSE_WAIT);
    T_CHECK(has(s, V_ACKS_FIN) && s->v.acked == 0);
    send(s, B, ACK, 1, 2, 30); /* half-closed: it still sends */
    CHECK_STATES(s, FIN_WAIT_2, CLOSE_WAIT);
    send(s, A, ACK, 2, 31, 0);
    send(s, B, FIN | ACK, 31, 2, 0);
    CHECK_STATES(s, TIME_WAIT, LAST_ACK);
    T_CHECK((scene_conn(s)->bits & CONN_CLOSED) == 0);
    send(s, A, ACK, 2, 32, 0);
    CHECK_STATES(s, TIME_WAIT, CLOSED);
    T_CHECK(has(s, V_CLOSE_DONE) && scene_conn(s)->close_form == CLOSE_FOUR_SEGMENTS);
    T_CHECK((scene_conn(s)->bits & CONN_CLOSED) != 0);
    T_CHECK(scene_conn(s)->close_frame == s->number);
    send(s, B, FIN | ACK, 31, 2, 0); /* the last ACK was lost behind the capture point */
    CHECK_STATES(s, TIME_WAIT, CLOSED);
    T_CHECK(has(s, V_RETRANS) && s->v.of_frame != 0);
}

static void three_segments(struct scene *s)
{
    exchange(s);
    send(s, B, FIN | ACK, 201, 101, 0);
    CHECK_STATES(s, CLOSE_WAIT, FIN_WAIT_1);
    send(s, A, FIN | ACK, 101, 202, 0);
    CHECK_STATES(s, LAST_ACK, TIME_WAIT);
    send(s, B, ACK, 202, 102, 0);
    CHECK_STATES(s, CLOSED, TIME_WAIT);
    T_CHECK(scene_conn(s)->close_form == CLOSE_THREE_SEGMENTS && scene_conn(s)->closer == B);
}

static void simultaneous_close(struct scene *s)
{
    exchange(s);
    send(s, A, FIN | ACK, 101, 201, 0);
    CHECK_STATES(s, FIN_WAIT_1, CLOSE_WAIT);
    send(s, B, FIN | ACK, 201, 101, 0); /* its ACK shows that it had not A's FIN */
    CHECK_STATES(s, CLOSING, CLOSING);
    T_CHECK(has(s, V_SIMULTANEOUS | V_STATE_INFERRED));
    send(s, A, ACK, 102, 202, 0);
    CHECK_STATES(s, CLOSING, TIME_WAIT);
    send(s, B, ACK, 202, 102, 0);
    CHECK_STATES(s, TIME_WAIT, TIME_WAIT);
    T_CHECK(has(s, V_CLOSE_DONE) && scene_conn(s)->close_form == CLOSE_SIMULTANEOUS);
}

static void simultaneous_open(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, SYN, 0, 0, 0);
    CHECK_STATES(s, SYN_RECEIVED, SYN_RECEIVED);
    T_CHECK(has(s, V_SIMULTANEOUS) && has_none(s, V_NEW_CONN));
    send(s, A, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, SYN_RECEIVED, ESTABLISHED);
    T_CHECK(has_none(s, V_RETRANS));
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has_none(s, V_RETRANS) && has(s, V_HANDSHAKE_DONE));
    T_CHECK(scene_conn(s)->open_form == OPEN_SIMULTANEOUS);
}

static void third_ack_proves_nothing(struct scene *s)
{
    handshake(s);
    T_CHECK((scene_conn(s)->ends[B].known & EP_OPEN_SHOWN) == 0);
    send(s, B, SYN | ACK, 0, 1, 0); /* deferred accept: it never took the ACK */
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
    T_CHECK(has(s, V_RETRANS | V_STATE_INFERRED));
    send(s, A, ACK, 1, 1, 0);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has_none(s, V_HANDSHAKE_DONE));
    send(s, B, ACK, 1, 1, 5);
    T_CHECK((scene_conn(s)->ends[B].known & EP_OPEN_SHOWN) != 0);
}

static void third_ack_refused(struct scene *s)
{
    handshake(s);
    send(s, B, RST, 1, 0, 0); /* the listener is gone */
    CHECK_STATES(s, CLOSED, CLOSED);
    T_CHECK(scene_conn(s)->close_form == CLOSE_RESET && scene_conn(s)->closer == B);
    T_CHECK(s->v.of_frame == 3 && s->v.before[B] == TCPLENS_SYN_RECEIVED);
}

static void handshake_ack_not_captured(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, SYN | ACK, 0, 1, 0);
    send(s, B, ACK, 1, 1, 10); /* so it must have had it */
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_STATE_INFERRED));
}

static void syn_ack_lost_behind(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, A, SYN, 0, 0, 0);
    CHECK_STATES(s, SYN_SENT, LISTEN);
    T_CHECK(has(s, V_RETRANS) && s->v.of_frame == 1 && has_none(s, V_NEW_CONN));
    send(s, B, SYN | ACK, 0, 1, 0);
    T_CHECK(s->v.rtt_ns == -1); /* Karn: which SYN does it answer? */
    T_CHECK(scene_conn(s)->est_rtt_responder_ns == 0);
    send(s, A, SYN, 0, 0, 0);
    CHECK_STATES(s, SYN_SENT, SYN_RECEIVED);
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
}

static void refused(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, RST | ACK, 0, 5, 0); /* does not acknowledge the SYN */
    CHECK_STATES(s, SYN_SENT, LISTEN);
    T_CHECK(has(s, V_UNACCEPTABLE));
    send(s, B, RST | ACK, 0, 1, 0);
    CHECK_STATES(s, CLOSED, CLOSED);
    T_CHECK(has(s, V_RST_ANSWERS_SYN) && s->v.of_frame == 1);
    T_CHECK(scene_conn(s)->open_form == OPEN_REFUSED);
    T_CHECK(scene_conn(s)->close_form == CLOSE_NOT_SEEN);
}

static void reset_in_syn_received(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, SYN | ACK, 0, 1, 0);
    send(s, A, RST, 1, 0, 0);
    CHECK_STATES(s, CLOSED, LISTEN);
    T_CHECK((scene_conn(s)->bits & CONN_CLOSED) != 0);
}

static void inexact_segments(struct scene *s)
{
    exchange(s);
    send(s, B, RST, 300, 0, 0); /* in the window, and not exact: RFC 5961 3.2 */
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_UNACCEPTABLE));
    send(s, A, ACK, 101, 201, 0);
    T_CHECK(has(s, V_CHALLENGE_ACK) && s->v.of_frame == s->number - 1);
    send(s, B, RST, 100, 0, 0); /* below the window */
    T_CHECK(has(s, V_UNACCEPTABLE));
    send(s, B, FIN | ACK, 100000, 101, 0);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_UNACCEPTABLE));
    send(s, B, ACK, UINT32_C(0x50000000), 101, 7);
    T_CHECK(has(s, V_UNACCEPTABLE) && has_none(s, V_GAP));
    send(s, B, ACK, 201, UINT32_C(0x30000000), 0);
    T_CHECK(has(s, V_UNACCEPTABLE) && has_none(s, V_ACK_UNSEEN));
    send(s, B, ACK, 201, 101, 50);
    T_CHECK(has_none(s, V_UNACCEPTABLE | V_RETRANS | V_GAP) && s->v.rel_seq == 201);
    send(s, B, RST, 251, 0, 0);
    CHECK_STATES(s, CLOSED, CLOSED);
    T_CHECK(has(s, V_CLOSE_DONE) && has_none(s, V_UNACCEPTABLE));
}

static void stray_syn(struct scene *s)
{
    uint32_t old;

    exchange(s);
    old = s->v.slot;
    s->isn[A] += 5000000; /* somebody asks for a new connection on the same ports */
    send(s, A, SYN, 0, 0, 0);
    T_CHECK(has(s, V_NEW_CONN | V_PORT_REUSE) && s->v.slot != old);
    s->isn[A] -= 5000000;
    send(s, B, ACK, 201, 101, 0); /* and the old one answers */
    T_CHECK(s->v.slot == old);
    send(s, A, ACK, 101, 201, 10); /* it is well */
    T_CHECK(s->v.slot == old && has_none(s, V_UNACCEPTABLE | V_GAP));
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    s->isn[A] += 6000000; /* now for good */
    s->isn[B] += 7000000;
    handshake(s);
    T_CHECK(s->v.slot != old && scene_conn(s)->previous == 2);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
}

static void syn_in_time_wait(struct scene *s)
{
    uint32_t old, isn;

    exchange(s);
    send(s, B, FIN | ACK, 201, 101, 0);
    send(s, A, FIN | ACK, 101, 202, 0);
    send(s, B, ACK, 202, 102, 0);
    CHECK_STATES(s, CLOSED, TIME_WAIT);
    old = s->v.slot;
    isn = s->isn[A];
    s->isn[A] = isn - 1000; /* looks old */
    send(s, A, SYN, 0, 0, 0);
    CHECK_STATES(s, SYN_SENT, LISTEN);
    s->isn[A] = isn;
    send(s, B, ACK, 202, 102, 0); /* TIME-WAIT answers */
    T_CHECK(s->v.slot == old);
    send(s, A, RST, 102, 0, 0);
    T_CHECK(s->v.slot == old);
    CHECK_STATES(s, CLOSED, CLOSED);
    s->isn[A] = isn - 1000;
    send(s, A, SYN, 0, 0, 0);
    T_CHECK(s->v.slot != old && has(s, V_RETRANS) && has_none(s, V_NEW_CONN));
    CHECK_STATES(s, SYN_SENT, LISTEN);
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
}

static void late_data_of_the_past(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, ACK, 70000, 60000, 100);
    CHECK_STATES(s, SYN_SENT, LISTEN);
    T_CHECK(has(s, V_UNACCEPTABLE));
    send(s, A, RST, 60000, 0, 0);
    CHECK_STATES(s, SYN_SENT, LISTEN);
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
    T_CHECK(s->v.rel_seq == 0);
}

static void syn_in_the_window(struct scene *s)
{
    const struct conn *c;

    exchange(s);
    c = scene_conn(s);
    send(s, A, SYN, 150, 0, 0);
    T_CHECK(has(s, V_UNACCEPTABLE) && scene_conn(s) == c);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(has(s, V_CHALLENGE_ACK) && s->v.of_frame == s->number - 1);
    send(s, A, SYN, 150, 0, 0);
    s->isn[A] += 150;
    s->isn[B] += 400000;
    send(s, B, SYN | ACK, 0, 1, 0); /* but if it is answered, it is a new connection */
    T_CHECK(has(s, V_NEW_CONN | V_PORT_REUSE) && scene_conn(s) != c);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
}

static void caller_is_gone(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, SYN | ACK, 0, 1, 0);
    send(s, A, RST, 1, 0, 0);
    T_CHECK(s->v.before[A] == TCPLENS_SYN_SENT && s->v.after[A] == TCPLENS_CLOSED);
}

static void data_after_close(struct scene *s)
{
    exchange(s);
    send(s, A, FIN | ACK, 101, 201, 0);
    send(s, B, ACK, 201, 102, 0);
    CHECK_STATES(s, FIN_WAIT_2, CLOSE_WAIT);
    send(s, B, ACK, 201, 102, 60);
    send(s, A, RST, 102, 0, 0); /* nobody is there to read it: FIN-WAIT-2 ends without TIME-WAIT */
    CHECK_STATES(s, CLOSED, CLOSED);
    T_CHECK(has(s, V_RST_UNREAD | V_CLOSE_DONE) && s->v.of_frame == s->number - 1);
    T_CHECK(scene_conn(s)->close_form == CLOSE_RESET && scene_conn(s)->closer == A);
    send(s, B, ACK, 261, 102, 9);
    T_CHECK(has(s, V_DATA_AFTER_CLOSE));
}

static void fast_open(struct scene *s)
{
    send(s, A, SYN, 0, 0, 40);
    send(s, B, SYN | ACK, 0, 41, 0);
    T_CHECK(has(s, V_SYN_DATA_ACKED) && s->v.acked == 40);
    send(s, B, ACK, 1, 41, 500);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
    send(s, B, FIN | ACK, 501, 41, 0); /* closed before the third ACK: never ESTABLISHED */
    CHECK_STATES(s, CLOSE_WAIT, FIN_WAIT_1);
    send(s, A, ACK, 41, 502, 0);
    CHECK_STATES(s, CLOSE_WAIT, FIN_WAIT_2);
    T_CHECK(has(s, V_HANDSHAKE_DONE) && scene_conn(s)->open_form == OPEN_FAST);
}

static void fin_overtakes_data(struct scene *s)
{
    exchange(s);
    send(s, A, FIN | ACK, 151, 201, 10); /* 50 octets before it are missing */
    CHECK_STATES(s, FIN_WAIT_1, ESTABLISHED);
    T_CHECK(has(s, V_GAP) && s->v.gap == 50);
    send(s, A, ACK, 101, 201, 50);
    CHECK_STATES(s, FIN_WAIT_1, CLOSE_WAIT);
}

static void mid_capture(struct scene *s)
{
    send(s, B, ACK, 5001, 701, 100);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_NEW_CONN | V_STATE_INFERRED) && s->v.side == B);
    T_CHECK(s->v.rel_seq == 1 && s->v.rel_ack == 1 && s->v.window_scaled == 0);
    T_CHECK(scene_conn(s)->role_reason == ROLE_SERVICE_PORT);
    T_CHECK((scene_conn(s)->bits & CONN_MID_CAPTURE) != 0);
    send(s, A, ACK, 701, 5101, 0);
    T_CHECK(s->v.ack_frame == 1 && s->v.acked == 100 && has_none(s, V_GAP | V_ACK_UNSEEN));
    send(s, A, FIN | ACK, 701, 5101, 0);
    CHECK_STATES(s, FIN_WAIT_1, CLOSE_WAIT);
}

static void lone_reset(struct scene *s)
{
    send(s, A, RST, 77, 0, 0);
    CHECK_STATES(s, CLOSED, CLOSED);
}

static void one_direction(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, A, ACK, 1, 1, 0);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_STATE_INFERRED));
    send(s, A, ACK, 1, 1, 100);
    send(s, A, ACK, 101, 501, 0);
    T_CHECK(has(s, V_ACK_UNSEEN | V_ACKS_NEW) && s->v.acked == 500 && s->v.gap == 500);
    T_CHECK((scene_conn(s)->bits & CONN_ONE_DIRECTION) != 0);
    send(s, A, FIN | ACK, 101, 501, 0);
    CHECK_STATES(s, FIN_WAIT_1, CLOSE_WAIT);
    send(s, A, ACK, 102, 502, 0); /* one number more: the other FIN */
    CHECK_STATES(s, TIME_WAIT, CLOSED);
    T_CHECK(has(s, V_STATE_INFERRED));
}

static void one_direction_responder(struct scene *s)
{
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
    T_CHECK(s->v.side == B && scene_conn(s)->role_reason == ROLE_GOT_SYN_ACK);
    send(s, B, ACK, 1, 80, 300);
    CHECK_STATES(s, ESTABLISHED, ESTABLISHED);
    T_CHECK(has(s, V_STATE_INFERRED));
}

static void port_reuse(struct scene *s)
{
    exchange(s);
    send(s, A, FIN | ACK, 101, 201, 0);
    send(s, B, FIN | ACK, 201, 102, 0);
    send(s, A, ACK, 102, 202, 0);
    s->isn[A] += 1000000;
    s->isn[B] += 3000000;
    s->now += INT64_C(120000000000);
    send(s, A, SYN, 0, 0, 0);
    T_CHECK(has(s, V_NEW_CONN | V_PORT_REUSE));
    T_CHECK(scene_conn(s)->number == 2 && scene_conn(s)->previous == 1);
    send(s, B, SYN | ACK, 0, 1, 0);
    CHECK_STATES(s, ESTABLISHED, SYN_RECEIVED);
    T_CHECK(scene_conn(s)->number == 2);
}

int main(void)
{
    static void (*const scenes[])(struct scene *) = {
        three_way_and_four,
        three_segments,
        simultaneous_close,
        simultaneous_open,
        third_ack_proves_nothing,
        third_ack_refused,
        handshake_ack_not_captured,
        syn_ack_lost_behind,
        refused,
        reset_in_syn_received,
        inexact_segments,
        stray_syn,
        syn_in_time_wait,
        late_data_of_the_past,
        syn_in_the_window,
        caller_is_gone,
        data_after_close,
        fast_open,
        fin_overtakes_data,
        mid_capture,
        lone_reset,
        one_direction,
        one_direction_responder,
        port_reuse,
    };

    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct scene s;

        scene_open(&s);
        scenes[i](&s);
        scene_close(&s);
    }
    return t_done();
}
