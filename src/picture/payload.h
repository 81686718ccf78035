// SPDX-License-Identifier: BSD-3-Clause
/*
 * payload.h - the first octets of each segment's payload, for pictures that show them. They are
 * kept as the capture passes, since a story holds no packets; of a long capture the latest stay.
 */
#ifndef TL_PICTURE_PAYLOAD_H
#define TL_PICTURE_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/octets.h"
#include "base/text.h"

enum { PAYLOAD_HEAD = 32 };

struct payload_head {
    uint64_t frame;
    uint8_t n, octets[PAYLOAD_HEAD];
};

/* All zero keeps nothing. `heads` is *owned*, each at its frame's number modulo the room. */
struct payloads {
    struct payload_head *heads;
};

/* False if memory is short. */
bool tl_payloads_init(struct payloads *p);
void tl_payloads_fini(struct payloads *p);

void tl_payloads_keep(struct payloads *p, uint64_t frame, struct span payload);

/* What frame `frame` began with: “GET / HTTP/1.1..” if most of it is text, else 16 03 01 …; nothing
 * if that is not kept. */
void tl_payloads_text(struct text *t, const struct payloads *p, uint64_t frame);

#endif
