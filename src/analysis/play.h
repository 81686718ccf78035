// SPDX-License-Identifier: BSD-3-Clause
/*
 * play.h - for tests: conversations played segment by segment, and the row of each.
 *
 *     say(&p, A, SYN, 0, 0, 0);          side, flags, seq and ack relative to the ISNs, payload
 * octets T_CHECK(verdicts_are(&p, 0));
 *
 * Each segment is a batch of its own, `step` after the one before; the fields of struct play change
 * what comes next. A is 10.0.0.1, B is 10.0.0.2.
 */
#ifndef ANALYSIS_PLAY_H
#define ANALYSIS_PLAY_H

#include <stdlib.h>
#include <string.h>

#include "analysis/analysis.h"
#include "tap.h"

enum {
    FIN = TCPLENS_FIN,
    SYN = TCPLENS_SYN,
    RST = TCPLENS_RST,
    PSH = TCPLENS_PSH,
    ACK = TCPLENS_ACK,
    A = 0,
    B = 1,
    OPTIONS_MAX = 40,
    MS = 1000000,
};

/**
 * struct play - the stage
 * @isn, @port, @wnd: of A and B
 * @now, @step: time of the next segment; time between two
 * @option, @n_options: of the next segment only, whole 32-bit words; @option_bits: enum
 *             tcplens_option of them
 * @cut:       octets at the end of the next header that are not captured
 * @row:       of the latest segment; @number its frame number
 */
struct play {
    struct analysis *a;
    uint32_t isn[2];
    uint16_t port[2], wnd[2];
    int64_t now, step;
    uint8_t option[OPTIONS_MAX];
    size_t n_options, cut;
    unsigned option_bits;
    uint64_t number;
    struct analysis_row row;
};

static inline void play_open_with(struct play *p, const struct analysis_options *options)
{
    *p = (struct play){
        .isn = {UINT32_C(0xfffffff0), UINT32_C(0x10000)},
        .port = {40000, 80},
        .wnd = {8192, 8192},
        .now = INT64_C(1700000000000000000),
        .step = 10 * MS,
    };
    if (tl_analysis_new(&p->a, options, NULL) != TCPLENS_OK)
        abort();
}

static inline void play_open(struct play *p)
{
    const struct analysis_options options = {.max_conversations = 64, .max_unacked = 64};

    play_open_with(p, &options);
}

static inline void play_close(struct play *p)
{
    tl_analysis_free(p->a);
}

/* The options of the next segment. */
static inline void with_options(struct play *p, unsigned bits, const void *octets, size_t n)
{
    memcpy(p->option, octets, n);
    p->n_options = n;
    p->option_bits = bits;
}

static inline void say(struct play *p, int from, unsigned flags, uint32_t seq, uint32_t ack,
                       uint32_t len)
{
    uint8_t octets[20 + 20 + OPTIONS_MAX] = {0x45};
    const size_t header = 20 + p->n_options;
    struct tcplens_segment seg = {
        .frame = octets,
        .ts_ns = p->now,
        .number = ++p->number,
        .seq.v = p->isn[from] + seq,
        .ack.v = (flags & ACK) != 0 ? p->isn[from ^ 1] + ack : ack,
        .caplen = (uint32_t)(20 + header - p->cut),
        .len = (uint32_t)(20 + header + len),
        .payload_len = len,
        .wnd = p->wnd[from],
        .flags = (uint16_t)flags,
        .src_port = p->port[from],
        .dst_port = p->port[from ^ 1],
        .l4_off = 20,
        .kind = TCPLENS_KIND_TCP,
        .header_len = (uint8_t)header,
        .options = (uint8_t)p->option_bits,
        .notes = (uint16_t)(p->cut > 0 ? TCPLENS_OPTIONS_CUT
                            : len > 0  ? TCPLENS_PAYLOAD_CUT
                                       : 0),
    };

    octets[9] = 6;
    octets[12] = octets[16] = 10;
    octets[15] = (uint8_t)(from + 1);
    octets[19] = (uint8_t)(2 - from);
    memcpy(octets + 40, p->option, p->n_options);
    tl_analysis_batch(p->a, &seg, 1, &p->row);
    p->now += p->step;
    p->n_options = p->cut = 0;
    p->option_bits = 0;
}

/* SYN, SYN-ACK, ACK. */
static inline void shake_hands(struct play *p)
{
    say(p, A, SYN, 0, 0, 0);
    say(p, B, SYN | ACK, 0, 1, 0);
    say(p, A, ACK, 1, 1, 0);
}

static inline bool shows(const struct play *p, unsigned what)
{
    return (p->row.shown & what) == what;
}

static inline bool verdicts_are(const struct play *p, unsigned verdicts)
{
    return p->row.verdicts == verdicts;
}

#endif
