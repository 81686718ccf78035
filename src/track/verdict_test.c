// SPDX-License-Identifier: BSD-3-Clause
/* What is said of single segments: where numbers come from, copies, losses, probes, windows. */
#include "track/scene.h"

static int seq_from(const struct scene *s, uint64_t frame, uint32_t base, uint32_t len, unsigned fl)
{
    const struct verdict *const v = &s->v;

    return v->seq_frame == frame && v->seq_base == base && v->seq_len == len && v->seq_flags == fl;
}

static int ack_from(const struct scene *s, uint64_t frame, uint32_t base, uint32_t len, unsigned fl)
{
    const struct verdict *const v = &s->v;

    return v->ack_frame == frame && v->ack_base == base && v->ack_len == len && v->ack_flags == fl;
}

static void provenance(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    T_CHECK(seq_from(s, 0, 0, 0, 0) && ack_from(s, 0, 0, 0, 0));
    send(s, B, SYN | ACK, 0, 1, 0);
    T_CHECK(seq_from(s, 0, 0, 0, 0) && ack_from(s, 1, 0, 0, SYN) && s->v.rtt_ns == s->step);
    send(s, A, ACK, 1, 1, 0);
    T_CHECK(seq_from(s, 1, 0, 0, SYN) && ack_from(s, 2, 0, 0, SYN));
    send(s, A, ACK, 1, 1, 100); /* crosses 2^32 */
    T_CHECK(seq_from(s, 1, 0, 0, SYN) && ack_from(s, 2, 0, 0, SYN));
    T_CHECK(s->v.ack_same_frame == 3 && s->v.in_flight == 100 && s->v.rel_seq == 1);
    send(s, A, ACK, 101, 1, 50);
    T_CHECK(seq_from(s, 4, 1, 100, 0) && s->v.in_flight == 150);
    send(s, B, ACK, 1, 151, 30);
    T_CHECK(ack_from(s, 5, 101, 50, 0) && s->v.ack_first_frame == 4 && s->v.acked == 150);
    T_CHECK(s->v.rtt_ns == s->step && s->v.rel_ack == 151);
    send(s, A, FIN | ACK, 151, 31, 20); /* data and FIN in one */
    send(s, B, FIN | ACK, 31, 172, 0);
    T_CHECK(ack_from(s, 7, 151, 20, FIN) && s->v.acked == 20 && has(s, V_ACKS_FIN));
    send(s, A, ACK, 172, 32, 0);
    T_CHECK(seq_from(s, 7, 151, 20, FIN) && ack_from(s, 8, 31, 0, FIN));
    send(s, B, ACK, 32, 150, 0);
    T_CHECK(s->v.ack_frame == 0 && has_none(s, V_ACKS_NEW));
}

static void resent(struct scene *s)
{
    exchange(s);
    send(s, A, ACK, 101, 201, 100);
    send(s, A, ACK, 101, 201, 100);
    T_CHECK(has(s, V_RETRANS) && has_none(s, V_SPURIOUS | V_DUP_CAPTURE | V_OUT_OF_ORDER));
    T_CHECK(s->v.of_frame == 7 && seq_from(s, 7, 101, 100, 0) && s->v.of_ns == s->step);
    send(s, B, ACK, 201, 201, 0);
    T_CHECK(s->v.ack_frame == 7 && s->v.rtt_ns == -1); /* Karn */
    send(s, A, ACK, 101, 201, 100);
    T_CHECK(has(s, V_RETRANS | V_SPURIOUS) && s->v.of_frame == 7);
    send(s, A, ACK, 151, 201, 100);
    T_CHECK(has(s, V_RETRANS | V_PARTIAL) && s->v.in_flight == 50);
    T_CHECK(scene_conn(s)->ends[A].retrans_segs == 3);
    T_CHECK(scene_conn(s)->ends[A].octets == 500 && scene_conn(s)->ends[A].octets_unique == 250);
    send(s, B, ACK, 201, 251, 0);
    T_CHECK(ack_from(s, s->number - 1, 201, 50, 0));
}

static void lost_before_the_capture(struct scene *s)
{
    exchange(s);
    send(s, A, ACK, 201, 201, 100);
    T_CHECK(has(s, V_GAP) && s->v.gap == 100 && s->v.seq_frame == 0);
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(has(s, V_DUP_ACK) && s->v.dup_acks == 1);
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(s->v.dup_acks == 2);
    send(s, A, ACK, 101, 201, 100); /* a later TSval: sent again */
    T_CHECK(has(s, V_RETRANS) && has_none(s, V_OUT_OF_ORDER) && s->v.of_frame == 0);
    T_CHECK(s->v.seq_frame == 4 && s->v.in_flight == 200);
    send(s, B, ACK, 201, 301, 0);
    T_CHECK(s->v.ack_frame == 7 && s->v.ack_first_frame == 7);
}

