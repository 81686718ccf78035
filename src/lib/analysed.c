// SPDX-License-Identifier: BSD-3-Clause
/*
 * analysed.c - a crew's line: batches are read, decoded, and analysed in order.
 *
 * With one thread a block is one batch, so that a pipe's frames are not waited for. With several it
 * is large enough to be worth handing over, and the windows that its frames lie in are held.
 */
#include "lib/analysed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/crew.h"
#include "base/error.h"
#include "decode/decode.h"

enum {
    NESTED_MAX = 4, /* datagrams within datagrams, in tunnels */
    BLOCK_BATCHES = 16,
};

/**
 * struct block - batches on their way through the stages
 * @batches:  *owned*, room for as many as blocks have; @n hold frames
 * @windows:  held, NULL where there is none; by batch
 * @whole:    *owned*: the datagrams that its frames completed
 * @status, @err: what came after the last batch; TCPLENS_OK if that was just the end of the block
 * @source, @analysis: counts when it was read, and when it was analysed
 */
struct block {
    struct analysed_batch *batches;
    struct window *windows[BLOCK_BATCHES];
    size_t n;
    struct datagram_whole *whole;
    enum tcplens_status status;
    struct tcplens_error err;
    struct source_stats source;
    struct analysis_stats analysis;
};

/**
 * struct analysed - one capture on its way
 * @source:    *borrowed*, NULL if batches are taken from somebody else
 * @analysis:  NULL if nothing is judged
 * @fcs_octets: at the end of each frame, which Wireshark takes for no part of the packet
 * @blocks:    *owned*, @n_blocks of them, of @block_batches each
 * @now, @given: the block that the caller is in, NULL if none, and how many of its batches it had
 */
struct analysed {
    struct source *source;
    struct datagrams *datagrams;
    struct analysis *analysis;
    struct crew *crew;
    struct block *blocks;
    size_t n_blocks, block_batches;
    uint32_t fcs_octets;
    struct block *now;
    size_t given;
};

/* Nothing of what it held is wanted any more. */
static void empty(struct block *b)
{
    for (size_t i = 0; i < b->n; i++)
        tl_window_release(b->windows[i]);
    while (b->whole != NULL) {
        struct datagram_whole *const next = b->whole->next;

        free(b->whole);
        b->whole = next;
    }
    b->n = 0;
}

static bool fill(void *ctx, void *block)
{
    struct analysed *const a = ctx;
    struct block *const b = block;

    empty(b);
    b->status = TCPLENS_OK;
    while (b->n < a->block_batches && b->status == TCPLENS_OK) {
        b->status = tl_source_read(a->source, &b->batches[b->n].read, &b->err);
        if (b->status == TCPLENS_OK) {
            b->windows[b->n] = a->n_blocks > 1 ? tl_source_hold(a->source) : NULL;
            b->n++;
        }
    }
    tl_source_stats(a->source, &b->source);
    return b->status == TCPLENS_OK;
}

/* Where the file is a pcap of Ethernet: its header has the length in units of two octets
 * (draft-ietf-opsawg-pcap 4). */
uint32_t tl_analysed_fcs_octets(const struct source_interface *interface)
{
    enum { ETHERNET = 1, HAS_FCS = 1 << 26, FCS_SHIFT = 28 };

    if (interface->link_type != ETHERNET || (interface->link_field & HAS_FCS) == 0)
        return 0;
    return (interface->link_field >> FCS_SHIFT) * 2;
}

static uint32_t fcs_octets(const struct source *source)
{
    struct source_interface first;

    if (tl_source_interfaces(source) == 0)
        return 0;
    first = tl_source_interface(source, 0);
    return tl_analysed_fcs_octets(&first);
}

static void decode_without_fcs(struct analysed_batch *batch, uint32_t fcs)
{
    for (size_t i = 0; i < batch->read.n; i++) {
        struct tcplens_frame frame = batch->read.frames[i];

        frame.len -= frame.len < fcs ? frame.len : fcs;
        frame.caplen = frame.caplen < frame.len ? frame.caplen : frame.len;
        tl_decode_batch(&frame, 1, &batch->segs[i]);
    }
}

static void decode(void *ctx, void *block, unsigned part)
{
    const struct analysed *const a = ctx;
    struct block *const b = block;

    (void)part;
    for (size_t i = 0; i < b->n; i++) {
        if (a->fcs_octets == 0)
            tl_decode_batch(b->batches[i].read.frames, b->batches[i].read.n, b->batches[i].segs);
        else
            decode_without_fcs(&b->batches[i], a->fcs_octets);
    }
}

/* A fragment gives way to its datagram when that is whole; until then, and without memory, it is a
 * fragment only. */
static void put_together(struct analysed *a, struct block *b, struct analysed_batch *batch,
                         size_t i)
{
    struct tcplens_segment *const seg = &batch->segs[i];
    struct datagram_whole *whole;
    enum datagram_fate fate = DATAGRAM_WHOLE;

    for (unsigned nested = 0; nested < NESTED_MAX && fate == DATAGRAM_WHOLE; nested++) {
        fate = tl_datagrams_take(a->datagrams, seg, &whole);
        if (fate == DATAGRAM_WHOLE) {
            whole->next = b->whole;
            b->whole = whole;
            batch->whole[i] = whole;
            tl_decode_batch(&whole->frame, 1, seg);
        }
    }
    if (fate == DATAGRAM_KEPT)
        seg->kind = TCPLENS_KIND_FRAGMENT;
}

