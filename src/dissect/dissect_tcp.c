// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tcp.c - the TCP header (RFC 9293 3.1), with the numbers that the analysis made of it.
 *
 * Numbers in comments are sections of docs/analysis.md: what is shown of a header that was cut, or
 * that contradicts itself, is Wireshark's to the letter.
 */
#include "dissect/dissect.h"

#include <stdio.h>
#include <string.h>

#include "decode/decode.h"
#include "dissect/info.h"
#include "tcp/header.h"

enum { PORTS_END = 4, NOT_VERIFIED = 2, HEADER_CUT = TCPLENS_TRUNCATED | TCPLENS_OPTIONS_CUT };

static bool shown(const struct dissection *d, unsigned bit)
{
    return (d->view->row->shown & bit) != 0;
}

/* A number that is relative to none. */
static void say_absolute(struct items *out, struct item *it)
{
    ITEMS_SAY(out, it, "%s: %llu", tl_fields[it->field].title, (unsigned long long)it->u);
}

/* The protocol's own line, with as much as is known. */
static void say_head(const struct dissection *d, struct item *it, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    const bool known = shown(d, A_HAS_STREAM);
    struct text line;

    if (!d->items->lines)
        return;
    line = items_line(d->items);
    text_str(&line, "Transmission Control Protocol, Src Port: ");
    text_u64(&line, be16(h));
    text_str(&line, ", Dst Port: ");
    text_u64(&line, be16(h + 2));
    if (known) {
        text_str(&line, ", Seq: ");
        text_u64(&line, row->seq);
    }
    if (known && (h[13] & TCPLENS_ACK) != 0 && (h[12] >> 4) * 4 >= TCP_HEADER_MIN &&
        !d->view->quoted) {
        text_str(&line, ", Ack: ");
        text_u64(&line, row->ack);
    }
    if (shown(d, A_HAS_LENGTH) && (h[12] >> 4) * 4 >= TCP_HEADER_MIN) {
        text_str(&line, ", Len: ");
        text_u64(&line, row->len);
    }
    items_say(d->items, it, &line);
}

static void put_ports(struct items *out, const uint8_t *h)
{
    items_be(out, F_TCP_SRCPORT, h, 2);
    items_be(out, F_TCP_DSTPORT, h + 2, 2);
    items_hidden(items_be(out, F_TCP_PORT, h, 2));
    items_hidden(items_be(out, F_TCP_PORT, h + 2, 2));
}

static void put_short_segment(struct dissection *d)
{
    static const char message[] =
        "Short segment. Segment/fragment does not contain a full TCP header (might be NMAP or "
        "someone else deliberately sending unusual packets)";

    items_heading(d->items, message);
    expert_below(d, F_X_SHORT_SEGMENT, EXPERT_WARNING, EXPERT_MALFORMED, message);
}

static void put_header_length(struct dissection *d, const uint8_t *h)
{
    items_at(items_u(d->items, F_TCP_HDR_LEN, (h[12] >> 4) * 4U), h + 12, 1);
}

static void put_bogus_length(struct dissection *d, unsigned header_len)
{
    char text[80];

    (void)snprintf(text, sizeof text, "Bogus TCP header length (%u, must be at least 20)",
                   header_len);
    expert_below(d, F_X_BOGUS_HEADER_LENGTH, EXPERT_ERROR, EXPERT_PROTOCOL, text);
}

static void put_seq(struct dissection *d, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    struct items *const out = d->items;

    items_at(items_u(out, F_TCP_SEQ, row->seq), h + 4, 4);
    if (!d->view->quoted || d->view->segment->frame[d->view->segment->l3_off] >> 4 == 6)
        items_be(out, F_TCP_SEQ_RAW, h + 4, 4);
}

