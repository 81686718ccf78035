// SPDX-License-Identifier: BSD-3-Clause
/* The machine: what is handed on, what is joined, what is left out, and what the caps cost. */
#include "pdu/pdu.h"

#include "pdu/test_talk.h"
#include "tap.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n"

static const struct pdu_options defaults;

static bool is(const char *got, const char *want)
{
    return strcmp(got, want) == 0;
}

static void joins(void)
{
    struct talking t = talk_on(80, &defaults);

    T_CHECK(is(say(&t, CLIENT, "GET / HTTP/1.1\r\n\r\n"), "http"));
    T_CHECK(t.out->n_rests == 0 && t.out->pdus[0].join == 0);
    T_CHECK(is(say(&t, SERVER, "HTTP/1.1 200 OK\r\nCont"), ""));
    T_CHECK(t.out->n_rests == 1 && t.out->rests[0].octets.n == 21 && !t.out->rests[0].again);
    T_CHECK(is(say(&t, SERVER, "ent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhel"), ""));
    T_CHECK(is(say(&t, SERVER, "lo" HEAD "hello"), "http:data-text-lines:http:data-text-lines"));
    T_CHECK(t.out->n_joins == 1 && t.out->joins[0].n == 3 && t.out->joins[0].octets.n == 69);
    T_CHECK(t.out->joins[0].segments[0].frame == 2 && t.out->joins[0].segments[2].len == 2);
    T_CHECK(t.out->pdus[0].join == 1 && t.out->pdus[2].join == 0);
    T_CHECK(t.out->n_rests == 1 && t.out->rests[0].octets.n == 2);
    talk_end(&t);
}

static void tail_waits(void)
{
    struct talking t = talk_on(80, &defaults);

    T_CHECK(is(say(&t, SERVER, HEAD "helloHTTP/1.1"), "http:data-text-lines"));
    T_CHECK(t.out->n_rests == 1 && t.out->rests[0].octets.n == 8);
    T_CHECK(is(say(&t, SERVER, " 204 No\r\n\r\n"), "http"));
    T_CHECK(t.out->n_joins == 1 && t.out->joins[0].segments[0].len == 8);
    talk_end(&t);
}

