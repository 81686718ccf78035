// SPDX-License-Identifier: BSD-3-Clause
/*
 * copy.c - one packet captured twice (a mirror port, two VLANs, a bridge and its members) is not a
 * segment sent twice.
 *
 * A sender that repeats a segment makes a new packet: with a new IPv4 identification, a later
 * TSval, or at least much later. So the digest of a segment covers all of that, and an equal digest
 * soon after is a copy. Without an identification (IPv6, or 0) time alone must tell, and for pure
 * ACKs, which TCP repeats at once, only another capture point does.
 */
#include "track/copy.h"
#include "track/tracker.h"

enum { COPY_NS_ID = 20000000, COPY_NS_PLACE = 1000000, COPY_NS_DATA = 50000 };

void tl_track_digest(struct turn *u)
{
    u->ip_id = segment_ip_id(u->seg);
    u->digest = segment_digest(u->seg, u->ip_id, u->ts_val);
}

bool tl_track_is_copy(struct turn *u)
{
    const struct endpoint *const me = u->me;
    const int64_t since = u->seg->ts_ns - me->last_ns;
    const uint64_t apart = (uint64_t)(since < 0 ? -since : since);
    uint64_t limit = COPY_NS_ID;

    if ((u->digest != me->recent[0] && u->digest != me->recent[1]) || me->segs == 0)
        return false;
    if (u->ip_id == 0 && segment_place(u->seg) != me->place)
        limit = COPY_NS_PLACE;
    else if (u->ip_id == 0)
        limit = u->len > 0 ? COPY_NS_DATA : 0;
    if (apart > limit || limit == 0)
        return false;
    turn_is(u, V_DUP_CAPTURE);
    if (u->digest == me->recent[0]) {
        u->v->of_frame = me->last_frame;
        u->v->of_ns = since;
    }
    return true;
}

void tl_track_remember(struct turn *u)
{
    struct endpoint *const me = u->me;

    me->ip_id = u->ip_id;
    me->recent[1] = me->recent[0];
    me->recent[0] = u->digest;
    me->place = segment_place(u->seg);
}
