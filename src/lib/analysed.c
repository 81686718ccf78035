// SPDX-License-Identifier: BSD-3-Clause
#include "lib/analysed.h"

#include <stdlib.h>

#include "base/error.h"
#include "decode/decode.h"

/* Datagrams within datagrams, in tunnels. */
enum { NESTED_MAX = 4 };

/* Where the file is a pcap of Ethernet: its header has the length in units of two octets
 * (draft-ietf-opsawg-pcap 4). */
static uint32_t fcs_octets(const struct source *source)
{
    enum { ETHERNET = 1, HAS_FCS = 1 << 26, FCS_SHIFT = 28 };
    struct source_interface first;

    if (tl_source_interfaces(source) == 0)
        return 0;
    first = tl_source_interface(source, 0);
    if (first.link_type != ETHERNET || (first.link_field & HAS_FCS) == 0)
        return 0;
    return (first.link_field >> FCS_SHIFT) * 2;
}

enum tcplens_status tl_analysed_new(struct analysed **ret, struct source *source,
                                    const struct analysis_options *options,
                                    struct tcplens_error *err)
{
    const struct datagram_options unlimited = {.max_octets = UINT64_MAX, .max_age_ns = INT64_MAX};
    const struct datagram_options bounded = {0};
    struct analysed *const a = calloc(1, sizeof *a);
    enum tcplens_status status;

    if (a == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    a->source = source;
    a->fcs_octets = fcs_octets(source);
    tl_source_number_as_wireshark(source);
    status = tl_analysis_new(&a->analysis, options, err);
    if (status == TCPLENS_OK)
        status = tl_datagrams_new(&a->datagrams, options->exact ? &unlimited : &bounded, err);
    if (status != TCPLENS_OK) {
        tl_analysed_free(a);
        return status;
    }
    *ret = a;
    return TCPLENS_OK;
}

static void decode_without_fcs(struct analysed *a)
{
    for (size_t i = 0; i < a->batch.n; i++) {
        struct tcplens_frame frame = a->batch.frames[i];

        frame.len -= frame.len < a->fcs_octets ? frame.len : a->fcs_octets;
        frame.caplen = frame.caplen < frame.len ? frame.caplen : frame.len;
        tl_decode_batch(&frame, 1, &a->segs[i]);
    }
}

/* A fragment gives way to its datagram when that is whole; until then it is a fragment only. */
static void put_together(struct analysed *a, size_t i)
{
    struct tcplens_segment *const seg = &a->segs[i];
    struct tcplens_frame whole;
    enum datagram_fate fate = DATAGRAM_WHOLE;

    for (unsigned nested = 0; nested < NESTED_MAX && fate == DATAGRAM_WHOLE; nested++) {
        fate = tl_datagrams_take(a->datagrams, seg, &whole);
        if (fate == DATAGRAM_WHOLE) {
            a->whole[i] = whole;
            tl_decode_batch(&whole, 1, seg);
        }
    }
    if (fate == DATAGRAM_KEPT)
        seg->kind = TCPLENS_KIND_FRAGMENT;
}

enum tcplens_status tl_analysed_read(struct analysed *a, struct tcplens_error *err)
{
    enum tcplens_status status;

    tl_datagrams_release(a->datagrams);
    a->batch.n = 0;
    status = tl_source_read(a->source, &a->batch, err);
    if (status != TCPLENS_OK) {
        a->batch.n = 0;
        return status;
    }
    if (a->fcs_octets == 0)
        tl_decode_batch(a->batch.frames, a->batch.n, a->segs);
    else
        decode_without_fcs(a);
    for (size_t i = 0; i < a->batch.n; i++) {
        const struct tcplens_segment *const seg = &a->segs[i];

        a->whole[i].octets = NULL;
        if (seg->kind == TCPLENS_KIND_FRAGMENT || (seg->notes & TCPLENS_FIRST_FRAGMENT) != 0)
            put_together(a, i);
    }
    tl_analysis_batch(a->analysis, a->segs, a->batch.n, a->rows);
    return TCPLENS_OK;
}

void tl_analysed_free(struct analysed *a)
{
    if (a == NULL)
        return;
    tl_analysis_free(a->analysis);
    tl_datagrams_free(a->datagrams);
    free(a);
}
