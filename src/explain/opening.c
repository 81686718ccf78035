// SPDX-License-Identifier: BSD-3-Clause
/*
 * opening.c - findings about how a connection was opened, or was not (RFC 9293 3.5, RFC 7413).
 *
 *   connection-refused       a RST that acknowledges exactly the SYN
 *   syn-retransmitted        the same SYN again; syn-ack-retransmitted likewise
 *   syn-unanswered           SYNs, and neither segment nor ICMP error came back
 *   handshake-unfinished     SYN and SYN-ACK, but no ACK of the latter
 *   simultaneous-open        a SYN without ACK from each side
 *   fast-open-*              by the option in the SYN and by what the SYN-ACK acknowledges
 *   syn-data-ignored         the same without the option
 *   port-reused              the tracker knows an earlier connection on these ports
 */
#include "explain/findings.h"

#define ANSWER_MIN_NS INT64_C(1000000000)

static void witness_syn(struct sight *s)
{
    struct finding *f;

    if (s->self->syns > 0 && s->self->iss == s->seg->seq.v) {
        f = tl_note(s, FINDING_SYN_RETRANSMITTED, s->v->side);
        tl_evidence(f, s->self->syn_frame);
        f->n = s->self->syns + 1;
        f->ns = s->seg->ts_ns - s->self->syn_ns;
    }
    if ((s->options.present & TCPLENS_OPT_FAST_OPEN) != 0 && s->options.fast_open_cookie == 0)
        (void)tl_note(s, FINDING_FAST_OPEN_COOKIE, SIDE_NONE);
}

/* What became of data in the SYN. */
static void witness_syn_data(struct sight *s)
{
    const struct past_side *const peer = s->peer;
    enum finding_id id = FINDING_SYN_DATA_IGNORED;
    struct finding *f;

    if (peer->syn_data == 0 || s->self->syn_acks > 0)
        return;
    if (judged(s, V_SYN_DATA_ACKED))
        id = FINDING_FAST_OPEN_ACCEPTED;
    else if (peer->fast_open)
        id = FINDING_FAST_OPEN_IGNORED;
    f = tl_note(s, id, SIDE_NONE);
    tl_evidence(f, peer->syn_frame);
    f->n = peer->syn_data;
}

static void witness_syn_ack(struct sight *s)
{
    struct finding *f;

    if (s->self->syn_acks > 0 && s->self->iss == s->seg->seq.v) {
        f = tl_note(s, FINDING_SYN_ACK_RETRANSMITTED, s->v->side);
        tl_evidence(f, s->self->syn_last_frame);
        f->n = s->self->syn_acks + 1;
        f->ns = s->seg->ts_ns - s->self->syn_ns;
    }
    if ((s->options.present & TCPLENS_OPT_FAST_OPEN) != 0 && s->options.fast_open_cookie > 0)
        (void)tl_note(s, FINDING_FAST_OPEN_COOKIE, SIDE_NONE);
    witness_syn_data(s);
}

void tl_witness_opening(struct sight *s)
{
    struct finding *f;

    if (judged(s, V_RST_ANSWERS_SYN)) {
        f = tl_note(s, FINDING_CONNECTION_REFUSED, s->v->side);
        tl_evidence(f, s->peer->syn_last_frame);
        f->ns = s->seg->ts_ns - s->peer->syn_last_ns;
    } else if (flagged(s, TCPLENS_SYN) && !judged(s, V_UNACCEPTABLE)) {
        if (flagged(s, TCPLENS_ACK))
            witness_syn_ack(s);
        else
            witness_syn(s);
    }
}

static void conclude_unanswered(struct summing *sum)
{
    const struct past_side *const caller = &sum->past->side[SIDE_INITIATOR];
    struct finding *f;

    if (caller->syns == 0 || caller->syns != caller->segs || sum->past->icmp_frame != 0)
        return;
    f = tl_conclude(sum, FINDING_SYN_UNANSWERED, SIDE_INITIATOR);
    f->n = caller->syns;
    f->ns = sum->now_ns - caller->syn_ns;
    /* An answer may have passed by another way, or not yet. */
    f->confidence = f->ns >= ANSWER_MIN_NS ? CONFIDENCE_LIKELY : CONFIDENCE_POSSIBLE;
    tl_evidence(f, caller->syn_frame);
    tl_evidence(f, caller->syn_last_frame);
    tl_retract(sum, FINDING_SYN_RETRANSMITTED, SIDE_INITIATOR);
}

void tl_conclude_opening(struct summing *sum)
{
    const struct past *const past = sum->past;
    struct finding *f;

    if (past->side[SIDE_RESPONDER].segs == 0)
        conclude_unanswered(sum);
    if (sum->conn->open_form == OPEN_UNFINISHED && past->rst_frame == 0 &&
        past->side[SIDE_RESPONDER].syn_acks > 0 && past->side[SIDE_INITIATOR].syns > 0) {
        f = tl_conclude(sum, FINDING_HANDSHAKE_UNFINISHED, SIDE_INITIATOR);
        f->confidence = CONFIDENCE_LIKELY; /* the ACK may have passed by another way */
        tl_evidence(f, past->side[SIDE_RESPONDER].syn_frame);
    }
    if (past->side[0].syns > 0 && past->side[1].syns > 0 &&
        sum->conn->open_form == OPEN_SIMULTANEOUS) {
        f = tl_conclude(sum, FINDING_SIMULTANEOUS_OPEN, SIDE_NONE);
        tl_evidence(f, past->side[0].syn_frame);
        tl_evidence(f, past->side[1].syn_frame);
    }
    if ((sum->conn->bits & CONN_REUSED_PORTS) != 0) {
        f = tl_conclude(sum, FINDING_PORT_REUSED, SIDE_NONE);
        tl_evidence(f, sum->conn->first_frame);
        f->m = sum->conn->previous;
    }
}
