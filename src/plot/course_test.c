// SPDX-License-Identifier: BSD-3-Clause
/* Courses: numbers that wrap around, and what moves nothing. */
#include "plot/course.h"

#include "tap.h"

/* A segment of one side, with a verdict that says what the bits say. */
struct told {
    struct tcplens_segment seg;
    struct verdict verdict;
};

static struct told told(unsigned side, uint16_t flags, uint32_t seq, uint32_t len, uint32_t ack)
{
    static uint64_t number;

    number++;
    return (struct told){
        .seg = {.ts_ns = (int64_t)number * 1000,
                .number = number,
                .kind = TCPLENS_KIND_TCP,
                .flags = flags,
                .seq = {seq},
                .ack = {ack},
                .payload_len = len},
        .verdict = {.side = (uint8_t)side, .rel_seq = seq, .rel_ack = ack, .window = 1000},
    };
}

static struct plot_sample take(struct course *c, const struct told *t)
{
    struct plot_sample s = {0};

    T_CHECK(tl_course_segment(c, &t->seg, &t->verdict, &s));
    return s;
}

/* Three times 2^31 octets, acknowledged one behind the other. */
static void test_wrap_around(void)
{
    const uint32_t step = UINT32_C(1) << 30;
    struct course c = {0};
    struct told t = told(0, TCPLENS_SYN, 0, 0, 0);
    struct plot_sample s;

    (void)take(&c, &t);
    for (uint32_t i = 0; i < 6; i++) {
        t = told(0, TCPLENS_ACK, 1 + i * step, step, 1);
        s = take(&c, &t);
        T_CHECK(s.range.lo == 1 + (int64_t)i * step && s.range.hi == 1 + (i + INT64_C(1)) * step);
        t = told(1, TCPLENS_ACK, 1, 0, 1 + (i + 1) * step);
        s = take(&c, &t);
        T_CHECK(s.ack == 1 + (i + INT64_C(1)) * step && s.flight[0] == 0 && s.edge == s.ack + 1000);
    }
}

static void test_numbers_of_rst(void)
{
    struct course c = {0};
    struct told t = told(0, TCPLENS_ACK, 5000, 100, 1);
    struct plot_sample s;

    (void)take(&c, &t);
    t = told(0, TCPLENS_RST, UINT32_C(3000000000), 0, 0);
    s = take(&c, &t);
    T_CHECK(s.range.lo == 5100 && s.range.hi == 5100 && c.sent[0] == 5100);
}

static void test_ignored(void)
{
    struct course c = {0};
    struct told t = told(0, TCPLENS_ACK, 1, 100, 1);
    struct plot_sample s;

    (void)take(&c, &t);
    t = told(0, TCPLENS_ACK, 900000, 100, 77777);
    t.verdict.bits = V_UNACCEPTABLE;
    s = take(&c, &t);
    T_CHECK(s.range.lo == 101 && s.range.hi == 101 && !s.acks && (s.marks & PLOT_IGNORED) != 0);
    T_CHECK(c.sent[0] == 101 && c.acked[1] == 1);
}

static void test_flight(void)
{
    struct course c = {0};
    struct told t = told(0, TCPLENS_ACK, 1, 300, 1);
    struct plot_sample s = take(&c, &t);

    T_CHECK(s.flight[0] == 300 && s.flight[1] == 0);
    t = told(1, TCPLENS_ACK, 1, 0, 201);
    t.verdict.bits = V_ACKS_NEW;
    t.verdict.rtt_ns = 7;
    s = take(&c, &t);
    T_CHECK(s.flight[0] == 100 && s.acked == 200 && s.rtt_ns == 7);
    /* What was overtaken acknowledges nothing more. */
    t = told(1, TCPLENS_ACK, 1, 0, 101);
    s = take(&c, &t);
    T_CHECK(s.flight[0] == 100 && s.acked == 0 && s.ack == 101 && s.rtt_ns == -1);
}

static void test_damaged_times(void)
{
    struct course c = {0};
    struct told t = told(0, TCPLENS_ACK, 1, 300, 1);
    struct plot_sample s;

    t.seg.ts_ns = INT64_MIN + 1;
    (void)take(&c, &t);
    t = told(1, TCPLENS_ACK, 1, 0, 301);
    t.seg.ts_ns = INT64_MAX;
    t.verdict.bits = V_ACKS_NEW;
    t.verdict.rtt_ns = INT64_MAX;
    s = take(&c, &t);
    T_CHECK(s.at_ns == INT64_C(1) << 60 && s.rtt_ns == INT64_C(1) << 60);
}

int main(void)
{
    test_damaged_times();
    test_wrap_around();
    test_numbers_of_rst();
    test_ignored();
    test_flight();
    return t_done();
}