/* Who would take part in a conversation. */
static void tell_parts(struct analysed_batch *batch)
{
    struct tcplens_segment quoted __attribute__((uninitialized));

    for (size_t i = 0; i < batch->read.n; i++)
        batch->rows[i].shown =
            tl_analysis_taking_part(&batch->segs[i], &quoted) != NULL ? A_HAS_STREAM : 0;
}

static void analyse_batch(struct analysed *a, struct block *b, struct analysed_batch *batch)
{
    for (size_t i = 0; i < batch->read.n; i++) {
        const struct tcplens_segment *const seg = &batch->segs[i];

        batch->whole[i] = NULL;
        if (seg->kind == TCPLENS_KIND_FRAGMENT || (seg->notes & TCPLENS_FIRST_FRAGMENT) != 0)
            put_together(a, b, batch, i);
    }
    if (a->analysis != NULL)
        tl_analysis_batch(a->analysis, batch->segs, batch->read.n, batch->rows);
    else
        tell_parts(batch);
}

static void analyse(void *ctx, void *block, unsigned part)
{
    struct analysed *const a = ctx;
    struct block *const b = block;

    (void)part;
    for (size_t i = 0; i < b->n; i++)
        analyse_batch(a, b, &b->batches[i]);
    if (a->analysis != NULL)
        tl_analysis_stats(a->analysis, &b->analysis);
}

static enum tcplens_status make_crew(struct analysed *a, unsigned threads,
                                     struct tcplens_error *err)
{
    const struct crew_line line = {
        .fill = fill,
        .stages = {{.parts = 1, .run = decode}, {.parts = 1, .in_order = true, .run = analyse}},
        .n_stages = 2,
        .ctx = a,
    };
    void *blocks[2 * CREW_THREADS_MAX + 1];

    a->n_blocks = tl_crew_blocks(threads);
    a->block_batches = threads > 1 ? BLOCK_BATCHES : 1;
    a->blocks = calloc(a->n_blocks, sizeof *a->blocks);
    if (a->blocks == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (size_t i = 0; i < a->n_blocks; i++) {
        blocks[i] = &a->blocks[i];
        a->blocks[i].batches = calloc(a->block_batches, sizeof *a->blocks[i].batches);
        if (a->blocks[i].batches == NULL)
            return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    return tl_crew_new(&a->crew, &line, threads, blocks, err);
}

enum tcplens_status tl_analysed_new(struct analysed **ret, struct source *source,
                                    const struct analysed_options *options,
                                    struct tcplens_error *err)
{
    const struct datagram_options unlimited = {.max_octets = UINT64_MAX, .max_age_ns = INT64_MAX};
    const struct datagram_options bounded = {0};
    const unsigned threads = options->threads == 0                 ? 1
                             : options->threads > CREW_THREADS_MAX ? CREW_THREADS_MAX
                                                                   : options->threads;
    struct analysed *const a = calloc(1, sizeof *a);
    enum tcplens_status status = TCPLENS_OK;

    if (a == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    a->source = source;
    if (source != NULL) {
        a->fcs_octets = fcs_octets(source);
        tl_source_number_as_wireshark(source);
    }
    if (!options->unjudged)
        status = tl_analysis_new(&a->analysis, &options->analysis, err);
    if (status == TCPLENS_OK)
        status =
            tl_datagrams_new(&a->datagrams, options->analysis.exact ? &unlimited : &bounded, err);
    if (status == TCPLENS_OK)
        status = make_crew(a, threads, err);
    if (status != TCPLENS_OK) {
        tl_analysed_free(a);
        return status;
    }
    *ret = a;
    return TCPLENS_OK;
}

enum tcplens_status tl_analysed_read(struct analysed *a, const struct analysed_batch **ret,
                                     struct tcplens_error *err)
{
    while (a->now == NULL || a->given == a->now->n) {
        if (a->now != NULL && a->now->status != TCPLENS_OK) {
            if (err != NULL && a->now->status != TCPLENS_END)
                *err = a->now->err;
            return a->now->status;
        }
        a->now = tl_crew_next(a->crew);
        a->given = 0;
    }
    *ret = &a->now->batches[a->given++];
    return TCPLENS_OK;
}

const struct analysed_batch *tl_analysed_take(struct analysed *a, const struct frame_batch *batch)
{
    struct block *const b = &a->blocks[0];

    assert(a->source == NULL);
    empty(b);
    b->batches[0].read = *batch;
    b->n = 1;
    decode(a, b, 0);
    analyse(a, b, 0);
    return &b->batches[0];
}

void tl_analysed_stats(const struct analysed *a, struct source_stats *source,
                       struct analysis_stats *analysis)
{
    if (source != NULL)
        *source = a->now != NULL ? a->now->source : (struct source_stats){0};
    if (analysis != NULL)
        *analysis = a->now != NULL ? a->now->analysis : (struct analysis_stats){0};
}

void tl_analysed_free(struct analysed *a)
{
    if (a == NULL)
        return;
    tl_crew_free(a->crew);
    for (size_t i = 0; a->blocks != NULL && i < a->n_blocks; i++) {
        empty(&a->blocks[i]);
        free(a->blocks[i].batches);
    }
    free(a->blocks);
    tl_analysis_free(a->analysis);
    tl_datagrams_free(a->datagrams);
    free(a);
}
