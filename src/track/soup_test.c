// SPDX-License-Identifier: BSD-3-Clause
/* What must hold whatever the segments are: legal states, sums that add up, no matter which hash
 * seed and batch size; and a table that stays as small as it was born. */
#include "tap.h"
#include "track/soup.h"
#include "track/twins.h"

#include <stdlib.h>

static uint64_t chance;

static uint8_t octet(void)
{
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (uint8_t)(chance >> 32);
}

static uint64_t mix(uint64_t h, uint64_t v)
{
    return (h ^ v) * UINT64_C(0x9e3779b97f4a7c15) + (h >> 29);
}

static uint64_t digest(uint64_t h, const struct verdict *v)
{
    h = mix(h, (uint64_t)v->bits << 32 | v->rel_seq);
    h = mix(h, (uint64_t)v->slot << 32 | v->rel_ack);
    h = mix(h, (uint64_t)v->after[0] << 8 | v->after[1]);
    h = mix(h, v->seq_frame << 32 | v->ack_frame);
    return mix(h, v->of_frame);
}

/* Play `n` random segments; a digest of all verdicts, 0 if something did not hold. */
static uint64_t play(uint64_t seed, size_t batch, size_t n)
{
    const struct track_options options = {.max_conns = 5, .seed = seed};
    struct soup_flows flows = {.next = {{0}}};
    struct track_stats stats;
    struct tracker *t;
    uint64_t h = 1;

    chance = 99;
    if (tl_track_new(&t, &options, NULL) != TCPLENS_OK)
        return 0;
    while (n >= batch && h != 0) {
        static struct tcplens_segment segs[TRACK_BATCH];
        static struct verdict out[TRACK_BATCH];
        static struct soup soup[TRACK_BATCH];

        for (size_t i = 0; i < batch; i++, n--) {
            uint8_t in[SOUP_OCTETS];

            for (size_t j = 0; j < SOUP_OCTETS; j++)
                in[j] = octet();
            soup_make(&flows, in, &soup[i]);
            segs[i] = soup[i].seg;
        }
        tl_track_batch(t, segs, batch, out);
        for (size_t i = 0; i < batch; i++)
            h = digest(h, &out[i]);
        if (batch == 1 && !soup_holds(t, &out[0], &soup[0])) {
            printf("# segment %llu does not hold\n", (unsigned long long)flows.number);
            h = 0;
        }
    }
    tl_track_stats(t, &stats);
    if (stats.evicted == 0 || stats.evicted_open > stats.evicted)
        h = 0;
    tl_track_free(t);
    return h;
}

static void seeds_do_not_matter(void)
{
    const uint64_t h = play(1, 1, 200000);

    T_CHECK(h != 0);
    for (uint64_t seed = 2; seed < 6; seed++)
        T_CHECK(play(seed * 77777, 1, 200000) == h);
    T_CHECK(play(1, 64, 20032) == play(5, 64, 20032));
}

/* Chance that mostly goes on in order, so that connections get somewhere. */
static void tame(uint8_t in[SOUP_OCTETS])
{
    enum { TIMESTAMPS = 16, ACK_ALONE = 2, ACK_WITH_PUSH = 7 };

    if (octet() < 24)
        return;
    in[1] = (uint8_t)((in[1] & TIMESTAMPS) | ((in[1] & 1) != 0 ? ACK_ALONE : ACK_WITH_PUSH));
    in[5] &= octet() < 16 ? 0xff : 0;
    in[6] |= octet() < 16 ? 0 : 0x80;
}

static void the_straight_line_changes_nothing(void)
{
    static struct soup soup[TRACK_BATCH];
    static struct tcplens_segment segs[TRACK_BATCH];
    struct soup_flows flows = {.next = {{0}}};
    struct twins twins;
    bool agree = true;

    chance = 7;
    T_CHECK(twins_new(&twins, 5));
    for (unsigned round = 0; round < 8000 && agree; round++) {
        const size_t n = 1 + octet() % TRACK_BATCH;

        for (size_t i = 0; i < n; i++) {
            uint8_t in[SOUP_OCTETS];

            for (size_t j = 0; j < SOUP_OCTETS; j++)
                in[j] = octet();
            if (round % 3 != 0)
                tame(in);
            soup_make(&flows, in, &soup[i]);
            segs[i] = soup[i].seg;
            if (i >= 2 && octet() < 8) { /* a copy of one of the latest */
                segs[i] = segs[i - 1 - (octet() & 1)];
                segs[i].number = flows.number;
            }
        }
        agree = twins_agree(&twins, segs, n);
    }
    T_CHECK(agree);
    twins_free(&twins);
}

