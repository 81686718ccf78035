// SPDX-License-Identifier: BSD-3-Clause
/*
 * soup.h - for tests and fuzzing: one segment out of a few octets of chance, near enough to sense
 * that every path is reached, and what must hold for its verdict whatever it was.
 */
#ifndef TRACK_SOUP_H
#define TRACK_SOUP_H

#include <stdbool.h>
#include <string.h>

#include "track/track.h"

enum { SOUP_OCTETS = 8, SOUP_FRAME = 52 };

/* An IPv4 packet with time stamps, and its record. */
struct soup {
    uint8_t octets[SOUP_FRAME];
    struct tcplens_segment seg;
};

/* Numbers that earlier segments made likely: the highest end sent by each side of each flow. */
struct soup_flows {
    uint32_t next[8][2];
    uint64_t number;
    int64_t now;
};

/* Numbers that the SYN and FIN flags take. */
static inline uint32_t soup_takes(unsigned flags)
{
    return ((flags & TCPLENS_SYN) != 0 ? 1U : 0U) + ((flags & TCPLENS_FIN) != 0 ? 1U : 0U);
}

static inline void soup_make(struct soup_flows *f, const uint8_t in[SOUP_OCTETS], struct soup *out)
{
    static const uint16_t flags[16] = {
        TCPLENS_SYN,
        TCPLENS_SYN | TCPLENS_ACK,
        TCPLENS_ACK,
        TCPLENS_ACK,
        TCPLENS_ACK,
        TCPLENS_ACK,
        TCPLENS_ACK,
        TCPLENS_ACK | TCPLENS_PSH,
        TCPLENS_ACK | TCPLENS_FIN,
        TCPLENS_ACK | TCPLENS_FIN,
        TCPLENS_RST,
        TCPLENS_RST | TCPLENS_ACK,
        TCPLENS_FIN,
        TCPLENS_SYN | TCPLENS_FIN | TCPLENS_RST | TCPLENS_ACK,
        0,
        TCPLENS_ACK,
    };
    static const int32_t offsets[8] = {0, 0, 0, 0, -1, -100, 100, 1 << 24};
    const unsigned flow = in[0] & 7, side = in[0] >> 3 & 1;
    const uint32_t payload = (in[2] & 3) == 0 ? 100 : in[2] >> 2 & 1;
    uint32_t *const next = f->next[flow];

    memset(out, 0, sizeof *out);
    out->octets[0] = 0x45;
    out->octets[5] = in[3];
    out->octets[15] = (uint8_t)(1 + side);
    out->octets[19] = (uint8_t)(2 - side);
    out->octets[40] = out->octets[41] = 1;
    out->octets[42] = 8;
    out->octets[43] = 10;
    out->octets[47] = in[4];
    f->now += (int64_t)in[7] * in[7] * 1000 - 500;
    out->seg = (struct tcplens_segment){
        .frame = out->octets,
        .ts_ns = f->now,
        .number = ++f->number,
        .caplen = SOUP_FRAME,
        .len = SOUP_FRAME,
        .seq.v = next[side] + (uint32_t)offsets[in[5] & 7],
        .ack.v = next[side ^ 1] + (uint32_t)offsets[in[5] >> 3 & 7],
        .payload_len = payload,
        .wnd = (uint16_t)(in[6] << 4),
        .flags = flags[in[1] & 15],
        .src_port = (uint16_t)(side == 0 ? 40000 + flow : 80),
        .dst_port = (uint16_t)(side == 0 ? 80 : 40000 + flow),
        .l4_off = 20,
        .kind = TCPLENS_KIND_TCP,
        .header_len = 32,
        .notes = payload > 0 ? TCPLENS_PAYLOAD_CUT : 0,
        .options = (uint8_t)((in[1] & 16) != 0 ? TCPLENS_OPT_TIMESTAMPS : 0),
    };
    if ((in[5] & 4) == 0)
        next[side] += payload + soup_takes(out->seg.flags);
}

static inline bool soup_provenance_adds_up(const struct verdict *v, const struct soup *s)
{
    if (v->seq_frame > s->seg.number || v->ack_frame > s->seg.number || v->of_frame > s->seg.number)
        return false;
    if (v->seq_frame != 0 && v->of_frame != v->seq_frame &&
        v->seq_base + v->seq_len + soup_takes(v->seq_flags) != v->rel_seq)
        return false;
    return v->ack_frame == 0 || v->ack_base + v->ack_len + soup_takes(v->ack_flags) == v->rel_ack;
}

/* What must hold for any verdict, of any segment. */
static inline bool soup_holds(const struct tracker *t, const struct verdict *v,
                              const struct soup *s)
{
    const struct conn *c;

    if (v->slot == TRACK_NO_CONN)
        return false;
    c = tl_track_conn(t, v->slot);
    for (unsigned side = 0; side < 2; side++) {
        const struct endpoint *const ep = &c->ends[side];

        if (v->before[side] >= TCPLENS_STATES || v->after[side] != ep->state ||
            ep->octets_unique > ep->octets || ep->retrans_segs > ep->segs)
            return false;
    }
    if ((v->bits & (V_DUP_CAPTURE | V_UNACCEPTABLE)) != 0 &&
        (v->before[0] != v->after[0] || v->before[1] != v->after[1]))
        return false;
    if ((v->bits & V_ACKS_NEW) == 0 && v->acked != 0)
        return false;
    return soup_provenance_adds_up(v, s);
}

#endif
