// SPDX-License-Identifier: BSD-3-Clause
/*
 * pdu_fuzz.c - any octets as the segments of a few conversations: whatever they say, every PDU,
 * join and rest lies within octets that are there, and what waits stays within the cap.
 *
 * A segment is its conversation and side, a port, flags, verdicts, a step of the sequence number, a
 * length, and so many octets.
 */
#include <stdlib.h>
#include <string.h>

#include "pdu/pdu.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint16_t ports[] = {21,  22,   23,   25,   43,   53,   79,   80,   88,   110,  111,
                                 135, 139,  179,  389,  443,  445,  502,  524,  1080, 1723, 2049,
                                 323, 3306, 3389, 5432, 6379, 6633, 6653, 7000, 8080, 20000};

static uint8_t read_all(struct span s)
{
    uint8_t sum = 0;

    for (size_t i = 0; i < s.n; i++)
        sum ^= s.p[i];
    return sum;
}

static uint8_t check(const struct pdu_frame *f)
{
    uint8_t sum = 0;

    for (size_t i = 0; i < f->n_pdus; i++) {
        const struct pdu *const p = &f->pdus[i];

        if (p->octets.n > p->len || p->join > f->n_joins || p->protocol >= PDU_PROTOCOLS)
            abort();
        sum ^= read_all(p->octets);
    }
    for (size_t i = 0; i < f->n_joins; i++) {
        sum ^= read_all(f->joins[i].octets);
        for (size_t j = 0; j < f->joins[i].n; j++)
            if (f->joins[i].segments[j].offset > f->joins[i].octets.n)
                abort();
    }
    for (size_t i = 0; i < f->n_rests; i++)
        sum ^= read_all(f->rests[i].octets);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { HEADERS = 40, CONTROL = 8 };
    const struct pdu_options options = {.max_conversations = 2, .max_octets = 1 << 16};
    struct span rest = {data, size};
    uint32_t seq[4][2] = {{0}};
    struct pdu_engine *engine;
    volatile uint8_t seen = 0;
    const uint8_t *c;

    if (tl_pdu_new(&engine, &options, NULL) != TCPLENS_OK)
        return 0;
    for (uint64_t number = 1; (c = span_take(&rest, CONTROL)) != NULL; number++) {
        const unsigned stream = c[0] >> 1 & 3, side = c[0] & 1;
        const size_t asked = be16(c + 6) & 0x7ff, n = asked < rest.n ? asked : rest.n;
        const uint16_t port = ports[c[1] % (sizeof ports / sizeof ports[0])];
        uint8_t *const octets = calloc(1, HEADERS + n);
        struct tcplens_segment seg = {
            .frame = octets,
            .number = number,
            .kind = (c[0] & 0x40) != 0 ? TCPLENS_KIND_UDP : TCPLENS_KIND_TCP,
            .caplen = (uint32_t)(HEADERS + n),
            .payload_len = (uint32_t)n + (c[2] >> 6),
            .flags = c[2] & 0x17,
            .src_port = side == 0 ? 40000 : port,
            .dst_port = side == 0 ? port : 40000,
            .l4_off = 20,
            .header_len = 20,
        };
        struct analysis_row row = {
            .shown = A_HAS_STREAM | A_HAS_LENGTH | A_WHOLE,
            .stream = stream,
            .forward = (uint8_t)(1 + side),
            .verdicts = be16(c + 3) & be16(c + 4),
            .len = seg.payload_len,
        };

        if (octets == NULL)
            break;
        seg.seq.v = seq[stream][side] + (uint32_t)(int8_t)c[5];
        seq[stream][side] = seg.seq.v + (uint32_t)n;
        if (n > 0)
            memcpy(octets + HEADERS, span_take(&rest, n), n);
        seen ^= check(tl_pdu_frame(engine, &seg, &row, (c[0] & 0x80) != 0));
        free(octets);
    }
    (void)seen;
    tl_pdu_free(engine);
    return 0;
}
