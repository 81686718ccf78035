// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_segments.c - what a segment carries: its payload, the parts of it that belong to PDUs of
 * several segments, and those PDUs once they are complete.
 */
#include "decode/decode.h"
#include "dissect/dissect.h"
#include "dissect/links.h"

/* `n` octets were carried, and those of `payload` captured. */
static void put_payload(struct items *out, struct span payload, size_t n)
{
    struct item *const it = items_octets(out, F_TCP_PAYLOAD, payload.p, payload.n);

    if (n != payload.n)
        items_say_size(out, it, "TCP payload", n);
}

/* Of a reset, data is a text that tells why (RFC 9293 3.5.2). */
static void put_reset_cause(struct dissection *d, struct span payload)
{
    const uint8_t *const end = memchr(payload.p, '\0', payload.n);
    const size_t n = end == NULL ? payload.n : (size_t)(end - payload.p);

    items_octets(d->items, F_TCP_RESET_CAUSE, payload.p, n);
    if (n + 1 < payload.n)
        expert_below(d, FIELDS, EXPERT_WARNING, EXPERT_UNDECODED, "Trailing stray characters");
}

/* Protocols whose PDUs Wireshark cuts by their length, and shows it. */
static bool is_sized(enum pdu_protocol protocol)
{
    static const bool sized[PDU_PROTOCOLS] = {
        [PDU_DCERPC] = true, [PDU_DNP3] = true,    [PDU_DNS] = true,      [PDU_KERBEROS] = true,
        [PDU_LDAP] = true,   [PDU_MBTCP] = true,   [PDU_MYSQL] = true,    [PDU_NCP] = true,
        [PDU_PGSQL] = true,  [PDU_RPKIRTR] = true, [PDU_OPENFLOW] = true, [PDU_WEBSOCKET] = true,
    };

    return sized[protocol];
}

/* The frame with which the PDU was complete that this one has a part of, if it is not this one; a
 * later one is known from a first pass. 0: none. */
static uint64_t complete_in(const struct dissection *d, const struct pdu_frame *f)
{
    const struct field_view *const view = d->view;

    if (f->complete_in != 0 || view->links == NULL || f->n_rests == 0)
        return f->complete_in;
    return tl_links_find(view->links, LINK_COMPLETE, view->frame->number);
}

/**
 * struct parts - what a payload is made of
 * @rests: how many of the frame's were told
 */
struct parts {
    struct dissection *d;
    const struct pdu_frame *f;
    size_t rests;
};

/* A part that belongs to a larger PDU. */
static void put_rest(struct parts *parts)
{
    const struct pdu_rest *const r = &parts->f->rests[parts->rests++];
    struct items *const out = parts->d->items;

    struct item *const it = items_octets(out, F_TCP_SEGMENT_DATA, r->octets.p, r->octets.n);

    if (r->again)
        items_say_size(out, it, "Retransmitted TCP segment data", r->octets.n);
}

/* The size of a PDU, if it is one of those that are shown; rests in front of it come first. */
static void put_size(struct parts *parts, const struct pdu *pdu)
{
    const bool outermost = pdu->depth == 0 || pdu->protocol == PDU_WEBSOCKET;
    const struct pdu_frame *const f = parts->f;

    if (!outermost || !is_sized(pdu->protocol))
        return;
    while (pdu->join == 0 && parts->rests < f->n_rests &&
           f->rests[parts->rests].octets.p < pdu->octets.p)
        put_rest(parts);
    items_generated(items_u(parts->d->items, F_TCP_PDU_SIZE, pdu->len));
}

/* Whole PDUs and the parts of larger ones, in the order of the payload. */
static void put_parts(struct dissection *d, const struct pdu_frame *f)
{
    struct parts parts = {.d = d, .f = f};

    if (f->fin_again != 0)
        items_generated(items_u(d->items, F_TCP_FIN_RETRANSMISSION, f->fin_again));
    if (complete_in(d, f) != 0)
        items_generated(items_u(d->items, F_TCP_REASSEMBLED_IN, complete_in(d, f)));
    for (size_t i = 0; i < f->n_pdus; i++)
        put_size(&parts, &f->pdus[i]);
    while (parts.rests < f->n_rests)
        put_rest(&parts);
}

/* The octets that the segment carries, as far as the frame had room for them. */
static size_t carried(const struct tcplens_segment *seg, struct span payload)
{
    const size_t room = seg->len - (size_t)(payload.p - seg->frame);

    return seg->payload_len < room ? seg->payload_len : room;
}

void dissect_payload(struct dissection *d)
{
    const struct tcplens_segment *const seg = d->view->segment;
    const struct span payload = tl_decode_payload(seg);
    const struct pdu_frame *const f = d->view->pdu;
    struct items *const out = d->items;

    if ((d->view->row->shown & A_WHOLE) == 0)
        return;
    if ((seg->flags & TCPLENS_RST) != 0 && payload.n > 0)
        put_reset_cause(d, payload);
    if ((seg->flags & TCPLENS_RST) != 0 || f == NULL)
        return;
    if (payload.n > 0 && !f->until_fin)
        put_payload(out, payload, carried(seg, payload));
    put_parts(d, f);
}

/* "[2 Reassembled TCP Segments (38 bytes): #6(22), #7(16)]" */
static void say_join(struct items *out, struct item *it, const struct pdu_join *join)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_u64(&line, join->n);
    text_str(&line, " Reassembled TCP Segments (");
    text_u64(&line, join->octets.n);
    text_str(&line, join->octets.n == 1 ? " byte)" : " bytes)");
    for (size_t i = 0; i < join->n; i++) {
        text_str(&line, i == 0 ? ": #" : ", #");
        text_u64(&line, join->segments[i].frame);
        text_char(&line, '(');
        text_u64(&line, join->segments[i].len);
        text_char(&line, ')');
    }
    items_say_list(out, it, &line);
}

static void put_part(struct items *out, const struct pdu_join *join, const struct pdu_segment *s)
{
    const enum field_id field = s->conflict ? F_TCP_SEGMENT_ERROR : F_TCP_SEGMENT;
    struct item *const it = items_generated(items_u(out, field, s->frame));

    items_at(it, join->octets.p + s->offset, s->len);
    if (s->len == 0)
        ITEMS_SAY(out, it, "Frame: %llu (no data)", (unsigned long long)s->frame);
    else
        ITEMS_SAY(out, it, "Frame: %llu, payload: %u-%u (%u byte%s)", (unsigned long long)s->frame,
                  s->offset, s->offset + s->len - 1, s->len, s->len == 1 ? "" : "s");
    items_in(out);
    if (s->overlap)
        items_generated(items_mark(out, F_TCP_SEGMENT_OVERLAP));
    if (s->conflict)
        items_generated(items_mark(out, F_TCP_SEGMENT_CONFLICT));
    items_out(out);
}

void dissect_join(struct dissection *d, const struct pdu_join *join)
{
    struct items *const out = d->items;
    const struct span all = join->octets;
    struct item *const it = items_generated(items_mark(out, F_TCP_SEGMENTS));

    items_at(it, all.p, (uint32_t)all.n);
    say_join(out, it, join);
    items_in(out);
    for (size_t i = 0; i < join->n; i++)
        put_part(out, join, &join->segments[i]);
    items_generated(items_u(out, F_TCP_SEGMENT_COUNT, join->n));
    items_generated(items_u(out, F_TCP_REASSEMBLED_LENGTH, all.n));
    items_generated(items_octets(out, F_TCP_REASSEMBLED_DATA, all.p, all.n));
    items_out(out);
}
