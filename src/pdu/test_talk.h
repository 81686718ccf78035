// SPDX-License-Identifier: BSD-3-Clause
/*
 * test_talk.h - for tests: two ends talk, a segment at a time, and what the machine makes of each
 * is its names, as frame.protocols has them behind "tcp".
 *
 * A segment is in a heap block that ends where it ends, so that AddressSanitizer sees an over-read
 * by one.
 */
#ifndef TL_PDU_TEST_TALK_H
#define TL_PDU_TEST_TALK_H

#include <stdlib.h>
#include <string.h>

#include "pdu/pdu.h"

enum { CLIENT, SERVER };

/**
 * struct talking
 * @frame: number of the segment said last
 * @seq:   by side, of what it says next
 * @flags, @verdicts, @stream: of the next segments; the caller's to set
 * @names: of the segment said last
 * @said:  *owned*: what it was said with
 */
struct talking {
    struct pdu_engine *engine;
    const struct pdu_frame *out;
    uint8_t *said;
    uint64_t frame;
    uint32_t seq[2], stream;
    uint16_t port, flags, verdicts;
    char names[1024];
};

static inline struct talking talk_on(uint16_t port, const struct pdu_options *options)
{
    struct talking t = {.port = port, .seq = {1000, 0xfffffff0}};

    if (tl_pdu_new(&t.engine, options, NULL) != TCPLENS_OK)
        abort();
    return t;
}

static inline void talk_end(struct talking *t)
{
    tl_pdu_free(t->engine);
    free(t->said);
}

static inline void talk_note_names(struct talking *t)
{
    size_t n = 0;

    t->names[0] = '\0';
    for (size_t i = 0; i < t->out->n_pdus; i++) {
        const char *const name = tl_pdu_name(t->out->pdus[i].protocol);

        if (!t->out->pdus[i].named || n + strlen(name) + 2 > sizeof t->names)
            continue;
        if (n > 0)
            t->names[n++] = ':';
        memcpy(t->names + n, name, strlen(name) + 1);
        n += strlen(name);
    }
}

/* Say octets at a sequence number of the side's choice; its names. */
static inline const char *say_at(struct talking *t, int side, uint32_t seq, const void *octets,
                                 size_t n)
{
    enum { IP = 20, TCP = 20 };
    struct analysis_row row = {
        .shown = A_HAS_STREAM | A_HAS_LENGTH | A_WHOLE,
        .stream = t->stream,
        .forward = side == CLIENT ? 1 : 2,
        .verdicts = t->verdicts,
        .len = (uint32_t)n,
    };
    struct tcplens_segment seg = {
        .number = ++t->frame,
        .kind = TCPLENS_KIND_TCP,
        .caplen = (uint32_t)(IP + TCP + n),
        .len = (uint32_t)(IP + TCP + n),
        .payload_len = (uint32_t)n,
        .seq = {seq},
        .flags = (uint16_t)(TCPLENS_ACK | t->flags),
        .src_port = side == CLIENT ? 40000 : t->port,
        .dst_port = side == CLIENT ? t->port : 40000,
        .l4_off = IP,
        .header_len = TCP,
    };

    free(t->said);
    t->said = calloc(1, IP + TCP + n);
    if (t->said == NULL)
        abort();
    if (n > 0)
        memcpy(t->said + IP + TCP, octets, n);
    t->said[0] = 0x45;
    seg.frame = t->said;
    t->out = tl_pdu_frame(t->engine, &seg, &row, false);
    talk_note_names(t);
    return t->names;
}

/* Say the next octets. */
static inline const char *say_octets(struct talking *t, int side, const void *octets, size_t n)
{
    const uint32_t seq = t->seq[side];

    t->seq[side] += (uint32_t)n;
    return say_at(t, side, seq, octets, n);
}

static inline const char *say(struct talking *t, int side, const char *text)
{
    return say_octets(t, side, text, strlen(text));
}

#endif
