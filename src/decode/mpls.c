// SPDX-License-Identifier: BSD-3-Clause
/*
 * mpls.c - an MPLS label stack (RFC 3032). It does not say what it carries: the first nibble behind
 * it does, by convention (RFC 4928 3), if it is IP.
 */
#include "decode/layer.h"

enum { LABEL = 4, BOTTOM_OF_STACK = 0x01 };

void layer_mpls(struct cursor *c)
{
    const uint8_t *label;

    do {
        layer_begins(c, LAYER_MPLS);
        label = layer_take(c, LABEL);
        if (label == NULL)
            return;
    } while ((label[2] & BOTTOM_OF_STACK) == 0);
    layer_ip(c);
}
