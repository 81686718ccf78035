// SPDX-License-Identifier: BSD-3-Clause
/* findings_ends_test.c - findings about opening, agreeing and closing: each fires with its evidence
 * and keeps quiet where it must. */
#include "explain/tale.h"

static struct tale t;

enum { NOBODY = 2 };

static const uint8_t cookie_request[] = {34, 2, 1, 1};
static const uint8_t cookie[] = {34, 10, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1};

static void syn(void)
{
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS});
}

static void syn_ack(void)
{
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, SYN_OPTIONS});
}

static void refused(void)
{
    begin(&t);
    syn();
    t.nxt[SERVER] = 0;
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST, .us = 300});
    T_CHECK(proved(&t, FINDING_CONNECTION_REFUSED, SERVER, 1, 2));
    T_CHECK(the_finding(&t, FINDING_CONNECTION_REFUSED, SERVER).ns == 300000);
    T_CHECK(the_story(&t)->health == HEALTH_REFUSED);
    T_CHECK(found(&t, FINDING_CONNECTION_ABORTED, SERVER) == NULL);
    T_CHECK(found(&t, FINDING_SYN_UNANSWERED, CLIENT) == NULL);
    end(&t);
}

static void unanswered(void)
{
    begin(&t);
    syn();
    say(&t,
        (struct say){.from = CLIENT, .flags = TCPLENS_SYN, .seq = -1, SYN_OPTIONS, .us = 1000000});
    T_CHECK(the_tell(&t, TELL_ASKS_AGAIN).ns == 1000000000);
    T_CHECK(proved(&t, FINDING_SYN_UNANSWERED, CLIENT, 1, 2));
    T_CHECK(the_finding(&t, FINDING_SYN_UNANSWERED, CLIENT).n == 2);
    T_CHECK(found(&t, FINDING_SYN_RETRANSMITTED, CLIENT) == NULL);
    T_CHECK(the_story(&t)->health == HEALTH_UNANSWERED);
    syn_ack();
    say(&t, (struct say){.from = CLIENT});
    T_CHECK(found(&t, FINDING_SYN_UNANSWERED, CLIENT) == NULL);
    T_CHECK(proved(&t, FINDING_SYN_RETRANSMITTED, CLIENT, 1, 2));
    end(&t);
}

static void handshake_unfinished(void)
{
    begin(&t);
    syn();
    syn_ack();
    T_CHECK(proved(&t, FINDING_HANDSHAKE_UNFINISHED, CLIENT, 2, 0));
    say(&t, (struct say){.from = SERVER,
                         .flags = TCPLENS_SYN | TCPLENS_ACK,
                         .seq = -1,
                         SYN_OPTIONS,
                         .us = 1000000});
    T_CHECK(proved(&t, FINDING_SYN_ACK_RETRANSMITTED, SERVER, 2, 3));
    say(&t, (struct say){.from = CLIENT});
    T_CHECK(found(&t, FINDING_HANDSHAKE_UNFINISHED, CLIENT) == NULL);
    end(&t);
}

static void refused_after_handshake(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST | NOTHING});
    T_CHECK(proved(&t, FINDING_REFUSED_AFTER_HANDSHAKE, SERVER, 3, 4));
    T_CHECK(found(&t, FINDING_CONNECTION_ABORTED, SERVER) == NULL);
    end(&t);
}

static void simultaneous_open(void)
{
    begin(&t);
    syn();
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_SYN, SYN_OPTIONS});
    T_CHECK(the_tell(&t, TELL_CROSSES_SYN).frame == 1);
    say(&t,
        (struct say){.from = CLIENT, .flags = TCPLENS_SYN | TCPLENS_ACK, .seq = -1, SYN_OPTIONS});
    say(&t,
        (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, .seq = -1, SYN_OPTIONS});
    T_CHECK(proved(&t, FINDING_SIMULTANEOUS_OPEN, NOBODY, 1, 2));
    T_CHECK(the_story(&t)->rows[0].tells[0].m == 4);
    T_CHECK(found(&t, FINDING_SYN_RETRANSMITTED, CLIENT) == NULL);
    T_CHECK(found(&t, FINDING_SYN_ACK_RETRANSMITTED, CLIENT) == NULL);
    end(&t);
}

