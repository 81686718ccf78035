// SPDX-License-Identifier: BSD-3-Clause
/* findings_flow_test.c - findings about data, loss, windows, checksums and the capture: each fires
 * with its evidence and keeps quiet where it must. */
#include "explain/tale.h"

static struct tale t;

enum { NOBODY = 2 };

static void data(uint32_t len)
{
    say(&t, (struct say){.from = CLIENT, .len = len});
}

static void ack(void)
{
    say(&t, (struct say){.from = SERVER});
}

static void opened(void)
{
    begin(&t);
    handshake(&t);
}

static void exchange(void)
{
    opened();
    say(&t, (struct say){.from = SERVER, .data = "220 hello\r\n"});
    T_CHECK(proved(&t, FINDING_SERVER_SPEAKS_FIRST, SERVER, 4, 0));
    say(&t, (struct say){.from = CLIENT, .us = 40000});
    T_CHECK(proved(&t, FINDING_DELAYED_ACK, CLIENT, 4, 5));
    T_CHECK(the_finding(&t, FINDING_DELAYED_ACK, CLIENT).ns == 40000000);
    T_CHECK(the_finding(&t, FINDING_DELAYED_ACK, CLIENT).confidence == CONFIDENCE_LIKELY);
    say(&t, (struct say){.from = CLIENT, .data = "x", .flags = TCPLENS_URG, .urgent = 1});
    T_CHECK(proved(&t, FINDING_URGENT_DATA, CLIENT, 6, 0) && the_tell(&t, TELL_URGENT).n == 1);
    say(&t, (struct say){.from = SERVER, .data = "y", .us = 40000});
    T_CHECK(found(&t, FINDING_DELAYED_ACK, SERVER) == NULL); /* it carries data */
    end(&t);
}

static void slow_response(void)
{
    opened();
    say(&t, (struct say){.from = CLIENT, .data = "GET / HTTP/1.1\r\n\r\n"});
    ack();
    say(&t, (struct say){.from = SERVER, .data = "HTTP/1.1 200 OK\r\n\r\n", .us = 700000});
    T_CHECK(proved(&t, FINDING_SLOW_RESPONSE, SERVER, 4, 6));
    T_CHECK(the_finding(&t, FINDING_SLOW_RESPONSE, SERVER).ns == 700100000);
    say(&t, (struct say){.from = CLIENT, .us = 10000000});
    T_CHECK(found(&t, FINDING_SLOW_RESPONSE, SERVER) == NULL); /* it no longer dominates */
    end(&t);
}

static void tls_alert(void)
{
    opened();
    say(&t, (struct say){.from = SERVER, .data = "\x15\x03\x03\x01"}); /* no length yet: nothing */
    T_CHECK(found(&t, FINDING_TLS_ALERT, SERVER) == NULL);
    end(&t);
}

static void sequence_wrap(void)
{
    begin(&t);
    t.nxt[CLIENT] = UINT32_MAX - 10;
    handshake(&t);
    data(5);
    T_CHECK(found(&t, FINDING_SEQUENCE_WRAP, CLIENT) == NULL);
    data(50);
    T_CHECK(proved(&t, FINDING_SEQUENCE_WRAP, CLIENT, 5, 0));
    ack();
    T_CHECK(the_tell(&t, TELL_ACKS).n == 55 && t.row->rel_ack == 56);
    end(&t);
}

static void fast_retransmission(void)
{
    opened();
    for (unsigned i = 0; i < 5; i++)
        data(1000);
    for (unsigned i = 0; i < 4; i++)
        say(&t, (struct say){.from = SERVER, .ack = -4000});
    T_CHECK(the_tell(&t, TELL_DUP_ACK).n == 3);
    T_CHECK(the_finding(&t, FINDING_DUPLICATE_ACKS, SERVER).m == 3);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -4000});
    T_CHECK(the_tell(&t, TELL_FAST_RETRANSMITS).frame == 5);
    T_CHECK(proved(&t, FINDING_FAST_RETRANSMISSION, CLIENT, 5, 13));
    T_CHECK(found(&t, FINDING_RETRANSMISSION, CLIENT) == NULL);
    T_CHECK(the_story(&t)->health == HEALTH_LOSSY);
    end(&t);
}

