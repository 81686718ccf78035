// SPDX-License-Identifier: BSD-3-Clause
/*
 * retransmission.c - why a segment was sent again.
 *
 * What an observer has: how many duplicate ACKs the sender had got, how long the earlier copy had
 * waited, whether it was the last that had been sent, and round-trip times. What it cannot see are
 * the sender's timers. So:
 *   - three duplicate ACKs or more for numbers from this one on: fast retransmission;
 *   - the sender's last numbers, after 1.5 round trips or more, and less than any timeout may be:
 *     a tail loss probe (RFC 8985 7.2: after 2 SRTT);
 *   - 180 ms or more: the timer. Linux waits 200 ms plus the round trip, RFC 6298 2.4 asks for 1 s.
 */
#include "explain/retransmission.h"

enum { DUP_ACKS_FAST = 3, TIMEOUT_MIN_NS = 180000000 };

static bool repeats_the_tail(const struct sight *s)
{
    const uint32_t end = s->v->rel_seq + s->seg->payload_len + flagged(s, TCPLENS_FIN);

    return s->self->edge.frame != 0 && end == mark_end(&s->self->edge);
}

enum resend_cause tl_resend_cause(const struct sight *s)
{
    const struct conn *const conn = s->conn;
    const int64_t rtt = conn->est_rtt_responder_ns + conn->est_rtt_initiator_ns;
    const int64_t waited = s->v->of_frame != 0 ? s->v->of_ns : -1;

    if (s->peer->dup_acks >= DUP_ACKS_FAST && (int32_t)(s->v->rel_seq - s->peer->ack) >= 0)
        return RESEND_DUPLICATE_ACKS;
    if (waited >= TIMEOUT_MIN_NS)
        return RESEND_TIMEOUT;
    if (waited > 0 && rtt > 0 && waited >= rtt + rtt / 2 && repeats_the_tail(s))
        return RESEND_TAIL_PROBE;
    return RESEND_UNKNOWN;
}

enum confidence tl_resend_confidence(const struct sight *s, enum resend_cause cause)
{
    /* A wait that doubled is what RFC 6298 5.5 prescribes, and nothing else does it. */
    if (cause == RESEND_TIMEOUT && s->self->backoff_ns > 0 &&
        s->v->since_ns > s->self->backoff_ns + s->self->backoff_ns / 2 &&
        s->v->since_ns < 3 * s->self->backoff_ns)
        return CONFIDENCE_CERTAIN;
    return cause == RESEND_TAIL_PROBE ? CONFIDENCE_POSSIBLE : CONFIDENCE_LIKELY;
}