static void put_ack(struct dissection *d, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    const bool is_ack = (h[13] & TCPLENS_ACK) != 0, is_syn = (h[13] & TCPLENS_SYN) != 0;
    struct items *const out = d->items;
    struct item *const it = items_at(items_u(out, F_TCP_ACK, row->ack), h + 8, 4);

    if (!is_ack)
        say_absolute(out, it);
    if (is_ack && is_syn && row->ack > 1)
        expert_below(d, F_X_TFO_ACK, EXPERT_NOTE, EXPERT_SEQUENCE,
                     "TCP SYN-ACK accepting TFO data");
    else if (is_ack && is_syn && shown(d, A_TFO_DATA))
        expert_below(d, F_X_TFO_IGNORED, EXPERT_NOTE, EXPERT_SEQUENCE,
                     "TCP SYN-ACK ignoring TFO data");
    if (!is_ack && be32(h + 8) != 0)
        expert_below(d, F_X_ACK_NONZERO, EXPERT_NOTE, EXPERT_PROTOCOL,
                     "The acknowledgment number field is nonzero while the ACK flag is not set");
    items_be(out, F_TCP_ACK_RAW, h + 8, 4);
}

/* Stream and numbers; of a header of an impossible length, those before the length. */
static void put_numbers(struct dissection *d, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    const unsigned header_len = (h[12] >> 4) * 4U;
    struct items *const out = d->items;

    items_generated(items_u(out, F_TCP_STREAM, row->stream));
    if (d->view->packet != 0)
        items_generated(items_u(out, F_TCP_STREAM_PACKET, d->view->packet));
    dissect_tcp_completeness(d);
    if (shown(d, A_HAS_LENGTH))
        items_generated(items_u(out, F_TCP_LEN, row->len));
    else if (!d->view->quoted && header_len >= TCP_HEADER_MIN &&
             (d->view->segment->notes & TCPLENS_FIRST_FRAGMENT) == 0)
        put_short_segment(d);
    put_seq(d, h);
    if (header_len < TCP_HEADER_MIN) {
        put_header_length(d, h);
        put_bogus_length(d, header_len);
        return;
    }
    if (shown(d, A_HAS_LENGTH))
        items_generated(items_u(out, F_TCP_NXTSEQ, row->next_seq));
    put_ack(d, h);
    put_header_length(d, h);
}

static void put_window(struct dissection *d, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    struct items *const out = d->items;
    struct item *it;

    items_be(out, F_TCP_WINDOW_VALUE, h + 14, 2);
    if (shown(d, A_HAS_WINDOW))
        items_at(items_generated(items_u(out, F_TCP_WINDOW, row->window)), h + 14, 2);
    if (!shown(d, A_HAS_SCALE))
        return;
    it = items_i(out, F_TCP_WINDOW_SCALE, row->shift < 0 ? row->shift : 1 << row->shift);
    items_at(items_generated(it), h + 14, 2);
    if (row->shift < 0)
        ITEMS_SAY(out, it, "%s: %s", tl_fields[F_TCP_WINDOW_SCALE].title,
                  row->shift == -1 ? "-1 (unknown)" : "-2 (no window scaling used)");
}

static void put_checksum(struct items *out, const uint8_t *h)
{
    items_be(out, F_TCP_CHECKSUM, h + TCP_CHECKSUM_OFF, 2);
    items_generated(items_u(out, F_TCP_CHECKSUM_STATUS, NOT_VERIFIED));
}

static void put_urgent(struct dissection *d, const uint8_t *h)
{
    items_be(d->items, F_TCP_URGENT_POINTER, h + 18, 2);
    if ((h[13] & TCPLENS_URG) == 0 && be16(h + 18) != 0)
        expert_below(d, F_X_URGENT_NONZERO, EXPERT_NOTE, EXPERT_PROTOCOL,
                     "The urgent pointer field is nonzero while the URG flag is not set");
}

static void put_times(struct dissection *d)
{
    struct items *const out = d->items;

    if (!wants(d, PART_TIMES) || !shown(d, A_HAS_TIMES))
        return;
    items_generated(items_heading(out, "Timestamps"));
    items_in(out);
    items_generated(items_i(out, F_TCP_TIME_RELATIVE, d->view->row->since_first_ns));
    items_generated(items_i(out, F_TCP_TIME_DELTA, d->view->row->since_previous_ns));
    items_out(out);
}

