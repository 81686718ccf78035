// SPDX-License-Identifier: BSD-3-Clause
/* made_test.h - captures that tests make in memory, octet by octet, and what reading them gives. */
#ifndef TL_SOURCE_MADE_TEST_H
#define TL_SOURCE_MADE_TEST_H

#include <stdlib.h>

#include "source/source.h"

/**
 * struct made - octets being made
 * @octets: *owned*, @n of @cap
 * @big_endian: how numbers are put
 */
struct made {
    uint8_t *octets;
    size_t n, cap;
    bool big_endian;
};

/* Room for `n` more octets at the end, which count from then on. */
static inline uint8_t *make_more(struct made *m, size_t n)
{
    if (m->octets == NULL || m->cap - m->n < n) {
        uint8_t *const larger = realloc(m->octets, m->cap = 2 * (m->n + n) + 64);

        if (larger == NULL)
            abort();
        m->octets = larger;
    }
    m->n += n;
    return m->octets + m->n - n;
}

static inline void put(struct made *m, const void *octets, size_t n)
{
    uint8_t *const to = make_more(m, n);

    if (n > 0)
        memcpy(to, octets, n);
}

static inline void put16(struct made *m, unsigned v)
{
    const uint8_t high = (uint8_t)(v >> 8), low = (uint8_t)v;
    const uint8_t octets[2] = {m->big_endian ? high : low, m->big_endian ? low : high};

    put(m, octets, sizeof octets);
}

static inline void put32(struct made *m, uint32_t v)
{
    put16(m, m->big_endian ? v >> 16 : v & 0xffff);
    put16(m, m->big_endian ? v & 0xffff : v >> 16);
}

/* `n` octets that count up from `first`. */
static inline void put_counting(struct made *m, unsigned first, size_t n)
{
    uint8_t *const to = make_more(m, n);

    for (size_t i = 0; i < n; i++)
        to[i] = (uint8_t)(first + i);
}

/* A pcap file's header as it usually is, but for what the arguments say. */
static inline void put_pcap_header(struct made *m, uint32_t magic, uint32_t snaplen,
                                   uint32_t link_type)
{
    put32(m, magic);
    put16(m, 2);
    put16(m, 4);
    put32(m, 0);
    put32(m, 0);
    put32(m, snaplen);
    put32(m, link_type);
}

/* A pcap record of `n` octets that count up from `n`. */
static inline void put_pcap_record(struct made *m, uint32_t seconds, uint32_t fraction, uint32_t n)
{
    put32(m, seconds);
    put32(m, fraction);
    put32(m, n);
    put32(m, n);
    put_counting(m, n, n);
}

/* What reading to the end gave: how it opened, how it ended, how many frames, their octets' sum. */
struct outcome {
    enum tcplens_status open, end;
    uint64_t frames, sum;
    struct tcplens_error err;
    struct source_stats stats;
};

static inline void read_to_end(struct source *s, struct outcome *out)
{
    struct frame_batch batch;

    while ((out->end = tl_source_read(s, &batch, &out->err)) == TCPLENS_OK) {
        for (size_t i = 0; i < batch.n; i++) {
            const struct tcplens_frame *const f = &batch.frames[i];

            for (uint32_t j = 0; j < f->caplen; j++)
                out->sum += f->octets[j];
        }
        out->frames += batch.n;
    }
    tl_source_stats(s, &out->stats);
    tl_source_close(s);
}

static inline struct outcome read_octets(const void *octets, size_t n, const char *filter)
{
    struct outcome out = {0};
    struct source *s;

    out.open = tl_source_open_memory(&s, (struct span){octets, n}, filter, &out.err);
    if (out.open == TCPLENS_OK)
        read_to_end(s, &out);
    return out;
}

static inline struct outcome read_path(const char *path, const char *filter)
{
    struct outcome out = {0};
    struct source *s;

    out.open = tl_source_open_file(&s, path, filter, &out.err);
    if (out.open == TCPLENS_OK)
        read_to_end(s, &out);
    return out;
}

#endif