static void overtaken(struct scene *s)
{
    exchange(s);
    s->id[A] += 1;
    s->ts[A] += 1;
    send(s, A, ACK, 201, 201, 100);
    s->id[A] = (uint16_t)(s->id[A] - 2);
    s->ts[A] -= 11;
    send(s, A, ACK, 101, 201, 100); /* an earlier TSval: sent before */
    T_CHECK(has(s, V_OUT_OF_ORDER) && has_none(s, V_RETRANS));
    T_CHECK(scene_conn(s)->ends[A].retrans_segs == 0);
}

static void overtaken_by_id(struct scene *s)
{
    s->ts[A] = s->ts[B] = 0;
    exchange(s);
    s->id[A] += 1;
    send(s, A, ACK, 201, 201, 100);
    s->id[A] = (uint16_t)(s->id[A] - 2);
    send(s, A, ACK, 101, 201, 100);
    T_CHECK(has(s, V_OUT_OF_ORDER) && has_none(s, V_RETRANS));
}

static void original_after_its_copy(struct scene *s)
{
    exchange(s);
    send(s, A, ACK, 201, 201, 100);
    send(s, A, ACK, 101, 201, 100);
    T_CHECK(has(s, V_RETRANS));
    s->ts[A] -= 50;
    s->id[A] = (uint16_t)(s->id[A] - 5);
    send(s, A, ACK, 101, 201, 100);
    T_CHECK(has(s, V_OUT_OF_ORDER) && has_none(s, V_RETRANS));
}

static void captured_twice(struct scene *s)
{
    uint32_t segs;

    exchange(s);
    s->step = 2000;
    send(s, A, ACK, 101, 201, 100);
    segs = scene_conn(s)->ends[A].segs;
    s->id[A]--;
    send(s, A, ACK, 101, 201, 100);
    T_CHECK(has(s, V_DUP_CAPTURE) && has_none(s, V_RETRANS) && s->v.of_frame == s->number - 1);
    T_CHECK(scene_conn(s)->ends[A].segs == segs && s->v.of_ns == s->step);
    send(s, A, ACK, 101, 201, 100); /* another identification: sent again, however soon */
    T_CHECK(has(s, V_RETRANS) && has_none(s, V_DUP_CAPTURE));
    s->id[B] = 0;
    send(s, B, ACK, 201, 151, 0);
    send(s, B, ACK, 201, 151, 0);
    T_CHECK(has(s, V_DUP_ACK) && has_none(s, V_DUP_CAPTURE)); /* nothing tells: an ACK repeats */
}

static void duplicate_acks(struct scene *s)
{
    exchange(s);
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(has_none(s, V_DUP_ACK)); /* nothing is outstanding */
    send(s, A, ACK, 101, 201, 100);
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(has(s, V_DUP_ACK) && s->v.dup_acks == 1 && s->v.ack_frame == 4);
    send(s, B, ACK, 201, 101, 10);
    T_CHECK(has_none(s, V_DUP_ACK)); /* carries data */
    s->wnd[B] = 9000;
    send(s, B, ACK, 211, 101, 0);
    T_CHECK(has_none(s, V_DUP_ACK) && has(s, V_WINDOW_UPDATE));
    send(s, B, ACK, 211, 101, 0);
    T_CHECK(has(s, V_DUP_ACK) && s->v.dup_acks == 2);
    send(s, B, ACK, 211, 201, 0);
    T_CHECK(has(s, V_ACKS_NEW) && s->v.dup_acks == 0);
    T_CHECK(scene_conn(s)->ends[B].dup_acks == 2);
}

static void keep_alive(struct scene *s)
{
    exchange(s);
    send(s, A, ACK, 100, 201, 0); /* Linux: 0 octets */
    T_CHECK(has(s, V_KEEP_ALIVE) && has_none(s, V_RETRANS));
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(has(s, V_KEEP_ALIVE_ACK) && s->v.of_frame == s->number - 1);
    send(s, A, ACK, 100, 201, 1); /* others: 1 */
    T_CHECK(has(s, V_KEEP_ALIVE) && has_none(s, V_RETRANS));
    send(s, B, ACK, 201, 101, 0);
    T_CHECK(has(s, V_KEEP_ALIVE_ACK) && has_none(s, V_DUP_ACK));
    send(s, A, ACK, 101, 201, 1);
    send(s, A, ACK, 101, 201, 1); /* one octet not acknowledged: no keep-alive */
    T_CHECK(has(s, V_RETRANS) && has_none(s, V_KEEP_ALIVE));
}