static void fast_open(void)
{
    begin(&t);
    say(&t, (struct say){.from = CLIENT,
                         .flags = TCPLENS_SYN,
                         .opt = cookie_request,
                         .opt_len = sizeof cookie_request});
    T_CHECK(proved(&t, FINDING_FAST_OPEN_COOKIE, NOBODY, 1, 0));
    end(&t);

    for (unsigned accepted = 0; accepted < 2; accepted++) {
        begin(&t);
        say(&t, (struct say){.from = CLIENT,
                             .flags = TCPLENS_SYN,
                             .data = "abc",
                             .opt = cookie,
                             .opt_len = sizeof cookie});
        say(&t, (struct say){.from = SERVER,
                             .flags = TCPLENS_SYN | TCPLENS_ACK,
                             SYN_OPTIONS,
                             .ack = accepted ? 0 : -3});
        T_CHECK(proved(&t, FINDING_FAST_OPEN_ACCEPTED, NOBODY, 1, 2) == accepted);
        T_CHECK(proved(&t, FINDING_FAST_OPEN_IGNORED, NOBODY, 1, 2) == !accepted);
        T_CHECK(found(&t, FINDING_SYN_DATA_IGNORED, NOBODY) == NULL);
        end(&t);
    }

    begin(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, .data = "abc", SYN_OPTIONS});
    say(&t,
        (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, SYN_OPTIONS, .ack = -3});
    T_CHECK(proved(&t, FINDING_SYN_DATA_IGNORED, NOBODY, 1, 2));
    end(&t);
}

static void port_reused(void)
{
    begin(&t);
    handshake(&t);
    close_in_four(&t);
    T_CHECK(found(&t, FINDING_PORT_REUSED, NOBODY) == NULL);
    t.nxt[CLIENT] += 1000000;
    t.nxt[SERVER] += 1000000;
    t.now_ns += INT64_C(90000000000);
    handshake(&t);
    T_CHECK(proved(&t, FINDING_PORT_REUSED, NOBODY, 8, 0));
    T_CHECK(the_finding(&t, FINDING_PORT_REUSED, NOBODY).m == 1);
    end(&t);
}

/* A handshake with the same options in both SYNs, and its story's finding of `id`. */
static const struct finding *agreeing(const uint8_t *opt, size_t n, unsigned id, unsigned side)
{
    begin(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, .opt = opt, .opt_len = n});
    say(&t,
        (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, .opt = opt, .opt_len = n});
    say(&t, (struct say){.from = CLIENT});
    return found(&t, id, side);
}

static void what_was_agreed(void)
{
    static const uint8_t loopback[] = {2, 4, 0xff, 0xd7};
    static const uint8_t tunnel[] = {2, 4, 0x05, 0x50};
    static const uint8_t tiny[] = {2, 4, 0x00, 0x64};
    static const uint8_t none[] = {1, 1, 1, 1};
    const struct finding *f = agreeing(loopback, 4, FINDING_LOOPBACK_MSS, NOBODY);

    T_CHECK(f != NULL && f->n == 65495 && f->n_evidence == 2 && f->evidence[1] == 2);
    end(&t);
    f = agreeing(tunnel, 4, FINDING_MSS_REDUCED, NOBODY);
    T_CHECK(f != NULL && f->n == 1360);
    end(&t);
    f = agreeing(tiny, 4, FINDING_MSS_SMALL, NOBODY);
    T_CHECK(f != NULL && f->n == 100);
    T_CHECK(found(&t, FINDING_MSS_REDUCED, NOBODY) == NULL);
    end(&t);
    f = agreeing(none, 4, FINDING_MSS_MISSING, SERVER);
    T_CHECK(f != NULL && f->n == 536 && f->evidence[0] == 2);
    T_CHECK(found(&t, FINDING_WINDOW_SCALE_MISSING, NOBODY) != NULL);
    T_CHECK(found(&t, FINDING_SACK_OFF, NOBODY) != NULL);
    T_CHECK(found(&t, FINDING_TIMESTAMPS_OFF, NOBODY) != NULL);
    end(&t);
    f = agreeing(syn_options, sizeof syn_options, FINDING_SACK_OFF, NOBODY);
    T_CHECK(f == NULL && found(&t, FINDING_WINDOW_SCALE_MISSING, NOBODY) == NULL);
    T_CHECK(found(&t, FINDING_MSS_REDUCED, NOBODY) == NULL);
    end(&t);
}

