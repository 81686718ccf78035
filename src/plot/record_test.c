// SPDX-License-Identifier: BSD-3-Clause
/* Records of connections made here: what is kept of few and of very many segments. */
#include "plot/record.h"

#include "plot/figure.h"
#include "render/fixture.h"
#include "tap.h"

enum { STEP_NS = 1000, OCTETS = 1000, MANY = 300000, IMAGE_MAX = 1 << 20 };

static struct fixture fixture;
static char image[IMAGE_MAX];

/* Segment `i` of a transfer without end: data, and every second time an ACK of all before. */
static struct plot_sample data(uint64_t i)
{
    const int64_t at = (int64_t)i * OCTETS;

    return (struct plot_sample){.at_ns = (int64_t)i * STEP_NS,
                                .frame = 2 * i + 1,
                                .range = {at, at + OCTETS},
                                .rtt_ns = -1,
                                .flight = {OCTETS, 0},
                                .len = OCTETS,
                                .window = 65535,
                                .side = SIDE_INITIATOR};
}

static struct plot_sample answer(uint64_t i, uint32_t window)
{
    const int64_t ack = (int64_t)i * OCTETS;

    return (struct plot_sample){.at_ns = (int64_t)i * STEP_NS + STEP_NS / 2,
                                .frame = 2 * i + 2,
                                .ack = ack,
                                .edge = ack + window,
                                .acked = OCTETS,
                                .rtt_ns = STEP_NS + (int64_t)(i % 100),
                                .acks = true,
                                .window = window,
                                .side = SIDE_RESPONDER};
}

static void feed(struct record *r, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        struct plot_sample s = data(i);

        tl_record_add(r, &s);
        s = answer(i, i == n / 2 ? 0 : 30000);
        tl_record_add(r, &s);
    }
}

static void test_few_are_exact(void)
{
    struct record r;

    tl_record_begin(&r, SIDE_INITIATOR);
    feed(&r, 1000);
    T_CHECK(!r.failed && r.n == 2000 && r.width_ns == 0);
    T_CHECK(r.moments[1998].at_ns == 999 * STEP_NS && r.moments[1998].data.hi == 1000 * OCTETS);
    T_CHECK(r.segments == 1000 && r.octets == 1000 * OCTETS);
    T_CHECK(r.counts[EVENT_ZERO_WINDOW] == 1 && r.landmarks.all[0].frame == 2 * 500 + 2);
    tl_record_fini(&r);
}

static uint64_t sum_of_sent(const struct record *r)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < r->n; i++)
        sum += r->moments[i].sent;
    return sum;
}

static void test_many_keep_extremes(void)
{
    int64_t window_lo = INT64_MAX, before = -1;
    bool in_order = true;
    struct record r;

    tl_record_begin(&r, SIDE_INITIATOR);
    feed(&r, MANY);
    T_CHECK(!r.failed && r.n <= RECORD_MOMENTS && r.n >= RECORD_MOMENTS / 4 && r.width_ns > 0);
    for (size_t i = 0; i < r.n; i++) {
        in_order &= r.moments[i].at_ns > before && r.moments[i].at_ns % r.width_ns == 0;
        before = r.moments[i].at_ns;
        if ((r.moments[i].has & HAS_ACK) != 0 && r.moments[i].window.lo < window_lo)
            window_lo = r.moments[i].window.lo;
    }
    T_CHECK(in_order && window_lo == 0);
    T_CHECK(sum_of_sent(&r) == (uint64_t)MANY * OCTETS && r.octets == sum_of_sent(&r));
    T_CHECK(r.rtts->n == MANY && r.rtts->lo == STEP_NS && r.rtts->hi == STEP_NS + 99);
    T_CHECK(r.moments[r.n - 1].data.hi == (int64_t)MANY * OCTETS);
    tl_record_fini(&r);
}

