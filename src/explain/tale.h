// SPDX-License-Identifier: BSD-3-Clause
/*
 * tale.h - for tests: a connection written down segment by segment, as real octets through the real
 * decoder and tracker into the teller.
 *
 *     begin(&t);
 *     handshake(&t);
 *     say(&t, (struct say){.from = CLIENT, .data = "hello"});
 *     say(&t, (struct say){.from = SERVER});
 *     T_CHECK(found(&t, FINDING_DELAYED_ACK, SERVER) == NULL);
 *     end(&t);
 *
 * Numbers take care of themselves: a segment goes on where its side stopped and acknowledges all
 * that the other side sent; `seq` and `ack` shift them. Every segment but a SYN is an ACK unless
 * flags say otherwise.
 */
#ifndef TL_EXPLAIN_TALE_H
#define TL_EXPLAIN_TALE_H

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decode.h"
#include "explain/explain.h"
#include "track/track.h"

#include "tap.h"

enum { CLIENT = SIDE_INITIATOR, SERVER = SIDE_RESPONDER };
enum { IP_HEADER = 20, TCP_HEADER = 20, TALE_FRAME = 70000, LINK_RAW = 101, NOTHING = 1 << 12 };

/**
 * struct say - one segment
 * @from:   CLIENT or SERVER
 * @flags:  beside ACK, which every segment without SYN has; NOTHING for no flag at all
 * @data, @len: payload: a string, or so many octets of 0x80
 * @seq, @ack: added to the automatic numbers
 * @opt:    options of @opt_len octets
 * @wnd:    window field, 0 for 30000; @closed: a window of 0
 * @us:     microseconds since the segment before, 0 for 100
 * @ttl:    0 for 64
 * @unseen: sent, but not captured
 * @sum:    added to the right checksum; @offload: leave the pseudo-header's sum there
 * @cut:    octets of the frame that were not captured
 * @same_id: IP identification of the segment before; @late: of so many before that one
 */
struct say {
    int from;
    unsigned flags;
    const char *data;
    uint32_t len;
    int32_t seq, ack;
    const uint8_t *opt;
    size_t opt_len;
    uint16_t wnd;
    bool closed, unseen, offload, same_id;
    int64_t us;
    uint8_t ttl;
    uint16_t sum, urgent, late;
    uint32_t cut;
};

struct tale {
    struct tracker *tracker;
    struct teller *teller;
    uint32_t nxt[2];
    int64_t now_ns;
    uint64_t number;
    uint32_t slot;
    uint16_t ip_id;
    uint8_t ecn;
    const struct row *row;
    uint8_t frame[TALE_FRAME];
};

