// SPDX-License-Identifier: BSD-3-Clause
/*
 * octet_stream_fuzz.c - any octets as a script of segments and acknowledgments: events must follow
 * each other without a hole, memory must stay within its bound, and all of it must come back.
 */
#include "reassembly/octet_stream.h"

#include <stdlib.h>

#include "tcp/seq.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEP = 6, HISTORY = 64, MEMORY = 4096 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* `ctx` is the offset that the next event must have. */
static void check(void *ctx, const struct stream_event *e)
{
    uint64_t *const expected = ctx;
    volatile uint8_t sum = 0;

    for (size_t i = 0; i < e->octets.n; i++)
        sum = (uint8_t)(sum + e->octets.p[i]);
    require(e->kind <= STREAM_END && (e->size > 0 || e->kind == STREAM_END));
    if (e->kind == STREAM_OCTETS)
        require(e->octets.n == e->size);
    if (e->kind != STREAM_OCTETS && e->kind != STREAM_GAP)
        return;
    require(e->offset == *expected);
    *expected += e->size;
}

/* One step: what it is, two octets of number, length on the wire, captured, and content. */
static void play(struct octet_stream *s, const uint8_t step[STEP], uint64_t frame)
{
    uint8_t octets[256];
    struct stream_segment seg = {.seq = seq_of(0xffff8000U + be16(step + 1)),
                                 .len = step[3],
                                 .octets = {octets, step[4] < step[3] ? step[4] : step[3]},
                                 .frame = frame,
                                 .syn = (step[0] & 1) != 0,
                                 .fin = (step[0] & 2) != 0};

    memset(octets, step[5], sizeof octets);
    if ((step[0] & 0x0c) == 0x0c)
        seg.seq.v += (uint32_t)step[0] << 24; /* far away */
    if ((step[0] & 0x10) != 0)
        tl_octet_stream_acked(s, seg.seq, frame, 0);
    else
        tl_octet_stream_take(s, &seg);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct stream_store store = {.max = size > 0 && data[0] < 32 ? data[0] * 16U : MEMORY};
    struct span script = {data, size};
    struct octet_stream stream;
    const uint8_t *step;
    uint64_t expected = 0, frame = 0;

    tl_octet_stream_init(&stream, &store, HISTORY, check, &expected);
    while ((step = span_take(&script, STEP)) != NULL) {
        play(&stream, step, ++frame);
        require(store.used <= store.max);
    }
    tl_octet_stream_close(&stream);
    require(stream.n_waiting == 0 && expected == stream.offset);
    tl_octet_stream_fini(&stream);
    require(store.used == 0);
    return 0;
}
