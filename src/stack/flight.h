// SPDX-License-Identifier: BSD-3-Clause
/*
 * flight.h - what was sent and is not acknowledged: the retransmission queue and the scoreboard of
 * RFC 6675 in one, a record a segment, with the times that RACK needs (RFC 8985 5).
 *
 * The octets themselves stay in the send buffer; a record says which of them went together, so that
 * a segment is sent again as it was. Records lie in a ring in the order of sequence numbers.
 *
 * Invariant: `pipe` is the sum of the lengths of the records that are IN_NETWORK; a record is that
 * from each of its sendings until it is acknowledged, SACKed, or taken for lost.
 */
#ifndef TL_STACK_FLIGHT_H
#define TL_STACK_FLIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "tcp/options.h"
#include "tcp/seq.h"

/* Bits of a record. */
enum sent_flag {
    SENT_SYN = 1 << 0,
    SENT_FIN = 1 << 1,
    SENT_IN_NETWORK = 1 << 2,
    SENT_SACKED = 1 << 3,
    SENT_LOST = 1 << 4,
    SENT_AGAIN = 1 << 5, /* retransmitted: no round trip can be measured (Karn, RFC 6298 3) */
};

/**
 * struct sent - one segment
 * @left, @right: sequence numbers, half-open, SYN and FIN included
 * @sent_ns:      when last
 * @flags:        enum sent_flag bits
 */
struct sent {
    struct tcplens_seq left, right;
    int64_t sent_ns;
    uint8_t flags;
};

/**
 * struct flight
 * @sent:   *owned*, a ring of a power of two
 * @mask:   of an index into it
 * @first, @end: free-running indices
 * @latest_ns: of the last sending: each is a nanosecond later at least, so that times tell the
 * order
 * @pipe:   octets thought to be in the network (RFC 6675 2)
 * @lost, @sacked: records with that mark; what is lost is not SACKed
 */
struct flight {
    struct sent *sent;
    uint32_t mask, first, end;
    int64_t latest_ns;
    uint32_t pipe, lost, sacked;
};

/* Room for `n` segments at least; false if there is no memory. */
bool flight_init(struct flight *f, uint32_t n);
void flight_fini(struct flight *f);

static inline uint32_t flight_count(const struct flight *f)
{
    return f->end - f->first;
}

static inline bool flight_is_full(const struct flight *f)
{
    return flight_count(f) > f->mask;
}

static inline struct sent *flight_at(const struct flight *f, uint32_t i)
{
    return &f->sent[i & f->mask];
}

static inline uint32_t sent_len(const struct sent *s)
{
    return s->right.v - s->left.v;
}

/* The segment [left, right) goes out for the first time, at its @sent_ns; there is room. */
void flight_push(struct flight *f, const struct sent *s);

/* It goes out again. */
void flight_resend(struct flight *f, struct sent *s, int64_t now_ns);

/* It is taken for lost, unless it was SACKed or is known as lost already. */
void flight_lose(struct flight *f, struct sent *s);

/* The first lost record, or NULL. */
struct sent *flight_first_lost(const struct flight *f);

/* Everything that was not SACKed is taken for lost (RFC 6298 5.4, RFC 8985 6.3); with `all` what
 * was, too, because the receiver may have gone back on its word (RFC 2018 8). */
void flight_lose_all(struct flight *f, bool all);

/* Called with each record that an acknowledgment newly covers, before it is marked or dropped. */
typedef void flight_delivered(void *ctx, const struct sent *s);

/* SND.UNA is `una` now: drop what is below, and cut what it goes through. */
void flight_acknowledge(struct flight *f, struct tcplens_seq una, flight_delivered *told,
                        void *ctx);

/* A SACK block: mark the records that are whole within it; octets newly marked. */
uint32_t flight_sack(struct flight *f, struct tcplens_seq left, struct tcplens_seq right,
                     flight_delivered *told, void *ctx);

#endif
