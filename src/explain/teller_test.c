// SPDX-License-Identifier: BSD-3-Clause
/* teller_test.c - rows: phases, tells and provenance of an ordinary connection; journals' limits.
 */
#include "explain/tale.h"

static struct tale t;

static const char request[] = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
static const char response[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";

static bool text_is(const char *texts, uint32_t at, const char *text)
{
    return strcmp(texts + at, text) == 0;
}

/* base + len + syn + fin is the number wherever a frame is named. */
static bool adds_up(const struct provenance *p, uint32_t number)
{
    return p->frame == 0 || p->base + p->len + p->syn + p->fin == number;
}

static void tells_a_handshake(void)
{
    begin(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS});
    T_CHECK(t.row->phase == PHASE_OPENING && t.row->tells[0].code == TELL_ASKS_TO_OPEN);
    T_CHECK(t.row->tells[0].n == 1000 && t.row->from_seq.source == SEQ_ISN);
    T_CHECK(t.row->from_ack.source == ACK_ABSENT);
    say(&t,
        (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, SYN_OPTIONS, .us = 122});
    T_CHECK(t.row->tells[0].code == TELL_AGREES && t.row->tells[0].frame == 1);
    T_CHECK(t.row->tells[0].ns == 122000 && t.row->tells[0].n == 5000);
    T_CHECK(t.row->from_ack.source == ACK_AFTER && t.row->from_ack.frame == 1 &&
            t.row->from_ack.syn && t.row->from_ack.base == 0 && t.row->from_ack.len == 0);
    say(&t, (struct say){.from = CLIENT, .us = 316});
    T_CHECK(t.row->tells[0].code == TELL_COMPLETES_HANDSHAKE && t.row->tells[0].frame == 2);
    T_CHECK(t.row->tells[0].ns == 316000 && t.row->phase == PHASE_OPENING);
    T_CHECK(t.row->from_seq.source == SEQ_AFTER && t.row->from_seq.syn);
    end(&t);
}

static void tells_an_exchange(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .data = request});
    T_CHECK(t.row->phase == PHASE_DATA && t.row->tells[0].code == TELL_HTTP_REQUEST);
    T_CHECK(text_is(tl_teller_texts(t.teller, t.slot), t.row->tells[0].text, "GET /hello"));
    T_CHECK(t.row->from_seq.source == SEQ_UNCHANGED && t.row->from_seq.frame == 3);
    T_CHECK(t.row->from_ack.source == ACK_UNCHANGED && t.row->from_ack.frame == 3);
    say(&t, (struct say){.from = SERVER, .us = 8});
    T_CHECK(t.row->tells[0].code == TELL_ACKS && t.row->tells[0].frame == 4 &&
            t.row->tells[0].frame2 == 4 && t.row->tells[0].ns == 8000 &&
            t.row->tells[0].n == sizeof request - 1);
    T_CHECK(t.row->from_ack.source == ACK_AFTER && t.row->from_ack.frame == 4 &&
            t.row->from_ack.base == 1 && t.row->from_ack.len == sizeof request - 1);
    say(&t, (struct say){.from = SERVER, .data = response, .us = 2592});
    T_CHECK(t.row->tells[0].code == TELL_HTTP_RESPONSE && t.row->tells[0].frame == 4 &&
            t.row->tells[0].ns == 2600000);
    T_CHECK(text_is(tl_teller_texts(t.teller, t.slot), t.row->tells[0].text, "200 OK"));
    say(&t, (struct say){.from = SERVER, .data = "hello"});
    T_CHECK(t.row->tells[0].code == TELL_SENDS_MORE && t.row->tells[0].frame == 6);
    T_CHECK(t.row->from_seq.source == SEQ_AFTER && t.row->from_seq.frame == 6);
    say(&t, (struct say){.from = CLIENT});
    T_CHECK(t.row->tells[0].code == TELL_ACKS && t.row->tells[0].frame == 6 &&
            t.row->tells[0].frame2 == 7);
    end(&t);
}

