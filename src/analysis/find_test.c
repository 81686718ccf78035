// SPDX-License-Identifier: BSD-3-Clause
/* Conversations: streams, reused ports (3), directions (3.6), and forgetting when there is no room.
 */
#include "analysis/play.h"

static void begins_anew(struct play *p)
{
    shake_hands(p);
    T_CHECK(p->row.stream == 0);
    say(p, A, SYN, 0, 0, 0); /* the same number: the same conversation */
    T_CHECK(p->row.stream == 0 && verdicts_are(p, A_RETRANSMISSION) && !shows(p, A_NEW_STREAM));
    p->isn[A] += 5000;
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.stream == 1 && shows(p, A_NEW_STREAM) && verdicts_are(p, A_REUSED_PORTS));
    T_CHECK(p->row.completeness == 1 && p->row.seq == 0);
    say(p, B, SYN | ACK, 0, 1, 0);
    T_CHECK(p->row.stream == 1 && verdicts_are(p, 0));
    p->isn[B] += 7000;
    say(p, B, SYN | ACK, 0, 1, 0); /* another number: the base moves, the stream stays */
    T_CHECK(p->row.stream == 1 && p->row.seq == 0);
    T_CHECK((p->row.verdicts & A_REUSED_PORTS) != 0);
}

static void tells_directions(struct play *p)
{
    say(p, A, SYN, 0, 0, 0);
    T_CHECK(p->row.forward == 2); /* B has the greater address */
    say(p, B, SYN | ACK, 0, 1, 0);
    T_CHECK(p->row.forward == 1);
}

static void numbers_streams(struct play *p)
{
    for (uint16_t i = 0; i < 10; i++) {
        p->port[A] = (uint16_t)(1000 + i);
        say(p, A, SYN, 0, 0, 0);
        T_CHECK(p->row.stream == i && shows(p, A_NEW_STREAM));
    }
    p->port[A] = 1003;
    say(p, B, SYN | ACK, 0, 1, 0);
    T_CHECK(p->row.stream == 3 && !shows(p, A_NEW_STREAM));
}

/* What is forgotten, as a number, with one seed of the hash. */
static uint64_t forget(uint64_t seed)
{
    const struct analysis_options options = {.max_conversations = 40, .seed = seed};
    struct analysis_stats stats;
    uint64_t digest = 0;
    struct play p;

    play_open_with(&p, &options);
    for (unsigned i = 0; i < 400; i++) {
        p.port[A] = (uint16_t)(1000 + i * 37 % 101);
        say(&p, A, ACK, i, 1, 10);
        digest = digest * 31 + p.row.stream * 2 + shows(&p, A_FORGOTTEN);
    }
    tl_analysis_stats(p.a, &stats);
    T_CHECK(stats.forgotten > 0 && stats.conversations == stats.forgotten + 40);
    play_close(&p);
    return digest;
}

static void forgets_alike_with_any_seed(void)
{
    const uint64_t first = forget(1);

    T_CHECK(forget(2) == first && forget(UINT64_MAX) == first);
}

static void forgets_nothing_if_exact(void)
{
    const struct analysis_options options = {
        .max_conversations = 4, .max_unacked = 4, .exact = true};
    struct analysis_stats stats;
    struct play p;

    play_open_with(&p, &options);
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = 0; i < 500; i++) {
            p.port[A] = (uint16_t)(1000 + i);
            say(&p, A, ACK, 1 + 10 * round, 1, 10);
            T_CHECK(p.row.stream == i && p.row.flight == 10 * (round + 1));
        }
    }
    tl_analysis_stats(p.a, &stats);
    T_CHECK(stats.conversations == 500 && stats.forgotten == 0 && stats.unlisted == 0);
    play_close(&p);
}

static void refuses_caps_beyond_all_measure(void)
{
    const struct analysis_options options = {.max_conversations = UINT32_MAX};
    struct analysis *a = NULL;

    T_CHECK(tl_analysis_new(&a, &options, NULL) == TCPLENS_ERR_USAGE && a == NULL);
}

int main(void)
{
    static void (*const plays[])(struct play *) = {begins_anew, tells_directions, numbers_streams};

    for (size_t i = 0; i < sizeof plays / sizeof plays[0]; i++) {
        struct play p;

        play_open(&p);
        plays[i](&p);
        play_close(&p);
    }
    forgets_alike_with_any_seed();
    forgets_nothing_if_exact();
    refuses_caps_beyond_all_measure();
    return t_done();
}