static void ecn(void)
{
    begin(&t);
    say(&t, (struct say){
                .from = CLIENT, .flags = TCPLENS_SYN | TCPLENS_ECE | TCPLENS_CWR, SYN_OPTIONS});
    say(&t, (struct say){
                .from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK | TCPLENS_ECE, SYN_OPTIONS});
    say(&t, (struct say){.from = CLIENT});
    say(&t, (struct say){.from = CLIENT, .data = "abc"});
    T_CHECK(proved(&t, FINDING_ECN_NEGOTIATED, NOBODY, 1, 2));
    T_CHECK(found(&t, FINDING_ECN_CONGESTION, NOBODY) == NULL);
    t.ecn = 3; /* CE */
    say(&t, (struct say){.from = CLIENT, .data = "abc"});
    t.ecn = 0;
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_ECE});
    T_CHECK(told(&t, TELL_ECN_ECHO) != NULL);
    T_CHECK(proved(&t, FINDING_ECN_CONGESTION, NOBODY, 5, 6));
    end(&t);
}

static void closes(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = CLIENT});
    T_CHECK(proved(&t, FINDING_FIN_ACK_MERGED, SERVER, 5, 0));
    T_CHECK(found(&t, FINDING_HALF_CLOSE, SERVER) == NULL);
    end(&t);

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = SERVER});
    t.now_ns += INT64_C(5000000000);
    T_CHECK(found(&t, FINDING_CLOSE_UNFINISHED, SERVER) == NULL); /* no time has passed yet */
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = CLIENT});
    T_CHECK(proved(&t, FINDING_HALF_CLOSE, SERVER, 4, 6));
    T_CHECK(the_story(&t)->fin_to_fin_ns == INT64_C(5000200000));
    T_CHECK(found(&t, FINDING_FIN_ACK_MERGED, SERVER) == NULL);
    end(&t);

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_FIN, .ack = -1});
    say(&t, (struct say){.from = CLIENT});
    say(&t, (struct say){.from = SERVER});
    T_CHECK(proved(&t, FINDING_SIMULTANEOUS_CLOSE, NOBODY, 4, 5));
    T_CHECK(found(&t, FINDING_TIME_WAIT_HOLDER, CLIENT) == NULL);
    end(&t);
}

static void close_unfinished(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = SERVER, .data = "x", .us = 42000000});
    T_CHECK(proved(&t, FINDING_CLOSE_UNFINISHED, SERVER, 4, 0));
    T_CHECK(the_finding(&t, FINDING_CLOSE_UNFINISHED, SERVER).ns == INT64_C(42000100000));
    end(&t);
}