static void tells_a_close_in_four(void)
{
    const struct story *story;

    begin(&t);
    handshake(&t);
    close_in_four(&t);
    story = the_story(&t);
    T_CHECK(story->n_rows == 7);
    for (unsigned step = 1; step <= 4; step++) {
        const struct tell *const tell = &story->rows[2 + step].tells[0];

        T_CHECK(tell->code == (step % 2 == 1 ? TELL_CLOSES : TELL_CLOSE_CONFIRMED));
        T_CHECK(tell->n == step && tell->m == 4);
        T_CHECK(story->rows[2 + step].phase == PHASE_CLOSING);
    }
    T_CHECK(story->rows[4].tells[0].frame == 4 && story->rows[6].tells[0].frame == 6);
    T_CHECK(story->rows[6].from_seq.fin && story->rows[6].from_ack.fin);
    T_CHECK(story->health == HEALTH_CLEAN && story->health_finding == -1);
    T_CHECK(story->fin_to_fin_ns == -1);
    end(&t);
}

static void tells_a_close_in_three(void)
{
    const struct story *story;

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    T_CHECK(t.row->tells[0].m == 0); /* not known yet */
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_FIN});
    say(&t, (struct say){.from = CLIENT});
    story = the_story(&t);
    T_CHECK(story->rows[3].tells[0].code == TELL_CLOSES && story->rows[3].tells[0].m == 3);
    T_CHECK(story->rows[4].tells[0].code == TELL_CLOSES_AND_ACKS_FIN &&
            story->rows[4].tells[0].n == 2 && story->rows[4].tells[0].frame == 4);
    T_CHECK(story->rows[5].tells[0].code == TELL_CLOSE_CONFIRMED && story->rows[5].tells[0].n == 3);
    end(&t);
}

static void keeps_provenance_true(void)
{
    const struct story *story;

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .len = 500});
    say(&t, (struct say){.from = CLIENT, .len = 500, .unseen = true});
    say(&t, (struct say){.from = CLIENT, .len = 500});
    T_CHECK(t.row->from_seq.source == SEQ_AFTER_GAP && t.row->from_seq.len == 500 &&
            t.row->from_seq.frame == 4);
    say(&t, (struct say){.from = SERVER, .ack = -1000});
    say(&t, (struct say){.from = CLIENT, .len = 500, .seq = -1000, .us = 300000});
    T_CHECK(t.row->from_seq.source == SEQ_REPEATS);
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = SERVER, .ack = -200});
    T_CHECK(t.row->from_ack.source == ACK_OLDER && t.row->from_ack.frame == 8);
    say(&t, (struct say){.from = CLIENT, .seq = -1, .len = 1, .us = 60000000});
    T_CHECK(t.row->from_seq.source == SEQ_KEEP_ALIVE);
    say(&t, (struct say){.from = SERVER});
    close_in_four(&t);
    story = the_story(&t);
    for (size_t i = 0; i < story->n_rows; i++) {
        T_CHECK(adds_up(&story->rows[i].from_seq, story->rows[i].rel_seq));
        T_CHECK(adds_up(&story->rows[i].from_ack, story->rows[i].rel_ack));
    }
    end(&t);
}

static void shows_where_a_rst_has_its_number_from(void)
{
    begin(&t);
    say(&t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS});
    t.nxt[SERVER] = 0;
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST});
    T_CHECK(t.row->from_seq.source == SEQ_RST_ZERO && t.row->tells[0].code == TELL_REFUSES);
    T_CHECK(t.row->phase == PHASE_OPENING);
    end(&t);

    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .data = "x"});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST | NOTHING});
    T_CHECK(t.row->from_seq.source == SEQ_COPIED_ACK && t.row->from_seq.frame == 3);
    T_CHECK(t.row->phase == PHASE_ABORTED);
    end(&t);

    /* Two ACKs were on their way when the first drew a RST. */
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = SERVER, .len = 100});
    say(&t, (struct say){.from = SERVER, .len = 100});
    say(&t, (struct say){.from = CLIENT, .ack = -100});
    say(&t, (struct say){.from = CLIENT});
    say(&t, (struct say){.from = SERVER, .flags = TCPLENS_RST | NOTHING, .seq = -100});
    T_CHECK(t.row->from_seq.source == SEQ_COPIED_ACK && t.row->from_seq.frame == 6);
    end(&t);
}

