// SPDX-License-Identifier: BSD-3-Clause
/*
 * fixture.h - a story made by hand, for tests: the HTTP exchange of the capture 000_http_v_n,
 * closed in three segments. Included by one test each, so it is all static.
 */
#ifndef TL_RENDER_FIXTURE_H
#define TL_RENDER_FIXTURE_H

#include <string.h>

#include "explain/story.h"

enum { FIXTURE_ROWS = 12, FIXTURE_ISN = 167702838 };
#define FIXTURE_PEER_ISN UINT32_C(4227940362)

static const char fixture_texts[] = "\0GET /hello\000200 OK";
enum { FIXTURE_REQUEST = 1, FIXTURE_RESPONSE = 12 };

/* A row's numbers: all that differs between rows of this kind of connection. */
struct fixture_numbers {
    uint32_t us, seq, len, ack, window;
    uint16_t flags;
    uint8_t side, phase, state[2];
};

static const struct fixture_numbers fixture_numbers[FIXTURE_ROWS] = {
    {0, 0, 0, 0, 64240, TCPLENS_SYN, 0, PHASE_OPENING, {3, 2}},
    {29, 0, 0, 1, 65160, TCPLENS_SYN | TCPLENS_ACK, 1, PHASE_OPENING, {5, 4}},
    {41, 1, 0, 1, 64256, TCPLENS_ACK, 0, PHASE_OPENING, {5, 5}},
    {122, 1, 74, 1, 64256, TCPLENS_PSH | TCPLENS_ACK, 0, PHASE_DATA, {5, 5}},
    {130, 1, 0, 75, 65152, TCPLENS_ACK, 1, PHASE_DATA, {5, 5}},
    {2741, 1, 235, 75, 65152, TCPLENS_PSH | TCPLENS_ACK, 1, PHASE_DATA, {5, 5}},
    {2752, 75, 0, 236, 64128, TCPLENS_ACK, 0, PHASE_DATA, {5, 5}},
    {2810, 236, 13, 75, 65152, TCPLENS_PSH | TCPLENS_ACK, 1, PHASE_DATA, {5, 5}},
    {2815, 75, 0, 249, 64128, TCPLENS_ACK, 0, PHASE_DATA, {5, 5}},
    {3009, 75, 0, 249, 64128, TCPLENS_FIN | TCPLENS_ACK, 0, PHASE_CLOSING, {6, 8}},
    {3102, 249, 0, 76, 65152, TCPLENS_FIN | TCPLENS_ACK, 1, PHASE_CLOSING, {11, 10}},
    {3115, 76, 0, 250, 64128, TCPLENS_ACK, 0, PHASE_CLOSING, {11, 1}},
};

static const struct provenance fixture_from_seq[FIXTURE_ROWS] = {
    {.source = SEQ_ISN},
    {.source = SEQ_ISN},
    {.source = SEQ_AFTER, .syn = true, .frame = 1},
    {.source = SEQ_UNCHANGED, .base = 1, .frame = 3},
    {.source = SEQ_AFTER, .syn = true, .frame = 2},
    {.source = SEQ_UNCHANGED, .base = 1, .frame = 5},
    {.source = SEQ_AFTER, .base = 1, .len = 74, .frame = 4},
    {.source = SEQ_AFTER, .base = 1, .len = 235, .frame = 6},
    {.source = SEQ_UNCHANGED, .base = 75, .frame = 7},
    {.source = SEQ_UNCHANGED, .base = 75, .frame = 9},
    {.source = SEQ_AFTER, .base = 236, .len = 13, .frame = 8},
    {.source = SEQ_AFTER, .base = 75, .fin = true, .frame = 10},
};

static const struct provenance fixture_from_ack[FIXTURE_ROWS] = {
    {.source = ACK_ABSENT},
    {.source = ACK_AFTER, .syn = true, .frame = 1},
    {.source = ACK_AFTER, .syn = true, .frame = 2},
    {.source = ACK_UNCHANGED, .base = 1, .frame = 3},
    {.source = ACK_AFTER, .base = 1, .len = 74, .frame = 4},
    {.source = ACK_UNCHANGED, .base = 75, .frame = 5},
    {.source = ACK_AFTER, .base = 1, .len = 235, .frame = 6},
    {.source = ACK_UNCHANGED, .base = 75, .frame = 5},
    {.source = ACK_AFTER, .base = 236, .len = 13, .frame = 8},
    {.source = ACK_UNCHANGED, .base = 249, .frame = 9},
    {.source = ACK_AFTER, .base = 75, .fin = true, .frame = 10},
    {.source = ACK_AFTER, .base = 249, .fin = true, .frame = 11},
};

static const struct tell fixture_tells[FIXTURE_ROWS] = {
    {.code = TELL_ASKS_TO_OPEN, .n = FIXTURE_ISN, .ns = -1},
    {.code = TELL_AGREES, .n = FIXTURE_PEER_ISN, .frame = 1, .ns = 29000},
    {.code = TELL_COMPLETES_HANDSHAKE, .frame = 2, .ns = 12000},
    {.code = TELL_HTTP_REQUEST, .n = 74, .text = FIXTURE_REQUEST, .ns = -1},
    {.code = TELL_ACKS, .n = 74, .frame = 4, .frame2 = 4, .ns = 8000},
    {.code = TELL_HTTP_RESPONSE, .n = 235, .frame = 4, .text = FIXTURE_RESPONSE, .ns = 2619000},
    {.code = TELL_ACKS, .n = 235, .frame = 6, .frame2 = 6, .ns = 11000},
    {.code = TELL_SENDS_MORE, .n = 13, .frame = 6, .ns = -1},
    {.code = TELL_ACKS, .n = 13, .frame = 8, .frame2 = 8, .ns = 5000},
    {.code = TELL_CLOSES, .n = 1, .m = 3, .ns = -1},
    {.code = TELL_CLOSES_AND_ACKS_FIN, .n = 2, .m = 3, .frame = 10, .ns = 93000},
    {.code = TELL_CLOSE_CONFIRMED, .n = 3, .m = 3, .frame = 11, .ns = 13000},
};

