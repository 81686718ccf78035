// SPDX-License-Identifier: BSD-3-Clause
/* lengths.h - framing by a length in the PDU's head. Within this room. */
#ifndef TL_PDU_LENGTHS_H
#define TL_PDU_LENGTHS_H

#include "pdu/hear.h"

#define LENGTH_UNKNOWN ((size_t)0)
#define LENGTH_ALL     SIZE_MAX

/**
 * struct length_rule
 * @head:     octets that tell the length
 * @at, @size: where in them a number stands, in network order, and of how many octets, at most 4;
 *            of four octets the lower 31 bits count
 * @plus:     how much longer than the number the PDU is
 * @length:   tells it instead where a number is not enough: of the PDU that begins with `s`, of
 *            which there are @head octets or more. LENGTH_UNKNOWN: another segment may tell.
 *            LENGTH_ALL: it is the rest of something, and takes all there is
 * @inside:   names what octets [at, at + len) of the run, a PDU, hold; or NULL
 * @each:     every PDU has its name, not only the first of a run
 */
struct length_rule {
    uint8_t head, at, size, plus;
    bool each;
    size_t (*length)(struct span s);
    void (*inside)(struct hearing *h, size_t at, size_t len);
};

/* Take one PDU of the protocol after the other. True. */
bool hear_lengths(struct hearing *h, enum pdu_protocol protocol, const struct length_rule *rule);

/* The rule of a protocol of which there is no more to say; NULL if it has none. */
const struct length_rule *length_rule_of(enum pdu_protocol protocol);

#endif
