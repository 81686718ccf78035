// SPDX-License-Identifier: BSD-3-Clause
/* key.h - whether a connection is the one of a flow's key, and the key of a connection. */
#ifndef TL_TRACK_KEY_H
#define TL_TRACK_KEY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "decode/flow.h"
#include "track/conn.h"

static inline bool key_end_is(const struct conn *c, unsigned side, const struct flow_end *end)
{
    return flow_end_is(end, c->addr[side], c->port[side]);
}

/* Whether a connection has this key; if so, which side `src` is. A connection with itself (both
 * pairs equal) has only side 0. */
static inline bool key_is(const struct conn *c, const struct flow_key *key, uint8_t *side)
{
    *side = key_end_is(c, SIDE_INITIATOR, &key->src) ? SIDE_INITIATOR : SIDE_RESPONDER;
    return (*side == SIDE_INITIATOR || key_end_is(c, SIDE_RESPONDER, &key->src)) &&
           key_end_is(c, *side ^ 1U, &key->dst);
}

/* The key of a segment from the initiator. */
static inline void key_of(const struct conn *c, struct flow_key *key)
{
    memcpy(key->src.addr, c->addr[SIDE_INITIATOR], sizeof key->src.addr);
    memcpy(key->dst.addr, c->addr[SIDE_RESPONDER], sizeof key->dst.addr);
    key->src.port = c->port[SIDE_INITIATOR];
    key->dst.port = c->port[SIDE_RESPONDER];
}

#endif
