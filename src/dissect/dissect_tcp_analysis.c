// SPDX-License-Identifier: BSD-3-Clause
/* dissect_tcp_analysis.c - the analysis record of a segment, in Wireshark's order (7). */
#include "dissect/dissect.h"

#include <stdio.h>

/* A verdict: its bit, its field, and its expert information. */
static const struct verdict_form {
    uint16_t bit;
    enum field_id field;
    enum expert_severity severity;
    const char *message;
} forms[] = {
    {A_REUSED_PORTS, F_REUSED_PORTS, EXPERT_NOTE,
     "A new tcp session is started with the same ports as an earlier session in this trace"},
    {A_FAST_RETRANSMISSION, F_FAST_RETRANSMISSION, EXPERT_NOTE,
     "This frame is a (suspected) fast retransmission"},
    {A_SPURIOUS_RETRANSMISSION, F_SPURIOUS_RETRANSMISSION, EXPERT_NOTE,
     "This frame is a (suspected) spurious retransmission"},
    {A_RETRANSMISSION, F_RETRANSMISSION, EXPERT_NOTE, "This frame is a (suspected) retransmission"},
    {A_OUT_OF_ORDER, F_OUT_OF_ORDER, EXPERT_WARNING,
     "This frame is a (suspected) out-of-order segment"},
    {A_LOST_SEGMENT, F_LOST_SEGMENT, EXPERT_WARNING,
     "Previous segment(s) not captured (common at capture start)"},
    {A_ACK_LOST_SEGMENT, F_ACK_LOST_SEGMENT, EXPERT_WARNING,
     "ACKed segment that wasn't captured (common at capture start)"},
    {A_WINDOW_UPDATE, F_WINDOW_UPDATE, EXPERT_CHAT, "TCP window update"},
    {A_WINDOW_FULL, F_WINDOW_FULL, EXPERT_WARNING,
     "TCP window specified by the receiver is now completely full"},
    {A_KEEP_ALIVE, F_KEEP_ALIVE, EXPERT_NOTE, "TCP keep-alive segment"},
    {A_KEEP_ALIVE_ACK, F_KEEP_ALIVE_ACK, EXPERT_NOTE, "ACK to a TCP keep-alive segment"},
    {A_DUPLICATE_ACK, F_DUPLICATE_ACK, EXPERT_NOTE, NULL},
    {A_ZERO_WINDOW_PROBE, F_ZERO_WINDOW_PROBE, EXPERT_NOTE, "TCP Zero Window Probe"},
    {A_ZERO_WINDOW, F_ZERO_WINDOW, EXPERT_WARNING, "TCP Zero Window segment"},
    {A_ZERO_WINDOW_PROBE_ACK, F_ZERO_WINDOW_PROBE_ACK, EXPERT_NOTE,
     "ACK to a TCP Zero Window Probe"},
};

static void put_record(struct items *out, const struct analysis_row *row)
{
    if ((row->shown & A_HAS_ACKED) != 0) {
        items_generated(items_u(out, F_ACKS_FRAME, row->acks_frame));
        if (row->ack_rtt_ns != 0)
            items_generated(items_i(out, F_ACK_RTT, row->ack_rtt_ns));
    }
    if (row->initial_rtt_ns != 0)
        items_generated(items_i(out, F_INITIAL_RTT, row->initial_rtt_ns));
    if ((row->shown & A_HAS_FLIGHT) != 0) {
        items_generated(items_u(out, F_BYTES_IN_FLIGHT, row->flight));
        items_generated(items_u(out, F_PUSH_BYTES_SENT, row->push));
    }
}

static void put_rto(struct items *out, const struct analysis_row *row)
{
    items_generated(items_i(out, F_RTO, row->rto_ns));
    items_generated(items_u(out, F_RTO_FRAME, row->rto_frame));
}

static void put_verdicts(struct dissection *d)
{
    const struct analysis_row *const row = d->view->row;
    struct item *it;

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const struct verdict_form *const f = &forms[i];

        if ((row->verdicts & f->bit) == 0)
            continue;
        if (f->message != NULL) {
            expert_add(d, f->field, f->severity, EXPERT_SEQUENCE, f->message);
        } else {
            it = items_generated(items_mark(d->items, f->field));
            ITEMS_SAY(d->items, it, "This is a TCP duplicate ack");
        }
        if (f->bit == A_RETRANSMISSION && (row->shown & A_HAS_RTO) != 0)
            put_rto(d->items, row);
    }
}

/* A duplicate ACK is both a text and an expert information: its field is there twice. */
static void put_duplicate(struct dissection *d)
{
    const struct analysis_row *const row = d->view->row;
    struct items *const out = d->items;
    char text[40];

    items_generated(items_u(out, F_DUPLICATE_ACK_NUM, row->duplicate));
    items_generated(items_u(out, F_DUPLICATE_ACK_FRAME, row->duplicate_frame));
    (void)snprintf(text, sizeof text, "Duplicate ACK (#%u)", row->duplicate);
    expert_below(d, F_DUPLICATE_ACK, EXPERT_NOTE, EXPERT_SEQUENCE, text);
}

void dissect_tcp_analysis(struct dissection *d)
{
    const struct analysis_row *const row = d->view->row;
    struct items *const out = d->items;

    items_generated(items_mark(out, F_ANALYSIS));
    items_in(out);
    put_record(out, row);
    if (row->verdicts != 0) {
        items_generated(items_mark(out, F_ANALYSIS_FLAGS));
        items_in(out);
        put_verdicts(d);
        items_out(out);
    }
    if ((row->verdicts & A_DUPLICATE_ACK) != 0)
        put_duplicate(d);
    items_out(out);
}
