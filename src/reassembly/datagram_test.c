// SPDX-License-Identifier: BSD-3-Clause
/* Datagrams put together from fragments in any order, and what is given up. */
#include "reassembly/datagram.h"

#include "decode/test_frame.h"
#include "tap.h"

enum { RAW = 101, HEADER = 20, DATA = 64 };

/**
 * struct sender - makes fragments of one datagram whose octet at offset i is `first` + i
 * @now: of the next one
 */
struct sender {
    struct datagrams *store;
    uint16_t id;
    int64_t now;
    uint8_t first;
};

static void open_store(struct sender *s, uint64_t max_octets)
{
    const struct datagram_options options = {.max_octets = max_octets};

    *s = (struct sender){.id = 1, .now = 1000};
    if (tl_datagrams_new(&s->store, &options, NULL) != TCPLENS_OK)
        abort();
}

/* Octets [from, to) of the datagram; `more` come behind them. */
static enum datagram_fate send(struct sender *s, unsigned from, unsigned to, bool more,
                               struct datagram_whole **whole)
{
    uint8_t octets[HEADER + DATA] = {0x45, [8] = 64, [9] = 6, [12] = 10, [16] = 10, [19] = 1};
    const size_t n = HEADER + to - from;
    const unsigned bits = from / 8 | (more ? 0x2000U : 0);
    enum datagram_fate fate;
    struct test_frame f;

    octets[3] = (uint8_t)n;
    octets[4] = (uint8_t)(s->id >> 8);
    octets[5] = (uint8_t)s->id;
    octets[6] = (uint8_t)(bits >> 8);
    octets[7] = (uint8_t)bits;
    for (unsigned i = from; i < to; i++)
        octets[HEADER + i - from] = (uint8_t)(s->first + i);
    f = test_frame_of(RAW, octets, n, n);
    f.seg.ts_ns = s->now;
    fate = tl_datagrams_take(s->store, &f.seg, whole);
    test_frame_free(&f); /* what is kept is a copy */
    return fate;
}

static bool counts_up(const struct datagram_whole *w, unsigned n)
{
    const struct tcplens_frame *const whole = &w->frame;

    if (w->data.p != whole->octets + HEADER || w->data.n != n || whole->caplen != HEADER + n ||
        whole->len != HEADER + n)
        return false;
    for (unsigned i = 0; i < n; i++) {
        if (whole->octets[HEADER + i] != i)
            return false;
    }
    return whole->octets[2] == 0 && whole->octets[3] == HEADER + n && whole->octets[6] == 0 &&
           whole->octets[7] == 0;
}

static void puts_together_in_any_order(void)
{
    static const uint8_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                        {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    struct datagram_stats stats;
    struct datagram_whole *whole;
    struct sender s;

    open_store(&s, 0);
    for (size_t i = 0; i < 6; i++, s.id++) {
        for (unsigned k = 0; k < 3; k++) {
            const unsigned part = orders[i][k];

            T_CHECK(send(&s, part * 16, part * 16 + 16, part < 2, &whole) ==
                    (k < 2 ? DATAGRAM_KEPT : DATAGRAM_WHOLE));
        }
        T_CHECK(counts_up(whole, 48) && whole->frame.link_type == RAW);
        T_CHECK(whole->n_parts == 3 && whole->parts[2].offset == 32 && whole->parts[2].len == 16);
        free(whole);
    }
    tl_datagrams_stats(s.store, &stats);
    T_CHECK(stats.whole == 6 && stats.given_up == 0 && stats.overlaps == 0);
    tl_datagrams_free(s.store);
}

/* Of octets that come twice those of the fragment that begins first count. */
static void settles_overlaps(void)
{
    struct datagram_stats stats;
    struct datagram_whole *whole;
    struct sender s;

    open_store(&s, 0);
    s.first = 100; /* to be overridden */
    T_CHECK(send(&s, 8, 24, true, &whole) == DATAGRAM_KEPT);
    s.first = 0;
    T_CHECK(send(&s, 0, 24, true, &whole) == DATAGRAM_KEPT);
    T_CHECK(send(&s, 24, 32, false, &whole) == DATAGRAM_WHOLE && counts_up(whole, 32));
    T_CHECK(whole->n_parts == 3 && !whole->parts[0].overlap && whole->parts[1].overlap);
    T_CHECK(whole->parts[1].conflict && !whole->parts[2].overlap);
    free(whole);
    tl_datagrams_stats(s.store, &stats);
    T_CHECK(stats.overlaps == 1);
    tl_datagrams_free(s.store);
}

static void gives_up_by_age(void)
{
    struct datagram_stats stats;
    struct datagram_whole *whole;
    struct sender s;

    open_store(&s, 0);
    T_CHECK(send(&s, 0, 8, true, &whole) == DATAGRAM_KEPT);
    s.now += INT64_C(30000000001);
    T_CHECK(send(&s, 8, 16, false, &whole) == DATAGRAM_KEPT);
    tl_datagrams_stats(s.store, &stats);
    T_CHECK(stats.given_up == 1);
    T_CHECK(send(&s, 0, 8, true, &whole) == DATAGRAM_WHOLE && counts_up(whole, 16));
    free(whole);
    tl_datagrams_free(s.store);
}

/* First fragments alone, for ever: memory stays where it is. */
static void gives_up_for_room(void)
{
    enum { ROOM = 20000, MANY = 5000 };
    struct datagram_stats stats;
    struct datagram_whole *whole;
    struct sender s;
    unsigned kept = 0;

    open_store(&s, ROOM);
    for (unsigned i = 0; i < MANY; i++, s.id++)
        kept += send(&s, 0, DATA, true, &whole) == DATAGRAM_KEPT;
    tl_datagrams_stats(s.store, &stats);
    T_CHECK(kept == MANY && stats.given_up > MANY - ROOM / DATA && stats.given_up < MANY);
    s.id--; /* the latest is still there */
    T_CHECK(send(&s, DATA, DATA + 8, false, &whole) == DATAGRAM_WHOLE);
    T_CHECK(counts_up(whole, DATA + 8));
    free(whole);
    tl_datagrams_free(s.store);
}

static void leaves_the_rest_alone(void)
{
    const struct tcplens_segment seg = test_segment(RAW, IP4_TCP);
    struct datagram_whole *whole;
    struct sender s;

    open_store(&s, 0);
    T_CHECK(tl_datagrams_take(s.store, &seg, &whole) == DATAGRAM_NONE);
    tl_datagrams_free(s.store);
    tl_datagrams_free(NULL);
}

int main(void)
{
    puts_together_in_any_order();
    settles_overlaps();
    gives_up_by_age();
    gives_up_for_room();
    leaves_the_rest_alone();
    return t_done();
}