static void timeout(void)
{
    opened();
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -1000, .us = 200000});
    T_CHECK(proved(&t, FINDING_RETRANSMISSION_TIMEOUT, CLIENT, 4, 5));
    T_CHECK(the_finding(&t, FINDING_RETRANSMISSION_TIMEOUT, CLIENT).confidence ==
            CONFIDENCE_LIKELY);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -1000, .us = 400000});
    T_CHECK(the_finding(&t, FINDING_RETRANSMISSION_TIMEOUT, CLIENT).confidence ==
            CONFIDENCE_CERTAIN);
    T_CHECK(the_finding(&t, FINDING_RETRANSMISSION_TIMEOUT, CLIENT).ns == 400000000);
    end(&t);
}

static void tail_probe(void)
{
    begin(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS});
    say(&t,
        (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, SYN_OPTIONS, .us = 20000});
    say(&t, (struct say){.from = CLIENT});
    data(1000);
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -1000, .us = 42000});
    T_CHECK(proved(&t, FINDING_TAIL_LOSS_PROBE, CLIENT, 5, 6));
    T_CHECK(the_finding(&t, FINDING_TAIL_LOSS_PROBE, CLIENT).confidence == CONFIDENCE_POSSIBLE);
    end(&t);
}

static void plain_retransmission(void)
{
    opened();
    data(1000);
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -2000, .us = 5000});
    T_CHECK(proved(&t, FINDING_RETRANSMISSION, CLIENT, 4, 6));
    ack();
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -1000, .us = 5000});
    T_CHECK(found(&t, FINDING_SPURIOUS_RETRANSMISSION, CLIENT) != NULL);
    T_CHECK(the_finding(&t, FINDING_RETRANSMISSION, CLIENT).count == 1);
    end(&t);
}

static void d_sack(void)
{
    uint8_t sack[] = {1, 1, 5, 10, 0, 0, 0, 0, 0, 0, 0, 0};

    opened();
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -1000, .us = 250000});
    ack();
    put32(sack + 4, t.nxt[CLIENT] - 1000);
    put32(sack + 8, t.nxt[CLIENT]);
    say(&t, (struct say){.from = SERVER, .opt = sack, .opt_len = sizeof sack});
    T_CHECK(the_tell(&t, TELL_D_SACK).n == 1000);
    T_CHECK(proved(&t, FINDING_D_SACK, SERVER, 7, 0));
    T_CHECK(proved(&t, FINDING_SPURIOUS_RETRANSMISSION, CLIENT, 5, 7));
    end(&t);
}

static void stamped(int from, uint32_t len, int32_t seq, uint32_t val, uint32_t ecr)
{
    uint8_t stamps[] = {1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0};

    put32(stamps + 4, val);
    put32(stamps + 8, ecr);
    say(&t, (struct say){.from = from,
                         .len = len,
                         .seq = seq,
                         .us = 250000,
                         .opt = stamps,
                         .opt_len = sizeof stamps});
}

/* The ACK of a repeat echoes the stamp of the first copy, or of the repeat itself. */
static void echo_of_the_first_copy(void)
{
    opened();
    stamped(CLIENT, 1000, 0, 7000, 1);
    stamped(CLIENT, 1000, -1000, 7250, 1);
    stamped(SERVER, 0, 0, 2, 7250);
    T_CHECK(found(&t, FINDING_SPURIOUS_RETRANSMISSION, CLIENT) == NULL);
    stamped(CLIENT, 1000, 0, 7500, 2);
    stamped(CLIENT, 1000, -1000, 7750, 2);
    stamped(SERVER, 0, 0, 3, 7500);
    T_CHECK(proved(&t, FINDING_SPURIOUS_RETRANSMISSION, CLIENT, 8, 9));
    T_CHECK(the_finding(&t, FINDING_SPURIOUS_RETRANSMISSION, CLIENT).count == 1);
    end(&t);
}