/* A SYN of connection k. */
static void make_syn(uint32_t k, struct soup *s)
{
    struct soup_flows flows = {.next = {{0}}};
    const uint8_t in[SOUP_OCTETS] = {0};

    soup_make(&flows, in, s);
    s->octets[12] = (uint8_t)(k >> 24);
    s->octets[13] = (uint8_t)(k >> 16);
    s->octets[14] = (uint8_t)(k >> 8);
    s->octets[15] = (uint8_t)k;
    s->seg.frame = s->octets;
    s->seg.number = k + 1;
    s->seg.ts_ns = (int64_t)k * 1000;
    s->seg.payload_len = 0;
}

static void flood(void)
{
    enum { CAP = 1000, CONNS = 1000000 };
    const struct track_options options = {.max_conns = CAP};
    static struct soup soup[TRACK_BATCH];
    static struct tcplens_segment segs[TRACK_BATCH];
    static struct verdict out[TRACK_BATCH];
    struct track_stats stats;
    struct tracker *t;
    int below = 1, numbered = 1;
    uint32_t *live;
    size_t n;

    T_CHECK(tl_track_new(&t, &options, NULL) == TCPLENS_OK);
    for (uint32_t k = 0; k < CONNS; k += TRACK_BATCH) {
        for (uint32_t i = 0; i < TRACK_BATCH; i++) {
            make_syn(k + i, &soup[i]);
            segs[i] = soup[i].seg;
        }
        tl_track_batch(t, segs, TRACK_BATCH, out);
        for (uint32_t i = 0; i < TRACK_BATCH; i++) {
            below &= out[i].slot < CAP + TRACK_SPARE;
            numbered &= tl_track_conn(t, out[i].slot)->number == k + i + 1;
        }
    }
    T_CHECK(below);
    T_CHECK(numbered);
    live = tl_track_live(t, &n);
    T_CHECK(live != NULL && n == CAP);
    for (size_t i = 1; i < n; i++)
        below &= tl_track_conn(t, live[i - 1])->number < tl_track_conn(t, live[i])->number;
    T_CHECK(below);
    free(live);
    tl_track_stats(t, &stats);
    T_CHECK(stats.conns == CONNS && stats.evicted == CONNS - CAP);
    T_CHECK(stats.evicted_open == stats.evicted);
    tl_track_free(t);
}

static void closed_ones_go_first(void)
{
    const struct track_options options = {.max_conns = 3};
    struct tracker *t;
    struct soup s;
    struct verdict v;
    const uint32_t *retired;
    size_t n;

    T_CHECK(tl_track_new(&t, &options, NULL) == TCPLENS_OK);
    for (uint32_t k = 0; k < 3; k++) {
        make_syn(k, &s);
        tl_track_batch(t, &s.seg, 1, &v);
    }
    make_syn(2, &s); /* the youngest one is aborted */
    s.seg.flags = TCPLENS_RST;
    s.seg.seq.v += 1;
    tl_track_batch(t, &s.seg, 1, &v);
    T_CHECK((tl_track_conn(t, v.slot)->bits & CONN_CLOSED) != 0);
    make_syn(3, &s);
    tl_track_batch(t, &s.seg, 1, &v);
    retired = tl_track_retired(t, &n);
    T_CHECK(n == 1 && tl_track_conn(t, retired[0])->number == 3);
    T_CHECK((tl_track_conn(t, retired[0])->bits & CONN_EVICTED) != 0);
    T_CHECK(v.slot != retired[0]);
    make_syn(4, &s);
    tl_track_batch(t, &s.seg, 1, &v);
    retired = tl_track_retired(t, &n);
    T_CHECK(n == 1 && tl_track_conn(t, retired[0])->number == 1); /* then the one idle longest */
    tl_track_free(t);
}

int main(void)
{
    seeds_do_not_matter();
    the_straight_line_changes_nothing();
    flood();
    closed_ones_go_first();
    return t_done();
}