static inline void put16(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static inline void put32(uint8_t *p, uint32_t v)
{
    put16(p, v >> 16);
    put16(p + 2, v & 0xffff);
}

static inline uint32_t add_words(uint32_t sum, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum += (uint32_t)p[i] << (i % 2 == 0 ? 8 : 0);
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

static inline void begin_with(struct tale *t, const struct teller_options *options)
{
    struct tcplens_error err;

    memset(t, 0, sizeof *t);
    t->nxt[CLIENT] = 1000;
    t->nxt[SERVER] = 5000;
    t->now_ns = INT64_C(1000000000) * 1000;
    t->slot = TRACK_NO_CONN;
    if (tl_track_new(&t->tracker, &(struct track_options){.max_conns = 64, .seed = 1}, &err) !=
            TCPLENS_OK ||
        tl_teller_new(&t->teller, options, &err) != TCPLENS_OK)
        abort();
}

static inline void begin(struct tale *t)
{
    begin_with(t, &(struct teller_options){.max_conns = 64, .max_rows = 4096});
}

static inline void end(struct tale *t)
{
    tl_track_free(t->tracker);
    tl_teller_free(t->teller);
}

/* IP header and TCP header without its checksum; the length of the packet. */
static inline uint32_t put_headers(struct tale *t, const struct say *s, uint32_t payload)
{
    uint8_t *const ip = t->frame, *const tcp = t->frame + IP_HEADER;
    const uint32_t header = TCP_HEADER + (uint32_t)s->opt_len;
    const uint32_t len = IP_HEADER + header + payload;
    const bool syn = (s->flags & TCPLENS_SYN) != 0, ack = (s->flags & TCPLENS_ACK) != 0;
    const bool acks = ack || (!syn && (s->flags & NOTHING) == 0);

    memset(t->frame, 0, IP_HEADER + header);
    ip[0] = 0x45;
    ip[1] = t->ecn;
    put16(ip + 2, len);
    if (!s->same_id && s->late == 0)
        t->ip_id++;
    put16(ip + 4, (uint32_t)t->ip_id - s->late);
    ip[8] = s->ttl != 0 ? s->ttl : 64;
    ip[9] = 6;
    put32(ip + 12, s->from == CLIENT ? 0x0a000001 : 0x0a000002);
    put32(ip + 16, s->from == CLIENT ? 0x0a000002 : 0x0a000001);
    put16(tcp, s->from == CLIENT ? 40000 : 80);
    put16(tcp + 2, s->from == CLIENT ? 80 : 40000);
    put32(tcp + 4, t->nxt[s->from] + (uint32_t)s->seq);
    put32(tcp + 8, acks ? t->nxt[!s->from] + (uint32_t)s->ack : 0);
    tcp[12] = (uint8_t)(header / 4 << 4);
    tcp[13] = (uint8_t)((s->flags & 0xff) | (acks ? TCPLENS_ACK : 0U));
    put16(tcp + 14, s->closed ? 0 : s->wnd != 0 ? s->wnd : 30000);
    put16(tcp + 18, s->urgent);
    if (s->opt_len > 0)
        memcpy(tcp + TCP_HEADER, s->opt, s->opt_len);
    return len;
}

static inline void put_checksum(struct tale *t, const struct say *s, uint32_t len)
{
    uint8_t *const tcp = t->frame + IP_HEADER;
    uint8_t pseudo[4] = {0, 6, 0, 0};
    uint32_t sum;

    put16(pseudo + 2, len - IP_HEADER);
    sum = add_words(add_words(0, t->frame + 12, 8), pseudo, sizeof pseudo);
    if (!s->offload)
        sum = 0xffff - add_words(sum, tcp, len - IP_HEADER);
    put16(tcp + 16, (sum + s->sum) & 0xffff);
}

/* Hand one frame through decoder and tracker to the teller. */
static inline void take_frame(struct tale *t, uint32_t caplen, uint32_t len)
{
    const struct tcplens_frame frame = {
        .octets = t->frame,
        .ts_ns = t->now_ns,
        .number = ++t->number,
        .caplen = caplen,
        .len = len,
        .link_type = LINK_RAW,
    };
    static const struct row no_row;
    struct tcplens_segment seg;
    struct verdict v;
    const struct row *row;

    tl_decode_batch(&frame, 1, &seg);
    tl_track_batch(t->tracker, &seg, 1, &v);
    t->row = &no_row;
    if (v.slot == TRACK_NO_CONN)
        return;
    t->slot = v.slot;
    row = tl_teller_take(t->teller, &seg, &v, tl_track_conn(t->tracker, v.slot));
    if (row != NULL)
        t->row = row;
}

static inline void say(struct tale *t, struct say s)
{
    const uint32_t payload = s.data != NULL ? (uint32_t)strlen(s.data) : s.len;
    const uint32_t takes =
        payload + ((s.flags & TCPLENS_SYN) != 0) + ((s.flags & TCPLENS_FIN) != 0);
    const uint32_t len = put_headers(t, &s, payload);
    const uint32_t nxt = t->nxt[s.from] + (uint32_t)s.seq + takes;

    assert(len <= TALE_FRAME);
    if (s.data != NULL)
        memcpy(t->frame + len - payload, s.data, payload);
    else
        memset(t->frame + len - payload, 0x80, payload);
    put_checksum(t, &s, len);
    t->now_ns += (s.us != 0 ? s.us : 100) * 1000;
    if (!s.unseen)
        take_frame(t, len - s.cut, len);
    if ((int32_t)(nxt - t->nxt[s.from]) > 0 && (s.flags & TCPLENS_RST) == 0)
        t->nxt[s.from] = nxt;
}

/* MSS 1460, SACK permitted, window scale 7; no time stamps, so that a full segment has 1460. */
static const uint8_t syn_options[] = {2, 4, 0x05, 0xb4, 4, 2, 1, 3, 3, 7, 1, 1};
#define SYN_OPTIONS .opt = syn_options, .opt_len = sizeof syn_options

static inline void handshake(struct tale *t)
{
    say(t, (struct say){.from = CLIENT, .flags = TCPLENS_SYN, SYN_OPTIONS});
    say(t, (struct say){.from = SERVER, .flags = TCPLENS_SYN | TCPLENS_ACK, SYN_OPTIONS});
    say(t, (struct say){.from = CLIENT});
}

/* The client closes, the server acknowledges and closes in separate segments. */
static inline void close_in_four(struct tale *t)
{
    say(t, (struct say){.from = CLIENT, .flags = TCPLENS_FIN});
    say(t, (struct say){.from = SERVER});
    say(t, (struct say){.from = SERVER, .flags = TCPLENS_FIN});
    say(t, (struct say){.from = CLIENT});
}

static inline const struct conn *the_conn(const struct tale *t)
{
    return tl_track_conn(t->tracker, t->slot);
}

static inline const struct story *the_story(const struct tale *t)
{
    return tl_teller_story(t->teller, t->slot, the_conn(t));
}

/* The finding in the story so far, NULL if it is not there. */
static inline const struct finding *found(const struct tale *t, unsigned id, unsigned side)
{
    const struct story *const story = the_story(t);

    for (size_t i = 0; story != NULL && i < story->n_findings; i++) {
        if (story->findings[i].id == id && story->findings[i].side == side)
            return &story->findings[i];
    }
    return NULL;
}

/* Whether the finding is there with exactly this evidence (0 for no more). */
static inline bool proved(const struct tale *t, unsigned id, unsigned side, uint64_t a, uint64_t b)
{
    const struct finding *const f = found(t, id, side);
    const unsigned n = (a != 0 ? 1U : 0U) + (b != 0 ? 1U : 0U);

    return f != NULL && f->n_evidence == n && (n < 1 || f->evidence[0] == a) &&
           (n < 2 || f->evidence[1] == b);
}

/* The same by value, for looking into; all zero if it is not there. */
static inline struct finding the_finding(const struct tale *t, unsigned id, unsigned side)
{
    const struct finding *const f = found(t, id, side);

    return f != NULL ? *f : (struct finding){0};
}

/* The tell with this code in the latest row, NULL if it has none. */
static inline const struct tell *told(const struct tale *t, unsigned code)
{
    for (unsigned i = 0; i < t->row->n_tells; i++) {
        if (t->row->tells[i].code == code)
            return &t->row->tells[i];
    }
    return NULL;
}

/* The same by value; all zero if it has none. */
static inline struct tell the_tell(const struct tale *t, unsigned code)
{
    const struct tell *const tell = told(t, code);

    return tell != NULL ? *tell : (struct tell){0};
}

#endif
