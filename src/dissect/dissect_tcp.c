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
#include "tcp/header.h"

enum { NOT_VERIFIED = 2, CAPTURED_MIN = 16 };

static bool shown(const struct dissection *d, unsigned bit)
{
    return (d->view->row->shown & bit) != 0;
}

/* Ports, stream and numbers. */
static void put_numbers(struct dissection *d, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    struct items *const out = d->items;

    items_u(out, F_TCP_SRCPORT, be16(h));
    items_u(out, F_TCP_DSTPORT, be16(h + 2));
    items_u(out, F_TCP_PORT, be16(h));
    items_u(out, F_TCP_PORT, be16(h + 2));
    if (!shown(d, A_HAS_STREAM)) {
        if (d->view->quoted)
            items_u(out, F_TCP_SEQ, be32(h + 4));
        return;
    }
    items_u(out, F_TCP_STREAM, row->stream);
    items_u(out, F_TCP_COMPLETENESS, row->completeness);
    if (shown(d, A_HAS_LENGTH))
        items_u(out, F_TCP_LEN, row->len);
    items_u(out, F_TCP_SEQ, row->seq);
    if (!d->view->quoted || d->view->segment->frame[d->view->segment->l3_off] >> 4 == 6)
        items_u(out, F_TCP_SEQ_RAW, be32(h + 4));
    if ((h[12] >> 4) * 4 < TCP_HEADER_MIN) {
        items_u(out, F_TCP_HDR_LEN, (h[12] >> 4) * 4U);
        return;
    }
    if (shown(d, A_HAS_LENGTH))
        items_u(out, F_TCP_NXTSEQ, row->next_seq);
    items_u(out, F_TCP_ACK, row->ack);
    items_u(out, F_TCP_ACK_RAW, be32(h + 8));
    items_u(out, F_TCP_HDR_LEN, (h[12] >> 4) * 4U);
    items_u(out, F_TCP_FLAGS, be16(h + 12) & 0xfffU);
}

static void put_flags(struct dissection *d, uint16_t flags)
{
    static const char letters[] = "FSRPAUECA";
    struct items *const out = d->items;
    char text[12 * 2 + 1], *at = text;

    items_u(out, F_TCP_FLAGS_RES, (flags >> 9 & 7) != 0);
    items_u(out, F_TCP_FLAGS_AE, flags >> 8 & 1);
    items_u(out, F_TCP_FLAGS_CWR, flags >> 7 & 1);
    items_u(out, F_TCP_FLAGS_ECE, flags >> 6 & 1);
    items_u(out, F_TCP_FLAGS_URG, flags >> 5 & 1);
    items_u(out, F_TCP_FLAGS_ACK, flags >> 4 & 1);
    items_u(out, F_TCP_FLAGS_PUSH, flags >> 3 & 1);
    items_u(out, F_TCP_FLAGS_RESET, flags >> 2 & 1);
    items_u(out, F_TCP_FLAGS_SYN, flags >> 1 & 1);
    items_u(out, F_TCP_FLAGS_FIN, flags & 1);
    for (int bit = 11; bit >= 0; bit--) {
        if ((flags >> bit & 1) == 0) {
            memcpy(at, "·", 2);
            at += 2;
        } else {
            *at++ = (char)(bit > 8 ? 'R' : letters[bit]);
        }
    }
    items_add(out, F_TCP_FLAGS_STR)->octets = items_keep(out, text, (size_t)(at - text));
}

static void put_window(struct dissection *d, const uint8_t *h)
{
    const struct analysis_row *const row = d->view->row;
    struct items *const out = d->items;

    items_u(out, F_TCP_WINDOW_VALUE, be16(h + 14));
    if (shown(d, A_HAS_WINDOW))
        items_u(out, F_TCP_WINDOW, row->window);
    if (shown(d, A_HAS_SCALE))
        items_i(out, F_TCP_WINDOW_SCALE, row->shift < 0 ? row->shift : 1 << row->shift);
}

static void put_connection_expert(struct dissection *d, const uint8_t *h)
{
    const unsigned flags = h[13];
    char text[80];

    if ((flags & TCPLENS_RST) != 0)
        expert_add(d, F_X_CONNECTION_RST, EXPERT_WARNING, EXPERT_SEQUENCE,
                   "Connection reset (RST)");
    if ((flags & (TCPLENS_SYN | TCPLENS_ACK)) == (TCPLENS_SYN | TCPLENS_ACK)) {
        (void)snprintf(text, sizeof text,
                       "Connection establish acknowledge (SYN+ACK): server port %u", be16(h));
        expert_add(d, F_X_CONNECTION_SYNACK, EXPERT_CHAT, EXPERT_SEQUENCE, text);
    } else if ((flags & TCPLENS_SYN) != 0) {
        (void)snprintf(text, sizeof text, "Connection establish request (SYN): server port %u",
                       be16(h + 2));
        expert_add(d, F_X_CONNECTION_SYN, EXPERT_CHAT, EXPERT_SEQUENCE, text);
    }
    if ((flags & TCPLENS_FIN) == 0)
        return;
    expert_add(d, F_X_CONNECTION_FIN, EXPERT_CHAT, EXPERT_SEQUENCE, "Connection finish (FIN)");
    if (shown(d, A_FIN_ACTIVE))
        expert_add(d, F_X_CONNECTION_FIN_ACTIVE, EXPERT_NOTE, EXPERT_SEQUENCE,
                   "This frame initiates the connection closing");
    else
        expert_add(d, F_X_CONNECTION_FIN_PASSIVE, EXPERT_NOTE, EXPERT_SEQUENCE,
                   "This frame undergoes the connection closing");
}

