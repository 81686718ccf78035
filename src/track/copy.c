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
#include "base/hash.h"
#include "base/octets.h"
#include "track/tracker.h"

enum { COPY_NS_ID = 20000000, COPY_NS_PLACE = 1000000, COPY_NS_DATA = 50000 };

static uint16_t ip_id(const struct tcplens_segment *seg)
{
    const uint8_t *const l3 = seg->frame + seg->l3_off;

    return l3[0] >> 4 == 4 ? be16(l3 + 4) : 0;
}

static uint32_t digest(const struct turn *u, uint16_t id)
{
    const struct tcplens_segment *const seg = u->seg;
    const uint64_t numbers = (uint64_t)seg->seq.v << 32 | seg->ack.v;
    const uint64_t rest = (uint64_t)id << 48 | (uint64_t)seg->wnd << 32 | seg->payload_len;

    return (uint32_t)hash_fold(numbers ^ (uint64_t)seg->flags << 52,
                               (rest ^ (uint64_t)u->ts_val << 16) | 1);
}

/* Where it was captured: an octet that differs between capture points. */
static uint8_t place(const struct tcplens_segment *seg)
{
    return (uint8_t)(seg->iface * 31U + seg->l3_off * 7U + seg->direction);
}

bool tl_track_is_copy(struct turn *u)
{
    const struct tcplens_segment *const seg = u->seg;
    const int64_t since = seg->ts_ns - u->me->last_ns;
    const uint64_t apart = (uint64_t)(since < 0 ? -since : since);
    const uint16_t id = ip_id(seg);
    uint64_t limit = COPY_NS_ID;
    uint32_t d;

    if (u->me->segs == 0 || apart > COPY_NS_ID)
        return false;
    d = digest(u, id);
    if (d != u->me->recent[0] && d != u->me->recent[1])
        return false;
    if (id == 0 && place(seg) != u->me->place)
        limit = COPY_NS_PLACE;
    else if (id == 0)
        limit = u->len > 0 ? COPY_NS_DATA : 0;
    if (apart > limit || limit == 0)
        return false;
    turn_is(u, V_DUP_CAPTURE);
    u->v->of_frame = d == u->me->recent[0] ? u->me->last_frame : 0;
    return true;
}

void tl_track_remember(struct turn *u)
{
    struct endpoint *const me = u->me;

    me->ip_id = ip_id(u->seg);
    me->recent[1] = me->recent[0];
    me->recent[0] = digest(u, me->ip_id);
    me->place = place(u->seg);
}
