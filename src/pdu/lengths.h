// SPDX-License-Identifier: BSD-3-Clause
/* lengths.h - framing by a length in a head of fixed size. Within this room. */
#ifndef TL_PDU_LENGTHS_H
#define TL_PDU_LENGTHS_H

#include "pdu/hear.h"

/**
 * struct length_rule
 * @protocol: enum pdu_protocol
 * @head:     octets that tell the length
 * @length:   of the PDU, head included, told by @head octets
 * @inside:   names what octets [at, at + len) of the run hold; or NULL
 */
struct length_rule {
    uint8_t protocol;
    uint8_t head;
    size_t (*length)(const uint8_t *head);
    void (*inside)(struct hearing *h, size_t at, size_t len);
};

/* Take one PDU after the other. */
bool hear_lengths(struct hearing *h, const struct length_rule *rule);

#endif