static void lost_missing_or_late(void)
{
    opened();
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .unseen = true});
    data(1000);
    T_CHECK(proved(&t, FINDING_GAP_UNEXPLAINED, CLIENT, 5, 0));
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -2000, .us = 300000});
    T_CHECK(proved(&t, FINDING_SEGMENT_LOST, CLIENT, 5, 6));
    T_CHECK(the_finding(&t, FINDING_SEGMENT_LOST, CLIENT).n == 1000);
    T_CHECK(found(&t, FINDING_GAP_UNEXPLAINED, CLIENT) == NULL);
    ack();
    T_CHECK(found(&t, FINDING_SEGMENT_MISSING, CLIENT) == NULL);
    end(&t);

    opened();
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .unseen = true});
    data(1000);
    ack();
    T_CHECK(proved(&t, FINDING_SEGMENT_MISSING, CLIENT, 5, 6));
    T_CHECK(the_finding(&t, FINDING_SEGMENT_MISSING, CLIENT).n == 1000);
    T_CHECK(found(&t, FINDING_SEGMENT_LOST, CLIENT) == NULL);
    T_CHECK(the_story(&t)->health == HEALTH_INCOMPLETE);
    end(&t);

    opened();
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .unseen = true});
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -2000, .us = 10, .late = 1});
    T_CHECK(proved(&t, FINDING_OUT_OF_ORDER, CLIENT, 6, 0));
    T_CHECK(found(&t, FINDING_SEGMENT_LOST, CLIENT) == NULL);
    T_CHECK(found(&t, FINDING_GAP_UNEXPLAINED, CLIENT) == NULL);
    end(&t);
}

/* More holes than places: nothing is lost from the sums. */
static void many_holes(void)
{
    opened();
    data(100);
    for (unsigned i = 0; i < 10; i++) {
        say(&t, (struct say){.from = CLIENT, .len = 100, .unseen = true});
        data(100);
    }
    T_CHECK(the_finding(&t, FINDING_GAP_UNEXPLAINED, CLIENT).n == 1000);
    end(&t);
}

static void duplicate_capture(void)
{
    opened();
    data(1000);
    say(&t, (struct say){.from = CLIENT, .len = 1000, .seq = -1000, .us = 2, .same_id = true});
    T_CHECK(proved(&t, FINDING_DUPLICATE_CAPTURE, NOBODY, 4, 5));
    T_CHECK(the_tell(&t, TELL_DUP_CAPTURE).frame == 4 && t.row->n_tells == 1);
    T_CHECK(found(&t, FINDING_RETRANSMISSION, CLIENT) == NULL);
    end(&t);
}

static void windows(void)
{
    opened();
    data(1000);
    say(&t, (struct say){.from = SERVER, .closed = true});
    T_CHECK(told(&t, TELL_ZERO_WINDOW) != NULL);
    say(&t, (struct say){.from = CLIENT, .len = 1, .us = 500000});
    T_CHECK(the_tell(&t, TELL_ZERO_WINDOW_PROBE).frame == 5);
    say(&t, (struct say){.from = SERVER, .closed = true, .ack = -1});
    say(&t, (struct say){.from = SERVER, .ack = -1, .us = 1000000});
    T_CHECK(proved(&t, FINDING_ZERO_WINDOW, SERVER, 5, 0));
    T_CHECK(the_finding(&t, FINDING_ZERO_WINDOW, SERVER).ns == 1500100000);
    T_CHECK(proved(&t, FINDING_ZERO_WINDOW_PROBE, CLIENT, 6, 0));
    T_CHECK(the_story(&t)->health == HEALTH_STALLED);
    end(&t);

    opened();
    say(&t, (struct say){.from = SERVER, .wnd = 8}); /* 1024 octets, scaled */
    data(1000);
    T_CHECK(found(&t, FINDING_WINDOW_FULL, CLIENT) == NULL);
    data(24);
    T_CHECK(proved(&t, FINDING_WINDOW_FULL, CLIENT, 6, 0));
    end(&t);
}

