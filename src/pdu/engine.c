// SPDX-License-Identifier: BSD-3-Clause
/*
 * engine.c - the machine's life, and which way a frame's octets take: to what is put together from
 * several segments (machine.h), to a speaker as they are, or nowhere.
 */
#include "pdu/pdu.h"

#include <stdlib.h>

#include "base/error.h"
#include "decode/decode.h"
#include "pdu/machine.h"
#include "tcp/seq.h"

enum { MAX_CONVERSATIONS = 65536, MAX_HELD = 64 << 20 };

enum tcplens_status tl_pdu_new(struct pdu_engine **ret, const struct pdu_options *options,
                               struct tcplens_error *err)
{
    const uint32_t cap =
        options->max_conversations != 0 ? options->max_conversations : MAX_CONVERSATIONS;
    struct pdu_engine *const e = calloc(1, sizeof *e);

    if (e == NULL ||
        !conversations_init(&e->all, cap,
                            options->max_octets != 0 ? options->max_octets : (size_t)MAX_HELD)) {
        free(e);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    *ret = e;
    return TCPLENS_OK;
}

void tl_pdu_free(struct pdu_engine *e)
{
    if (e == NULL)
        return;
    machine_drop_spent(e);
    conversations_fini(&e->all);
    free(e);
}

void tl_pdu_stats(const struct pdu_engine *e, struct pdu_stats *out)
{
    *out = (struct pdu_stats){.forgotten = e->all.forgotten};
}

/* What is not handed on although it cannot be compared with what was seen before. */
static bool is_seen(unsigned verdicts)
{
    return (verdicts & (A_RETRANSMISSION | A_OUT_OF_ORDER)) != 0 &&
           (verdicts & (A_FAST_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION)) == 0;
}

/* Octets that no join can use: quoted, cut, without a length. */
static void hear_once(struct pdu_engine *e, const struct tcplens_segment *seg, size_t len,
                      struct talk *talk, uint8_t side)
{
    struct hearing h = {
        .octets = tl_decode_payload(seg),
        .len = len,
        .talk = talk,
        .out = &e->out,
        .src_port = seg->src_port,
        .dst_port = seg->dst_port,
        .side = side,
        .datagram = seg->kind == TCPLENS_KIND_UDP,
    };

    if (h.octets.n > 0)
        hear_speaker(&h);
}

static void note_server(struct talk *talk, const struct tcplens_segment *seg)
{
    if ((seg->flags & TCPLENS_SYN) != 0 && talk->wrapper == PDU_NONE)
        talk->server_port = (seg->flags & TCPLENS_ACK) != 0 ? seg->src_port : seg->dst_port;
}

/* The octets on the wire: what an IP length promises beyond the frame was never there. */
static size_t wire_length(const struct tcplens_segment *seg, const struct analysis_row *row)
{
    return (row->shown & A_HAS_LENGTH) != 0 ? row->len : seg->payload_len;
}

static void hear_segment(struct pdu_engine *e, const struct tcplens_segment *seg,
                         const struct analysis_row *row)
{
    struct piece p = {.e = e, .seg = seg, .row = row, .octets = tl_decode_payload(seg)};
    const size_t len = wire_length(seg, row);
    const unsigned side = row->forward == 1 ? 0 : 1;

    p.c = conversations_get(&e->all, row->stream);
    p.d = &p.c->sides[side];
    note_server(&p.c->talk, seg);
    if (row->announced)
        p.c->talk.speaker = PDU_FTP_DATA;
    if ((row->shown & A_WHOLE) == 0)
        return;
    p.seq = seq_add(seg->seq, (seg->flags & TCPLENS_SYN) != 0);
    p.next = seq_add(p.seq, (uint32_t)p.octets.n);
    if ((seg->flags & TCPLENS_FIN) != 0 && p.octets.n >= len && machine_until_fin(&p)) {
        e->out.until_fin = true;
        return;
    }
    if (p.octets.n == 0 || (seg->flags & TCPLENS_RST) != 0)
        return;
    if (p.octets.n >= len && (row->shown & A_HAS_LENGTH) != 0)
        machine_hand_over(&p);
    else if (!is_seen(row->verdicts))
        hear_once(e, seg, len, &p.c->talk, (uint8_t)side);
}

const struct pdu_frame *tl_pdu_frame(struct pdu_engine *e, const struct tcplens_segment *seg,
                                     const struct analysis_row *row, bool quoted)
{
    struct talk nobody = {0};

    machine_drop_spent(e);
    conversations_keep_to_cap(&e->all);
    e->out.n_pdus = e->out.n_joins = e->out.n_rests = 0;
    e->out.missed = 0;
    e->out.fin_again = e->out.complete_in = 0;
    e->out.until_fin = false;
    e->out.begun = (struct span){NULL, 0};
    if (seg->kind == TCPLENS_KIND_UDP || (quoted && seg->kind == TCPLENS_KIND_TCP))
        hear_once(e, seg, seg->payload_len, &nobody, 0);
    else if (seg->kind == TCPLENS_KIND_TCP && (row->shown & A_HAS_STREAM) != 0)
        hear_segment(e, seg, row);
    return &e->out;
}