/* A chunk is complete, the message is not: it goes on with the same segment's tail. */
static void goes_on_within_segment(void)
{
    struct talking t = talk_on(80, &defaults);

    (void)say(&t, SERVER, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
    T_CHECK(is(say(&t, SERVER, "lo\r\n2\r\n!!\r\n0\r\n\r\n"), "http:data"));
    T_CHECK(t.out->n_joins == 1 && t.out->n_rests == 1 && t.out->rests[0].octets.n == 16);
    talk_end(&t);
}

/* While a message waits, the segments it is asked about with say how it begins: the first, and each
 * of a chunk. */
static void waiting_messages_show_how_they_begin(void)
{
    struct talking t = talk_on(80, &defaults);

    (void)say(&t, SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
    T_CHECK(t.out->begun.n > 15 && memcmp(t.out->begun.p, "HTTP/1.1 200 OK", 15) == 0);
    (void)say(&t, SERVER, "def");
    T_CHECK(t.out->begun.n == 0);
    (void)say(&t, SERVER, "ghi");
    T_CHECK(t.out->begun.n == 0);
    (void)say(&t, SERVER, "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc");
    T_CHECK(t.out->begun.n > 15 && memcmp(t.out->begun.p, "HTTP/1.1 404 No", 15) == 0);
    (void)say(&t, SERVER, "def");
    T_CHECK(t.out->begun.n > 15 && memcmp(t.out->begun.p, "HTTP/1.1 404 No", 15) == 0);
    talk_end(&t);
}

static void seen_before(void)
{
    struct talking t = talk_on(80, &defaults);

    (void)say(&t, SERVER, "HTTP/1.1 200");
    T_CHECK(is(say_at(&t, SERVER, 0xfffffff0, "HTTP/1.1 200", 12), ""));
    T_CHECK(t.out->n_rests == 1 && t.out->rests[0].again);
    t.verdicts = A_RETRANSMISSION;
    T_CHECK(is(say_at(&t, CLIENT, 1, "GET / HTTP/1.1\r\n\r\n", 18), "") && t.out->rests[0].again);
    t.verdicts = A_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION;
    T_CHECK(is(say_at(&t, CLIENT, 1, "GET / HTTP/1.1\r\n\r\n", 18), "") && t.out->n_rests == 0);
    t.verdicts = A_RETRANSMISSION | A_FAST_RETRANSMISSION;
    T_CHECK(is(say_at(&t, CLIENT, 1, "GET / HTTP/1.1\r\n\r\n", 18), "http"));
    t.verdicts = A_OUT_OF_ORDER;
    T_CHECK(is(say_at(&t, CLIENT, 1, "GET / HTTP/1.1\r\n\r\n", 18), "") && t.out->n_rests == 0);
    t.verdicts = A_KEEP_ALIVE;
    T_CHECK(is(say_at(&t, CLIENT, 1, "G", 1), "data"));
    talk_end(&t);
}

static void until_fin(void)
{
    struct talking t = talk_on(80, &defaults);

    T_CHECK(is(say(&t, SERVER, "HTTP/1.1 200 OK\r\n\r\nabc"), ""));
    T_CHECK(is(say(&t, SERVER, "def"), ""));
    t.flags = TCPLENS_FIN;
    T_CHECK(is(say(&t, SERVER, "ghi"), "http:data") && t.out->until_fin);
    T_CHECK(t.out->n_joins == 1 && t.out->joins[0].octets.n == 28 && t.out->n_rests == 0);
    T_CHECK(is(say(&t, SERVER, ""), "") && t.out->fin_again == 3);
    talk_end(&t);
}

static void reset_carries_no_pdu(void)
{
    struct talking t = talk_on(80, &defaults);

    t.flags = TCPLENS_RST;
    T_CHECK(is(say(&t, CLIENT, "GET / HTTP/1.1\r\n\r\n"), ""));
    talk_end(&t);
}

/* Whatever the cuts, the same PDUs come out. */
static void any_cuts(void)
{
    enum { MESSAGES = 20, LEN = 31 };
    uint8_t all[MESSAGES * LEN] = {0};
    uint32_t random = 12345;

    for (size_t i = 0; i < MESSAGES; i++)
        all[i * LEN + 1] = LEN - 2;
    for (int round = 0; round < 50; round++) {
        struct talking t = talk_on(53, &defaults);
        size_t at = 0, pdus = 0, octets = 0;

        while (at < sizeof all) {
            size_t n;

            random = random * 1103515245 + 12345;
            n = 1 + (random >> 16) % 70;
            if (n > sizeof all - at)
                n = sizeof all - at;
            (void)say_octets(&t, SERVER, all + at, n);
            for (size_t i = 0; i < t.out->n_pdus; i++, pdus++)
                octets += t.out->pdus[i].octets.n;
            at += n;
        }
        T_CHECK(pdus == MESSAGES && octets == sizeof all);
        talk_end(&t);
    }
}

static uint64_t forgotten(const struct talking *t)
{
    struct pdu_stats stats;

    tl_pdu_stats(t->engine, &stats);
    return stats.forgotten;
}

static void caps(void)
{
    struct talking t = talk_on(80, &(struct pdu_options){.max_conversations = 2});
    static const char body[4000];

    for (t.stream = 0; t.stream < 3; t.stream++)
        (void)say_at(&t, SERVER, 1, "HTTP/1.1 ", 9);
    T_CHECK(forgotten(&t) == 1);
    t.stream = 2;
    T_CHECK(is(say_at(&t, SERVER, 10, "204 No\r\n\r\n", 10), "http")); /* remembered */
    t.stream = 0;
    T_CHECK(is(say_at(&t, SERVER, 10, "204 No\r\n\r\n", 10), "")); /* not: no HTTP by itself */
    talk_end(&t);

    t = talk_on(80, &(struct pdu_options){.max_octets = 8192});
    (void)say(&t, SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n");
    for (int i = 0; i < 4; i++)
        (void)say_octets(&t, SERVER, body, sizeof body);
    T_CHECK(forgotten(&t) >= 1);
    talk_end(&t);
}

/* More than there is room for in the answer: counted, and nothing is written beyond. */
static void crowded(void)
{
    static uint8_t many[3 * (PDU_MAX + 10)];
    struct talking t = talk_on(53, &defaults);

    for (size_t i = 0; i < sizeof many; i += 3)
        many[i + 1] = 1;
    (void)say_octets(&t, SERVER, many, sizeof many);
    T_CHECK(t.out->n_pdus == PDU_MAX && t.out->missed == 10);
    talk_end(&t);
}

int main(void)
{
    joins();
    tail_waits();
    goes_on_within_segment();
    waiting_messages_show_how_they_begin();
    seen_before();
    until_fin();
    reset_carries_no_pdu();
    any_cuts();
    caps();
    crowded();
    return t_done();
}