/**
 * struct fixture - the story with what it borrows
 */
struct fixture {
    struct story story;
    struct row rows[FIXTURE_ROWS];
    struct finding findings[2];
};

static void fixture_row(struct row *row, unsigned i)
{
    const struct fixture_numbers *const n = &fixture_numbers[i];
    const uint32_t isn[2] = {FIXTURE_ISN, FIXTURE_PEER_ISN};

    *row = (struct row){
        .number = i + 1,
        .ts_ns = INT64_C(1752485152414604000) + n->us * INT64_C(1000),
        .seq = {isn[n->side] + n->seq},
        .ack = {i == 0 ? 0 : isn[!n->side] + n->ack},
        .rel_seq = n->seq,
        .rel_ack = n->ack,
        .payload_len = n->len,
        .window = n->window,
        .flags = n->flags,
        .side = n->side,
        .phase = n->phase,
        .window_scaled = true,
        .n_tells = 1,
        .from_seq = fixture_from_seq[i],
        .from_ack = fixture_from_ack[i],
        .tells = {fixture_tells[i]},
    };
    for (unsigned side = 0; side < 2; side++) {
        row->before[side] = i == 0 ? 0 : fixture_numbers[i - 1].state[side];
        row->after[side] = n->state[side];
    }
    row->inferred = i == 0;
}

static void fixture_conn(struct conn *conn)
{
    static const uint8_t addr[2][16] = {{[10] = 0xff, 0xff, 172, 18, 0, 1},
                                        {[10] = 0xff, 0xff, 172, 18, 0, 2}};
    const uint16_t known = EP_ISS | EP_SND_NXT | EP_ACK | EP_BASE | EP_FIN_SENT | EP_FIN_ACKED |
                           EP_MSS | EP_WSCALE | EP_SACK_PERMITTED | EP_TIMESTAMPS;

    *conn = (struct conn){
        .number = 1,
        .port = {49142, 8080},
        .bits = CONN_CLOSED,
        .open_form = OPEN_THREE_WAY,
        .close_form = CLOSE_THREE_SEGMENTS,
        .first_frame = 1,
        .last_frame = 12,
        .first_ns = INT64_C(1752485152414604000),
        .last_ns = INT64_C(1752485152417719000),
        .syn_frame = 1,
        .syn_ack_frame = 2,
        .open_frame = 3,
        .close_frame = 12,
        .est_rtt_responder_ns = 29000,
        .est_rtt_initiator_ns = 12000,
    };
    memcpy(conn->addr, addr, sizeof(addr));
    conn->syn_ns = conn->first_ns;
    conn->syn_ack_ns = conn->first_ns + 29000;
    conn->open_ns = conn->first_ns + 41000;
    conn->ends[0] = (struct endpoint){.state = TCPLENS_TIME_WAIT,
                                      .wscale = 7,
                                      .known = known,
                                      .mss = 1460,
                                      .iss = {FIXTURE_ISN},
                                      .segs = 7,
                                      .octets = 74,
                                      .octets_unique = 74,
                                      .first_frame = 1,
                                      .last_frame = 12};
    conn->ends[1] = (struct endpoint){.state = TCPLENS_CLOSED,
                                      .wscale = 7,
                                      .known = known,
                                      .mss = 1460,
                                      .iss = {FIXTURE_PEER_ISN},
                                      .segs = 5,
                                      .octets = 248,
                                      .octets_unique = 248,
                                      .first_frame = 2,
                                      .last_frame = 11};
}

static void fixture_make(struct fixture *f)
{
    for (unsigned i = 0; i < FIXTURE_ROWS; i++)
        fixture_row(&f->rows[i], i);
    f->findings[0] = (struct finding){.id = FINDING_CHECKSUM_OFFLOAD,
                                      .severity = SEVERITY_INFO,
                                      .confidence = CONFIDENCE_CERTAIN,
                                      .side = 2,
                                      .n_evidence = 8,
                                      .count = 12,
                                      .n = 12,
                                      .m = 12,
                                      .ns = 0,
                                      .evidence = {1, 2, 3, 4, 5, 6, 7, 8}};
    f->story = (struct story){
        .health = HEALTH_CLEAN,
        .health_finding = -1,
        .protocol = "HTTP",
        .service = "http-alt",
        .request = FIXTURE_REQUEST,
        .response = FIXTURE_RESPONSE,
        .response_ns = 2619000,
        .fin_to_fin_ns = -1,
        .fin_frame = {10, 11},
        .rows = f->rows,
        .n_rows = FIXTURE_ROWS,
        .rows_head = FIXTURE_ROWS,
        .findings = f->findings,
        .n_findings = 1,
        .texts = fixture_texts,
    };
    fixture_conn(&f->story.conn);
}

#endif
