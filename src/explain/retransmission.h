// SPDX-License-Identifier: BSD-3-Clause
/*
 * retransmission.h - what most likely made a sender send again: an observer's judgement by timing
 * and by what the receiver had said, with its confidence.
 */
#ifndef TL_EXPLAIN_RETRANSMISSION_H
#define TL_EXPLAIN_RETRANSMISSION_H

#include "explain/finding.h"
#include "explain/sight.h"

enum resend_cause {
    RESEND_UNKNOWN,        /* nothing that was seen tells */
    RESEND_DUPLICATE_ACKS, /* fast retransmit (RFC 5681 3.2, RFC 6675) */
    RESEND_TAIL_PROBE,     /* tail loss probe (RFC 8985 7) */
    RESEND_TIMEOUT,        /* the retransmission timer (RFC 6298) */
};

/* Why this retransmission was sent. */
enum resend_cause tl_resend_cause(const struct sight *s);

/* How long nothing had happened that would restart the sender's timer. */
int64_t tl_resend_silence(const struct sight *s);

/* How sure that is. */
enum confidence tl_resend_confidence(const struct sight *s, enum resend_cause cause);

#endif
