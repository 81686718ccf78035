// SPDX-License-Identifier: BSD-3-Clause
/*
 * exchange.c - findings about the exchange of data while all goes well.
 *
 *   server-speaks-first  the first payload is the responder's, and the opening was captured
 *   slow-response        200 ms or more, 4 round trips or more, and half of the connection's life
 *                        went into answering requests that can be recognised as such
 *   tls-alert            a readable alert other than close_notify and user_canceled (RFC 8446 6)
 *   urgent-data          URG on a segment (RFC 9293 3.8.5)
 *   sequence-wrap        a segment's numbers reach 2^32 (RFC 9293 3.4)
 *   delayed-ack          an ACK without data that came 35 ms to 600 ms after what it acknowledges,
 *                        4 times as long as an ACK of this side has taken or its round trip takes
 *                        (RFC 9293 3.8.6.3)
 */
#include "explain/findings.h"

enum { MS = 1000000, DELAYED_MIN_NS = 35 * MS, DELAYED_MAX_NS = 600 * MS, SLOW_MIN_NS = 200 * MS };
enum { MUCH_LONGER = 4, TLS_USER_CANCELED = 90 };

/* The shortest way to this side and back that was seen; 0 if none was. */
static int64_t shortest_round_trip(const struct sight *s)
{
    const int64_t syn = s->v->side == SIDE_INITIATOR ? s->conn->est_rtt_initiator_ns
                                                     : s->conn->est_rtt_responder_ns;
    const int64_t ack = s->self->best_ack_ns;

    return syn > 0 && (ack == 0 || syn < ack) ? syn : ack;
}

static void witness_delayed_ack(struct sight *s)
{
    const int64_t waited = s->v->rtt_ns, shortest = shortest_round_trip(s);
    struct finding *f;

    if (!is_pure_ack(s) || !judged(s, V_ACKS_NEW) || judged(s, V_ACKS_SYN | V_WINDOW_UPDATE) ||
        waited < DELAYED_MIN_NS || waited > DELAYED_MAX_NS || shortest <= 0 ||
        waited < MUCH_LONGER * shortest)
        return;
    f = tl_note(s, FINDING_DELAYED_ACK, s->v->side);
    f->confidence = CONFIDENCE_LIKELY;
    if (waited > f->ns)
        f->ns = waited;
    tl_evidence(f, s->v->ack_frame);
}

void tl_witness_exchange(struct sight *s)
{
    const uint64_t first = s->seg->seq.v;
    struct finding *f;
    const uint64_t numbers =
        (uint64_t)s->seg->payload_len + flagged(s, TCPLENS_SYN) + flagged(s, TCPLENS_FIN);

    if (judged(s, V_UNACCEPTABLE) || flagged(s, TCPLENS_RST))
        return;
    if (first + numbers > UINT32_MAX && numbers > 0)
        (void)tl_note(s, FINDING_SEQUENCE_WRAP, s->v->side);
    if (s->app.kind == APP_TLS_ALERT && s->app.number > 0 && s->app.number != TLS_USER_CANCELED) {
        f = tl_note(s, FINDING_TLS_ALERT, s->v->side);
        f->n = (uint64_t)s->app.number;
    }
    if (flagged(s, TCPLENS_URG))
        (void)tl_note(s, FINDING_URGENT_DATA, s->v->side);
    witness_delayed_ack(s);
}

static void conclude_slow_response(struct summing *sum)
{
    const struct conn *const conn = sum->conn;
    const struct past *const past = sum->past;
    const int64_t rtt = conn->est_rtt_initiator_ns + conn->est_rtt_responder_ns;
    struct finding *f;

    if (past->slowest_ns < SLOW_MIN_NS || past->slowest_ns < MUCH_LONGER * rtt ||
        past->waited_ns < (past->last_ns - conn->first_ns) / 2)
        return;
    f = tl_conclude(sum, FINDING_SLOW_RESPONSE, !past->request_side);
    f->confidence = CONFIDENCE_LIKELY;
    f->ns = past->slowest_ns;
    tl_evidence(f, past->slowest_request);
    tl_evidence(f, past->slowest_frame);
}

void tl_conclude_exchange(struct summing *sum)
{
    const struct past_side *const caller = &sum->past->side[SIDE_INITIATOR];

    if (sum->past->first_talker == 1 + SIDE_RESPONDER && caller->syn_frame != 0 &&
        sum->past->side[SIDE_RESPONDER].syn_frame != 0 &&
        (caller->fin_frame == 0 || caller->fin_frame > sum->past->first_data))
        tl_evidence(tl_conclude(sum, FINDING_SERVER_SPEAKS_FIRST, SIDE_RESPONDER),
                    sum->past->first_data);
    conclude_slow_response(sum);
}
