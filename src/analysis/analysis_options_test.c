// SPDX-License-Identifier: BSD-3-Clause
/* What options do to a conversation (8, 11), and where they end the reading of a segment (2.6). */
#include "analysis/play.h"

static void scales_windows(struct play *p)
{
    with_options(p, TCPLENS_OPT_WSCALE, "\1\3\3\7", 4);
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.window == 8192 && !shows(p, A_HAS_SCALE));
    with_options(p, TCPLENS_OPT_WSCALE, "\1\3\3\17", 4); /* above 14 */
    say(p, B, SYN | ACK, 0, 1, 0);
    say(p, A, ACK, 1, 1, 0);
    T_CHECK(p->row.window == 8192 << 7 && p->row.shift == 7);
    say(p, B, ACK, 1, 1, 0);
    T_CHECK(p->row.window == 8192 << 14 && p->row.shift == 14);
}

static void scales_only_if_both_do(struct play *p)
{
    with_options(p, TCPLENS_OPT_WSCALE, "\1\3\3\7", 4);
    say(p, A, SYN, 0, 0, 0);
    say(p, B, SYN | ACK, 0, 1, 0);
    say(p, A, ACK, 1, 1, 0);
    T_CHECK(p->row.shift == -2 && p->row.window == 8192);
}

static void does_not_know_the_scale(struct play *p)
{
    say(p, A, ACK, 1, 1, 0);
    T_CHECK(shows(p, A_HAS_SCALE) && p->row.shift == -1);
}

static void takes_sacked_octets_off_the_flight(struct play *p)
{
    static const uint8_t sack[] = {1, 1, 5, 10, 0, 0, 0, 101, 0, 0, 0, 201};

    p->isn[A] = 0;
    shake_hands(p);
    say(p, A, ACK, 1, 1, 100);
    say(p, A, ACK, 101, 1, 100);
    with_options(p, TCPLENS_OPT_SACK, sack, sizeof sack);
    say(p, B, ACK, 1, 1, 0);
    say(p, A, ACK, 201, 1, 100);
    T_CHECK(p->row.flight == 200);
    say(p, B, ACK, 1, 1, 0); /* without blocks */
    say(p, A, ACK, 301, 1, 100);
    T_CHECK(p->row.flight == 400);
}

static void marks_fast_open(struct play *p)
{
    with_options(p, TCPLENS_OPT_FAST_OPEN, "\42\10cookie", 8);
    say(p, A, SYN, 0, 0, 10);
    T_CHECK(!shows(p, A_TFO_DATA));
    say(p, B, SYN | ACK, 0, 1, 0);
    T_CHECK(shows(p, A_TFO_DATA));
}

/* A handshake of RFC 8684 begins with an option without a key, which is no kind yet. */
static void waits_for_keys(struct play *p)
{
    static const uint8_t keyless[] = {30, 4, 1, 1};
    static const uint8_t capable[] = {30, 12, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};

    with_options(p, TCPLENS_OPT_OTHER, keyless, sizeof keyless);
    say(p, A, SYN, 0, 0, 0);
    with_options(p, TCPLENS_OPT_OTHER, capable, sizeof capable);
    say(p, B, SYN | ACK, 0, 1, 0);
    say(p, B, ACK, 1, 1, 0);
    T_CHECK(verdicts_are(p, 0));
    say(p, B, ACK, 1, 1, 0);
    T_CHECK(verdicts_are(p, A_DUPLICATE_ACK));
}

static void leaves_duplicates_to_mptcp(struct play *p)
{
    static const uint8_t capable[] = {30, 12, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    static const uint8_t dss[] = {30, 4, 0x20, 0};

    with_options(p, TCPLENS_OPT_OTHER, capable, sizeof capable);
    say(p, A, SYN, 0, 0, 0);
    say(p, B, SYN | ACK, 0, 1, 0);
    say(p, B, ACK, 1, 1, 0);
    with_options(p, TCPLENS_OPT_OTHER, dss, sizeof dss);
    say(p, A, ACK, 1, 1, 0);
    say(p, B, ACK, 1, 1, 0); /* a new kind was seen since */
    T_CHECK(verdicts_are(p, 0));
    say(p, B, ACK, 1, 1, 0);
    T_CHECK(verdicts_are(p, A_DUPLICATE_ACK));
}

static void hides_what_is_cut(struct play *p)
{
    static const uint8_t stamps[] = {1, 1, 8, 10, 0, 0, 0, 7, 0, 0, 0, 9};
    static const uint8_t short_mss[] = {1, 2, 3, 9};

    shake_hands(p);
    with_options(p, TCPLENS_OPT_TIMESTAMPS, stamps, sizeof stamps);
    p->cut = 1;
    say(p, A, ACK, 1, 1, 100);
    T_CHECK(shows(p, A_HAS_OPTIONS) && !shows(p, A_HAS_RECORD) && !shows(p, A_HAS_FLIGHT));
    with_options(p, TCPLENS_OPT_BAD, short_mss, sizeof short_mss);
    p->cut = 1; /* nothing is read of a wrong length */
    say(p, A, ACK, 101, 1, 100);
    T_CHECK(shows(p, A_HAS_RECORD) && p->row.flight == 200); /* the state has moved */
}

int main(void)
{
    static void (*const plays[])(struct play *) = {
        scales_windows,          scales_only_if_both_do,
        does_not_know_the_scale, takes_sacked_octets_off_the_flight,
        marks_fast_open,         leaves_duplicates_to_mptcp,
        waits_for_keys,          hides_what_is_cut,
    };

    for (size_t i = 0; i < sizeof plays / sizeof plays[0]; i++) {
        struct play p;

        play_open(&p);
        plays[i](&p);
        play_close(&p);
    }
    return t_done();
}