static void resets(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .data = "x"});
    say(&t, (struct say){.from = SERVER, .data = "y"});
    say(&t, (struct say){.from = CLIENT, .us = 60000000});
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_RST, .us = 60000000, .ttl = 200});
    T_CHECK(proved(&t, FINDING_CONNECTION_ABORTED, CLIENT, 7, 0));
    T_CHECK(proved(&t, FINDING_ABORTED_AFTER_IDLE, CLIENT, 7, 0));
    T_CHECK(the_finding(&t, FINDING_RST_FROM_ELSEWHERE, CLIENT).n == 200);
    T_CHECK(found(&t, FINDING_ABORTED_UNREAD_DATA, CLIENT) == NULL);
    end(&t);

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .data = "x"});
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST});
    T_CHECK(the_finding(&t, FINDING_ABORTED_UNREAD_DATA, SERVER).confidence == CONFIDENCE_POSSIBLE);
    T_CHECK(found(&t, FINDING_RST_FROM_ELSEWHERE, SERVER) == NULL);
    T_CHECK(found(&t, FINDING_ABORTED_AFTER_IDLE, SERVER) == NULL);
    end(&t);

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = SERVER, .data = "late"});
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_RST | NOTHING});
    T_CHECK(proved(&t, FINDING_ABORTED_UNREAD_DATA, CLIENT, 6, 7));
    T_CHECK(the_finding(&t, FINDING_ABORTED_UNREAD_DATA, CLIENT).confidence == CONFIDENCE_CERTAIN);
    end(&t);
}

/* A side that knows of no connection, and one in whose name somebody else speaks. */
static void resets_of_strangers(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .data = "x"});
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = CLIENT, .data = "y", .us = 90000000});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST | NOTHING});
    T_CHECK(proved(&t, FINDING_HALF_OPEN, SERVER, 6, 7));
    T_CHECK(the_finding(&t, FINDING_HALF_OPEN, SERVER).confidence == CONFIDENCE_LIKELY);
    T_CHECK(found(&t, FINDING_RST_FORGED, SERVER) == NULL);
    say(&t, (struct say){.from = SERVER, .data = "answer"});
    T_CHECK(proved(&t, FINDING_RST_FORGED, SERVER, 7, 8));
    T_CHECK(found(&t, FINDING_HALF_OPEN, SERVER) == NULL);
    T_CHECK(the_finding(&t, FINDING_CONNECTION_ABORTED, SERVER).confidence == CONFIDENCE_POSSIBLE);
    end(&t);

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = SERVER, .data = "y"});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST});
    say(&t, (struct say){.from = SERVER, .data = "y", .seq = -1}); /* late, not new */
    T_CHECK(found(&t, FINDING_RST_FORGED, SERVER) == NULL);
    T_CHECK(found(&t, FINDING_HALF_OPEN, SERVER) == NULL); /* with ACK: of its own will */
    end(&t);
}

static void resets_without_effect(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_RST | NOTHING, .seq = 500});
    T_CHECK(proved(&t, FINDING_RST_IGNORED, CLIENT, 4, 0));
    T_CHECK(told(&t, TELL_INEXACT_RST) != NULL && t.row->phase == PHASE_OPENING);
    say(&t, (struct say){.from = SERVER});
    T_CHECK(proved(&t, FINDING_CHALLENGE_ACK, SERVER, 4, 5));
    T_CHECK(found(&t, FINDING_CONNECTION_ABORTED, CLIENT) == NULL);
    say(&t, (struct say){.from = CLIENT, .data = "x", .seq = 100000000});
    T_CHECK(proved(&t, FINDING_UNACCEPTABLE_SEGMENT, CLIENT, 6, 0));
    end(&t);

    begin(&t);
    handshake(&t);
    close_in_four(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_RST | NOTHING});
    T_CHECK(found(&t, FINDING_RST_AFTER_CLOSE, CLIENT) != NULL);
    T_CHECK(found(&t, FINDING_CONNECTION_ABORTED, CLIENT) == NULL);
    T_CHECK(told(&t, TELL_RST_NO_CONNECTION) != NULL && t.row->phase == PHASE_CLOSING);
    end(&t);
}

int main(void)
{
    refused();
    unanswered();
    handshake_unfinished();
    refused_after_handshake();
    simultaneous_open();
    fast_open();
    port_reused();
    what_was_agreed();
    ecn();
    closes();
    close_unfinished();
    resets();
    resets_of_strangers();
    resets_without_effect();
    return t_done();
}