/* What stands behind the ports, as far as captured. */
static void put_segment(struct dissection *d, struct span b)
{
    const uint8_t *const h = b.p;
    const unsigned header_len = (h[12] >> 4) * 4U;

    if (wants(d, PART_TCP | PART_EXPERT))
        put_numbers(d, h);
    if (header_len < TCP_HEADER_MIN)
        return;
    if (wants(d, PART_FLAGS | PART_EXPERT))
        dissect_tcp_flags(d, h);
    if (wants(d, PART_TCP))
        put_window(d, h);
    if (b.n < TCP_CHECKSUM_OFF + 2)
        return;
    if (wants(d, PART_TCP))
        put_checksum(d->items, h);
    if (b.n < TCP_HEADER_MIN)
        return;
    if (wants(d, PART_TCP | PART_EXPERT))
        put_urgent(d, h);
    if (header_len > TCP_HEADER_MIN && wants(d, PART_OPTIONS | PART_EXPERT | PART_COLUMNS))
        dissect_tcp_options(d);
    put_times(d);
    if (wants(d, PART_ANALYSIS | PART_EXPERT) && shown(d, A_HAS_RECORD))
        dissect_tcp_analysis(d);
    if (d->multipath != NULL && !d->malformed && wants(d, PART_OPTIONS))
        dissect_multipath(d);
    if (!d->malformed && wants(d, PART_TCP | PART_EXPERT | PART_PDU))
        dissect_payload(d);
}

static void put_malformed(struct dissection *d)
{
    struct item *const it = items_generated(items_begin(d->items, F_MALFORMED, NULL, 0));

    ITEMS_SAY(d->items, it, "Malformed Packet: TCP");
    expert_add(d, FIELDS, EXPERT_ERROR, EXPERT_MALFORMED, "Malformed Packet (Exception occurred)");
    items_out(d->items);
}

/* Octets of the header and its options, as far as captured; all there are if it says nonsense. */
static size_t header_octets(struct span b)
{
    const size_t header_len = b.n > 12 ? (b.p[12] >> 4) * 4U : b.n;

    return header_len >= TCP_HEADER_MIN && header_len < b.n ? header_len : b.n;
}

/* Whether reading ended where the capture did, before the segment's end. */
static bool ends_early(const struct dissection *d, struct span b)
{
    return !d->view->quoted && !shown(d, A_WHOLE) && (d->view->segment->notes & HEADER_CUT) != 0 &&
           (b.n < TCP_HEADER_MIN || (b.p[12] >> 4) * 4 >= TCP_HEADER_MIN);
}

static void put_cut(struct dissection *d)
{
    struct item *const it = items_generated(items_octets(d->items, F_SHORT, NULL, 0));

    ITEMS_SAY(d->items, it, "Packet size limited during capture: TCP truncated");
}

void dissect_tcp_stump(struct dissection *d, const struct layer *l)
{
    struct item *head;

    if (l->captured < PORTS_END)
        return;
    head = items_begin(d->items, F_TCP, l->p, l->captured);
    ITEMS_SAY(d->items, head, "Transmission Control Protocol, Src Port: %u, Dst Port: %u",
              be16(l->p), be16(l->p + 2));
    put_ports(d->items, l->p);
    items_out(d->items);
    if (l->captured < l->len)
        put_cut(d);
    else
        put_malformed(d);
    info_stump(d, l->p, l->captured < l->len);
}

void dissect_tcp(struct dissection *d)
{
    const struct span b = tl_decode_transport(d->view->segment);
    const uint8_t *const h = b.p;
    struct item *head;

    if (b.n < TCP_HEADER_RECOGNISED)
        return;
    d->items->depth = d->view->quoted ? 1 : 0;
    head = items_begin(d->items, F_TCP, h, header_octets(b));
    items_carry(head, b.n);
    say_head(d, head, h);
    put_ports(d->items, h);
    if (d->view->quoted)
        d->info = NULL; /* who complains speaks */
    info_tcp(d, b);
    if (shown(d, A_HAS_STREAM))
        put_segment(d, b);
    else if (d->view->quoted)
        say_absolute(d->items, items_be(d->items, F_TCP_SEQ, h + 4, 4));
    d->items->depth = 0;
    if (d->malformed) {
        put_malformed(d);
        info_add(d, "[Malformed Packet]");
    } else if (ends_early(d, b)) {
        put_cut(d);
        info_add(d, "[Packet size limited during capture]");
    }
}