static void keep_alives(void)
{
    opened();
    data(1000);
    ack();
    say(&t, (struct say){.from = CLIENT, .seq = -1, .us = 60000000});
    T_CHECK(the_tell(&t, TELL_KEEP_ALIVE).ns == INT64_C(60000100000));
    ack();
    T_CHECK(the_tell(&t, TELL_KEEP_ALIVE_ACK).frame == 6);
    T_CHECK(proved(&t, FINDING_KEEP_ALIVE, CLIENT, 6, 0));
    T_CHECK(found(&t, FINDING_KEEP_ALIVE_UNANSWERED, CLIENT) == NULL);
    say(&t, (struct say){.from = CLIENT, .seq = -1, .us = 60000000});
    say(&t, (struct say){.from = CLIENT, .seq = -1, .us = 60000000});
    T_CHECK(proved(&t, FINDING_KEEP_ALIVE_UNANSWERED, CLIENT, 8, 0));
    T_CHECK(the_finding(&t, FINDING_KEEP_ALIVE_UNANSWERED, CLIENT).n == 2);
    end(&t);
}

static void checksums(void)
{
    opened();
    say(&t, (struct say){.from = CLIENT, .len = 100, .offload = true});
    say(&t, (struct say){.from = CLIENT, .len = 100, .sum = 1});
    T_CHECK(told(&t, TELL_CHECKSUM_WRONG) != NULL);
    say(&t, (struct say){.from = CLIENT, .len = 100, .cut = 50});
    T_CHECK(proved(&t, FINDING_CHECKSUM_OFFLOAD, NOBODY, 4, 0));
    T_CHECK(proved(&t, FINDING_CHECKSUM_WRONG, NOBODY, 5, 0));
    T_CHECK(proved(&t, FINDING_CHECKSUM_NOT_CHECKED, NOBODY, 6, 0));
    T_CHECK(the_finding(&t, FINDING_CHECKSUM_WRONG, NOBODY).n == 1 &&
            the_finding(&t, FINDING_CHECKSUM_WRONG, NOBODY).m == 6);
    end(&t);
}

static void super_segments(void)
{
    opened();
    data(1460);
    T_CHECK(found(&t, FINDING_SUPER_SEGMENTS, NOBODY) == NULL);
    data(14600);
    T_CHECK(proved(&t, FINDING_SUPER_SEGMENTS, NOBODY, 5, 0));
    T_CHECK(the_finding(&t, FINDING_SUPER_SEGMENTS, NOBODY).m == 14600);
    T_CHECK(the_tell(&t, TELL_SUPER_SEGMENT).n == 10);
    end(&t);
}

static void what_the_capture_lacks(void)
{
    begin(&t);
    data(100);
    ack();
    T_CHECK(proved(&t, FINDING_MID_CONNECTION, NOBODY, 1, 0));
    T_CHECK(proved(&t, FINDING_WINDOW_SCALE_UNKNOWN, NOBODY, 1, 0));
    T_CHECK(found(&t, FINDING_ONE_DIRECTION, CLIENT) == NULL);
    end(&t);

    begin(&t);
    data(100);
    T_CHECK(found(&t, FINDING_ONE_DIRECTION, CLIENT) == NULL); /* nothing proves an answer */
    say(&t, (struct say){.from = SERVER, .len = 50, .unseen = true});
    data(100);
    T_CHECK(proved(&t, FINDING_ONE_DIRECTION, CLIENT, 1, 2));
    end(&t);

    opened();
    t.now_ns -= INT64_C(5000000000);
    data(100);
    T_CHECK(proved(&t, FINDING_TIME_BACKWARDS, NOBODY, 4, 0));
    end(&t);
}

