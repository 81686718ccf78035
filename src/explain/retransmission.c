// SPDX-License-Identifier: BSD-3-Clause
/*
 * retransmission.c - why a segment was sent again.
 *
 * What an observer has: what the receiver had said, how long the sender had been silent, whether it
 * repeats the last of what it sent, and round-trip times. What it cannot see are the sender's
 * timers. So, in this order:
 *   - three duplicate ACKs or more, or SACK blocks beyond the segment: fast retransmission
 *     (RFC 5681 3.2, RFC 6675 5, RFC 8985 6);
 *   - silence of 180 ms or more: the timer. Linux waits 200 ms plus the round trip, RFC 6298 2.4
 *     asks for 1 s;
 *   - the sender's last numbers after 1.5 round trips of silence: a tail loss probe, which
 *     RFC 8985 7.2 sends after 2 SRTT;
 *   - while an earlier loss is being repaired: the cause of that.
 * Silence is counted from the sender's latest payload or the latest progress of the other side's
 * ACKs, whichever is later, because either restarts the timer (RFC 6298 5).
 */
#include "explain/retransmission.h"

enum { DUP_ACKS_FAST = 3, TIMEOUT_MIN_NS = 180000000 };

static bool repeats_the_tail(const struct sight *s)
{
    const uint32_t end = s->v->rel_seq + s->seg->payload_len + flagged(s, TCPLENS_FIN);

    return s->self->edge.frame != 0 && end == mark_end(&s->self->edge);
}

static bool asked_for(const struct sight *s)
{
    const struct past_side *const peer = s->peer;
    const uint32_t end = s->seg->seq.v + s->seg->payload_len;

    if ((int32_t)(s->v->rel_seq - peer->ack) < 0)
        return false;
    return peer->dup_acks >= DUP_ACKS_FAST ||
           (peer->has_sacked && (int32_t)(peer->sacked - end) >= 0);
}

int64_t tl_resend_silence(const struct sight *s)
{
    const int64_t sent = s->self->sent_ns, acked = s->peer->ack_ns;

    return s->seg->ts_ns - (sent > acked ? sent : acked);
}

bool tl_time_stamps(const struct sight *s, uint32_t *val, uint32_t *ecr)
{
    struct tcp_options options = s->options;

    if ((s->seg->options & TCPLENS_OPT_TIMESTAMPS) == 0)
        return false;
    if (options.present == 0)
        tl_tcp_options_read(tl_decode_options(s->seg), &options);
    *val = options.ts_val;
    *ecr = options.ts_ecr;
    return (options.present & TCPLENS_OPT_TIMESTAMPS) != 0;
}

/* The receiver echoes the stamp of the segment that advanced its left edge (RFC 7323 4.3): of a
 * repeat of the oldest octet, that of the copy which arrived first. */
bool tl_echoes_first_copy(const struct sight *s)
{
    uint32_t val, ecr;

    return s->peer->timed_frame != 0 && judged(s, V_ACKS_NEW) &&
           !flagged(s, TCPLENS_SYN | TCPLENS_RST) && tl_time_stamps(s, &val, &ecr) &&
           (int32_t)(ecr - s->peer->timed_ts) < 0;
}

enum resend_cause tl_resend_cause(const struct sight *s)
{
    const struct conn *const conn = s->conn;
    const int64_t rtt = conn->est_rtt_responder_ns + conn->est_rtt_initiator_ns;
    const int64_t silence = tl_resend_silence(s);

    if (asked_for(s) && silence < TIMEOUT_MIN_NS)
        return RESEND_DUPLICATE_ACKS;
    if (silence >= TIMEOUT_MIN_NS)
        return RESEND_TIMEOUT;
    if (rtt > 0 && silence >= rtt + rtt / 2 && repeats_the_tail(s))
        return RESEND_TAIL_PROBE;
    return s->self->recover_cause;
}

enum confidence tl_resend_confidence(const struct sight *s, enum resend_cause cause)
{
    const int64_t before = s->self->backoff_ns, now = tl_resend_silence(s);

    /* A wait that doubled is what RFC 6298 5.5 prescribes, and nothing else does it. */
    if (cause == RESEND_TIMEOUT && before > 0 && now > before + before / 2 && now < 3 * before)
        return CONFIDENCE_CERTAIN;
    return cause == RESEND_TAIL_PROBE ? CONFIDENCE_POSSIBLE : CONFIDENCE_LIKELY;
}
