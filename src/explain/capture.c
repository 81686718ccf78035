// SPDX-License-Identifier: BSD-3-Clause
/*
 * capture.c - findings about the capture: what it lacks, and where it differs from the wire.
 *
 *   super-segments        payload beyond the agreed MSS, or beyond any packet of a jumbo MTU
 *   ip-length-zero        the IP header leaves its length to the interface
 *   capture-began-mid-connection, time-went-backwards, evicted
 *                         as the tracker says
 *   one-direction-only    one side's segments alone, and its ACKs prove that the other was sending
 *   segment-truncated, header-malformed, options-malformed, ip-fragments
 *                         as the decoder says
 */
#include "explain/data.h"
#include "explain/findings.h"

enum { JUMBO = 9216 };

static void witness_size(struct sight *s)
{
    const uint32_t full = tl_full_payload(s->conn, s->v->side);
    const uint32_t len = s->seg->payload_len;
    struct finding *f;

    if (len <= (full > 0 ? full : JUMBO))
        return;
    f = tl_note(s, FINDING_SUPER_SEGMENTS, SIDE_NONE);
    f->confidence = len > JUMBO ? CONFIDENCE_CERTAIN : CONFIDENCE_LIKELY;
    if (len > f->m)
        f->m = len;
}

void tl_witness_capture(struct sight *s)
{
    const uint16_t notes = s->seg->notes;

    witness_size(s);
    if ((notes & TCPLENS_LEN_FROM_FRAME) != 0)
        (void)tl_note(s, FINDING_IP_LENGTH_ZERO, SIDE_NONE);
    if ((notes & (TCPLENS_TRUNCATED | TCPLENS_OPTIONS_CUT)) != 0)
        (void)tl_note(s, FINDING_SEGMENT_TRUNCATED, SIDE_NONE);
    if ((notes & TCPLENS_MALFORMED) != 0)
        (void)tl_note(s, FINDING_HEADER_MALFORMED, SIDE_NONE);
    if ((s->seg->options & TCPLENS_OPT_BAD) != 0)
        (void)tl_note(s, FINDING_OPTIONS_MALFORMED, SIDE_NONE);
    if ((notes & TCPLENS_FIRST_FRAGMENT) != 0)
        (void)tl_note(s, FINDING_FRAGMENTED, SIDE_NONE);
    if (s->past->segments > 0 && s->seg->ts_ns < s->past->last_ns)
        (void)tl_note(s, FINDING_TIME_BACKWARDS, SIDE_NONE);
}

static void conclude_one_direction(struct summing *sum)
{
    const struct past *const past = sum->past;
    const uint8_t seen = past->side[0].segs > 0 ? 0 : 1;
    const struct past_side *const side = &past->side[seen];
    struct finding *f;

    if (past->side[!seen].segs > 0 ||
        !(side->ack_moved || (side->syns > 0 && side->has_ack) || side->syn_acks > 0))
        return;
    f = tl_conclude(sum, FINDING_ONE_DIRECTION, seen);
    tl_evidence(f, sum->conn->ends[seen].first_frame);
    tl_evidence(f, sum->conn->ends[seen].last_frame);
}

void tl_conclude_capture(struct summing *sum)
{
    const struct conn *const conn = sum->conn;

    if ((conn->bits & CONN_MID_CAPTURE) != 0)
        tl_evidence(tl_conclude(sum, FINDING_MID_CONNECTION, SIDE_NONE), conn->first_frame);
    if ((conn->bits & CONN_EVICTED) != 0)
        tl_evidence(tl_conclude(sum, FINDING_EVICTED, SIDE_NONE), conn->last_frame);
    conclude_one_direction(sum);
}