static void makes_text_harmless(void)
{
    begin(&t);
    handshake(&t);
    say(&t, (struct say){.from = CLIENT, .data = "GET /\x9b[2J\xe4\xbd\xa0 HTTP/1.1\r\n\r\n"});
    T_CHECK(
        text_is(tl_teller_texts(t.teller, t.slot), t.row->tells[0].text, "GET /.[2J\xe4\xbd\xa0"));
    end(&t);
}

static void begins_in_the_middle(void)
{
    begin(&t);
    say(&t, (struct say){.from = SERVER, .data = "abc"});
    T_CHECK(t.row->tells[0].code == TELL_MID_CAPTURE && t.row->phase == PHASE_DATA);
    T_CHECK(t.row->from_seq.source == SEQ_FIRST_SEEN && t.row->from_ack.source == ACK_FIRST_SEEN);
    end(&t);
}

/* First and last rows stay, the rest is counted. */
static void keeps_first_and_last_rows(void)
{
    const struct story *story;

    begin_with(&t,
               &(struct teller_options){.max_conns = 4, .max_rows = 64, .max_rows_per_conn = 8});
    handshake(&t);
    for (unsigned i = 0; i < 50; i++) {
        say(&t, (struct say){.from = CLIENT, .data = "ping"});
        say(&t, (struct say){.from = SERVER, .data = "pong"});
    }
    story = the_story(&t);
    T_CHECK(story->n_rows == 8 && story->rows_dropped == 103 - 8);
    T_CHECK(story->rows[0].number == 1 && story->rows[7].number == 103);
    T_CHECK(story->rows[story->rows_head - 1].number == story->rows_head);
    T_CHECK(story->rows[story->rows_head].number == 103 - (8 - story->rows_head) + 1);
    T_CHECK(text_is(story->texts, story->rows[7].tells[0].text, "pong"));
    end(&t);
}

/* A conversation on its own ports, so that several share one pool. */
static void converse(struct tale *tale, unsigned segments, uint32_t *slot)
{
    tale->nxt[CLIENT] += 100000; /* a new incarnation */
    tale->nxt[SERVER] += 100000;
    handshake(tale);
    for (unsigned i = 3; i < segments; i++)
        say(tale, (struct say){.from = CLIENT, .data = "x"});
    *slot = tale->slot;
}

/* The longest journal pays when the pool is empty. */
static void takes_rows_from_the_longest(void)
{
    uint32_t slots[3];
    const struct story *story;

    begin_with(&t, &(struct teller_options){.max_conns = 8, .max_rows = 40});
    converse(&t, 30, &slots[0]);
    T_CHECK(the_story(&t)->rows_dropped == 0);
    converse(&t, 20, &slots[1]);
    story = the_story(&t);
    T_CHECK(story->n_rows == 20 && story->rows_dropped == 0);
    tl_teller_forget(t.teller, slots[1]);
    T_CHECK(the_story(&t) == NULL);
    converse(&t, 20, &slots[2]);
    T_CHECK(the_story(&t)->n_rows == 20);
    end(&t);
}

static void survives_a_tiny_pool(void)
{
    uint32_t slot;

    begin_with(&t, &(struct teller_options){.max_conns = 4, .max_rows = 3});
    for (unsigned i = 0; i < 8; i++) {
        const struct story *story;

        converse(&t, 30, &slot);
        T_CHECK(t.row != NULL && t.row->number == t.number);
        story = the_story(&t);
        T_CHECK(story != NULL && story->n_rows + story->rows_dropped == 30);
    }
    end(&t);
}

int main(void)
{
    tells_a_handshake();
    tells_an_exchange();
    tells_a_close_in_four();
    tells_a_close_in_three();
    keeps_provenance_true();
    shows_where_a_rst_has_its_number_from();
    makes_text_harmless();
    begins_in_the_middle();
    keeps_first_and_last_rows();
    takes_rows_from_the_longest();
    survives_a_tiny_pool();
    return t_done();
}
