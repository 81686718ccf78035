// SPDX-License-Identifier: BSD-3-Clause
/*
 * hear.h - how the machine asks a protocol: within this room.
 *
 * A protocol is a function that hears a run of octets. It returns false if they are none of its
 * own; else it says what it found (hear_name, hear_more), hands on what it carries, and may say
 * from where on it waits for more, if it is allowed to wait.
 */
#ifndef TL_PDU_HEAR_H
#define TL_PDU_HEAR_H

#include "pdu/pdu.h"

enum hear_wait {
    WAIT_NOT,
    WAIT_OCTETS,    /* for a number of them */
    WAIT_SEGMENT,   /* for one more segment, of any length */
    WAIT_UNTIL_FIN, /* for all that comes */
};

enum { TALK_STATE = 176, HEAR_DEPTH_MAX = 8 };

/**
 * struct talk - what is remembered of who speaks in a conversation
 * @speaker:     enum pdu_protocol recognised, that is asked first; PDU_NONE: none
 * @wrapper:     enum pdu_protocol that carries all else from now on, as a proxy does; PDU_NONE:
 * none
 * @server_port: where the SYN went, or what a proxy was asked for; 0 if unknown
 * @owner:       enum pdu_protocol whose state it is; see hear_state()
 * @state:       what that one remembers
 */
struct talk {
    uint8_t speaker, wrapper, owner;
    uint16_t server_port;
    _Alignas(8) uint8_t state[TALK_STATE];
};

/**
 * struct hearing - a run of octets, and the answer
 * @octets:   as far as captured; at least one
 * @len:      on the wire: octets.n, or more if they were cut
 * @talk:     of the conversation
 * @out:      what was found
 * @start:    sequence number of its first octet
 * @src_port, @dst_port: of the segment
 * @side:     0 or 1: which direction of the conversation
 * @depth:    as in struct pdu
 * @join:     as in struct pdu
 * @may_wait: more may be asked for
 * @datagram: UDP: what there is, is all
 * @shown:    the answer: while it waits, each segment shows how it begins
 * @wait, @waits_from, @waits_for: the answer: enum hear_wait, from which octet on, for how many
 *            more than there are
 */
struct hearing {
    struct span octets;
    size_t len;
    struct talk *talk;
    struct pdu_frame *out;
    struct tcplens_seq start;
    uint16_t src_port, dst_port;
    uint8_t side, depth, join;
    bool may_wait, datagram, shown;
    uint8_t wait;
    size_t waits_from, waits_for;
};

typedef bool hear_fn(struct hearing *h);

/* A unit of a protocol: octets [at, at + len) of the run, of which the captured ones count. */
void hear_name(struct hearing *h, enum pdu_protocol protocol, size_t at, size_t len);

/* A unit whose octets are `s`, a part of the run. */
static inline void hear_name_span(struct hearing *h, enum pdu_protocol protocol, struct span s)
{
    hear_name(h, protocol, (size_t)(s.p - h->octets.p), s.n);
}

/* A further unit of the same protocol, in one piece with the one before: it has no name. */
void hear_more(struct hearing *h, enum pdu_protocol protocol, size_t at, size_t len);

/* Wait for `n` more octets than there are, from octet `at` on. Requires may_wait. */
static inline void hear_wait_octets(struct hearing *h, size_t at, size_t n)
{
    h->wait = WAIT_OCTETS;
    h->waits_from = at;
    h->waits_for = n;
}

/* Likewise for one more segment. */
static inline void hear_wait_segment(struct hearing *h, size_t at)
{
    h->wait = WAIT_SEGMENT;
    h->waits_from = at;
}

/* What there is of the run from octet `at` on, and of its octets [at, at + len). */
static inline struct span hear_rest(const struct hearing *h, size_t at)
{
    const size_t skipped = at < h->octets.n ? at : h->octets.n;

    return (struct span){h->octets.p + skipped, h->octets.n - skipped};
}

static inline struct span hear_part(const struct hearing *h, size_t at, size_t len)
{
    struct span s = hear_rest(h, at);

    if (s.n > len)
        s.n = len;
    return s;
}

/* Where a protocol remembers things of the conversation: zeros when it is the first to ask, or was
 * not the last. */
static inline void *hear_state(struct hearing *h, enum pdu_protocol owner)
{
    if (h->talk->owner != owner) {
        memset(h->talk->state, 0, TALK_STATE);
        h->talk->owner = (uint8_t)owner;
    }
    return h->talk->state;
}

/* Ask a protocol. False: it is PDU_NONE, or the octets are none of its own. */
bool hear_as(struct hearing *h, enum pdu_protocol protocol);

/* Ask whoever may speak in this conversation; "data" if nobody does. */
void hear_speaker(struct hearing *h);

#endif
