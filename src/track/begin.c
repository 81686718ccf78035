// SPDX-License-Identifier: BSD-3-Clause
/*
 * begin.c - a new connection: who is the initiator, and which states its first segment implies.
 *
 * An earlier incarnation on the same ports is not gone the moment a SYN asks for a new one: its end
 * in TIME-WAIT may refuse the SYN with a bare ACK, and a forged SYN changes nothing at all. So
 * while any end of it lives, it stays behind the new one as its shadow until the new one is
 * answered (find.c).
 */
#include <string.h>

#include "track/tracker.h"

enum { PORT_WELL_KNOWN_END = 1024 };

/* Which side the sender is, and why. */
static uint8_t role_of_sender(const struct tcplens_segment *seg, uint8_t *reason)
{
    const bool src_low = seg->src_port < PORT_WELL_KNOWN_END;
    const bool dst_low = seg->dst_port < PORT_WELL_KNOWN_END;

    if ((seg->flags & TCPLENS_SYN) != 0) {
        const bool ack = (seg->flags & TCPLENS_ACK) != 0;

        *reason = ack ? ROLE_GOT_SYN_ACK : ROLE_SENT_SYN;
        return ack ? SIDE_RESPONDER : SIDE_INITIATOR;
    }
    if (src_low != dst_low) {
        *reason = ROLE_SERVICE_PORT;
        return src_low ? SIDE_RESPONDER : SIDE_INITIATOR;
    }
    *reason = seg->src_port == seg->dst_port ? ROLE_FIRST_SENDER : ROLE_LOWER_PORT;
    return seg->src_port < seg->dst_port ? SIDE_RESPONDER : SIDE_INITIATOR;
}

/* The states before the first captured segment. */
static void first_states(struct conn *c, unsigned flags)
{
    struct endpoint *const initiator = &c->ends[SIDE_INITIATOR];
    struct endpoint *const responder = &c->ends[SIDE_RESPONDER];

    if ((flags & TCPLENS_RST) != 0) {
        c->bits |= CONN_MID_CAPTURE;
    } else if ((flags & TCPLENS_SYN) == 0) {
        initiator->state = responder->state = TCPLENS_ESTABLISHED;
        c->bits |= CONN_MID_CAPTURE;
    } else {
        initiator->state = (flags & TCPLENS_ACK) != 0 ? TCPLENS_SYN_SENT : TCPLENS_CLOSED;
        responder->state = TCPLENS_LISTEN;
        c->open_form = OPEN_UNFINISHED;
    }
}

static bool lives(const struct conn *c)
{
    return c->ends[0].state != TCPLENS_CLOSED || c->ends[1].state != TCPLENS_CLOSED;
}

/* Give the new connection its place before the old one, or the old one's. */
static void list(struct turn *u, uint32_t tag, uint32_t old)
{
    struct tracker *const t = u->t;
    struct conn *const o = old == TRACK_NO_CONN ? NULL : &t->conns[old];

    if (o == NULL || o->place != PLACE_LISTED) {
        tl_table_put(&t->table, tag, u->slot);
        t->changes++;
        return;
    }
    if (o->shadow != TRACK_NO_CONN) {
        const uint32_t older = o->shadow;

        /* A third one: the unanswered second gives way to the answered first. */
        tl_track_retire(t, old);
        list(u, tag, older);
        return;
    }
    tl_table_replace(&t->table, tag, old, u->slot);
    t->changes++;
    o->place = PLACE_SHADOW;
    o->shadow = u->slot;
    u->c->shadow = old;
    if (!lives(o) || !turn_has(u, TCPLENS_SYN))
        tl_track_retire(t, old);
}

/* Of the connection before on the same ports, 0 if none is known. */
static uint64_t previous_number(const struct tracker *t, const struct flow_key *key, uint32_t old)
{
    if (old != TRACK_NO_CONN)
        return t->conns[old].number;
    return t->gone.buckets == NULL ? 0 : tl_gone_find(&t->gone, flow_hash(key, GONE_SEED));
}

void tl_track_begin(struct turn *u, const struct flow_key *key, uint32_t tag, uint32_t old)
{
    struct tracker *const t = u->t;
    const struct tcplens_segment *const seg = u->seg;
    const uint64_t previous = previous_number(t, key, old);
    struct conn *c;

    u->slot = tl_track_take_slot(t);
    u->c = c = &t->conns[u->slot];
    memset(c, 0, sizeof *c);
    c->links = (struct conn_links){TRACK_NO_CONN, TRACK_NO_CONN};
    c->place = PLACE_LISTED;
    c->shadow = TRACK_NO_CONN;
    t->tags[u->slot] = tag;
    c->number = ++t->stats.conns;
    c->previous = previous;
    c->first_frame = seg->number;
    c->first_ns = c->last_ns = seg->ts_ns;
    u->side = role_of_sender(seg, &c->role_reason);
    memcpy(c->addr[u->side], key->src.addr, 16);
    memcpy(c->addr[u->side ^ 1], key->dst.addr, 16);
    c->port[u->side] = key->src.port;
    c->port[u->side ^ 1] = key->dst.port;
    c->ends[0].shift = c->ends[1].shift = SHIFT_UNKNOWN;
    c->bits = CONN_ONE_DIRECTION;
    first_states(c, seg->flags);
    turn_is(u, V_NEW_CONN);
    if (previous != 0) {
        c->bits |= CONN_REUSED_PORTS;
        turn_is(u, V_PORT_REUSE);
    }
    list(u, tag, old);
}