/* What is noted of numbers and flags. */
static void put_expert(struct dissection *d, const uint8_t *h)
{
    const unsigned flags = h[13];

    if ((flags & (TCPLENS_SYN | TCPLENS_ACK)) == (TCPLENS_SYN | TCPLENS_ACK)) {
        if (d->view->row->ack > 1)
            expert_add(d, F_X_TFO_ACK, EXPERT_NOTE, EXPERT_SEQUENCE,
                       "TCP SYN-ACK accepting TFO data");
        else if (shown(d, A_TFO_DATA))
            expert_add(d, F_X_TFO_IGNORED, EXPERT_NOTE, EXPERT_SEQUENCE,
                       "TCP SYN-ACK ignoring TFO data");
    }
    if ((flags & TCPLENS_ACK) == 0 && be32(h + 8) != 0)
        expert_add(d, F_X_ACK_NONZERO, EXPERT_NOTE, EXPERT_PROTOCOL,
                   "The acknowledgment number field is nonzero while the ACK flag is not set");
    put_connection_expert(d, h);
}

static void put_bogus_length(struct dissection *d, unsigned header_len)
{
    char text[80];

    (void)snprintf(text, sizeof text, "Bogus TCP header length (%u, must be at least 20)",
                   header_len);
    expert_add(d, F_X_BOGUS_HEADER_LENGTH, EXPERT_ERROR, EXPERT_PROTOCOL, text);
}

static void put_short_segment(struct dissection *d)
{
    expert_add(d, F_X_SHORT_SEGMENT, EXPERT_WARNING, EXPERT_MALFORMED,
               "Short segment. Segment/fragment does not contain a full TCP header (might be NMAP "
               "or someone else deliberately sending unusual packets)");
}

static void put_urgent(struct dissection *d, const uint8_t *h)
{
    if (wants(d, PART_TCP))
        items_u(d->items, F_TCP_URGENT_POINTER, be16(h + 18));
    if ((h[13] & TCPLENS_URG) == 0 && be16(h + 18) != 0)
        expert_add(d, F_X_URGENT_NONZERO, EXPERT_NOTE, EXPERT_PROTOCOL,
                   "The urgent pointer field is nonzero while the URG flag is not set");
}

static void put_times(struct dissection *d)
{
    if (!wants(d, PART_TIMES) || !shown(d, A_HAS_TIMES))
        return;
    items_i(d->items, F_TCP_TIME_RELATIVE, d->view->row->since_first_ns);
    items_i(d->items, F_TCP_TIME_DELTA, d->view->row->since_previous_ns);
}

void dissect_tcp(struct dissection *d)
{
    const struct tcplens_segment *const seg = d->view->segment;
    const struct span b = tl_decode_transport(seg);
    const uint8_t *const h = b.p;
    unsigned header_len;

    if (b.n < TCP_HEADER_RECOGNISED)
        return;
    if (wants(d, PART_TCP))
        put_numbers(d, h);
    if (!shown(d, A_HAS_STREAM))
        return;
    header_len = (h[12] >> 4) * 4U;
    if (header_len < TCP_HEADER_MIN) {
        put_bogus_length(d, header_len);
        return;
    }
    if (!d->view->quoted && !shown(d, A_HAS_LENGTH) && (seg->notes & TCPLENS_FIRST_FRAGMENT) == 0)
        put_short_segment(d);
    if (wants(d, PART_FLAGS))
        put_flags(d, be16(h + 12) & 0xfff);
    if (wants(d, PART_EXPERT))
        put_expert(d, h);
    if (wants(d, PART_TCP))
        put_window(d, h);
    if (b.n < TCP_CHECKSUM_OFF + 2)
        return;
    if (wants(d, PART_TCP)) {
        items_u(d->items, F_TCP_CHECKSUM, be16(h + TCP_CHECKSUM_OFF));
        items_u(d->items, F_TCP_CHECKSUM_STATUS, NOT_VERIFIED);
    }
    if (b.n < TCP_HEADER_MIN)
        return;
    put_urgent(d, h);
    if (header_len > TCP_HEADER_MIN && wants(d, PART_OPTIONS | PART_EXPERT))
        dissect_tcp_options(d);
    put_times(d);
    if (wants(d, PART_ANALYSIS | PART_EXPERT) && shown(d, A_HAS_RECORD))
        dissect_tcp_analysis(d);
}
