// SPDX-License-Identifier: BSD-3-Clause
/* ber.h - tag, length, value (ITU-T X.690), as far as names need it. Within this room. */
#ifndef TL_PDU_BER_H
#define TL_PDU_BER_H

#include <stdbool.h>

#include "base/octets.h"

/**
 * struct ber - one element
 * @tag:   its first octet
 * @head:  octets of tag and length
 * @len:   of the value, as it says
 * @value: what there is of it
 */
struct ber {
    uint8_t tag;
    size_t head, len;
    struct span value;
};

/* Read the element at the front of `s`. False: tag and length are not all there, the length is
 * indefinite, or takes more than four octets. */
bool ber_read(struct span s, struct ber *out);

/* Likewise, and take it off `s`. */
bool ber_take(struct span *s, struct ber *out);

#endif
