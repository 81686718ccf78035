// SPDX-License-Identifier: BSD-3-Clause
/*
 * scene.h - for tests: a connection played segment by segment, read like a transcript.
 *
 *     send(&s, A, SYN, 0, 0, 0);         side, flags, seq and ack relative to the ISNs, payload
 * octets CHECK_STATES(&s, SYN_SENT, LISTEN);
 *
 * Each segment is a batch of its own, 10 ms after the one before, in an IPv4 packet with an
 * identification of its own and a time stamp; the fields of struct scene change what comes next.
 */
#ifndef TRACK_SCENE_H
#define TRACK_SCENE_H

#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "track/track.h"

enum {
    FIN = TCPLENS_FIN,
    SYN = TCPLENS_SYN,
    RST = TCPLENS_RST,
    ACK = TCPLENS_ACK,
    A = SIDE_INITIATOR,
    B = SIDE_RESPONDER,
};

/**
 * struct scene - the stage
 * @isn:     of A and B: wrap-around happens within the first octets unless changed
 * @port:    of A and B
 * @wnd:     window field that A and B send
 * @wscale:  shift in A's and B's SYN, -1 for none
 * @now, @step: time of the next segment; time between two
 * @id, @ts: next identification and TSval of A and B; @ts 0: no time stamps
 * @v:       verdict of the latest segment; @number its frame number
 */
struct scene {
    struct tracker *t;
    uint32_t isn[2];
    uint16_t port[2], wnd[2];
    int wscale[2];
    int64_t now, step;
    uint16_t id[2];
    uint32_t ts[2];
    uint64_t number;
    struct verdict v;
};

static inline void put16(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static inline void put32(uint8_t *p, uint32_t v)
{
    put16(p, v >> 16);
    put16(p + 2, v);
}

/* Octets of an IPv4 packet as a decoder would have left them, and their record. */
struct packet {
    uint8_t octets[80];
    struct tcplens_segment seg;
};

static inline size_t put_options(uint8_t *p, int wscale, uint32_t ts)
{
    size_t n = 0;

    if (ts != 0) {
        put32(p, 0x0101080a);
        put32(p + 4, ts);
        put32(p + 8, 0);
        n = 12;
    }
    if (wscale >= 0) {
        put32(p + n, 0x01030300U | (uint32_t)wscale);
        n += 4;
    }
    return n;
}

/* What tests change rarely is in `s`; `from` is 0 for A, 1 for B. */
static inline void make_packet(struct scene *s, int from, unsigned flags, struct packet *p)
{
    uint8_t *const ip = p->octets, *const tcp = ip + 20;
    const int wscale = (flags & SYN) != 0 ? s->wscale[from] : -1;
    const size_t options = put_options(tcp + 20, wscale, s->ts[from]);

    ip[0] = 0x45;
    put16(ip + 4, s->id[from]);
    ip[8] = 64;
    ip[9] = 6;
    put32(ip + 12, 0x0a000001U + (uint32_t)from);
    put32(ip + 16, 0x0a000002U - (uint32_t)from);
    tcp[12] = (uint8_t)((5 + options / 4) << 4);
    p->seg = (struct tcplens_segment){
        .frame = p->octets,
        .ts_ns = s->now,
        .number = ++s->number,
        .caplen = (uint32_t)(40 + options),
        .len = (uint32_t)(40 + options),
        .wnd = s->wnd[from],
        .flags = (uint16_t)flags,
        .src_port = s->port[from],
        .dst_port = s->port[from ^ 1],
        .l4_off = 20,
        .kind = TCPLENS_KIND_TCP,
        .header_len = (uint8_t)(20 + options),
        .options = (uint8_t)((wscale >= 0 ? TCPLENS_OPT_WSCALE : 0) |
                             (s->ts[from] != 0 ? TCPLENS_OPT_TIMESTAMPS : 0)),
    };
}

static inline void send(struct scene *s, int from, unsigned flags, uint32_t seq, uint32_t ack,
                        uint32_t payload)
{
    struct packet p = {.octets = {0}};

    make_packet(s, from, flags, &p);
    p.seg.seq.v = s->isn[from] + seq;
    p.seg.ack.v = (flags & ACK) != 0 ? s->isn[from ^ 1] + ack : 0;
    p.seg.payload_len = payload;
    p.seg.notes = payload > 0 ? TCPLENS_PAYLOAD_CUT : 0;
    tl_track_batch(s->t, &p.seg, 1, &s->v);
    s->now += s->step;
    if (s->id[from] != 0)
        s->id[from]++;
    if (s->ts[from] != 0)
        s->ts[from] += (uint32_t)(s->step / 1000000);
}

static inline void scene_open(struct scene *s)
{
    const struct track_options options = {.max_conns = 64};

    *s = (struct scene){
        .isn = {UINT32_C(0xfffffff0), UINT32_C(0xfffffff8)},
        .port = {40000, 80},
        .wnd = {8192, 8192},
        .wscale = {-1, -1},
        .now = INT64_C(1700000000000000000),
        .step = 10000000,
        .id = {100, 60000},
        .ts = {1000, 777},
    };
    if (tl_track_new(&s->t, &options, NULL) != TCPLENS_OK)
        abort();
}

static inline void scene_close(struct scene *s)
{
    tl_track_free(s->t);
}

static inline const struct conn *scene_conn(const struct scene *s)
{
    return tl_track_conn(s->t, s->v.slot);
}

/* SYN, SYN-ACK, ACK. */
static inline void handshake(struct scene *s)
{
    send(s, A, SYN, 0, 0, 0);
    send(s, B, SYN | ACK, 0, 1, 0);
    send(s, A, ACK, 1, 1, 0);
}

/* The same, then 100 octets from A and 200 back, each acknowledged. */
static inline void exchange(struct scene *s)
{
    handshake(s);
    send(s, A, ACK, 1, 1, 100);
    send(s, B, ACK, 1, 101, 200);
    send(s, A, ACK, 101, 201, 0);
}

static inline int has(const struct scene *s, uint32_t bits)
{
    return (s->v.bits & bits) == bits;
}

static inline int has_none(const struct scene *s, uint32_t bits)
{
    return (s->v.bits & bits) == 0;
}

static inline int states_are(const struct scene *s, enum tcplens_state a, enum tcplens_state b)
{
    return s->v.after[A] == a && s->v.after[B] == b;
}

#define CHECK_STATES(s, a, b) T_CHECK(states_are((s), TCPLENS_##a, TCPLENS_##b))

#endif