static void zero_window(struct scene *s)
{
    exchange(s);
    s->wnd[B] = 0;
    send(s, A, ACK, 101, 201, 50);
    send(s, B, ACK, 201, 151, 0);
    T_CHECK(has(s, V_ZERO_WINDOW) && scene_conn(s)->ends[B].zero_windows == 1);
    send(s, A, ACK, 150, 201, 0); /* Linux: below SND.NXT */
    T_CHECK(has(s, V_ZERO_WINDOW_PROBE) && has_none(s, V_KEEP_ALIVE));
    send(s, B, ACK, 201, 151, 0);
    T_CHECK(has(s, V_ZERO_WINDOW_PROBE_ACK | V_ZERO_WINDOW) && has_none(s, V_DUP_ACK));
    send(s, A, ACK, 151, 201, 1); /* others: the next octet */
    T_CHECK(has(s, V_ZERO_WINDOW_PROBE));
    send(s, A, ACK, 151, 201, 1);
    T_CHECK(has(s, V_ZERO_WINDOW_PROBE) && has_none(s, V_RETRANS));
    s->wnd[B] = 4000;
    send(s, B, ACK, 201, 151, 0);
    T_CHECK(has(s, V_ZERO_WINDOW_PROBE_ACK | V_WINDOW_UPDATE));
    send(s, A, ACK, 151, 201, 100);
    T_CHECK(has_none(s, V_GAP | V_RETRANS | V_PARTIAL) && s->v.in_flight == 100);
}

static void probe_taken(struct scene *s)
{
    exchange(s);
    s->wnd[B] = 0;
    send(s, B, ACK, 201, 101, 0);
    send(s, A, ACK, 101, 201, 1);
    s->wnd[B] = 4000;
    send(s, B, ACK, 201, 102, 0);
    T_CHECK(has(s, V_ACKS_NEW) && has_none(s, V_ACK_UNSEEN));
    T_CHECK(ack_from(s, s->number - 1, 101, 1, 0) && s->v.acked == 1);
    send(s, A, ACK, 102, 201, 9);
    T_CHECK(has_none(s, V_GAP) && seq_from(s, s->number - 2, 101, 1, 0));
}

static void windows(struct scene *s)
{
    s->wscale[A] = 2;
    s->wscale[B] = 1;
    s->wnd[B] = 100;
    send(s, A, SYN, 0, 0, 0);
    T_CHECK(s->v.window == 8192 && s->v.window_scaled);
    send(s, B, SYN | ACK, 0, 1, 0);
    T_CHECK(s->v.window == 100 && s->v.window_scaled);
    send(s, A, ACK, 1, 1, 0);
    T_CHECK(s->v.window == 8192 * 4 && s->v.window_scaled);
    send(s, B, ACK, 1, 1, 10);
    T_CHECK(s->v.window == 200);
    send(s, A, ACK, 1, 11, 199);
    T_CHECK(has_none(s, V_WINDOW_FULL));
    send(s, A, ACK, 200, 11, 1);
    T_CHECK(has(s, V_WINDOW_FULL));
}

static void window_scale_one_sided(struct scene *s)
{
    s->wscale[A] = 7;
    handshake(s);
    T_CHECK(s->v.window == 8192 && s->v.window_scaled);
}

static void ack_of_unseen(struct scene *s)
{
    exchange(s);
    send(s, A, ACK, 201, 201, 100); /* 101..200 not captured */
    send(s, B, ACK, 201, 301, 0);
    T_CHECK(has(s, V_ACK_UNSEEN | V_ACKS_NEW) && s->v.gap == 100 && s->v.acked == 200);
    send(s, B, ACK, 201, 401, 0);
    T_CHECK(has(s, V_ACK_UNSEEN) && s->v.gap == 100 && s->v.ack_frame == 0);
    send(s, A, ACK, 401, 201, 10);
    T_CHECK(has_none(s, V_GAP));
    s->ts[A] -= 40;
    send(s, A, ACK, 101, 201, 100); /* captured late, after its ACK: not sent again */
    T_CHECK(has(s, V_OUT_OF_ORDER) && has_none(s, V_RETRANS | V_SPURIOUS));
    T_CHECK(scene_conn(s)->ends[A].octets_unique == 310);
}

static void capture_lost_much(struct scene *s)
{
    exchange(s);
    send(s, A, ACK, 1000001, 500001, 100); /* beyond every window: strange */
    T_CHECK(has(s, V_UNACCEPTABLE));
    send(s, A, ACK, 1000101, 500001, 100); /* and again: then the capture lost a lot */
    T_CHECK(has(s, V_GAP) && has_none(s, V_UNACCEPTABLE));
    send(s, B, ACK, 500001, 1000201, 10);
    T_CHECK(has_none(s, V_UNACCEPTABLE));
    send(s, A, ACK, 1000201, 500011, 10);
    T_CHECK(has_none(s, V_UNACCEPTABLE | V_GAP));
}

int main(void)
{
    static void (*const scenes[])(struct scene *) = {
        provenance,
        resent,
        lost_before_the_capture,
        overtaken,
        overtaken_by_id,
        original_after_its_copy,
        captured_twice,
        duplicate_acks,
        keep_alive,
        zero_window,
        probe_taken,
        windows,
        window_scale_one_sided,
        ack_of_unseen,
        capture_lost_much,
    };

    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct scene s;

        scene_open(&s);
        scenes[i](&s);
        scene_close(&s);
    }
    return t_done();
}