static void damaged_headers(void)
{
    static const uint8_t bad[] = {2, 9, 0, 0};

    opened();
    say(&t, (struct say){.from = CLIENT, .len = 10, .opt = bad, .opt_len = sizeof bad});
    T_CHECK(proved(&t, FINDING_OPTIONS_MALFORMED, NOBODY, 4, 0));
    say(&t, (struct say){.from = CLIENT, .opt = syn_options, .opt_len = 12, .cut = 8});
    T_CHECK(proved(&t, FINDING_SEGMENT_TRUNCATED, NOBODY, 5, 0));
    end(&t);

    begin(&t); /* a SYN with its options cut: nothing is held to be absent */
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS, .cut = 12});
    say(&t,
        (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, SYN_OPTIONS, .cut = 12});
    say(&t, (struct say){.from = CLIENT});
    T_CHECK(found(&t, FINDING_SACK_OFF, NOBODY) == NULL);
    T_CHECK(found(&t, FINDING_WINDOW_SCALE_MISSING, NOBODY) == NULL);
    T_CHECK(found(&t, FINDING_WINDOW_SCALE_UNKNOWN, NOBODY) != NULL);
    end(&t);
}

/* An ICMP error of 10.0.0.9 about the latest frame, which is at the front of t.frame. */
static void icmp(uint8_t type, uint8_t code, uint16_t mtu)
{
    uint8_t quoted[IP_HEADER + 8];

    memcpy(quoted, t.frame, sizeof quoted);
    memset(t.frame, 0, IP_HEADER + 8);
    t.frame[0] = 0x45;
    put16(t.frame + 2, IP_HEADER + 8 + sizeof quoted);
    t.frame[8] = 64;
    t.frame[9] = 1;
    put32(t.frame + 12, 0x0a000009);
    put32(t.frame + 16, 0x0a000001);
    t.frame[IP_HEADER] = type;
    t.frame[IP_HEADER + 1] = code;
    put16(t.frame + IP_HEADER + 6, mtu);
    memcpy(t.frame + IP_HEADER + 8, quoted, sizeof quoted);
    t.now_ns += 1000000;
    take_frame(&t, IP_HEADER + 8 + sizeof quoted, IP_HEADER + 8 + sizeof quoted);
}

static void icmp_errors(void)
{
    begin(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS});
    icmp(3, 13, 0);
    T_CHECK(t.row != NULL && t.row->icmp && the_tell(&t, TELL_ICMP_ERROR).n == 0x30d);
    T_CHECK(proved(&t, FINDING_REFUSED_BY_ICMP, NOBODY, 1, 2));
    T_CHECK(found(&t, FINDING_SYN_UNANSWERED, CLIENT) == NULL);
    end(&t);

    opened();
    data(1460);
    icmp(3, 4, 1400);
    T_CHECK(the_tell(&t, TELL_ICMP_ERROR).m == 1400);
    T_CHECK(the_finding(&t, FINDING_PATH_MTU, CLIENT).n == 1400);
    T_CHECK(found(&t, FINDING_ICMP_ERROR, CLIENT) == NULL);
    data(100);
    icmp(11, 0, 0);
    T_CHECK(proved(&t, FINDING_ICMP_ERROR, CLIENT, 7, 0));
    end(&t);
}

int main(void)
{
    exchange();
    slow_response();
    tls_alert();
    sequence_wrap();
    fast_retransmission();
    timeout();
    tail_probe();
    plain_retransmission();
    d_sack();
    echo_of_the_first_copy();
    lost_missing_or_late();
    many_holes();
    duplicate_capture();
    windows();
    keep_alives();
    checksums();
    super_segments();
    what_the_capture_lacks();
    damaged_headers();
    icmp_errors();
    return t_done();
}