/* A pause of years, times that go back, and a first time that is negative. */
static void test_strange_times(void)
{
    static const int64_t times[] = {-5, 0, INT64_C(1) << 60, 17, INT64_C(1) << 61};
    struct record r;

    tl_record_begin(&r, SIDE_INITIATOR);
    feed(&r, MANY / 10);
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct plot_sample s = data(MANY);

        s.at_ns = times[i];
        tl_record_add(&r, &s);
    }
    T_CHECK(!r.failed && r.n <= RECORD_MOMENTS && r.last_ns == INT64_C(1) << 61);
    for (size_t i = 1; i < r.n; i++) {
        if (r.moments[i].at_ns <= r.moments[i - 1].at_ns)
            T_CHECK(false);
    }
    tl_record_fini(&r);
}

static void test_events_are_thinned(void)
{
    uint64_t apart = 0;
    bool even = true;
    struct record r;

    tl_record_begin(&r, SIDE_INITIATOR);
    for (uint64_t i = 0; i < MANY; i++) {
        struct plot_sample s = data(i);

        s.marks = PLOT_AGAIN;
        tl_record_add(&r, &s);
    }
    T_CHECK(r.counts[EVENT_AGAIN] == MANY && r.again == MANY);
    T_CHECK(r.losses.n <= RECORD_EVENTS && r.losses.n > RECORD_EVENTS / 4);
    apart = 2 * r.losses.stride;
    for (size_t i = 1; i < r.losses.n; i++)
        even &= r.losses.all[i].frame - r.losses.all[i - 1].frame == apart;
    T_CHECK(even);
    T_CHECK(sum_of_sent(&r) == (uint64_t)MANY * OCTETS);
    tl_record_fini(&r);
}

/* However long a connection is, its images stay below a megabyte. */
static void test_images_are_small(void)
{
    const struct view view = {.catalogue = tl_catalogue("en")};
    static const uint64_t sizes[] = {2, 2000, 2100, MANY};

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct record r;

        tl_record_begin(&r, SIDE_INITIATOR);
        for (uint64_t k = 0; k < sizes[i]; k++) {
            struct plot_sample s = data(k);

            s.marks = k % 2 == 0 ? PLOT_AGAIN : 0;
            tl_record_add(&r, &s);
            s = answer(k, (uint32_t)(k % 7) * 10000);
            if (k == sizes[i] - 1)
                s.at_ns = s.rtt_ns = INT64_C(1) << 60; /* the longest that there is */
            s.sacks[s.n_sacks++] = (struct plot_range){s.ack + OCTETS, s.ack + 2 * OCTETS};
            tl_record_add(&r, &s);
        }
        for (enum plot_kind kind = PLOT_TIME_SEQUENCE; kind <= PLOT_WINDOW; kind++) {
            struct figure f;
            struct text t;

            text_init(&t, image, sizeof image, NULL, NULL);
            tl_figure_make(&f, &r, kind, &view);
            tl_figure_svg(&t, &f, &fixture.story.conn, true);
            T_CHECK(!f.failed && !t.failed && t.len > 1000);
            tl_figure_fini(&f);
        }
        tl_record_fini(&r);
    }
}

static void test_story(void)
{
    struct record r;

    tl_record_begin(&r, SIDE_RESPONDER);
    tl_record_add_story(&r, &fixture.story);
    T_CHECK(r.n == FIXTURE_ROWS && r.segments == 2 && r.octets == 235 + 13);
    T_CHECK(r.counts[EVENT_SYN] == 1 && r.counts[EVENT_FIN] == 1 && r.reached == 250);
    T_CHECK(r.moments[11].ack.last == 250 && r.moments[11].at_ns == 3115000);
    tl_record_fini(&r);
}

int main(void)
{
    fixture_make(&fixture);
    test_few_are_exact();
    test_many_keep_extremes();
    test_strange_times();
    test_events_are_thinned();
    test_images_are_small();
    test_story();
    return t_done();
}
